// Everything that a reader can do with a page, by mouse, by touch and by keyboard alone: one row a thing, one column a device.
// A cell is what is done and what must come of it, or the reason why that device has no such way.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixtures, launch } from './chromium.mjs';

const MAP = 'durand-line.map.html';
const ARTICLE = 'durand-line.article.html';
const VIEWS = 'durand-line.views.html';
/** A phone and a tablet have fingers only; the article stands beside the map on the tablet. */
const DEVICES = {
  mouse: { viewport: { width: 1200, height: 900 } },
  touch: { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true },
  keyboard: { viewport: { width: 1200, height: 900 } },
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function open(t, name, device, hash = '') {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...DEVICES[device] });
  t.after(() => context.close());
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', error => page.faults.push(error.message));
  await page.goto(`file://${join(fixtures, name)}${hash}`);
  await page.locator('.dl-ready').waitFor();
  return page;
}

const shown = (page, kind, key) => page.locator(`.dl-art:visible .dl-level .${kind}[data-item="${key}"]:visible`).first();
const mark = (page, key = 'e5') => shown(page, 'dl-mark', key);
const card = page => page.locator('.dl-card');
const isOpen = page => card(page).isVisible();
const isPinned = page => page.locator('.dl-card.dl-pinned').isVisible();
const zoom = page => page.locator('.dl-view').evaluate(view => Number(getComputedStyle(view).getPropertyValue('--k')));
const still = page => page.waitForTimeout(400);
const at = page => page.locator('.dl-art:visible').first().evaluate(art => new DOMMatrix(getComputedStyle(art).transform)).then(({ e, f }) => [e, f]);
const item = (page, key) => page.locator(`.dl-item[data-item="${key}"]`);
const button = (page, key) => item(page, key).locator('.dl-go');
const seen = locator => locator.evaluate(e => {
  const { top, bottom } = e.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
});
const later = page => page.locator('.dl-art .dl-later').count();
const step = page => page.locator('.dl-time output').innerText();
const view = page => page.$$eval('.dl-view [data-view]', all => all.filter(e => !e.hidden).map(e => e.dataset.view));

/** Goes on by Tab until what has the focus matches. */
async function tab(page, selector, most = 120) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(selector => document.activeElement?.matches(selector), selector)) return;
  }
  assert.fail(`no Tab leads to ${selector}`);
}

/** Fingers that go from one set of points to another. */
async function fingers(page, from, to, steps = 6) {
  const session = await page.context().newCDPSession(page);
  const points = part => from.map(([x, y], id) => ({ x: x + (to[id][0] - x) * part, y: y + (to[id][1] - y) * part, id }));
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (let i = 1; i <= steps; i++) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(i / steps) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await still(page);
}
const middle = async page => {
  const { x, y, width, height } = await page.locator('.dl-view').boundingBox();
  return [x + width / 2, y + height / 2];
};
const pinch = async (page, from, to) => {
  const [x, y] = await middle(page);
  const pair = gap => [[x - gap, y], [x + gap, y]];
  await fingers(page, pair(from), pair(to));
};

const NO_HOVER = 'a finger has no place before it touches: its tap is the row "pin"';

/** Name; page; then what each device does. */
const ROWS = [
  ['card of an event', MAP, {
    mouse: async page => { await mark(page).hover(); assert.match(await card(page).innerText(), /Oct\. 10[\s\S]*Durand Line[\s\S]*200 militants killed, according to Pakistan[\s\S]*The fighting was the worst[\s\S]*Confidence/, 'name, date, figures, sentence, confidence'); assert.ok(!await isPinned(page)); await page.mouse.move(2, 2); assert.ok(!await isOpen(page)); },
    touch: NO_HOVER,
    keyboard: async page => { await tab(page, '.dl-mark[data-item="e5"]'); assert.match(await card(page).innerText(), /Durand Line/); assert.ok(!await isPinned(page)); await page.keyboard.press('Tab'); assert.doesNotMatch(await card(page).innerText(), /200 militants/); },
  }],
  ['card of a place', MAP, {
    mouse: async page => { await shown(page, 'dl-name', 'p-in').hover(); assert.match(await card(page).innerText(), /India[\s\S]*Confidence/); },
    touch: NO_HOVER,
    keyboard: async page => { await tab(page, '.dl-name[data-item="p-in"]'); assert.match(await card(page).innerText(), /India[\s\S]*Confidence/); },
  }],
  ['pin', MAP, {
    mouse: async page => { await mark(page).click(); await page.mouse.move(2, 2); assert.ok(await isPinned(page)); assert.equal(await mark(page).getAttribute('aria-pressed'), 'true'); },
    touch: async page => { await mark(page).tap(); assert.ok(await isPinned(page)); await mark(page, 'e3').tap(); assert.match(await card(page).innerText(), /Kashmir/); },
    keyboard: async page => {
      for (const key of ['Enter', ' ']) {
        await tab(page, '.dl-mark[data-item="e5"]');
        await page.keyboard.press(key);
        assert.ok(await isPinned(page), key);
        await page.keyboard.press('Escape');
        await page.locator('.dl-view').focus();
      }
    },
  }],
  ['unpin', MAP, {
    mouse: async page => {
      await mark(page).click(); await page.locator('.dl-close').click(); assert.ok(!await isPinned(page), 'by its button');
      await mark(page).click(); await mark(page).click(); assert.ok(!await isPinned(page), 'by a second click');
      await mark(page).click(); const [x, y] = await middle(page); await page.mouse.click(x - 250, y + 200); assert.ok(!await isPinned(page), 'by a click on nothing');
    },
    touch: async page => {
      await mark(page).tap(); await page.locator('.dl-close').tap(); assert.ok(!await isPinned(page), 'by its button');
      await mark(page).tap(); await mark(page).tap(); assert.ok(!await isPinned(page), 'by a second tap');
    },
    keyboard: async page => {
      await tab(page, '.dl-mark[data-item="e5"]'); await page.keyboard.press('Enter'); await page.keyboard.press('Escape'); assert.ok(!await isOpen(page));
      assert.ok(await page.evaluate(() => document.activeElement.matches('.dl-mark[data-item="e5"]')), 'the focus stays');
      await page.keyboard.press('Enter'); await page.keyboard.press('Enter'); assert.ok(!await isPinned(page), 'by a second Enter');
      await page.keyboard.press('Enter'); await tab(page, '.dl-close'); await page.keyboard.press('Enter'); assert.ok(!await isOpen(page), 'by its button');
    },
  }],
  ['zoom', MAP, {
    mouse: async page => {
      await page.locator('.dl-in').click(); await still(page); assert.equal(await zoom(page), 2);
      await page.locator('.dl-out').click(); await still(page); assert.equal(await zoom(page), 1);
      await page.locator('.dl-view').dblclick({ position: { x: 60, y: 330 } }); await still(page); assert.equal(await zoom(page), 2, 'by a double click');
      await page.mouse.wheel(0, -120); await still(page); assert.ok(await zoom(page) > 2.5, 'by the wheel, of who uses the map');
    },
    touch: async page => {
      await page.locator('.dl-in').tap(); await still(page); assert.equal(await zoom(page), 2);
      await page.locator('.dl-out').tap(); await still(page); assert.equal(await zoom(page), 1);
      await pinch(page, 30, 90); assert.ok(await zoom(page) > 2.5, 'by two fingers');
      await pinch(page, 90, 45); assert.ok(await zoom(page) < 2, 'and back');
    },
    keyboard: async page => {
      await tab(page, '.dl-view');
      for (const [key, k] of [['+', 2], ['=', 4], ['-', 2], ['_', 1]]) { await page.keyboard.press(key); await still(page); assert.equal(await zoom(page), k, key); }
      await tab(page, '.dl-in'); await page.keyboard.press('Enter'); await still(page); assert.equal(await zoom(page), 2);
      await tab(page, '.dl-out'); await page.keyboard.press(' '); await still(page); assert.equal(await zoom(page), 1);
    },
  }],
  ['pan', MAP, {
    mouse: async page => {
      await page.locator('.dl-in').click(); await still(page);
      const [[x, y], before] = [await middle(page), await at(page)];
      await page.mouse.move(x, y); await page.mouse.down(); await page.mouse.move(x + 60, y + 40, { steps: 5 }); await page.mouse.up();
      const [dx, dy] = (await at(page)).map((v, i) => v - before[i]);
      assert.ok(Math.abs(dx - 60) < 6 && Math.abs(dy - 40) < 6, `${dx} ${dy}`);
      assert.ok(!await isPinned(page), 'a drag is no click');
    },
    touch: async page => {
      await page.locator('.dl-in').tap(); await still(page);
      const [[x, y], before] = [await middle(page), await at(page)];
      await fingers(page, [[x, y]], [[x + 50, y + 30]]);
      const [dx, dy] = (await at(page)).map((v, i) => v - before[i]);
      assert.ok(dx > 35 && dy > 18, `${dx} ${dy}`);
      assert.ok(!await isPinned(page), 'a drag is no tap');
    },
    keyboard: async page => {
      await tab(page, '.dl-view'); await page.keyboard.press('+'); await still(page);
      for (const [key, axis, sign] of [['ArrowLeft', 0, 1], ['ArrowRight', 0, -1], ['ArrowUp', 1, 1], ['ArrowDown', 1, -1]]) {
        const before = await at(page);
        await page.keyboard.press(key);
        assert.ok(((await at(page))[axis] - before[axis]) * sign > 20, key);
      }
    },
  }],
  ['reset', MAP, {
    mouse: async page => { await page.locator('.dl-in').click(); await still(page); await page.locator('.dl-reset').click(); await still(page); assert.equal(await zoom(page), 1); assert.deepEqual(await at(page), [0, 0]); },
    touch: async page => { await pinch(page, 30, 90); await page.locator('.dl-reset').tap(); await still(page); assert.equal(await zoom(page), 1); assert.deepEqual(await at(page), [0, 0]); },
    keyboard: async page => {
      await tab(page, '.dl-view');
      for (const key of ['0', 'Home']) { await page.keyboard.press('+'); await still(page); await page.keyboard.press(key); await still(page); assert.equal(await zoom(page), 1, key); }
      await page.keyboard.press('+'); await tab(page, '.dl-reset'); await page.keyboard.press('Enter'); await still(page); assert.equal(await zoom(page), 1);
    },
  }],
  ['address that leads back', MAP, {
    mouse: async (page, t) => { await page.locator('.dl-in').click(); await still(page); await mark(page).click(); await still(page); await back(page, t, 'mouse'); },
    touch: async (page, t) => { await page.locator('.dl-in').tap(); await still(page); await button(page, 'e5').tap(); await still(page); await back(page, t, 'touch'); },
    keyboard: async (page, t) => { await tab(page, '.dl-view'); await page.keyboard.press('+'); await still(page); await tab(page, '.dl-mark[data-item="e5"]'); await page.keyboard.press('Enter'); await still(page); await back(page, t, 'keyboard'); },
  }],
  ['step through the events', MAP, {
    mouse: async page => {
      await page.locator('.dl-next').click(); assert.match(await step(page), /^1 of /); assert.ok(await later(page) > 0); assert.notEqual(await page.locator('.dl-say').innerText(), '');
      await page.locator('.dl-next').click(); await page.locator('.dl-back').click(); assert.match(await step(page), /^1 of /);
      const { width, height } = await page.locator('.dl-time input').boundingBox();
      await page.locator('.dl-time input').click({ position: { x: width - 4, y: height / 2 } }); assert.match(await step(page), /^(\d+) of \1:/, 'by the slider');
    },
    touch: async page => {
      await page.locator('.dl-next').tap(); assert.match(await step(page), /^1 of /); assert.ok(await later(page) > 0); assert.notEqual(await page.locator('.dl-say').innerText(), '');
      await page.locator('.dl-next').tap(); await page.locator('.dl-back').tap(); assert.match(await step(page), /^1 of /);
      const { width, height } = await page.locator('.dl-time input').boundingBox();
      await page.locator('.dl-time input').tap({ position: { x: width - 4, y: height / 2 } }); assert.match(await step(page), /^(\d+) of \1:/, 'by the slider');
    },
    keyboard: async page => {
      await tab(page, '.dl-next'); await page.keyboard.press('Enter'); assert.match(await step(page), /^1 of /); assert.ok(await later(page) > 0); assert.notEqual(await page.locator('.dl-say').innerText(), '');
      await tab(page, '.dl-time input'); await page.keyboard.press('ArrowRight'); assert.match(await step(page), /^2 of /); await page.keyboard.press('End'); assert.match(await step(page), /^(\d+) of \1:/); await page.keyboard.press('Home'); assert.match(await step(page), /^All /);
      await page.keyboard.press('End'); await page.keyboard.press('Shift+Tab'); await page.keyboard.press('Shift+Tab'); await page.keyboard.press('Shift+Tab');
      assert.ok(await page.evaluate(() => document.activeElement.matches('.dl-back'))); const before = await step(page); await page.keyboard.press(' '); assert.notEqual(await step(page), before);
    },
  }],
  ['play the events', MAP, {
    mouse: async page => { await page.locator('.dl-play').click(); await played(page); await page.locator('.dl-play').click(); await paused(page); },
    touch: async page => { await page.locator('.dl-play').tap(); await played(page); await page.locator('.dl-play').tap(); await paused(page); },
    keyboard: async page => { await tab(page, '.dl-play'); await page.keyboard.press('Enter'); await played(page); await page.keyboard.press('Enter'); await paused(page); },
  }],
  ['layers', MAP, {
    mouse: page => layers(page, selector => page.locator(selector).click()),
    touch: page => layers(page, selector => page.locator(selector).tap()),
    keyboard: page => layers(page, async selector => { await tab(page, selector); await page.keyboard.press(selector.includes('summary') ? 'Enter' : ' '); }),
  }],
  ['worldviews', VIEWS, {
    mouse: async page => { await page.locator('.dl-layers summary').click(); await page.locator('.dl-views label').nth(1).click(); assert.deepEqual(await view(page), ['1']); await page.locator('.dl-views label').nth(0).click(); assert.deepEqual(await view(page), ['0']); },
    touch: async page => { await page.locator('.dl-layers summary').tap(); await page.locator('.dl-views label').nth(1).tap(); assert.deepEqual(await view(page), ['1']); await page.locator('.dl-views label').nth(0).tap(); assert.deepEqual(await view(page), ['0']); },
    keyboard: async page => { await tab(page, '.dl-layers summary'); await page.keyboard.press('Enter'); await tab(page, '.dl-views input'); await page.keyboard.press('ArrowDown'); assert.deepEqual(await view(page), ['1']); await page.keyboard.press('ArrowUp'); assert.deepEqual(await view(page), ['0']); },
  }],
  ['from the list to the map', MAP, {
    mouse: async page => { await button(page, 'e4').hover(); assert.match(await mark(page, 'e4').getAttribute('class'), /dl-on/); await button(page, 'e4').click(); await listed(page); },
    touch: async page => { await button(page, 'e4').tap(); await listed(page); },
    keyboard: async page => { await tab(page, '.dl-item[data-item="e4"] .dl-go'); assert.match(await mark(page, 'e4').getAttribute('class'), /dl-on/); await page.keyboard.press('Enter'); await listed(page); },
  }],
  ['from the map to the list', MAP, {
    mouse: async page => { await mark(page, 'e7').click(); await opened(page); assert.ok(await seen(item(page, 'e7'))); await page.mouse.move(2, 2); await page.locator('.dl-close').click(); await shown(page, 'dl-name', 'p-in').hover(); assert.match(await item(page, 'p-in').getAttribute('class'), /dl-on/); },
    touch: async page => { await mark(page, 'e7').tap(); await opened(page); },
    tablet: async page => { await mark(page, 'e7').tap(); await opened(page); assert.ok(await seen(item(page, 'e7'))); },
    keyboard: async page => { await tab(page, '.dl-mark[data-item="e7"]'); assert.match(await item(page, 'e7').getAttribute('class'), /dl-on/); await page.keyboard.press('Enter'); await opened(page); },
  }],
  ['from the article to the map', ARTICLE, {
    mouse: async page => { await page.locator('.dl-s[data-items~="e5"]').first().hover({ position: { x: 5, y: 8 } }); assert.match(await mark(page).getAttribute('class'), /dl-lit/); await page.mouse.move(2, 2); assert.doesNotMatch(await mark(page).getAttribute('class'), /dl-lit/); await page.locator('.dl-m[data-item="p-in"]').first().click(); await named(page); },
    touch: async page => { await page.locator('.dl-s[data-items~="e6"]').first().tap({ position: { x: 5, y: 8 } }); assert.match(await item(page, 'e6').getAttribute('class'), /dl-lit/); await page.locator('.dl-m[data-item="p-in"]').first().tap(); await named(page); await still(page); assert.ok(await seen(page.locator('.dl-view'))); },
    tablet: async page => { await page.locator('.dl-s[data-items~="e5"]').first().tap({ position: { x: 5, y: 8 } }); assert.match(await mark(page).getAttribute('class'), /dl-lit/); await page.locator('.dl-m[data-item="p-in"]').first().tap(); await named(page); },
    keyboard: async page => { await tab(page, '.dl-s[data-items~="e5"] .dl-m'); assert.match(await mark(page).getAttribute('class'), /dl-lit/, 'what its sentence tells of'); await tab(page, '.dl-m[data-item="p-in"]'); await page.keyboard.press('Enter'); await named(page); },
  }],
  ['from the map to the article', ARTICLE, {
    mouse: async page => { await mark(page, 'e7').click(); await still(page); await told(page); await page.mouse.move(2, 2); await page.locator('.dl-close').click(); await shown(page, 'dl-name', 'p-in').hover(); assert.match(await page.locator('.dl-m[data-item="p-in"]').first().getAttribute('class'), /dl-on/); },
    touch: async page => { await mark(page, 'e7').tap(); await page.locator('.dl-read').tap(); await still(page); await told(page); },
    tablet: async page => { await mark(page, 'e7').tap(); await still(page); await told(page); assert.ok(await page.locator('.dl-read').isHidden(), 'the text stands beside the map'); },
    keyboard: async page => { await tab(page, '.dl-mark[data-item="e7"]'); assert.match(await page.locator('.dl-s[data-items~="e7"]').first().getAttribute('class'), /dl-on/); await page.keyboard.press('Enter'); await still(page); await told(page); },
  }],
];

/** The address of now shows the same again. */
async function back(page, t, device) {
  assert.match(page.url(), /#durand-line\/e5\/2\.00\//);
  const again = await open(t, MAP, device, new URL(page.url()).hash);
  assert.equal(await zoom(again), 2);
  assert.ok(await isPinned(again));
  const [one, other] = [await at(page), await at(again)];
  assert.ok(one.every((v, i) => Math.abs(v - other[i]) < 1), `${one}, ${other}`);
}

async function played(page) {
  assert.equal(await page.locator('.dl-play').getAttribute('aria-pressed'), 'true');
  await page.waitForFunction(() => /^2 of /.test(document.querySelector('.dl-time output').textContent), undefined, { timeout: 8000 });
}

async function paused(page) {
  assert.equal(await page.locator('.dl-play').getAttribute('aria-pressed'), 'false');
  const before = await step(page);
  await page.waitForTimeout(2600);
  assert.equal(await step(page), before);
}

async function layers(page, press) {
  await press('.dl-layers summary');
  const parts = { names: '.dl-name[data-item="p-in"]', water: '[data-ly="rivers"]', disputes: '[data-ly="disputes"]' };
  for (const [value, part] of Object.entries(parts)) {
    const shows = () => page.locator(`.dl-art:visible ${part}`).evaluateAll(all => all.some(e => e.getClientRects().length > 0));
    assert.ok(await shows(), `${value} at first`);
    await press(`.dl-layers input[value="${value}"]`);
    assert.ok(!await shows(), `${value} gone`);
    await page.evaluate(() => document.querySelector('.dl-layers summary').focus());
    await press(`.dl-layers input[value="${value}"]`);
    assert.ok(await shows(), `${value} back`);
    await page.evaluate(() => document.querySelector('.dl-layers summary').focus());
  }
}

async function listed(page) {
  assert.ok(await isPinned(page));
  assert.equal(await button(page, 'e4').getAttribute('aria-expanded'), 'true');
  assert.match(await mark(page, 'e4').getAttribute('class'), /dl-on/);
  await still(page);
  assert.ok(await seen(page.locator('.dl-view')), 'the map is on the screen');
}

async function opened(page) {
  await still(page);
  assert.match(await item(page, 'e7').getAttribute('class'), /dl-on/);
  assert.ok(await item(page, 'e7').locator('blockquote').isVisible(), 'its sentence stands in the list');
}

async function named(page) {
  assert.ok(await isPinned(page));
  assert.match(await card(page).innerText(), /India/);
  assert.match(await shown(page, 'dl-name', 'p-in').getAttribute('class'), /dl-on/);
}

async function told(page) {
  const sentence = page.locator('.dl-s[data-items~="e7"]').first();
  assert.match(await sentence.getAttribute('class'), /dl-on/);
  assert.ok(await seen(sentence), 'the sentence is on the screen');
}

for (const [name, file, cells] of ROWS) {
  for (const [device, cell] of Object.entries(cells)) {
    if (typeof cell === 'string') {
      test(`${name}: not by ${device}: ${cell}`, () => assert.ok(cell.length > 10));
      continue;
    }
    test(`${name}: by ${device}`, async t => {
      const page = await open(t, file, device);
      await cell(page, t);
      assert.deepEqual(page.faults, []);
    });
  }
}

test('every row has every device', () => {
  for (const [name, , cells] of ROWS) for (const device of ['mouse', 'touch', 'keyboard']) assert.ok(cells[device], `${name}: ${device}`);
});
