import { partOf } from '../../model/anchors.ts';
import { isSurelyBefore } from '../../model/dates/spans.ts';
import type { AuthoredRecord, Group } from '../../model/generated/records.ts';
import type { Entry } from '../names/registry.ts';
import type { Questions } from '../questions.ts';
import type { RecordReader } from '../reader.ts';
import type { ResolvedClaim, ResolvedSource } from '../resolved.ts';
import { checkQuotation } from './quotation.ts';
import { isAmong } from './voice.ts';

/**
 * Rules that need the resolved names: somebody voices each claim, a claim of somebody else than the authors says how it
 * is reported, a quote is of somebody who speaks for a public, nothing is said after it was published, and lists of members
 * agree with what is known of their group.
 */
export function checkResolved(
  reader: RecordReader,
  source: ResolvedSource,
  claims: readonly ResolvedClaim[],
  registry: Questions,
): void {
  for (const claim of claims) {
    checkInheritedDate(reader, source, claim);
    checkQuotation(reader, registry, claim);
    if (claim.claimants.length === 0) checkSomebodySpeaks(reader, source, claim);
    else checkVoice(reader, source, claim);
    checkMembers(reader, claim);
  }
}

/** Whether a claim or the defaults of its record have a key, if only with a value that was refused. */
function isWritten({ claims, defaults = {} }: Partial<AuthoredRecord>, index: number, key: string): boolean {
  return key in (claims?.[index] ?? {}) || key in defaults;
}

function checkSomebodySpeaks(
  { record, report }: RecordReader,
  source: ResolvedSource,
  { authored, index }: ResolvedClaim,
): void {
  const { id, said_in: saidIn, claimant } = authored;
  // A key that is there without a value was refused, and that has been told.
  if (isWritten(record, index, 'claimant') && claimant !== 'authors') return;
  if (saidIn !== undefined && claimant === undefined) {
    report(
      'E-CLAIMANT-NOBODY',
      ['claims', index, 'said_in'],
      `${id}: nobody is known to speak in ${saidIn}`,
      'Add claimant to the claim, or speakers to the event.',
    );
  } else if (
    !isWritten(record, index, 'said_in') &&
    record.source !== undefined &&
    !('authors' in record.source)
  ) {
    if (source.authors.length > 0) return;
    report(
      'E-CLAIMANT-NOBODY',
      ['claims', index],
      `${id} has no claimant, and the source has no authors`,
      'Add claimant, or add authors to the source: for an unsigned statement, whoever issued it.',
    );
  }
}

/** The date of the utterance; that of the claim itself is compared without asking for names. */
function checkInheritedDate(
  { report }: RecordReader,
  { published }: ResolvedSource,
  { authored, made, saidIn, index }: ResolvedClaim,
): void {
  if (authored.made !== undefined || made === null || saidIn === null || published === null) return;
  if (!isSurelyBefore(published.span, made.span)) return;
  report(
    'W-MADE-LATE',
    ['claims', index, 'said_in'],
    `${authored.id} was made ${made.text}, as ${saidIn.entry.id} was, after the source was published ${published.text}`,
    'Check both dates. For a held-over or embargoed text, say so in note.',
  );
}

function checkVoice(
  { record, report }: RecordReader,
  source: ResolvedSource,
  { authored, attribution, claimants, index }: ResolvedClaim,
): void {
  if (attribution !== 'authorial' || authored.at === undefined || source.authors.length === 0) return;
  if (authored.attribution === undefined && isWritten(record, index, 'attribution')) return;
  if (Array.isArray(authored.claimant) && claimants.length < authored.claimant.length) return;
  const part = partOf(authored.at);
  if ((part !== 'body' && part !== 'recording') || isAmong(claimants, source.authors)) return;
  const key = authored.attribution ? 'attribution' : authored.claimant === undefined ? 'said_in' : 'claimant';
  report(
    'E-ATTRIBUTION-VOICE',
    ['claims', index, key],
    `${authored.id} is voiced by ${claimants.map((actor) => actor.entry.name).join(', ')}, not by the authors, but does not say how it is reported`,
    'Add attribution: direct-quote, partial-quote, indirect-speech or speech-act-report. If the authors only say what somebody thinks, use holder instead of claimant.',
  );
}

function checkMembers(reader: RecordReader, claim: ResolvedClaim): void {
  const { members, authored, index } = claim;
  const written = authored.members?.list ?? [];
  // A name that did not resolve has been told; what is left of the list says nothing.
  if (members === null || members.list.length < written.length) return;
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
