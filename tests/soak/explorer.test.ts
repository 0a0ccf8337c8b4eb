import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeCorpus } from '../bench/corpus.ts';
import { startChromium } from '../support/pages/chromium.ts';
import { openPage, settled } from '../support/pages/explorer.ts';
import { runCli } from '../support/run-cli.ts';
import { isWholeSoak, TAKES_LONG } from '../support/vitest/soak.ts';

const CLAIMS = 100_000;
const VIEWS = 'claims actor countries voices work timeline promises topics answers trust'.split(' ');
const folder = await mkdtemp(join(tmpdir(), 'claims-explorer-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('the explorer holds 100,000 claims of unlike texts in 12 MB; how quick it is, is printed', async (context) => {
  if (!isWholeSoak) return context.skip(TAKES_LONG);
  const browser = await startChromium();
  if (browser === null) return context.skip('needs the Debian package chromium');
  writeCorpus(folder, { claims: CLAIMS, files: 16_667, seed: 1 });
  const built = await runCli(['build', '--root', folder], { cwd: folder });
  expect(built, built.stderr).toMatchObject({ code: 0 });
  const file = join(folder, 'output', 'latest', 'explorer.html');
  const bytes = (await readFile(file)).length;
  console.log(`explorer.html with ${CLAIMS} claims: ${(bytes / 1e6).toFixed(2)} MB`);
  for (const view of VIEWS) {
    const { page, said, ready } = await openPage(browser, file, `#view=${view}`);
    await settled(page);
    const fields = page.locator('.facet li input');
    const clicks: number[] = [];
    for (let place = 0; place < (await fields.count()); place += 3) {
      for (const _ of ['on', 'off'])
        clicks.push(
          await fields.nth(place).evaluate((field) => {
            const start = performance.now();
            (field as unknown as { click: () => void }).click();
            // What is in sight is in the page after this; pictures out of sight follow one by one.
            return new Promise<number>((resolve) => setTimeout(() => resolve(performance.now() - start)));
          }),
        );
    }
    clicks.sort((a, b) => a - b);
    console.log(
      `${view}: ready after ${ready} ms; a click on a facet ${clicks[clicks.length >> 1]?.toFixed(0)} ms, ${clicks.at(-1)?.toFixed(0)} ms at most`,
    );
    expect(said).toEqual([]);
    await page.context().close();
  }
  expect(bytes).toBeLessThan(12e6);
  await browser.close();
}, 900_000);
