import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors, inFileOrder } from '../../../diagnostics/problem.ts';
import type { ParsedFile, ValuePath } from '../../../model/authored.ts';
import { type TakenRecord, takeRecord } from '../../../record/take.ts';
import { withOneClaim } from './one-claim.ts';
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

/**
 * The messages of one field of a claim, found by taking the record with this claim alone: at once, also among hundreds of
 * claims. What rests on other claims is told when the whole record is taken.
 * @returns null when the claim cannot be told from the others
 */
export function judgeField(project: Project, path: string, text: string, at: ValuePath): Finding[] | null {
  const alone = withOneClaim(text, Number(at[1]), '');
  if (alone === null) return null;
  const { file, diagnostics } = takeRecord(project, { path, bytes: bytesOf(alone), digest: '' });
  return inFileOrder([...diagnostics])
    .map((one) => findingOf(file, one))
    .filter((one) => one.missing === undefined && one.at[0] === 'claims' && one.at[2] === at[2])
    .map((one) => ({ ...one, at: ['claims', at[1] as number, ...one.at.slice(2)] }));
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
export function placeOf(file: ParsedFile, { line }: Diagnostic): ValuePath {
  const { itemLines, claimKeyLines, mapKeyLines } = file;
  const sections = Object.entries(itemLines).flatMap(([name, lines]) =>
    lines.map((start, index) => ({ name, index, start })),
  );
  const top = topsOf(file).findLast((one) => one.line <= line)?.key ?? '';
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

/** The lines on which the keys at the top of a file stand, read once a file. */
const tops = new WeakMap<ParsedFile, { key: string; line: number }[]>();

function topsOf(file: ParsedFile): { key: string; line: number }[] {
  let known = tops.get(file);
  if (known === undefined) {
    known = file.text.split('\n').flatMap((text, index) => {
      const key = /^([A-Za-z_]\w*):/.exec(text)?.[1];
      return key === undefined ? [] : [{ key, line: index + 1 }];
    });
    tops.set(file, known);
  }
  return known;
}

/** The line of the file on which a field begins; of what holds it where it is not there. */
export function lineOf(file: ParsedFile, [section, second, third]: ValuePath): number {
  const { itemLines, claimKeyLines, mapKeyLines } = file;
  const whole = topsOf(file).find(({ key }) => key === section)?.line ?? 0;
  if (typeof second === 'number') {
    const start = itemLines[String(section)]?.[second] ?? whole;
    return section === 'claims' && third !== undefined
      ? (claimKeyLines[second]?.[String(third)] ?? start)
      : start;
  }
  return (second === undefined ? undefined : mapKeyLines[String(section)]?.[second]) ?? whole;
}

/** Whether a message belongs to a field, or to something inside it. */
export function isAt({ at, missing = [at] }: Finding, path: ValuePath): boolean {
  return missing.some((one) => path.every((step, index) => one[index] === step));
}
