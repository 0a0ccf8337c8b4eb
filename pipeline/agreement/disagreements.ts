import type { DisagreementsRow } from '../model/generated/tables.ts';
import { LIST_SEPARATOR } from '../model/tables.ts';
import type { ResolvedClaim, ResolvedRecord } from '../normalize/resolved.ts';
import { COMPARED, type Coding, sharedStances } from './compare.ts';

/** What two coders see differently: claims that only one of them found, then fields of claims that both found. */
export function disagreementRows({
  id,
  sourceId,
  secondCoder,
  matches,
  claimIds,
}: Coding): DisagreementsRow[] {
  const found: Found[] = [
    ...matches.onlyFirst.map((first): Found => ({ kind: 'only-first', first })),
    ...matches.onlySecond.map((second): Found => ({ kind: 'only-second', second })),
    ...matches.both.flatMap(([first, second]) =>
      differences([first, second]).map(
        (difference): Found => ({ kind: 'differs', first, second, ...difference }),
      ),
    ),
  ];
  return found.map(({ kind, first, second, field, values = [] }, index) => ({
    coding_id: id,
    position: index + 1,
    kind,
    source_id: sourceId,
    raised_by: secondCoder,
    anchor: (first ?? second)?.authored.at,
    first_claim: first !== undefined && claimIds.has(first.id) ? first.id : undefined,
    // Claims of a second coding are in no table, so they go by the number they have in its file.
    second_claim: second?.authored.id,
    field,
    first_value: values[0] || undefined,
    second_value: values[1] || undefined,
    reason: undefined,
    decision: undefined,
  }));
}

interface Found {
  kind: string;
  first?: ResolvedClaim;
  second?: ResolvedClaim;
  field?: string;
  values?: [string, string];
}

/** The questions that a record itself leaves open for a second coder. */
export function openQuestionRows({ record, claims }: ResolvedRecord): DisagreementsRow[] {
  return (record.disagreements ?? []).map(({ claim, field, alternative, by, reason, decision }, index) => {
    const coded = claims.find(({ authored }) => authored.id === claim);
    const compared = COMPARED.find(({ name }) => name === field);
    return {
      coding_id: record.id,
      position: index + 1,
      kind: 'open-question',
      source_id: record.id,
      raised_by: by,
      anchor: coded?.authored.at,
      first_claim: coded?.id,
      second_claim: undefined,
      field,
      first_value: (coded && compared?.read(coded).join(LIST_SEPARATOR)) || undefined,
      second_value: alternative,
      reason,
      decision,
    };
  });
}

function differences(pair: [ResolvedClaim, ResolvedClaim]): { field: string; values: [string, string] }[] {
  const fields = COMPARED.map(({ name, read }) => ({
    field: name,
    values: pair.map((claim) => read(claim).join(LIST_SEPARATOR)) as [string, string],
  }));
  const stances = sharedStances(pair).map(({ entity, codes }) => ({
    field: 'stance',
    values: codes.map((code) => `${entity}: ${code}`) as [string, string],
  }));
  return [...fields, ...stances].filter(({ values: [a, b] }) => a !== b);
}
