// Contrast of every text of a page with what lies behind it, from rendered pixels: what axe cannot compute.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { fixtures, launch } from './chromium.mjs';

/** Least contrast of text, and the share of its pixels that must have it: halos are thinner than what they cover. */
const LEAST = 4.5;
const SHARE = 0.9;
const gallery = readdirSync(join(fixtures, 'gallery')).filter(name => name.endsWith('.html') && name !== 'index.html').sort().map(name => `gallery/${name}`);
const PAGES = [...gallery, 'durand-line.map.html', 'durand-line.views.html'];
/** Name, what the reader prefers, width. */
const LOOKS = [
  ['light', { colorScheme: 'light' }, 1200],
  ['dark', { colorScheme: 'dark' }, 1200],
  ['forced colors', { colorScheme: 'light', forcedColors: 'active' }, 1200],
  ['phone', { colorScheme: 'light', forcedColors: 'none' }, 360],
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const luminance = (r, g, b) => {
  const [x, y, z] = [r, g, b].map(v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

/** Photographs a part of a page with a style of its own. */
async function shot(page, part, css) {
  const style = await page.addStyleTag({ content: `*{transition:none!important}${css}` });
  const picture = PNG.sync.read(await page.locator(part).first().screenshot());
  await style.evaluate(element => element.remove());
  return picture;
}

/** Texts whose pixels, those that `inked` takes, lie on too little contrast. */
function weak(texts, ground, inked, scale) {
  const found = [];
  for (const { text, color, box } of texts) {
    let [good, all] = [0, 0];
    const own = luminance(...color);
    const [left, top, right, bottom] = box.map(v => v * scale);
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(ground.height, bottom); y++) {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(ground.width, right); x++) {
        const at = (y * ground.width + x) * 4;
        if (!inked(at)) continue;
        all++;
        good += contrast(own, luminance(...ground.data.subarray(at, at + 3))) >= LEAST ? 1 : 0;
      }
    }
    if (all && good / all < SHARE) found.push(`${text}: ${(100 * good / all).toFixed(0)} % of ${all} pixels`);
  }
  return found;
}

/** Texts of drawings: letters, halos and ground are told apart by photographing each alone. */
async function drawn(page, part, scale) {
  const texts = await page.evaluate(part => {
    const root = document.querySelector(part);
    const frame = root.getBoundingClientRect();
    const seen = [...root.querySelectorAll('svg text')].filter(e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible');
    seen.forEach(e => e.classList.add('now'));
    return seen.map(e => {
      const r = e.getBoundingClientRect();
      return { text: e.textContent, color: getComputedStyle(e).fill.match(/[\d.]+/g).map(Number).slice(0, 3), box: [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top] };
    });
  }, part);
  const ground = await shot(page, part, 'svg text{fill-opacity:0!important}');
  const letters = await shot(page, part, '*{background:#fff!important}svg *{visibility:hidden!important}svg text.now,svg text.now *{visibility:visible!important;fill:#000!important;stroke:none!important}');
  return [texts.length, weak(texts, ground, at => letters.data[at] <= 60, scale)];
}

/** Texts of the page around the map, each against what lies in the lines that it stands in. */
async function written(page) {
  const texts = await page.evaluate(() => {
    const frame = document.body.getBoundingClientRect();
    const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    return [...document.querySelectorAll('body *')].filter(e => !(e instanceof SVGElement) && own(e) && !e.closest('.dl-hide, .dl-card, script') && e.checkVisibility({ visibilityProperty: true })).flatMap(e => {
      const color = getComputedStyle(e).color.match(/[\d.]+/g).map(Number).slice(0, 3);
      return [...e.childNodes].filter(n => n.nodeType === 3 && n.textContent.trim()).flatMap(node => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].map(r => ({ text: node.textContent.trim().slice(0, 40), color, box: [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top] }));
      });
    });
  });
  const ground = await shot(page, 'body', '*{color:transparent!important;text-decoration:none!important}@media (forced-colors:active){*{color:Canvas!important}.dl-num{color:transparent!important}}');
  return [texts.length, weak(texts, ground, () => true, 1)];
}

async function open(t, name, scale) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 1000 }, deviceScaleFactor: scale, bypassCSP: true });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`file://${join(fixtures, name)}`);
  return page;
}

for (const name of PAGES) {
  test(`${name}: text on the map and around it stands out in ${LOOKS.map(([look]) => look).join(', ')}`, async t => {
    const [large, small] = [await open(t, name, 2), await open(t, name, 1)];
    const faults = [];
    let count = 0;
    for (const [look, media, width] of LOOKS) {
      for (const page of [large, small]) {
        await page.emulateMedia(media);
        await page.setViewportSize({ width, height: 1000 });
        await page.locator('.dl-ready').waitFor();
      }
      const [onMap, weakOnMap] = await drawn(large, '.dl-mapside', 2);
      const [around, weakAround] = await written(small);
      assert.ok(onMap > 3 && around > 10, `${look}: ${onMap}, ${around}`);
      count += onMap + around;
      faults.push(...[...weakOnMap, ...weakAround].map(fault => `${look}: ${fault}`));
    }
    t.diagnostic(`${count} texts`);
    assert.deepEqual(faults, []);
  });
}

test('text of maps in the page of another stands out', async t => {
  const page = await open(t, 'durand-line.embed.html', 2);
  const [count, faults] = await drawn(page, 'body', 2);
  assert.ok(count > 20, `${count}`);
  assert.deepEqual(faults, []);
});
