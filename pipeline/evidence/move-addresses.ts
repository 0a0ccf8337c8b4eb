import { locate } from '../ingest/positions.ts';
import { unitsOf } from '../model/anchors.ts';
import type { EvidenceRecord } from './record.ts';
import type { Unit } from './text/units.ts';
import { addressOf, indexWords, stretchesByUnit } from './text/words.ts';

/** Claims whose address becomes another one under a new version of the sentence rule. */
interface MovedAddress {
  claim: string;
  /** Place in the record's list of claims, from 0. */
  index: number;
  from: string;
  to: string;
}

/** How addresses become others. */
export interface Move {
  /** The units whose address becomes another one, in the order of the text. */
  units: { from: string; to: string }[];
  /** The claims of a record, or of a second coding of it, that stand at them. */
  claims(source: EvidenceRecord): MovedAddress[];
}

/**
 * Compares the units of one text under two versions of the rule. They have the same words in the same order, so every unit
 * is found by its place.
 */
export function moveBetween(before: readonly Unit[], after: readonly Unit[]): Move {
  const stretches = stretchesByUnit(indexWords(before));
  const now = indexWords(after);
  const moved = (at: string): string => {
    const found = unitsOf(at).flatMap((unit) => stretches.get(unit) ?? []);
    const [from, to] = [found[0] ?? 0, found.at(-1) ?? 0];
    return from === to ? at : addressOf(now, from, to - from);
  };
  return {
    units: before.map(({ at }) => ({ from: at, to: moved(at) })).filter(({ from, to }) => from !== to),
    claims: ({ record }) =>
      record.claims
        .map(({ id, at }, index) => ({ claim: id, index, from: at, to: moved(at) }))
        .filter(({ from, to }) => from !== to),
  };
}

/**
 * Writes new addresses into the text of a record; everything else stays to the letter.
 * @throws Error when an address does not stand where the record has it; that is a fault of the program
 */
export function withAddresses(
  { file }: Pick<EvidenceRecord, 'file'>,
  moved: readonly MovedAddress[],
): string {
  const lines = file.text.split(/(?<=\n)/);
  for (const { index, from, to } of moved) {
    const { line, column, endColumn } = locate(file).value(['claims', index, 'at']);
    const text = lines[line - 1] ?? '';
    const written = text.slice(column - 1, endColumn - 1);
    if (written.replace(/^["']|["']$/g, '') !== from)
      throw new Error(`${from} does not stand in line ${line}`);
    lines[line - 1] = text.slice(0, column - 1) + to + text.slice(endColumn - 1);
  }
  return lines.join('');
}
