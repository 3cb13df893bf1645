// The gallery by keyboard alone: from the index into a story, through its map, and back.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixtures, launch } from './chromium.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const GALLERY = join(fixtures, 'gallery');
const STORIES = readdirSync(GALLERY).filter(name => name.endsWith('.html') && name !== 'index.html').sort();

/** What has the focus: its words or key, whether its place is on the screen, and whether something shows that it has it. */
const focus = page => page.evaluate(() => {
  const element = document.activeElement;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const outlined = [element, ...element.querySelectorAll('*')].some(e => {
    const style = getComputedStyle(e);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
      || (e.matches('.dl-ring, rect') && style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2);
  });
  return {
    name: element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60),
    key: element.dataset.item ?? '', tag: element.localName, kind: element.getAttribute('class') ?? '',
    seen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth, outlined,
  };
});

test('every story of the gallery is reached by Tab, in the order of the page, with the focus in sight', async t => {
  const page = await (await browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage();
  t.after(() => page.context().close());
  await page.goto(`file://${join(GALLERY, 'index.html')}`);
  const links = [];
  for (let i = 0; i < STORIES.length; i++) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    assert.equal(now.tag, 'a');
    assert.ok(now.seen && now.outlined, now.name);
    links.push(await page.evaluate(() => document.activeElement.getAttribute('href')));
  }
  assert.deepEqual(links, STORIES);
});

for (const story of ['durand-line.html', 'kerr-county-flood.html', 'hurricane-ioke.html']) {
  test(`${story} is opened, read, enlarged, stepped through and left by keyboard alone`, async t => {
    const page = await (await browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' })).newPage();
    t.after(() => page.context().close());
    const faults = [];
    page.on('pageerror', error => faults.push(error.message));
    await page.goto(`file://${join(GALLERY, 'index.html')}`);
    for (let i = 0; i <= STORIES.indexOf(story); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.dl-ready').waitFor();
    // The map itself comes first: keys enlarge and move it.
    await page.keyboard.press('Tab');
    assert.match((await focus(page)).kind, /dl-view/);
    const zoom = () => page.locator('.dl').getAttribute('data-z');
    await page.keyboard.press('+');
    await page.waitForTimeout(100);
    assert.equal(await zoom(), '2');
    const art = page.locator('.dl-art.dl-wide').first();
    const before = await art.getAttribute('style');
    await page.keyboard.press('ArrowRight');
    assert.notEqual(await art.getAttribute('style'), before, 'arrows move an enlarged map');
    await page.keyboard.press('0');
    await page.waitForTimeout(100);
    assert.equal(await zoom(), '1');
    // Everything that can be focused, once around: each in sight, each with a name, events in order.
    const visited = [];
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press('Tab');
      const now = await focus(page);
      if (now.tag === 'body') break;
      visited.push(now);
    }
    assert.deepEqual(visited.filter(v => !v.seen || !v.outlined || !v.name).map(v => `${v.name} ${v.kind}`), []);
    const marks = visited.filter(v => /dl-mark/.test(v.kind)).map(v => Number(v.key.slice(1)));
    assert.ok(marks.length > 0);
    assert.deepEqual(marks, [...marks].sort((a, b) => a - b), 'marks in order of their numbers');
    for (const kind of ['dl-in', 'dl-out', 'dl-reset', 'dl-go']) assert.ok(visited.some(v => v.kind.includes(kind)), kind);
    // Back to a mark: its card opens with Enter and closes with Escape, and the focus stays where it was.
    await page.locator('.dl-view').focus();
    for (let i = 0; i < 60 && !/dl-mark/.test((await focus(page)).kind); i++) await page.keyboard.press('Tab');
    const mark = await focus(page);
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.dl-card.dl-pinned').isVisible());
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('.dl-card').isHidden());
    assert.equal((await focus(page)).key, mark.key);
    if (visited.some(v => v.kind.includes('dl-next'))) {
      for (let i = 0; i < 90 && !/dl-next/.test((await focus(page)).kind); i++) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.match(await page.locator('.dl-time output').innerText(), /^1 of /);
      assert.notEqual(await page.locator('.dl-say').innerText(), '', 'the step is announced');
    }
    // The browser's own key, which a browser without a window does not have: the page must leave it alone.
    const left = await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, cancelable: true })));
    assert.ok(left);
    await page.goBack();
    assert.match(page.url(), /index\.html$/);
    assert.deepEqual(faults, []);
  });
}
