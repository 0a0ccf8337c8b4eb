import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where a browser of the system lies: Debian's Chromium, and what machines of GitHub have. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** Starts the browser of this machine without a window; null when there is none. Nothing is downloaded. */
export async function startChromium(): Promise<Browser | null> {
  const executablePath = PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) return null;
  // Its sandbox does not work for root, and the pages are ours.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
