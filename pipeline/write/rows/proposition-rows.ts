import type { PropositionsRow } from '../../model/generated/tables.ts';
import type { ResolvedClaim, ResolvedRecord } from '../../normalize/resolved.ts';
import { inWords } from './claim-row.ts';

/** A claim that is marked with a proposition, as far as the table of propositions needs it. */
export interface Stated {
  proposition: string;
  claim: string;
  text: string;
  source: string;
  /** The publisher of the work; its authors where it has none. */
  publisher: string;
  claimants: string[];
  /** When it was made, else when the work was published; the first day that fits sorts before the unknown. */
  made: { text: string; min: string } | null;
  type: string;
  polarity: string;
  quantities: { unit: string; number: string; words: string }[];
}

/** The claims of a record that are marked with a proposition. */
export function statedIn({ record, source, claims }: ResolvedRecord): Stated[] {
  const publisher = source.publisher?.entry.id ?? source.authors.map(({ entry }) => entry.id).join();
  return claims.flatMap((claim) => {
    const { proposition } = claim.authored;
    if (proposition === undefined) return [];
    const made = claim.made ?? source.published;
    return [
      {
        proposition,
        claim: claim.id,
        text: claim.authored.text,
        source: record.id,
        publisher,
        claimants: claim.claimants.map(({ entry }) => entry.id),
        made: made?.span.min == null ? null : { text: made.text, min: made.span.min },
        type: claim.authored.type,
        polarity: claim.polarity,
        quantities: claim.quantities.map(numberOf),
      },
    ];
  });
}

function numberOf(resolved: ResolvedClaim['quantities'][number]): Stated['quantities'][number] {
  const { unit, comparator, value, value_max } = resolved.quantity;
  return { unit, number: [comparator, value, value_max].join(), words: inWords(resolved) };
}

/** One row per proposition, sorted by id. */
export function propositionRows(stated: readonly Stated[]): PropositionsRow[] {
  const groups = new Map<string, Stated[]>();
  for (const one of stated) groups.set(one.proposition, [...(groups.get(one.proposition) ?? []), one]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, unsorted]) =>
      rowOf(
        id,
        [...unsorted].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
      ),
    );
}

function rowOf(id: string, claims: readonly Stated[]): PropositionsRow {
  const distinct = (read: (claim: Stated) => string | string[]): string[] => [
    ...new Set(claims.flatMap(read)),
  ];
  const numbers = new Map<string, Set<string>>();
  for (const { unit, number } of claims.flatMap(({ quantities }) => quantities))
    numbers.set(unit, (numbers.get(unit) ?? new Set()).add(number));
  return {
    proposition_id: id,
    text: claims[0]?.text ?? '',
    claims: claims.length,
    works: distinct(({ source }) => source).length,
    publishers: distinct(({ publisher }) => publisher).length,
    claim_ids: claims.map(({ claim }) => claim),
    claimant_ids: distinct(({ claimants }) => claimants),
    first_made: claims[0]?.made?.text,
    quantities: distinct(({ quantities }) => quantities.map(({ words }) => words)),
    quantities_differ: [...numbers.values()].some((values) => values.size > 1),
    types_differ: distinct(({ type }) => type).length > 1,
    polarities_differ: distinct(({ polarity }) => polarity).length > 1,
  };
}

/** By first day, those without one last, then by id. */
function orderOf({ made, claim }: Stated): string {
  return `${made?.min ?? '~'} ${claim}`;
}
