import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors, inFileOrder } from '../../../diagnostics/problem.ts';
import type { ParsedFile, ValuePath } from '../../../model/authored.ts';
import { type TakenRecord, takeRecord } from '../../../record/take.ts';
import { bytesOf, type Project } from './open.ts';

/** A message with the field that it belongs to: `['claims', 3, 'topics']`, `['source', 'title']`. */
export interface Finding extends Diagnostic {
  at: ValuePath;
  /** Of keys that are missing: the field of each of them. */
  missing?: readonly ValuePath[];
}

/** A record after all stages, with its messages by field. */
export interface Judged {
  taken: TakenRecord;
  findings: Finding[];
  isSound: boolean;
}

/**
 * Takes a record the way that every command takes it.
 * @param path where the file will lie
 */
export function judge(project: Project, path: string, text: string): Judged {
  const taken = takeRecord(project, { path, bytes: bytesOf(text), digest: '' });
  const { file, diagnostics } = taken;
  const findings = inFileOrder([...diagnostics]).map((one) => findingOf(file, one));
  return { taken, findings, isSound: taken.checked.valid && !hasErrors(diagnostics) };
}

/** A message with its field; one about several missing keys belongs to the field of each. */
export function findingOf(file: ParsedFile, diagnostic: Diagnostic): Finding {
  const at = placeOf(file, diagnostic);
  const [, listed] = / has no ([a-z_, ]+)$/.exec(diagnostic.message) ?? [];
  if (diagnostic.code !== 'E-KEY-MISSING' || listed === undefined) return { ...diagnostic, at };
  const keys = listed.split(/, | or /);
  const isTop = diagnostic.message.startsWith('the record ');
  const holder = isTop ? [] : typeof at[1] === 'number' ? at.slice(0, 2) : at.slice(0, 1);
  return { ...diagnostic, at: holder, missing: keys.map((key) => [...holder, key]) };
}

/** The field on whose lines a message stands. */
export function placeOf(
  { itemLines, claimKeyLines, mapKeyLines, text }: ParsedFile,
  { line }: Diagnostic,
): ValuePath {
  const sections = Object.entries(itemLines).flatMap(([name, lines]) =>
    lines.map((start, index) => ({ name, index, start })),
  );
  const top = topKeyAt(text, line);
  const item = sections.filter(({ name, start }) => name === top && start <= line).at(-1);
  if (item === undefined) {
    const keys = mapKeyLines[top] ?? {};
    const key = lastBefore(keys, line);
    return key === undefined ? [top] : [top, key];
  }
  if (top !== 'claims') return [top, item.index];
  const key = lastBefore(claimKeyLines[item.index] ?? {}, line);
  return key === undefined ? ['claims', item.index] : ['claims', item.index, key];
}

function lastBefore(lines: Record<string, number>, line: number): string | undefined {
  return Object.entries(lines)
    .filter(([, start]) => start <= line)
    .sort(([, a], [, b]) => a - b)
    .at(-1)?.[0];
}

/** The key at the top of the file that a line belongs to. */
function topKeyAt(text: string, line: number): string {
  const before = text.split('\n', line);
  for (const one of before.reverse()) {
    const key = /^([A-Za-z_]\w*):/.exec(one)?.[1];
    if (key !== undefined) return key;
  }
  return '';
}

/** The line of the file on which a field begins; of what holds it where it is not there. */
export function lineOf(
  { itemLines, claimKeyLines, mapKeyLines, text }: ParsedFile,
  [section, second, third]: ValuePath,
): number {
  const whole = text.split('\n').findIndex((one) => one.startsWith(`${section}:`)) + 1;
  if (typeof second === 'number') {
    const start = itemLines[String(section)]?.[second] ?? whole;
    return section === 'claims' && third !== undefined
      ? (claimKeyLines[second]?.[String(third)] ?? start)
      : start;
  }
  return (second === undefined ? undefined : mapKeyLines[String(section)]?.[second]) ?? whole;
}
