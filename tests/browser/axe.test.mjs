// axe-core over every page of the gallery: no violation, and nothing that it leaves open without an answer.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixtures, launch } from './chromium.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What axe leaves open, by kind: rule, its reason, the element, and what answers it. A kind that is not here fails. */
const OPEN = JSON.parse(readFileSync(new URL('incomplete.json', import.meta.url), 'utf8'));
const gallery = readdirSync(join(fixtures, 'gallery')).filter(name => name.endsWith('.html')).sort().map(name => `gallery/${name}`);
const PAGES = [...gallery, 'durand-line.map.html', 'durand-line.views.html', 'durand-line.embed.html'];
const LOOKS = [
  ['light', { colorScheme: 'light' }, 1200],
  ['dark', { colorScheme: 'dark' }, 1200],
  ['forced colors', { colorScheme: 'light', forcedColors: 'active' }, 1200],
  ['phone', { colorScheme: 'light', forcedColors: 'none' }, 360],
];
/** Every open finding, one by one. */
const listed = [];
const met = new Set();

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const name of PAGES) {
  test(`${name}: axe finds nothing in ${LOOKS.map(([look]) => look).join(', ')}`, async t => {
    // The policy of the page would keep axe out.
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, bypassCSP: true });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`file://${join(fixtures, name)}`);
    if (!/index|embed/.test(name)) await page.locator('.dl-ready').waitFor();
    await page.evaluate(axe);
    const [violations, unanswered] = [[], []];
    for (const [look, media, width] of LOOKS) {
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 900 });
      const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
      for (const rule of found.violations) violations.push(`${look}: ${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).slice(0, 4).join(' | ')}`);
      for (const rule of found.incomplete) {
        for (const node of rule.nodes) {
          const checks = [...node.any, ...node.all, ...node.none];
          const why = checks.map(check => check.data?.messageKey ?? check.id).join(', ');
          const answer = OPEN.findIndex(row => row.rule === rule.id && row.why === why && new RegExp(row.element).test(node.html));
          met.add(answer);
          const line = [name, look, rule.id, why, node.html.slice(0, 90), node.target.join(' ')].join('\t');
          listed.push(`${line}\t${OPEN[answer]?.answer ?? 'OPEN'}`);
          if (answer < 0) unanswered.push(line);
        }
      }
    }
    t.diagnostic(`${listed.length} findings left open by axe so far`);
    assert.deepEqual(violations, []);
    assert.deepEqual(unanswered.slice(0, 12), [], `${unanswered.length} findings without an answer`);
  });
}

test('the list of what axe leaves open has no row too many', t => {
  mkdirSync(fixtures, { recursive: true });
  writeFileSync(join(fixtures, 'incomplete.tsv'), `${listed.join('\n')}\n`);
  t.diagnostic(`${listed.length} findings, one a line, in ${join(fixtures, 'incomplete.tsv')}`);
  assert.deepEqual(OPEN.filter((_, index) => !met.has(index)), []);
});
