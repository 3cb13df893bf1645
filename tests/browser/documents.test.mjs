// Documents through the programs that people write them with: Pandoc and mdBook.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const program = process.env.DATELINE ?? fileURLToPath(new URL('../../target/debug/dateline', import.meta.url));
const STORY = 'KABUL, Oct. 9 - An explosion killed five people in Kandahar on Oct. 8, officials in Kabul said.';

function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'dateline-documents-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** @param {string} page */
function check(page) {
  assert.equal((page.match(/<figure class="dateline-figure">/g) ?? []).length, 1);
  assert.match(page, /<title[^>]*>Blast<\/title>/);
  assert.match(page, /Kandah/);
  assert.doesNotMatch(page, /KABUL, Oct\. 9/, 'the block itself is gone');
  assert.match(page, /fn main/, 'other blocks stay');
  assert.doesNotMatch(page.match(/<figure[\s\S]*<\/figure>/)[0], /<script|<style|\sstyle=/);
}

test('Pandoc turns a block into a figure', t => {
  const path = folder(t);
  writeFileSync(join(path, 'a.md'), `# A\n\n\`\`\`{.dateline size=phone title="Blast"}\n${STORY}\n\`\`\`\n\n\`\`\`rust\nfn main() {}\n\`\`\`\n`);
  const filter = join(path, 'dateline-pandoc');
  writeFileSync(filter, `#!/bin/sh\nexec '${program}' filter pandoc "$@"\n`);
  chmodSync(filter, 0o755);
  const run = spawnSync('pandoc', ['a.md', '--no-highlight', '--filter', filter, '-o', 'a.html'], { cwd: path, encoding: 'utf8' });
  assert.equal(run.status, 0, run.error?.message ?? run.stderr);
  check(readFileSync(join(path, 'a.html'), 'utf8'));
});

test('mdBook turns a block into a figure', t => {
  const path = folder(t);
  mkdirSync(join(path, 'src'));
  writeFileSync(join(path, 'book.toml'), `[book]\ntitle = "B"\n[preprocessor.dateline]\ncommand = "'${program}' filter mdbook"\n`);
  writeFileSync(join(path, 'src/SUMMARY.md'), '- [A](a.md)\n');
  writeFileSync(join(path, 'src/a.md'), `# A\n\n\`\`\`dateline size=phone title=Blast\n${STORY}\n\`\`\`\n\n\`\`\`rust\nfn main() {}\n\`\`\`\n`);
  const run = spawnSync('mdbook', ['build'], { cwd: path, encoding: 'utf8' });
  assert.equal(run.status, 0, run.error?.message ?? run.stderr);
  check(readFileSync(join(path, 'book/a.html'), 'utf8'));
});
