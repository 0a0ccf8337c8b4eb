import type { CatalogEntry } from '../diagnostics/catalog.ts';
import { anchorOf, codeBlock, NOTICE, prose, table } from './markdown.ts';

/** Characters that a page cannot show, or that would change how the page itself is read, except the end of a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]|(?! )\p{Zs}/gu;

const NAMES: Record<string, string> = { '\t': 'tab', '\r': 'CR' };

/** The reference page of all errors and warnings, sorted by code. */
export function diagnosticsPage(entries: readonly CatalogEntry[]): string {
  const sorted = [...entries].sort((a, b) => (a.code < b.code ? -1 : 1));
  const errors = sorted.filter(({ severity }) => severity === 'error');
  const warnings = sorted.filter(({ severity }) => severity === 'warning');
  return [
    NOTICE,
    '# Errors and warnings\n',
    'What `make check` can say, why it matters and how to mend it. While there is an error nothing is built; a warning asks',
    'you to look again. In the examples ‹tab›, ‹CR› and ‹U+00A0› stand for characters that cannot be seen.\n',
    `## Errors\n\n${index(errors)}`,
    `## Warnings\n\n${index(warnings)}`,
    '## All codes\n',
    ...sorted.map(section),
  ].join('\n');
}

function index(entries: readonly CatalogEntry[]): string {
  return table(
    ['Code', 'What is wrong'],
    entries.map(({ code, title }) => [`[${code}](#${anchorOf(code)})`, prose(title)]),
  );
}

function section({ code, title, why, fix, before, after }: CatalogEntry): string {
  return [
    `### ${code}\n`,
    `**${prose(title.replace(/\.$/, ''))}.** ${prose(why)}\n`,
    `**To mend it:** ${prose(fix)}\n`,
    `Before:\n\n${codeBlock('yaml', visible(before))}`,
    `After:\n\n${codeBlock('yaml', visible(after))}`,
  ].join('\n');
}

/** Shows what cannot be seen, so that the page holds no hidden character. */
function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    if (character === '\n') return character;
    const point = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    return `‹${NAMES[character] ?? `U+${point}`}›`;
  });
}
