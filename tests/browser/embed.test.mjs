// Maps inside of other pages: in place and twice, in frames, as elements, under a strict policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixtures, launch } from './chromium.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const SITE = 'http://site.test';
const element = readFileSync(new URL('../../src/render/html/script/element.js', import.meta.url), 'utf8');

/** A page of a site that allows nothing but its own scripts and frames. */
async function site(t, body) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', error => page.faults.push(error.message));
  page.on('console', message => { if (message.type() === 'error') page.faults.push(message.text()); });
  const policy = "default-src 'none'; script-src 'self'; frame-src 'self'";
  await page.route('**/*', route => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === 'host.html') return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body });
    if (name === 'dateline-map.js') return route.fulfill({ contentType: 'text/javascript', body: element });
    if (name.endsWith('.map.html')) return route.fulfill({ contentType: 'text/html', body: readFileSync(join(fixtures, name)) });
    page.faults.push(`request: ${route.request().url()}`);
    return route.abort();
  });
  await page.goto(`${SITE}/host.html`);
  return page;
}

test('an inline map runs, styles and loads nothing, and two of them do not clash', async t => {
  const text = readFileSync(join(fixtures, 'durand-line.embed.html'), 'utf8');
  assert.equal((text.match(/<svg/g) ?? []).length, 2);
  assert.doesNotMatch(text, /<script|<style|\sstyle=|javascript:|@import|url\((?!#)/);
  const context = await browser.newContext({ viewport: { width: 800, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`file://${join(fixtures, 'durand-line.embed.html')}`);
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
    const targets = [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1));
    return { twice: ids.filter((id, i) => ids.indexOf(id) !== i), targets: targets.length, dangling: targets.filter(id => !document.getElementById(id)) };
  });
  assert.deepEqual(found.twice, []);
  assert.deepEqual(found.dangling, []);
  assert.ok(found.targets > 10, `${found.targets} links`);
});

test('an inline map stands in a page that allows nothing at all, without a violation', async t => {
  const figure = readFileSync(join(fixtures, 'durand-line.embed.html'), 'utf8').match(/<figure class="dateline-figure">[\s\S]*?<\/figure>/)[0];
  const context = await browser.newContext({ viewport: { width: 800, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  const faults = [];
  page.on('console', message => faults.push(message.text()));
  page.on('request', request => { if (!request.url().endsWith('/host.html')) faults.push(request.url()); });
  await page.route('**/*', route => route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': "default-src 'none'" }, body: `<!doctype html><title>Host</title>${figure}` }));
  await page.goto(`${SITE}/host.html`);
  const strict = await page.locator('svg').screenshot();
  const free = await context.newPage();
  await free.setContent(`<!doctype html><title>Host</title>${figure}`);
  assert.ok(strict.equals(await free.locator('svg').screenshot()), 'drawn as without a policy');
  assert.deepEqual(faults, []);
});

test('a page with a map is the page as it was, but for figure, links and anchors', () => {
  const before = readFileSync(join(fixtures, 'durand-line.page.html'), 'utf8');
  const after = readFileSync(join(fixtures, 'durand-line.embed.html'), 'utf8')
    .replace(/\n<figure class="dateline-figure">[\s\S]*?<\/figure>\n/g, '')
    .replace(/<span id="[a-z0-9-]+"><\/span>/g, '')
    .replace(/<a class="dateline-mention" href="#[a-z0-9-]+">([^<]*)<\/a>/g, '$1');
  assert.equal(after, before);
});

test('<dateline-map> shows the map under a strict policy and fits it', async t => {
  const page = await site(t, `<!doctype html><title>Host</title><p>Text</p>
    <dateline-map src="durand-line.map.html" label="The border"></dateline-map>
    <dateline-map src="chile-earthquake.map.html" label="The earthquake"></dateline-map>
    <dateline-map src="javascript:alert(1)"></dateline-map>
    <script src="dateline-map.js"></script>`);
  await page.waitForTimeout(1500);
  const frames = await page.$$eval('dateline-map', all => all.map(e => {
    const frame = e.shadowRoot?.querySelector('iframe');
    return frame ? [frame.title, Number(frame.height)] : null;
  }));
  assert.equal(frames[0][0], 'The border');
  assert.ok(frames[0][1] > 600 && frames[0][1] !== 900, `${frames[0][1]}`);
  assert.equal(frames[2], null);
  const map = page.frames().find(frame => frame.url().includes('durand-line'));
  await map.locator('.dl-wide .dl-level[data-z~="1"] .dl-mark').first().click();
  assert.ok(await map.locator('.dl-card').isVisible());
  assert.deepEqual(page.faults, []);
});

test('a frame fits its map', async t => {
  const page = await site(t, `<!doctype html><title>Host</title>
    <iframe class="dateline-frame" src="durand-line.map.html" title="Map" sandbox="allow-scripts" width="100%" height="900"></iframe>
    <script src="dateline-map.js"></script>`);
  await page.waitForTimeout(1000);
  const height = await page.locator('iframe').evaluate(frame => Number(frame.height));
  assert.ok(height > 600 && height !== 900, `${height}`);
  assert.deepEqual(page.faults, []);
});
