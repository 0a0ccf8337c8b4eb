import type { ResolvedClaim, ResolvedRecord } from '../normalize/resolved.ts';
import { randomNumbers } from './bootstrap.ts';

/** A record with those of its claims that were drawn. */
interface Sampled {
  record: ResolvedRecord;
  claims: ResolvedClaim[];
}

/**
 * Draws claims for a review, each with the same chance. The same records, number and seed give the same claims.
 * @param number how many; all, when there are no more
 * @returns the records of which some were drawn, each with its claims in their order
 */
export function sampleClaims(records: readonly ResolvedRecord[], number: number, seed: number): Sampled[] {
  const all = records.flatMap((record) => record.claims.map((claim) => ({ record, claim })));
  const random = randomNumbers(seed);
  for (let at = 0; at < Math.min(number, all.length); at += 1) {
    const other = at + Math.floor(random() * (all.length - at));
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  const drawn = new Set(all.slice(0, number).map(({ claim }) => claim));
  return records.flatMap((record) => {
    const claims = record.claims.filter((claim) => drawn.has(claim));
    return claims.length === 0 ? [] : [{ record, claims }];
  });
}

/** The sheet for a reviewer: a review of one record whose judgements are still to be filled in, each below what it is about. */
export function sheetOf({ record: { record }, claims }: Sampled, reviewer: string, seed: number): string {
  return [
    `# ${claims.length} claims drawn with SEED=${seed}. Find each sentence in your copy (make sentences lists the addresses), then write`,
    '# right, wrong or unsure behind judgement. Where it is not right, add field (the key), should_be and, if you like, note:',
    '#   - {claim: c07, judgement: wrong, field: type, should_be: criticism, note: No particular wrong is named.}',
    '# How, and how to hand it in: docs/review.md.',
    `record: ${record.id}`,
    `reviewer: ${reviewer}`,
    'reviewed:   # the day, such as 2026-12-01',
    `seed: '${seed}'`,
    'claims:',
    ...claims.flatMap((claim) => [
      ...toldOf(claim).map((line) => `  # ${line}`),
      `  - {claim: ${claim.authored.id}, judgement: }`,
    ]),
    '',
  ].join('\n');
}

function toldOf(claim: ResolvedClaim): string[] {
  const { authored, attribution, certainty, polarity, presupposed, stances } = claim;
  const names = (actors: ResolvedClaim['subjects']): string =>
    actors.map(({ entry }) => entry.name).join(', ');
  const actors = [
    ['claimant', names(claim.claimants)],
    ['holder', names(claim.holders)],
    ['addressee', names(claim.addressees)],
    ['subject', names(claim.subjects)],
    ['object', names(claim.objects)],
    ['stance', stances.map(({ actor, code }) => `${actor.entry.name}: ${code}`).join(', ')],
  ].flatMap(([key, value]) => (value === '' ? [] : [`${key}: ${value}`]));
  const codes = [authored.type, attribution, certainty, polarity, ...(presupposed ? ['presupposed'] : [])];
  const frames = (authored.frames ?? []).length === 0 ? [] : [`frames: ${authored.frames?.join(', ')}`];
  return [
    `${authored.at}: ${authored.text.replace(/\s+/g, ' ')}`,
    `  ${[...codes, `topics: ${authored.topics.join(', ')}`, ...frames].join(' · ')}`,
    `  ${actors.join(' · ')}`,
  ];
}
