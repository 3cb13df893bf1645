// The same map in Chromium and in resvg: 99 % of pixels outside of text within 8/255, every text's box within 1 px.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { fixtures, launch } from './chromium.mjs';

const NEAR = 8;
const SHARE = 0.99;
const BOX = 1;
/** Texts are photographed this much enlarged, so that their edges are known to a quarter of a pixel. */
const ZOOM = 4;
const MAPS = readdirSync(fixtures).filter(name => name.endsWith('.json')).map(name => name.slice(0, -5)).sort();

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** @param {string} svg @param {number} scale */
async function shown(svg, scale, css = '') {
  const page = await browser.newPage({ deviceScaleFactor: scale });
  await page.setContent(`<!doctype html><style>body{margin:0}svg{display:block}${css}</style>${svg}`);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

async function photo(page) {
  return PNG.sync.read(await page.locator('svg').screenshot({ omitBackground: false }));
}

/** Share of pixels whose channels all lie near each other. A height between two pixels is rounded by each program. */
function likeness(a, b) {
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  assert.ok(Math.abs(a.width - b.width) <= 2 && Math.abs(a.height - b.height) <= 2, `${a.width}x${a.height}, ${b.width}x${b.height}`);
  let near = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [one, other] = [(y * a.width + x) * 4, (y * b.width + x) * 4];
      const far = Math.max(...[0, 1, 2].map(i => Math.abs(a.data[one + i] - b.data[other + i])));
      near += far <= NEAR ? 1 : 0;
    }
  }
  return near / (width * height);
}

/** Texts in sets whose members lie apart, so that one picture shows the ink of each. */
function apart(texts) {
  const sets = [];
  const meet = (a, b) => a[0] - 8 < b[2] && b[0] - 8 < a[2] && a[1] - 8 < b[3] && b[1] - 8 < a[3];
  for (const [index, { box }] of texts.entries()) {
    const set = sets.find(set => set.every(other => !meet(box, texts[other].box)));
    if (set) set.push(index); else sets.push([index]);
  }
  return sets;
}

/** Box of what is dark in a part of a picture, in pixels of the map. */
function ink(picture, [x0, y0, x1, y1]) {
  const out = [Infinity, Infinity, -Infinity, -Infinity];
  const clamp = (v, most) => Math.max(0, Math.min(most, Math.round(v * ZOOM)));
  for (let y = clamp(y0 - 4, picture.height); y < clamp(y1 + 4, picture.height); y++) {
    for (let x = clamp(x0 - 4, picture.width); x < clamp(x1 + 4, picture.width); x++) {
      if (picture.data[(y * picture.width + x) * 4] > 160) continue;
      out[0] = Math.min(out[0], x); out[1] = Math.min(out[1], y);
      out[2] = Math.max(out[2], x + 1); out[3] = Math.max(out[3], y + 1);
    }
  }
  return out.map(v => v / ZOOM);
}

assert.ok(MAPS.length >= 3, `no maps in ${fixtures}: run tests/browser/run`);
for (const name of MAPS) {
  const file = ending => readFileSync(join(fixtures, `${name}.${ending}`));
  for (const scale of [1, 2]) {
    test(`${name}: drawn alike at ${scale}x`, async t => {
      const page = await shown(file('bare.svg'), scale);
      const share = likeness(await photo(page), PNG.sync.read(file(`bare@${scale}.png`)));
      await page.close();
      t.diagnostic(`${(share * 100).toFixed(2)} % of pixels within ${NEAR}/255`);
      assert.ok(share >= SHARE, `only ${(share * 100).toFixed(2)} % of pixels are alike`);
    });
  }
  test(`${name}: texts stand alike`, async t => {
    const { texts } = JSON.parse(file('json'));
    const hide = 'svg *:not(defs, defs *){visibility:hidden}svg text{stroke:none!important;fill:#000!important}svg text.now{visibility:visible}body{background:#fff}';
    const page = await shown(file('svg'), ZOOM, hide);
    const contents = await page.$$eval('svg text', all => all.map(text => text.textContent));
    assert.deepEqual(contents, texts.map(text => text.text));
    let worst = 0;
    const wrong = [];
    for (const set of apart(texts)) {
      await page.$$eval('svg text', (all, set) => all.forEach((text, i) => text.classList.toggle('now', set.includes(i))), set);
      const picture = await photo(page);
      for (const index of set) {
        const { text, box } = texts[index];
        const found = ink(picture, box);
        const off = Math.max(...found.map((v, i) => Math.abs(v - box[i])));
        worst = Math.max(worst, off);
        if (!(off <= BOX)) wrong.push(`${text}: ${found.map(v => v.toFixed(1))} in Chromium, ${box.map(v => v.toFixed(1))} in resvg`);
      }
    }
    await page.close();
    t.diagnostic(`${texts.length} texts, the farthest box is ${worst.toFixed(2)} px off`);
    assert.deepEqual(wrong, []);
  });
}
