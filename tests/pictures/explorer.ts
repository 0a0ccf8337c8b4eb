/**
 * Draws views of the explorer as Chromium shows them: docs/pictures/explorer-*.png and question-*.png.
 * Run as: node --import tsx tests/pictures/explorer.ts, after `make`
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChromium } from '../support/pages/chromium.ts';
import { openPage, settled } from '../support/pages/explorer.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = {
  'explorer-claim': '#voice=reported&claim=foreign-policy-xi-party-outreach/c04',
  'explorer-countries': '#view=countries&kind=any&joint=whole',
  'question-2': '#view=timeline&tcountry=iso-CN&by=country&joint=whole',
  'question-7': '#view=topics&tcountry=iso-TW&recommended=all&joint=whole',
};

const browser = await startChromium();
if (browser === null) throw new Error('no browser: install the Debian package chromium');
try {
  for (const [name, hash] of Object.entries(PICTURES)) {
    const file = join(PROJECT, 'output', 'latest', 'explorer.html');
    const { page } = await openPage(browser, file, hash, { width: 1360, height: 800 });
    await settled(page);
    await page.screenshot({ path: join(PROJECT, 'docs', 'pictures', `${name}.png`) });
  }
} finally {
  await browser.close();
}
