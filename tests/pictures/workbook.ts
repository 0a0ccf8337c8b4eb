/**
 * Draws the first screen of the workbook as LibreOffice prints it: docs/pictures/workbook.png.
 * Needs soffice, pdftotext and pdftoppm (Debian: libreoffice-calc-nogui, poppler-utils).
 * Run as: node --import tsx tests/pictures/workbook.ts, after `make`
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** Dots an inch, and the part of the page in dots: the margin is cut off, and what is below a screen. */
const DOTS = 150;
const PART = { x: 50, y: 65, width: 1205, height: 640 };
/** Pages among which the first of the claims is looked for. */
const FIRST_PAGES = 10;

const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
try {
  execFileSync('soffice', [
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    '--headless',
    ...['--convert-to', 'pdf', '--outdir', folder],
    join(PROJECT, 'output', 'latest', 'claims.xlsx'),
  ]);
  const pages = join(folder, 'claims.pdf');
  const page = firstPageWith('claim_text', pages);
  const { x, y, width, height } = PART;
  execFileSync('pdftoppm', [
    ...['-png', '-gray', '-singlefile', '-r', `${DOTS}`, '-f', page, '-l', page],
    ...['-x', `${x}`, '-y', `${y}`, '-W', `${width}`, '-H', `${height}`],
    ...[pages, join(PROJECT, 'docs', 'pictures', 'workbook')],
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The number of the first page on which a word stands. */
function firstPageWith(word: string, pages: string): string {
  for (let page = 2; page <= FIRST_PAGES; page += 1)
    if (
      execFileSync('pdftotext', ['-f', `${page}`, '-l', `${page}`, pages, '-'], {
        encoding: 'utf8',
      }).includes(word)
    )
      return `${page}`;
  throw new Error(`no page among the first ${FIRST_PAGES} has ${word}`);
}
