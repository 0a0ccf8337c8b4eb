import type { CatalogEntry } from '../../diagnostics/catalog.ts';
import { visible } from '../../diagnostics/render/code-frame.ts';

/** One entry of the catalog of errors as text for a terminal. What cannot be seen in the examples is written out. */
export function textOfEntry({ code, title, why, fix, before, after }: CatalogEntry): string {
  return [
    `${code}  ${title.replace(/\.$/, '')}.`,
    '',
    `Why it matters: ${why.trim()}`,
    `To mend it: ${fix.trim()}`,
    '',
    'Before:',
    ...example(before),
    'After:',
    ...example(after),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function example(text: string): string[] {
  const lines = text.replace(/\n+$/, '').split('\n');
  return [...lines.map((line) => `  ${visible(line.replaceAll('\t', '‹tab›'), true)}`.trimEnd()), ''];
}
