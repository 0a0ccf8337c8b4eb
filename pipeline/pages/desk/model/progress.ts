import type { AuthoredMap } from '../../../model/authored.ts';
import { textAt, withValueAt } from './value.ts';

/** How the note on the coding tells what was left out: `Left out: thanks (p1.s1, p1.s2); a joke (p3.s1).` */
const LEFT_OUT = /(?:^|\s)Left out: ((?:[^()]+ \([^()]+\)(?:; )?)+)\./;

/** The sentences that the coder left out, with the reason, as the note on the coding tells. */
export function leftOut(record: AuthoredMap): Map<string, string> {
  const [, told = ''] = LEFT_OUT.exec(textAt(record, ['coding', 'note'])) ?? [];
  const groups = [...told.matchAll(/([^();]+) \(([^()]+)\)/g)];
  return new Map(
    groups.flatMap(([, reason = '', units = '']) =>
      units.split(', ').map((at) => [at, reason.trim()] as const),
    ),
  );
}

/** Notes that a sentence is left out, or with '' that it is not. The rest of the note stays as it is. */
export function withLeftOut(record: AuthoredMap, at: string, reason: string): AuthoredMap {
  const all = leftOut(record);
  if (reason === '') all.delete(at);
  else all.set(at, reason);
  const byReason = new Map<string, string[]>();
  for (const [unit, why] of all) byReason.set(why, [...(byReason.get(why) ?? []), unit]);
  const told = [...byReason].map(([why, units]) => `${why} (${units.join(', ')})`).join('; ');
  const note = textAt(record, ['coding', 'note']).replace(LEFT_OUT, '').trim();
  const whole = [note, told === '' ? '' : `Left out: ${told}.`].filter(Boolean).join(' ');
  return withValueAt(record, ['coding', 'note'], whole);
}
