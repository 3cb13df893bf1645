// Starts Debian's Chromium for the tests, and finds what they read.
import { chromium } from 'playwright-core';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder with what the Rust side wrote. */
export const fixtures = process.env.DATELINE_FIXTURES
  ?? fileURLToPath(new URL('../../target/browser', import.meta.url));

/** A browser without a network: every request that leaves the page fails. */
export function launch() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--font-render-hinting=none',
      '--disable-lcd-text', '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
}
