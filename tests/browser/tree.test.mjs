// How a page reads without eyes: the accessibility tree of the main job, as text.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixtures, launch } from './chromium.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function tree(t, name) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`file://${join(fixtures, name)}`);
  await page.locator('.dl-ready').waitFor();
  const text = await page.locator('body').ariaSnapshot();
  writeFileSync(join(fixtures, `${name}.tree.txt`), `${text}\n`);
  return [page, text];
}

for (const name of ['durand-line.map.html', 'durand-line.article.html']) {
  test(`${name}: title, map, controls, list, in this order, and nothing twice`, async t => {
    const [, text] = await tree(t, name);
    const order = ['heading "Afghanistan and Pakistan halt', 'region "Map"', 'group "Events and places on the map"', 'button "4: Oct. 9 Airstrikes on Kabul"', 'group "Zoom"',
      'group "Timeline"', 'Layers', 'img "Legend:', ...(name.includes('article') ? ['region "Article"', 'article'] : []), 'region "Events and places"', 'heading "Events" [level=2]', 'heading "Background" [level=2]', 'heading "Places in the story" [level=2]'];
    const at = order.map(part => text.indexOf(part));
    assert.deepEqual(at.filter(place => place < 0), [], text);
    assert.deepEqual(at, [...at].sort((a, b) => a - b));
    // The way to the first control is short: the list, not a paragraph before the map, tells what the map shows.
    assert.ok(text.indexOf('button') - text.indexOf('region "Map"') < 250, text.slice(0, 800));
    // Names that only help to find one's way are one sentence at the end, not words among the marks.
    const map = text.slice(text.indexOf('group "Events and places on the map"'), text.indexOf('group "Zoom"'));
    assert.doesNotMatch(map, /- text:/);
    assert.match(text, /The map also names, for orientation: .*Islamabad.*, .*New Delhi/);
    // What is said once is not said again, but for a name on a mark and in the list.
    const said = [...text.matchAll(/"((?:[^"\\\n]|\\.){40,})"|: ([^"\n]{60,})/g)].map(found => found[1] ?? found[2]).filter(words => !/Killings|Fighting/.test(words));
    assert.deepEqual(said.filter((words, index) => said.indexOf(words) !== index), []);
  });
}

test('the map is described, and its description is the plan\'s', async t => {
  const [page] = await tree(t, 'durand-line.map.html');
  const described = await page.locator('.dl-art:visible').first().evaluate(art => document.getElementById(art.getAttribute('aria-describedby')).textContent);
  assert.match(described, /^Map of Afghanistan, .*India\. 1: /);
  assert.match(described, /4: Airstrikes on Kabul, Oct\. 9/);
  assert.equal(described, await page.locator('meta[name="description"]').getAttribute('content'));
});

test('an opened event says so, and the rest of it follows', async t => {
  const [page] = await tree(t, 'durand-line.map.html');
  const item = page.locator('.dl-item[data-item="e4"]');
  assert.match(await item.ariaSnapshot(), /button "4 Oct\. 9 Airstrikes on Kabul"(?! \[expanded\])/);
  await item.locator('.dl-go').press('Enter');
  assert.match(await item.ariaSnapshot(), /\[expanded\][\s\S]*blockquote: It began on Oct\. 9[\s\S]*Confidence of the reading/);
  assert.match(await page.locator('.dl-say').innerText(), /Airstrikes on Kabul/);
});
