// Contrast of text on the map, from rendered pixels: what axe cannot compute.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { fixtures, launch } from './chromium.mjs';

/** Least contrast of text, and the share of its pixels that must have it: halos are thinner than what they cover. */
const LEAST = 4.5;
const SHARE = 0.9;
const PAGES = readdirSync(fixtures).filter(name => /^(?!hostile).*\.map\.html$/.test(name)).sort();

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const luminance = (r, g, b) => {
  const [x, y, z] = [r, g, b].map(v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

for (const name of PAGES) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${name}: text on the map stands out in ${colorScheme}`, async t => {
      const context = await browser.newContext({ viewport: { width: 1200, height: 1000 }, deviceScaleFactor: 2, colorScheme, bypassCSP: true });
      t.after(() => context.close());
      const page = await context.newPage();
      await page.goto(`file://${join(fixtures, name)}`);
      const view = page.locator('.dl-view');
      const shot = async css => {
        const style = await page.addStyleTag({ content: css });
        const picture = PNG.sync.read(await view.screenshot());
        await style.evaluate(element => element.remove());
        return picture;
      };
      const texts = await page.evaluate(() => {
        const frame = document.querySelector('.dl-view').getBoundingClientRect();
        return [...document.querySelectorAll('.dl-wide text')].filter(e => e.closest('.dl-view') && getComputedStyle(e).visibility === 'visible').map(e => {
          const r = e.getBoundingClientRect();
          return { text: e.textContent, fill: getComputedStyle(e).fill.match(/[\d.]+/g).map(Number), box: [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top].map(v => v * 2) };
        });
      });
      // Ground and halos without letters, and letters alone.
      const ground = await shot('.dl-view text{fill-opacity:0!important}.dl-view *{transition:none!important}');
      const letters = await shot('.dl-view svg *{visibility:hidden!important}.dl-view{background:#fff!important}.dl-level[data-z~="1"] text,.dl-fixed text{visibility:visible!important;fill:#000!important;stroke:none!important}');
      const weak = [];
      for (const { text, fill, box } of texts) {
        let [good, all] = [0, 0];
        const own = luminance(...fill);
        for (let y = Math.max(0, Math.floor(box[1])); y < Math.min(ground.height, box[3]); y++) {
          for (let x = Math.max(0, Math.floor(box[0])); x < Math.min(ground.width, box[2]); x++) {
            const at = (y * ground.width + x) * 4;
            if (letters.data[at] > 60) continue;
            all++;
            good += contrast(own, luminance(...ground.data.subarray(at, at + 3))) >= LEAST ? 1 : 0;
          }
        }
        if (all && good / all < SHARE) weak.push(`${text}: ${(100 * good / all).toFixed(0)} % of ${all} pixels`);
      }
      t.diagnostic(`${texts.length} texts`);
      assert.ok(texts.length > 3);
      assert.deepEqual(weak, []);
    });
  }
}
