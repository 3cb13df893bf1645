// Contrast of marks, borders and named lines with what lies beside them, from rendered pixels, in every theme.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { fixtures, launch } from './chromium.mjs';

/** Least contrast, and the share of a drawing's pixels that must have it: borders run under badges and along coasts. */
const LEAST = 3;
const SHARE = 0.9;
const ZOOM = 4;
/** A line of fewer pairs than this is too short to judge: it lies against other lines. */
const SHORT = 400;
const MAPS = readdirSync(fixtures).filter(name => /\.theme\.svg$/.test(name)).sort();

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map(v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const contrast = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};
const alike = (a, b) => a.every((v, i) => Math.abs(v - b[i]) <= 12);

/** The contrasts of a drawing's visible pixels with the first pixels beyond its edge, to each of four sides. */
function contrasts(whole, alone, reach) {
  const found = [];
  const at = (picture, x, y) => [...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3)];
  const inked = (x, y) => alone.data[(y * alone.width + x) * 4 + 3];
  for (let y = reach; y < whole.height - reach; y += 3) {
    for (let x = reach; x < whole.width - reach; x += 3) {
      if (inked(x, y) < 250) continue;
      const own = at(alone, x, y);
      if (!alike(own, at(whole, x, y))) continue;
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        let far = 1;
        while (far < reach && inked(x + dx * far, y + dy * far) > 4) far++;
        if (far < reach) found.push(contrast(own, at(whole, x + dx * far, y + dy * far)));
      }
    }
  }
  return found;
}

/** The contrasts across a mark's edge: along rays from its middle, the most that two pixels there, 1.5 apart, differ. */
function edges(whole, [x0, y0, x1, y1]) {
  const found = [];
  const at = (x, y) => [...whole.data.subarray((y * whole.width + x) * 4, (y * whole.width + x) * 4 + 3)];
  const across = (points) => Math.max(...points.slice(6).map((p, i) => contrast(at(...p), at(...points[i]))));
  const band = 20;
  for (let x = Math.round(x0) + 16; x < x1 - 16; x += 5) {
    for (const edge of [y0, y1]) found.push(across([...Array(band * 2).keys()].map(i => [x, Math.round(edge) - band + i])));
  }
  for (let y = Math.round(y0) + 16; y < y1 - 16; y += 5) {
    for (const edge of [x0, x1]) found.push(across([...Array(band * 2).keys()].map(i => [Math.round(edge) - band + i, y])));
  }
  return found;
}

assert.ok(MAPS.length >= 4, `no maps in ${fixtures}: run tests/browser/run`);
for (const name of MAPS) {
  test(`${name}: marks and lines stand out`, async t => {
    const page = await browser.newPage({ deviceScaleFactor: ZOOM });
    t.after(() => page.close());
    const css = 'body{margin:0}svg{display:block}#labels{display:none}.alone *:not(defs, defs *){visibility:hidden}.alone .now,.alone .now *{visibility:visible!important}';
    await page.setContent(`<!doctype html><style>${css}</style>${readFileSync(join(fixtures, name), 'utf8')}`);
    const things = await page.evaluate(() => {
      const lines = [...document.querySelectorAll('#borders path, #named-lines path')];
      // The wide pale line below another with the same course is its casing.
      const own = lines.filter(line => !lines.some(other => other !== line && other.getAttribute('d') === line.getAttribute('d')
        && line.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING));
      const marks = [...document.querySelectorAll('#events g[id^="event-"], #events g[id*="-event-"]')].map(g => g.querySelector('rect, path, circle')).filter(Boolean);
      return [...own, ...marks].map((e, index) => {
        e.setAttribute('data-thing', String(index));
        const r = e.getBoundingClientRect();
        return { box: [r.left, r.top, r.right, r.bottom], kind: e.closest('#events') ? 'mark' : e.closest('[id]').id, look: ['stroke', 'stroke-width', 'stroke-dasharray', 'fill'].map(a => `${a} ${e.getAttribute(a) ?? ''}`).join(', ') };
      });
    });
    const svg = page.locator('svg');
    const shot = async () => PNG.sync.read(await svg.screenshot({ omitBackground: true }));
    const whole = await shot();
    const weak = [];
    for (const [index, { kind, look, box }] of things.entries()) {
      await page.evaluate(index => {
        document.querySelector('svg').classList.add('alone');
        document.querySelectorAll('.now').forEach(e => e.classList.remove('now'));
        document.querySelector(`[data-thing="${index}"]`).classList.add('now');
      }, index);
      const all = kind === 'mark' ? edges(whole, box.map(v => v * ZOOM)) : contrasts(whole, await shot(), 30);
      const good = all.filter(v => v >= LEAST).length;
      const low = [...all].sort((a, b) => a - b)[Math.floor(all.length / 10)] ?? 0;
      if (all.length > (kind === 'mark' ? 0 : SHORT) && good / all.length < SHARE) weak.push(`${kind}: ${look}: ${(100 * good / all.length).toFixed(0)} % of ${all.length}, nine tenths have ${low.toFixed(2)}`);
    }
    t.diagnostic(`${things.length} marks and lines`);
    assert.ok(things.length > 4);
    assert.deepEqual(weak, []);
  });
}
