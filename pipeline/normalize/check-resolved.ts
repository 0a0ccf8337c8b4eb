import { partOf } from '../model/anchors.ts';
import type { Group } from '../model/generated/records.ts';
import type { ResolvedClaim, ResolvedSource } from './dataset.ts';
import type { RecordReader } from './record-reader.ts';
import type { Entry } from './resolve/registry.ts';
import { isSame } from './voice.ts';

/**
 * Rules that need the resolved names: somebody voices each claim, a claim of somebody else than the authors says how it
 * is reported, and lists of members agree with what is known of their group.
 */
export function checkResolved(
  reader: RecordReader,
  source: ResolvedSource,
  claims: readonly ResolvedClaim[],
): void {
  const indexOf = new Map((reader.record.claims ?? []).map((claim, index) => [claim?.id, index]));
  for (const claim of claims) {
    const index = indexOf.get(claim.authored.id) ?? 0;
    checkClaimants(reader, source, claim, index);
    checkMembers(reader, claim, index);
  }
}

function checkClaimants(
  { record, report }: RecordReader,
  source: ResolvedSource,
  claim: ResolvedClaim,
  index: number,
): void {
  const { authored, claimants, attribution } = claim;
  const path = ['claims', index];
  if (claimants.length === 0) {
    if (authored.said_in !== undefined && authored.claimant === undefined) {
      report(
        'E-CLAIMANT-NOBODY',
        [...path, 'said_in'],
        `${authored.id}: nobody is known to speak in ${authored.said_in}`,
        'Add claimant to the claim, or speakers to the event.',
      );
    } else if (authored.claimant === undefined || authored.claimant === 'authors') {
      if (source.authors.length === 0 && record.source !== undefined && record.source.authors === undefined) {
        report(
          'E-CLAIMANT-NOBODY',
          path,
          `${authored.id} has no claimant, and the source has no authors`,
          'Add claimant, or add authors to the source: for an unsigned statement, whoever issued it.',
        );
      }
    }
    return;
  }
  const isBody = partOf(authored.at) === 'body' || partOf(authored.at) === 'recording';
  if (
    attribution === 'authorial' &&
    isBody &&
    !isSame(claimants, source.authors) &&
    source.authors.length > 0
  ) {
    const key =
      authored.attribution !== undefined
        ? 'attribution'
        : authored.claimant === undefined
          ? 'said_in'
          : 'claimant';
    report(
      'E-ATTRIBUTION-VOICE',
      [...path, key],
      `${authored.id} is voiced by ${claimants.map((actor) => actor.entry.name).join(', ')}, not by the authors, but does not say how it is reported`,
      'Add attribution: direct-quote, partial-quote, indirect-speech or speech-act-report. If the authors only say what somebody thinks, use holder instead of claimant.',
    );
  }
}

function checkMembers(reader: RecordReader, claim: ResolvedClaim, index: number): void {
  const { members, authored } = claim;
  if (members === null) return;
  const group =
    groupOf(members.of?.entry) ?? (claim.subjects.length === 1 ? groupOf(claim.subjects[0]?.entry) : null);
  if (group?.members === undefined) return;
  const listed = new Set(members.list.map((actor) => actor.entry.id));
  const known = new Set(group.members);
  for (const [position, actor] of members.list.entries()) {
    if (known.has(actor.entry.id)) continue;
    reader.report(
      'E-MEMBERS-DISAGREE',
      ['claims', index, 'members', 'list', position],
      `${authored.id} lists ${actor.entry.name}, which is not among the members of ${group.id}`,
      `Add it to the members of ${group.id}, or remove it here.`,
    );
  }
  const left = members.complete ? group.members.filter((id) => !listed.has(id)) : [];
  if (left.length > 0) {
    reader.report(
      'E-MEMBERS-DISAGREE',
      ['claims', index, 'members', 'list'],
      `${authored.id} says its list is complete, but ${group.id} also has ${left.join(', ')}`,
      'Add them, or write complete: false.',
    );
  }
}

function groupOf(entry: Entry | undefined): Group | null {
  return entry?.type === 'group' ? (entry.value as Group) : null;
}
