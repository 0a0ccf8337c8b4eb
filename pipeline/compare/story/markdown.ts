import { table } from '../../generate/markdown.ts';
import type { FieldChange } from '../differences.ts';
import { MARKDOWN } from './voice.ts';

/** How many entries of one kind a report lists; a page of GitHub holds about a megabyte. */
const MOST = 50;
/** Characters of a value that are shown. */
const WIDEST = 240;

const { code, plain } = MARKDOWN;

/** A heading with what stands under it; nothing when there is nothing. */
export function part(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body.trim()}\n`;
}

/** The lines of a list, cut with a count. */
export function list(lines: readonly string[]): string {
  return cut(lines, (some) => some.map((line) => `- ${line}\n`).join(''));
}

/** A table, cut with a count; nothing without rows. */
export function tableOf(head: readonly string[], cells: readonly (readonly string[])[]): string {
  return cells.length === 0 ? '' : cut(cells, (some) => table(head, some));
}

/** Any entries, cut with a count. */
export function cut<T>(items: readonly T[], show: (some: readonly T[]) => string): string {
  const left = items.length - MOST;
  return show(items.slice(0, MOST)) + (left > 0 ? `\n… and ${left} more\n` : '');
}

/** Changes field by field. */
export function fieldTable(fields: readonly FieldChange[]): string {
  return tableOf(
    ['field', 'before', 'after'],
    fields.map(({ field, old, new: now }) => {
      const from = differFrom(old, now);
      return [code(field), value(old, from), value(now, from)];
    }),
  );
}

/** Where a long value has to begin so that the difference is seen. */
function differFrom(old: string, now: string): number {
  if (Math.max(old.length, now.length) <= WIDEST) return 0;
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const start = Math.max(0, same - 40);
  return start <= 40 ? 0 : old.lastIndexOf(' ', start) + 1;
}

function value(text: string, from: number): string {
  if (text === '') return '–';
  // By characters: half of one outside the basic plane would be shown as a replacement sign.
  const characters = [...text.slice(from)];
  const shown = characters.slice(0, WIDEST).join('');
  return plain(`${from > 0 ? '… ' : ''}${shown}${characters.length > WIDEST ? ' …' : ''}`);
}
