// The interactive page in a real browser: by mouse, touch and keyboard, in light and dark, offline, for every reader.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { fixtures, launch } from './chromium.mjs';

const PAGES = readdirSync(fixtures).filter(name => /^(?!hostile).*\.(map|article)\.html$/.test(name)).sort();
/** Maps with the most coasts and names: from India to Japan, and of the whole world. */
const BROAD = /^(election-year|arctic-drift|south-china-sea)/;
const MAP = 'durand-line.map.html';
const ARTICLE = 'durand-line.article.html';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens a page and watches it: errors, requests and violations of its policy are faults. */
async function open(t, name, options = {}, hash = '') {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', error => page.faults.push(error.message));
  page.on('console', message => { if (message.type() === 'error') page.faults.push(message.text()); });
  page.on('request', request => {
    if (!/^(file|data|about):/.test(request.url())) page.faults.push(`request: ${request.url()}`);
  });
  t.after(() => context.close());
  await page.goto(`file://${join(fixtures, name)}${hash}`);
  if (options.javaScriptEnabled !== false) await page.locator('.dl-ready').waitFor();
  return page;
}

const mark = (page, key, level = 1, board = 'wide') =>
  page.locator(`.dl-${board} .dl-level[data-z~="${level}"] .dl-mark[data-item="${key}"]`).first();
const card = page => page.locator('.dl-card');
/** Waits until the map is this much enlarged. */
const zoomed = (page, k) => page.waitForFunction(k => document.querySelector('.dl-view').style.getPropertyValue('--k') === String(k), k, { timeout: 5000 });
const zoom = page => page.locator('.dl-view').evaluate(view => Number(getComputedStyle(view).getPropertyValue('--k')));

test('a mark shows its card on hover, keeps it on click, and lets it go on Escape', async t => {
  const page = await open(t, MAP);
  await mark(page, 'e4').hover();
  await card(page).waitFor();
  assert.match(await card(page).innerText(), /Kabul/);
  assert.match(await card(page).innerText(), /Confidence/);
  await page.mouse.move(5, 5);
  assert.ok(await card(page).isHidden());
  await mark(page, 'e4').click();
  await page.mouse.move(5, 5);
  assert.ok(await card(page).isVisible());
  assert.equal(await page.locator('.dl-item[data-item="e4"] .dl-go').getAttribute('aria-expanded'), 'true');
  assert.match(page.url(), /#durand-line\/e4$/);
  await page.keyboard.press('Escape');
  assert.ok(await card(page).isHidden());
  await mark(page, 'e4').click();
  await page.mouse.move(5, 5);
  await page.locator('.dl-close').click();
  await page.mouse.move(5, 5);
  assert.ok(await card(page).isHidden(), 'the focus that returns opens nothing');
  assert.deepEqual(page.faults, []);
});

test('list and map are linked both ways', async t => {
  const page = await open(t, MAP);
  await page.locator('.dl-item[data-item="e5"] .dl-go').click();
  assert.ok(await card(page).isVisible());
  assert.match(await mark(page, 'e5').getAttribute('class'), /dl-on/);
  const name = page.locator('.dl-wide .dl-level[data-z~="1"] .dl-name').first();
  await name.click();
  const key = await name.getAttribute('data-item');
  assert.match(await page.locator(`.dl-item[data-item="${key}"]`).getAttribute('class'), /dl-on/);
  assert.deepEqual(page.faults, []);
});

test('buttons, wheel, keys and double clicks zoom; names keep their size and change with the level', async t => {
  const page = await open(t, MAP);
  const name = level => page.locator(`.dl-wide .dl-level[data-z~="${level}"] text`, { hasText: 'PAKISTAN' });
  const before = await name(1).boundingBox();
  await page.locator('.dl-in').click();
  await zoomed(page, 2);
  await page.waitForTimeout(400);
  const after = await name(2).boundingBox();
  assert.ok(Math.abs(after.height - before.height) < 1, `${before.height} became ${after.height}`);
  const drawn = page.locator('.dl-wide text', { hasText: /^PAKISTAN$/ });
  const seen = await drawn.evaluateAll(all => all.filter(e => getComputedStyle(e).visibility === 'visible').length);
  assert.equal(seen, 1, 'one level is shown');
  await page.locator('.dl-view').focus();
  await page.keyboard.press('+');
  await zoomed(page, 4);
  await page.keyboard.press('0');
  await zoomed(page, 1);
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, -240);
  await page.waitForTimeout(100);
  assert.ok(Math.abs(await zoom(page) - 2) < 0.01);
  await page.locator('.dl-reset').click();
  await zoomed(page, 1);
  await page.mouse.dblclick(200, 600);
  await zoomed(page, 2);
  assert.deepEqual(page.faults, []);
});

test('the wheel scrolls the page until the map is used', async t => {
  const page = await open(t, MAP, { viewport: { width: 1200, height: 500 } });
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(200);
  assert.equal(await zoom(page), 1);
  assert.ok(await page.evaluate(() => scrollY) > 0);
});

test('a drag pans an enlarged map and is no click', async t => {
  const page = await open(t, MAP);
  await page.locator('.dl-in').click();
  await page.waitForTimeout(400);
  const name = page.locator('.dl-wide .dl-level[data-z~="2"] text', { hasText: 'PAKISTAN' });
  const before = await name.boundingBox();
  await page.mouse.move(before.x + 20, before.y + 5);
  await page.mouse.down();
  await page.mouse.move(before.x - 40, before.y - 30, { steps: 6 });
  await page.mouse.up();
  const after = await name.boundingBox();
  assert.ok(Math.abs(after.x - before.x + 60) < 6, `${before.x} to ${after.x}`);
  assert.ok(await card(page).isHidden() || !(await card(page).getAttribute('class')).includes('dl-pinned'));
});

test('everything is reached by keyboard', async t => {
  const page = await open(t, MAP);
  await page.locator('.dl-view').focus();
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('data-item') ?? document.activeElement.className);
  assert.match(await focused(), /^[ep]/);
  assert.ok(await card(page).isVisible(), 'focus shows the card');
  await page.keyboard.press('Enter');
  assert.match(await card(page).getAttribute('class'), /dl-pinned/);
  await page.keyboard.press('Escape');
  assert.ok(await card(page).isHidden());
  const seen = new Set();
  for (let i = 0; i < 60; i++) {
    seen.add(await focused());
    await page.keyboard.press('Tab');
  }
  for (const wanted of ['dl-in', 'dl-out', 'dl-reset', 'dl-back', 'dl-play', 'dl-next', 'dl-go']) assert.ok(seen.has(wanted), `${wanted} of ${[...seen]}`);
});

test('the timeline steps, plays, announces, and dims what comes later', async t => {
  const page = await open(t, MAP);
  await page.locator('.dl-next').click();
  const output = page.locator('.dl-time output');
  assert.match(await output.innerText(), /^1 of \d+: /);
  assert.ok(await page.locator('.dl-wide .dl-later').count() > 0);
  assert.notEqual(await page.locator('.dl-say').innerText(), '');
  await page.locator('.dl-time input').focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await output.innerText(), /^2 of /);
  await page.locator('.dl-back').click();
  await page.locator('.dl-back').click();
  assert.match(await output.innerText(), /^All /);
  await page.locator('.dl-play').click();
  assert.equal(await page.locator('.dl-play').getAttribute('aria-pressed'), 'true');
  await page.waitForTimeout(2700);
  assert.match(await output.innerText(), /^2 of /);
  await page.locator('.dl-play').click();
  assert.deepEqual(page.faults, []);
});

test('a date that is only partly known is as long on the timeline as it may have been', async t => {
  const page = await open(t, MAP);
  const width = key => page.locator(`.dl-strip rect[data-item="${key}"]`).evaluate(bar => bar.getBoundingClientRect().width);
  // The story tells of "this year", of a month, and of a day.
  const [year, month, day] = await Promise.all(['e1', 'e2', 'e4'].map(width));
  assert.ok(year > month * 8 && month > day * 3, `${year} ${month} ${day}`);
  assert.match(await page.locator('.dl-ends').innerText(), /^2025\s+2025$/);
});

test('a map offers only the layers that it has', async t => {
  for (const name of PAGES.filter(name => name.endsWith('.map.html')).slice(0, 8)) {
    const page = await open(t, name);
    const idle = await page.evaluate(() => {
      const parts = { names: '.dl-n', divisions: '[data-ly="admin1"]', water: '[data-ly="rivers"]', disputes: '[data-ly="disputes"]', background: '.dl-mark.dl-quiet' };
      return [...document.querySelectorAll('.dl-layers input[type="checkbox"]')].map(input => input.value).filter(value => !document.querySelector(`.dl-art ${parts[value]}`));
    });
    assert.deepEqual(idle, [], name);
  }
});

test('layers go and come back', async t => {
  const page = await open(t, MAP);
  await page.locator('.dl-layers summary').click();
  await page.locator('.dl-layers input[value="names"]').uncheck();
  assert.ok(await page.locator('.dl-wide .dl-level[data-z~="1"] .dl-name').first().isHidden());
  await page.locator('.dl-layers input[value="names"]').check();
  assert.ok(await page.locator('.dl-wide .dl-level[data-z~="1"] .dl-name').first().isVisible());
});

test('an address leads back to the same view', async t => {
  const page = await open(t, MAP, {}, '#durand-line/e5/2.00/0.4000/0.5000');
  assert.equal(await zoom(page), 2);
  assert.ok(await card(page).isVisible());
  const hostile = await open(t, MAP, {}, '#durand-line/"]<img src=x onerror=alert(1)>/NaN/1e99/-1');
  assert.equal(await zoom(hostile), 1);
  assert.deepEqual(hostile.faults, []);
});

/** Kilometers a CSS pixel that a bar and its words tell. */
const told = (words, pixels) => Number(words.match(/([\d,.]+) km/)[1].replace(',', '')) / pixels;

test('the scale bar is true at every zoom', async t => {
  for (const board of ['wide', 'phone']) {
    const page = await open(t, MAP, { viewport: { width: board === 'wide' ? 1200 : 400, height: 900 } });
    const bar = page.locator('.dl-bar');
    assert.ok(await bar.isHidden(), 'the whole map has its own');
    // The bar of the whole map: its path starts at one end and goes on at the other, 10 pixels of its own lower and higher.
    const whole = await page.locator(`.dl-fixed.dl-${board}`).evaluate(svg => {
      const line = [...svg.querySelectorAll('path')].find(path => /^M[\d.]+ [\d.]+v10/.test(path.getAttribute('d')));
      const words = [...svg.querySelectorAll('text')].find(text => / km$/.test(text.textContent)).textContent;
      const ends = line.getAttribute('d').match(/^M([\d.]+) [\d.]+v10M([\d.]+)/).slice(1).map(Number);
      return { words, pixels: (ends[1] - ends[0]) * svg.getScreenCTM().a };
    });
    for (const k of [1.5, 2, 4, 8]) {
      await page.evaluate(k => { location.hash = `#durand-line//${k}/0.5/0.5`; }, k);
      await page.waitForTimeout(400);
      const width = await bar.locator('span').first().evaluate(line => line.getBoundingClientRect().width);
      assert.ok(width >= 39 && width <= 101, `${width} px`);
      const [now, before] = [told(await bar.innerText(), width), told(whole.words, whole.pixels)];
      assert.ok(Math.abs(now * k / before - 1) < 0.03, `${board} at ${k}: ${now} km a pixel, ${before} before`);
    }
  }
});

test('a reader chooses among worldviews, and an address keeps the choice', async t => {
  const page = await open(t, 'durand-line.views.html');
  const shown = () => page.$$eval('.dl-view [data-view]', all => all.filter(e => !e.hidden).map(e => e.dataset.view));
  assert.deepEqual(await shown(), ['0']);
  await page.locator('.dl-layers summary').click();
  const names = await page.locator('.dl-views label').allInnerTexts();
  assert.ok(names.length >= 2, `${names}`);
  const before = await page.locator('.dl-view').screenshot();
  await page.locator('.dl-views input').first().focus();
  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await shown(), ['1']);
  await page.waitForTimeout(400);
  assert.notDeepEqual(await page.locator('.dl-view').screenshot(), before);
  const other = page.locator('[data-view="1"] .dl-wide .dl-level[data-z~="1"] .dl-mark').first();
  await other.click();
  assert.ok(await card(page).isVisible());
  const again = await open(t, 'durand-line.views.html', {}, new URL(page.url()).hash);
  assert.equal(await again.locator('.dl-view [data-view="1"]').isVisible(), true);
  assert.equal(await again.locator('.dl-views input').nth(1).isChecked(), true);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(again.faults, []);
});

test('a name stands by the same point of the map at every zoom', async t => {
  const page = await open(t, MAP);
  const wrong = await page.$$eval('.dl-art', arts => arts.flatMap(art => {
    const points = new Map();
    for (const text of art.querySelectorAll('.dl-n .dl-level > g > text')) {
      const dot = text.parentElement.querySelector('use, g');
      if (!dot) continue;
      const at = text.parentElement.getAttribute('transform');
      points.set(text.textContent, (points.get(text.textContent) ?? new Set()).add(at));
    }
    return [...points].filter(([, at]) => at.size > 1).map(([name, at]) => `${name}: ${[...at]}`);
  }));
  assert.deepEqual(wrong, []);
});

test('the first picture does not wait for the script', async t => {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
  t.after(() => context.close());
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    new MutationObserver((_, watch) => {
      if (!document.querySelector('.dl-ready')) return;
      window.ready = performance.now();
      watch.disconnect();
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
  });
  await page.goto(`file://${join(fixtures, MAP)}`);
  await page.locator('.dl-ready').waitFor();
  await page.waitForTimeout(300);
  const { ready, paint } = await page.evaluate(() => ({ ready: window.ready, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime }));
  t.diagnostic(`painted after ${Math.round(paint)} ms, the script had run after ${Math.round(ready)} ms, at a fourth of the speed`);
  assert.ok(paint < ready, `painted at ${paint}, ready at ${ready}`);
});

test('pictures: what is undone looks as before, and an address shows what it was copied from', async t => {
  const picture = async page => {
    await page.mouse.move(5, 5);
    await page.evaluate(() => document.activeElement?.blur());
    await page.waitForTimeout(500);
    return PNG.sync.read(await page.locator('.dl-view').screenshot());
  };
  const unlike = (a, b) => {
    assert.deepEqual([a.width, a.height], [b.width, b.height]);
    let far = 0;
    for (let at = 0; at < a.data.length; at += 4) {
      far += [0, 1, 2].some(i => Math.abs(a.data[at + i] - b.data[at + i]) > 16) ? 1 : 0;
    }
    return far / (a.width * a.height);
  };
  const page = await open(t, MAP);
  const first = await picture(page);
  await page.locator('.dl-in').click();
  await page.waitForTimeout(500);
  await mark(page, 'e5', 2).click();
  const enlarged = await picture(page);
  assert.ok(unlike(first, enlarged) > 0.2, 'zooming changes the picture');
  const address = new URL(page.url()).hash;
  await page.keyboard.press('Escape');
  await page.locator('.dl-reset').click();
  await page.waitForTimeout(500);
  assert.ok(unlike(first, await picture(page)) < 0.001, 'back to the whole map');
  const again = await open(t, MAP, {}, address);
  assert.ok(unlike(enlarged, await picture(again)) < 0.01, address);
});

test('below 480 pixels the phone map is shown, and no text is smaller than 11 pixels', async t => {
  for (const width of [320, 360, 479, 700, 1200]) {
    const page = await open(t, MAP, { viewport: { width, height: 800 } });
    if (width < 480) assert.ok(await page.locator('.dl-art.dl-phone').isVisible());
    const small = await page.evaluate(() => [...document.querySelectorAll('.dl text, .dl *')].filter(e => {
      if (!e.getClientRects().length || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) return false;
      const scale = e instanceof SVGElement ? e.getScreenCTM().a / Math.cos(Math.atan2(e.getScreenCTM().b, e.getScreenCTM().a)) : 1;
      return getComputedStyle(e).visibility === 'visible' && parseFloat(getComputedStyle(e).fontSize) * scale < 10.99;
    }).map(e => `${e.textContent} ${getComputedStyle(e).fontSize}`));
    assert.deepEqual(small, [], `${width} px`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px: wider than the screen`);
  }
});

test('touch: a tap pins, two fingers zoom, targets are 44 pixels', async t => {
  const page = await open(t, MAP, { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true });
  await mark(page, 'e5', 1, 'phone').tap();
  assert.match(await card(page).getAttribute('class'), /dl-pinned/);
  await page.locator('.dl-close').tap();
  assert.ok(await card(page).isHidden());
  const box = await page.locator('.dl-view').boundingBox();
  const session = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const fingers = gap => [{ x: x - gap, y, id: 0 }, { x: x + gap, y, id: 1 }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) });
  for (const gap of [40, 50, 60]) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(gap) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForTimeout(300);
  assert.ok(await zoom(page) > 1.5, `zoomed to ${await zoom(page)}`);
  const small = await page.$$eval('.dl button, .dl summary, .dl label, .dl-phone :is(.dl-name, .dl-mark > g) > rect', all => all.filter(e => {
    const r = e.getBoundingClientRect();
    return r.width && getComputedStyle(e).visibility === 'visible' && (r.height < 43.9 || r.width < 43.9);
  }).map(e => e.outerHTML.slice(0, 80)));
  assert.deepEqual(small, []);
});

test('the article: names lead to the map, sentences and marks light each other', async t => {
  const page = await open(t, ARTICLE);
  const sentence = page.locator('.dl-s[data-items~="e5"]').first();
  await sentence.hover();
  assert.ok(await page.locator('.dl-wide .dl-mark.dl-lit').count() > 0);
  await page.mouse.move(2, 2);
  await mark(page, 'e5').click();
  assert.match(await sentence.getAttribute('class'), /dl-on/);
  await page.locator('.dl-m').first().click();
  assert.ok(await card(page).isVisible());
  assert.deepEqual(page.faults, []);
});

test('offline: a page that was loaded goes on without a network', async t => {
  const page = await open(t, ARTICLE, { offline: true });
  await mark(page, 'e4').click();
  assert.match(await card(page).innerText(), /Kabul/);
  await page.locator('.dl-in').click();
  await zoomed(page, 2);
  assert.deepEqual(page.faults, []);
});

test('without script the page shows map, list and sentences', async t => {
  const page = await open(t, MAP, { javaScriptEnabled: false });
  assert.ok(await page.locator('.dl-art.dl-wide').isVisible());
  assert.ok(await page.locator('.dl-item').first().isVisible());
  assert.ok(await page.locator('.dl-item blockquote').first().isVisible(), 'lists are open where nothing opens them');
  assert.ok(await page.locator('.dl-tools').isHidden());
});

test('it prints', async t => {
  const page = await open(t, MAP);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', { printBackground: true });
  assert.equal(Buffer.from(data, 'base64').subarray(0, 5).toString(), '%PDF-');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.dl-tools').isHidden());
  assert.ok(await page.locator('.dl-item').first().isVisible());
  assert.ok(await page.locator('.dl-item blockquote').last().isVisible(), 'with the sentences, which nobody can open on paper');
});

test('a map weighs less than 150 kB, one of half the world or more less than 165', t => {
  const sizes = PAGES.filter(name => name.endsWith('.map.html')).map(name => [readFileSync(join(fixtures, name)).length, name]).sort((a, b) => a[0] - b[0]);
  t.diagnostic(`bytes: ${sizes.join(' ')}`);
  assert.deepEqual(sizes.filter(([size, name]) => size > (BROAD.test(name) ? 165_000 : 150_000)), []);
});

for (const name of PAGES) {
  test(`${name}: weight`, t => {
    const bytes = readFileSync(join(fixtures, name));
    const packed = gzipSync(bytes, { level: 9 }).length;
    t.diagnostic(`${bytes.length} bytes, ${packed} gzipped`);
    assert.ok(bytes.length <= 220_000, `${bytes.length} bytes`);
    assert.ok(packed <= 60_000, `${packed} bytes gzipped`);
  });
}
