// Every page and drawing by the rules of HTML and SVG: their elements, where these may stand, and their attributes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { fixtures } from './chromium.mjs';

const vnu = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const stored = fileURLToPath(new URL('../../output/gallery', import.meta.url));
/** What the validator says that is no fault of ours, with the reason. */
const KNOWN = [
  [/^CSS: .*(container-type|vector-effect|paint-order).*Property .* doesn't exist/, 'the validator\'s table of properties is older than these; browsers have had them for years'],
  [/^CSS: .*Unrecognized at-rule “@container”/, 'as above'],
  [/^Source text is not in Unicode Normalization Form C/, 'a story may write its letters as it likes'],
];
const known = message => KNOWN.some(([pattern]) => pattern.test(message));

/** Errors in files: what the Nu validator says, one a line. */
function errors(files) {
  const run = spawnSync('java', ['-Xss4m', '-jar', vnu, '--stdout', '--format', 'json', '--errors-only', '--also-check-svg', ...files], { encoding: 'utf8', maxBuffer: 64e6 });
  assert.equal(run.error, undefined, 'java is missing: tests/browser/run installs it');
  const { messages } = JSON.parse(run.stdout);
  return messages.filter(({ message }) => !known(message)).map(({ url, lastLine, message, extract }) => `${url.split('/').pop()}:${lastLine}: ${message} ${extract ?? ''}`);
}

const within = (folder, pattern) => readdirSync(folder).filter(name => pattern.test(name)).sort().map(name => join(folder, name));

for (const [what, files] of [
  ['pages, articles and pages of others with a map in them, hostile ones too but for the bytes of others', within(fixtures, /\.(map|article|views|embed)\.html$/).filter(name => !/hostile.*embed/.test(name))],
  ['pages of the gallery', within(join(fixtures, 'gallery'), /\.html$/)],
  ['drawings with fonts, without, and in every theme, hostile ones too', [...within(fixtures, /\.svg$/), ...within(join(fixtures, 'gallery'), /\.svg$/)]],
  ['stored drawings', within(stored, /\.svg$/)],
]) {
  test(`valid: ${what}`, t => {
    assert.ok(files.length >= 10, `${files.length} files`);
    t.diagnostic(`${files.length} files`);
    assert.deepEqual(errors(files), []);
  });
}

test('what is not valid is found', t => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-validity-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const svg = inner => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`;
  const page = inner => `<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>${inner}</body></html>`;
  const cases = {
    'element.svg': svg('<blob/>'), 'attribute.svg': svg('<rect width="1" height="1" wide="2"/>'), 'parent.svg': svg('<text><rect width="1" height="1"/></text>'),
    'inline.html': page(svg('<g><blob/></g>')), 'place.html': page('<ul><p>No</p></ul>'),
  };
  for (const [name, text] of Object.entries(cases)) {
    writeFileSync(join(folder, name), text);
    assert.ok(errors([join(folder, name)]).length > 0, name);
  }
});
