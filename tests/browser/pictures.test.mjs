// Pages beside stored pictures of them: `DATELINE_BLESS=1 bash tests/browser/run` stores them anew; look at each before committing.
//
// The bound leaves room for a few names that moved and for other fonts of the machine around the map; a layer, a color scheme
// or a panel that is gone changes far more.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { fixtures, launch } from './chromium.mjs';

const STORED = fileURLToPath(new URL('pictures', import.meta.url));
/** Channels this near are alike, and the largest share of pixels that may not be. */
const NEAR = 32;
const SHARE = 0.03;

/** Name, page, what the browser is like, address, and what to photograph. */
const VIEWS = [
  ['wide-light', 'durand-line.map.html', { viewport: { width: 1200, height: 900 } }, '', '.dl-view'],
  ['wide-dark', 'durand-line.map.html', { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' }, '', '.dl-view'],
  ['forced-colors', 'durand-line.map.html', { viewport: { width: 1200, height: 900 }, forcedColors: 'active' }, '', '.dl-view'],
  ['phone', 'durand-line.map.html', { viewport: { width: 360, height: 800 } }, '', '.dl-view'],
  ['enlarged', 'durand-line.map.html', { viewport: { width: 1200, height: 900 } }, '#durand-line//2/0.4/0.4', '.dl-view'],
  ['pinned', 'durand-line.map.html', { viewport: { width: 1200, height: 900 } }, '#durand-line/e3', '.dl-view'],
  ['other-worldview', 'durand-line.views.html', { viewport: { width: 1200, height: 900 } }, '#durand-line//1/0.5/0.5/1', '.dl-view'],
  ['inline', 'durand-line.embed.html', { viewport: { width: 800, height: 900 } }, '', 'figure'],
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const [name, file, options, hash, part] of VIEWS) {
  test(`picture: ${name}`, async t => {
    // Half the pixels: small files, and letters that are drawn a little otherwise do not count.
    const context = await browser.newContext({ deviceScaleFactor: 0.5, reducedMotion: 'reduce', ...options });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`file://${join(fixtures, file)}${hash}`);
    if (file !== 'durand-line.embed.html') await page.locator('.dl-ready').waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(600);
    const bytes = await page.locator(part).first().screenshot();
    const path = join(STORED, `${name}.png`);
    if (process.env.DATELINE_BLESS) {
      mkdirSync(STORED, { recursive: true });
      writeFileSync(path, bytes);
    }
    assert.ok(existsSync(path), `${path} is missing: DATELINE_BLESS=1 stores it`);
    const [now, stored] = [PNG.sync.read(bytes), PNG.sync.read(readFileSync(path))];
    const [width, height] = [Math.min(now.width, stored.width), Math.min(now.height, stored.height)];
    assert.ok(Math.abs(now.height - stored.height) <= 4 && Math.abs(now.width - stored.width) <= 4, `${now.width}x${now.height}, stored ${stored.width}x${stored.height}`);
    let far = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [one, other] = [(y * now.width + x) * 4, (y * stored.width + x) * 4];
        far += [0, 1, 2].some(i => Math.abs(now.data[one + i] - stored.data[other + i]) > NEAR) ? 1 : 0;
      }
    }
    const share = far / (width * height);
    t.diagnostic(`${(100 * share).toFixed(2)} % of pixels differ`);
    if (share > SHARE) writeFileSync(join(fixtures, `${name}.now.png`), bytes);
    assert.ok(share <= SHARE, `${(100 * share).toFixed(1)} % of pixels differ; the picture of now is ${name}.now.png in ${fixtures}`);
  });
}
