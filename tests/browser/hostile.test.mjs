// Pages and drawings whose every word is an attack: nothing runs, nothing is asked of a network, nothing breaks out.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixtures, launch } from './chromium.mjs';

const payloads = JSON.parse(readFileSync(new URL('payloads.json', import.meta.url), 'utf8'));
const FILES = readdirSync(fixtures).filter(name => name.startsWith('hostile-')).sort();
/** Elements that our files hold; anything else would have come from a payload. */
const OURS = new Set(('html head meta title style body main div header h1 h2 p section svg g path circle rect line use text a desc defs '
  + 'pattern clippath button span input output details summary label ol ul li blockquote article footer script figure').split(' '));

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('there are enough payloads and files', () => {
  assert.ok(payloads.length >= 200, `${payloads.length}`);
  assert.ok(FILES.length >= 12, `${FILES}`);
});

for (const name of FILES) {
  test(`${name} is text and nothing else`, async t => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: process.env.DATELINE_POLICY !== 'on' });
    t.after(() => context.close());
    const page = await context.newPage();
    const faults = [];
    await page.exposeFunction('pwned', () => faults.push('a payload ran'));
    page.on('dialog', dialog => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('pageerror', error => faults.push(error.message));
    page.on('request', request => { if (!/^(file|data|about):/.test(request.url())) faults.push(request.url()); });
    page.on('framenavigated', frame => { if (frame !== page.mainFrame()) faults.push(`frame: ${frame.url()}`); });
    await page.goto(`file://${join(fixtures, name)}`);
    if (/\.(map|article)\.html$/.test(name)) await page.locator('.dl-ready').waitFor();
    // Look at everything, as a reader would.
    if (name.endsWith('map.html') || name.endsWith('article.html')) {
      for (const button of (await page.locator('.dl-go').all()).slice(0, 12)) await button.click({ timeout: 5000 });
      const mention = page.locator('.dl-m').first();
      if (await mention.count()) await mention.click({ timeout: 5000 });
    }
    const found = await page.evaluate(ours => {
      const wrong = [];
      const scripts = document.querySelectorAll('script').length;
      for (const element of document.querySelectorAll('*')) {
        if (!ours.includes(element.localName.toLowerCase())) wrong.push(`<${element.localName}>`);
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) wrong.push(`${element.localName} ${name}`);
          if (/^(href|src|xlink:href|action|formaction|data|poster)$/i.test(name) && !/^#/.test(value)) wrong.push(`${name}=${value.slice(0, 60)}`);
          if (name === 'style' && !element.closest('.dl')) wrong.push(`style=${value.slice(0, 60)}`);
        }
      }
      const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
      return { wrong, scripts, twice: ids.filter((id, i) => ids.indexOf(id) !== i), wide: document.documentElement.scrollWidth > innerWidth + 1 };
    }, [...OURS]);
    assert.deepEqual(found.wrong, []);
    assert.equal(found.scripts, /\.(map|article)\.html$/.test(name) ? 1 : 0);
    if (!name.endsWith('.svg')) assert.deepEqual(found.twice, []);
    if (!name.endsWith('.svg') && !name.endsWith('embed.html')) assert.ok(!found.wide, 'wider than the screen');
    assert.deepEqual(faults, []);
  });
}
