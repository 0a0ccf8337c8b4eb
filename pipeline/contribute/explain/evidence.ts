import { unitsOf } from '../../model/anchors.ts';
import type { TracedClaim } from './load.ts';

/**
 * The source and sentence that a claim rests on, in lines of text: what work it is, where in it, and how whoever holds a
 * lawful copy can check it. The text itself is not in the repository.
 */
export function evidenceOf({ record, cells, own }: TracedClaim): string[] {
  const cell = (column: string): string => cells.get(column) ?? '';
  const authors = cell('source_authors').replaceAll(' | ', ', ');
  const about = [
    cell('source_kind'),
    authors && `by ${authors}`,
    cell('source_publisher'),
    cell('source_published') || 'the copy prints no date',
  ];
  const units = unitsOf(own.at).map((unit) => {
    const print = record.anchors?.units?.[unit];
    return print === undefined
      ? `${unit}: has no fingerprint yet.`
      : `${unit}: ${print[0]} words, SHA-256 of the normalised text begins with ${print[1]}.`;
  });
  const hasPrints = unitsOf(own.at).some((unit) => record.anchors?.units?.[unit] !== undefined);
  return [
    `"${cell('source_title')}" (${about.filter(Boolean).join('; ')})`,
    ...[cell('source_url'), cell('source_archived_url')].filter(Boolean),
    `At ${own.at}${own.at === cell('anchor_part') ? '' : `, in the ${cell('anchor_part')}`}:`,
    ...units.map((line) => `  ${line}`),
    `The text itself is not in this repository${hasPrints ? '; the fingerprints let anybody who holds a copy find and check the place' : ''}.`,
    `Coded by ${cell('coder')} (${cell('coder_kind')}) on ${cell('coded_on')}, ${cell('coding_mode')}, from ${cell('coding_basis')}; record ${cell('record_status')}.`,
  ];
}
