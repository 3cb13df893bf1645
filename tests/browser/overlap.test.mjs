// No two names of a map overlap, nor a name and a mark, by the glyphs that Chromium draws: each story in several sizes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';
import { launch } from './chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = process.env.DATELINE_BIN ?? `${root}target/debug/dateline`;
const sizes = (process.env.DATELINE_SIZES ?? 'column,phone').split(',');
const stories = ['articles', 'events'].flatMap(folder =>
  readdirSync(`${root}examples/${folder}`).sort().map(name => `examples/${folder}/${name}`));
/** Ink that reaches less far than this into another's shows as no overlap, pixels. */
const LEAST = 0.5;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The SVG of a story, its font in it. */
async function draw(story, size) {
  const input = story.endsWith('.csv') ? ['--events', story] : [story];
  const options = ['--size', size, '--format', 'svg', '--quiet', '-o', '-'];
  const { stdout } = await promisify(execFile)(program, ['map', ...input, ...options], { cwd: root, maxBuffer: 1 << 26 });
  return stdout;
}

/** In the page: the texts with a box for each glyph, turned as it is drawn, and the marks with theirs. */
function measure() {
  const svg = document.querySelector('svg');
  const pen = document.createElement('canvas').getContext('2d');
  const layer = node => {
    while (node.parentNode !== svg) node = node.parentNode;
    return node.id;
  };
  const corners = (box, turn, [x, y], move) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const at = ([dx, dy]) => new DOMPoint(x + dx * cos - dy * sin, y + dx * sin + dy * cos).matrixTransform(move);
    const [left, top, right, bottom] = box;
    return [[left, top], [right, top], [right, bottom], [left, bottom]].map(at).map(p => [p.x, p.y]);
  };
  const texts = [...svg.querySelectorAll('text')].map(node => {
    const style = getComputedStyle(node);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const move = svg.getScreenCTM().inverse().multiply(node.getScreenCTM());
    const content = node.textContent;
    const boxes = [];
    for (let i = 0; i < node.getNumberOfChars(); i++) {
      const letter = content[i];
      if (letter.trim() === '') continue;
      const start = node.getStartPositionOfChar(i);
      const cell = node.getExtentOfChar(i);
      const turn = node.getRotationOfChar(i) * Math.PI / 180;
      const ink = pen.measureText(letter);
      // The ink of the letter; across, the glyph's cell where letters change their form beside others.
      const joins = !/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}]/u.test(letter);
      const [left, right] = joins && turn === 0 ? [cell.x - start.x, cell.x + cell.width - start.x]
        : [-ink.actualBoundingBoxLeft, ink.actualBoundingBoxRight];
      boxes.push(corners([left, -ink.actualBoundingBoxAscent, right, ink.actualBoundingBoxDescent], turn, [start.x, start.y], move));
    }
    return { content, layer: layer(node), boxes };
  });
  const shape = node => {
    const move = svg.getScreenCTM().inverse().multiply(node.getScreenCTM());
    const { x, y, width, height } = node.getBBox();
    return { layer: layer(node), name: node.localName, box: corners([x, y, x + width, y + height], 0, [0, 0], move) };
  };
  const marks = [...svg.querySelectorAll('#events rect, #places circle, #locator > circle, #locator > rect')].map(shape);
  const frame = svg.querySelector('clipPath rect').getBBox();
  return { texts, marks, frame: [frame.x, frame.y, frame.x + frame.width, frame.y + frame.height] };
}

/** How far two convex shapes reach into each other: 0 if a line parts them. */
function depth(a, b) {
  let least = Infinity;
  for (const shape of [a, b]) {
    for (let i = 0; i < shape.length; i++) {
      const [p, q] = [shape[i], shape[(i + 1) % shape.length]];
      const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
      if (length === 0) continue;
      const normal = [(q[1] - p[1]) / length, (p[0] - q[0]) / length];
      const span = points => points.map(([x, y]) => x * normal[0] + y * normal[1]);
      const [one, other] = [span(a), span(b)];
      least = Math.min(least, Math.max(...one) - Math.min(...other), Math.max(...other) - Math.min(...one));
    }
  }
  return Math.max(least, 0);
}

const deepest = (boxes, others) => Math.max(0, ...boxes.flatMap(a => others.map(b => depth(a, b))));

/** What overlaps on a map, in words. */
function overlaps({ texts, marks, frame }) {
  const found = [];
  texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
    const by = deepest(a.boxes, b.boxes);
    if (by > LEAST) found.push(`"${a.content}" (${a.layer}) and "${b.content}" (${b.layer}) by ${by.toFixed(1)} px`);
  }));
  for (const { content, layer, boxes } of texts.filter(text => text.layer === 'labels')) {
    for (const mark of marks) {
      const by = deepest(boxes, [mark.box]);
      if (by > LEAST) found.push(`"${content}" and a ${mark.name} of ${mark.layer} by ${by.toFixed(1)} px`);
    }
    const [left, top, right, bottom] = frame;
    if (boxes.flat().some(([x, y]) => x < left - LEAST || y < top - LEAST || x > right + LEAST || y > bottom + LEAST)) {
      found.push(`"${content}" is cut by the frame`);
    }
  }
  return found;
}

test('two squares that touch do not overlap, and the depth of those that do is known', () => {
  const square = (x, y) => [[x, y], [x + 10, y], [x + 10, y + 10], [x, y + 10]];
  assert.equal(depth(square(0, 0), square(10, 0)), 0);
  assert.equal(depth(square(0, 0), square(7, 2)), 3);
  assert.equal(depth(square(0, 0), [[5, -5], [15, 5], [5, 15], [-5, 5]]) > 5, true);
});

test('names that overlap are found: straight, spaced, turned letter by letter, over a mark, over the frame', async t => {
  const page = await browser.newPage();
  t.after(() => page.close());
  const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" font-family="sans-serif" font-size="20" ${more}>${words}</text>`;
  const found = async (labels, marks = '') => {
    await page.setContent(`<!doctype html><style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">
      <defs><clipPath><rect width="400" height="200"/></clipPath></defs><g id="labels">${labels}</g><g id="events">${marks}</g></svg>`);
    return overlaps(await page.evaluate(measure));
  };
  assert.deepEqual(await found(text(20, 50, 'nun') + text(20, 66, 'nun')), []);
  assert.equal((await found(text(20, 50, 'nun') + text(30, 44, 'nun'))).length, 1);
  // Letters with room between them: the second name stands in a gap of the first, then on a letter of it.
  assert.deepEqual(await found(text(20, 50, 'nn', 'letter-spacing="40"') + text(42, 50, 'n')), []);
  assert.equal((await found(text(20, 50, 'nn', 'letter-spacing="40"') + text(68, 50, 'n'))).length, 1);
  // One letter turned upright reaches as high as it is wide.
  assert.deepEqual(await found(text(100, 100, 'l') + text(85, 80, 'n')), []);
  assert.equal((await found(text('100 100', '100 100', 'lm', 'rotate="0 -90"') + text(88, 95, 'n'))).length, 1);
  assert.equal((await found(text(20, 50, 'nun'), '<rect x="30" y="30" width="9" height="30"/>')).length, 1);
  assert.equal((await found(text(380, 50, 'nun'))).length, 1);
});

for (const size of sizes) {
  test(`no name of the gallery overlaps another, a mark or the frame: ${size}`, async t => {
    const page = await browser.newPage();
    t.after(() => page.close());
    let names = 0;
    const found = [];
    for (const story of stories) {
      await page.setContent(`<!doctype html><style>body{margin:0}</style>${await draw(story, size)}`);
      await page.evaluate(() => document.fonts.ready);
      const measured = await page.evaluate(measure);
      names += measured.texts.filter(text => text.layer === 'labels' && text.boxes.length > 0).length;
      found.push(...overlaps(measured).map(words => `${story}: ${words}`));
    }
    assert.ok(names > stories.length * 5, `${names} names were measured`);
    assert.deepEqual(found, []);
  });
}
