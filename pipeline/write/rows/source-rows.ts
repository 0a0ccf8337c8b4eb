import { unitsOf } from '../../model/anchors.ts';
import type { Coder } from '../../model/generated/records.ts';
import type { AnchorsRow, SourceCopiesRow, SourcesRow } from '../../model/generated/tables.ts';
import type { ResolvedRecord } from '../../normalize/resolved.ts';
import { anchoring } from './anchoring.ts';
import { addressOf, citationOfWork } from './citation.ts';
import { codedSentences, qualityOf, shareCoded } from './quality.ts';

/**
 * The row of a record in the table sources.
 * @param work the work in words
 */
export function sourceRow(resolved: ResolvedRecord, coder: Coder, work: string): SourcesRow {
  const { record, source, file } = resolved;
  const { source: authored, coding } = record;
  const anchored = anchoring(record);
  const address = addressOf(authored);
  const coded = codedSentences(resolved.claims);
  const { gaps, completeness } = qualityOf(resolved, anchored.verification);
  return {
    source_id: record.id,
    title: authored.title,
    kind: authored.kind,
    language: authored.language,
    publisher_id: source.publisher?.entry.id,
    publisher_name: source.publisher?.entry.name,
    author_ids: source.authors.map((actor) => actor.entry.id),
    author_names: source.authors.map((actor) => actor.entry.name),
    contributor_ids: source.contributors.map(({ actor }) => actor.entry.id),
    contributor_names: source.contributors.map(({ actor }) => actor.entry.name),
    contributor_roles: source.contributors.map(({ role }) => role),
    published: source.published?.text,
    published_min: source.published?.span.min ?? undefined,
    published_max: source.published?.span.max ?? undefined,
    url: address.url,
    url_of: address.of,
    archived_url: authored.copies.find((copy) => copy.archived_url !== undefined)?.archived_url,
    doi: authored.doi,
    citation: citationOfWork(work, address),
    rights: authored.rights,
    headline_by_id: source.headlineBy?.entry.id,
    caption_by_id: source.captionBy?.entry.id,
    corrections: (authored.corrections ?? []).map(({ date, text }) =>
      date === undefined ? text : `${date}: ${text}`,
    ),
    record_status: record.status,
    coder: coding.coder,
    coder_name: coder.name,
    coder_kind: coder.kind,
    coded_on: coding.coded,
    coding_mode: coding.mode,
    coding_basis: coding.basis,
    coding_note: coding.note,
    codebook_version: record.codebook,
    claims: resolved.claims.length,
    coded_sentences: coded,
    anchored_units: anchored.anchored_units,
    verification: anchored.verification,
    anchor_rule: anchored.anchor_rule,
    anchor_normalization: anchored.anchor_normalization,
    anchor_copy_id: anchored.anchor_copy_id,
    text_sentences: anchored.text_sentences,
    text_words: anchored.text_words,
    sentence_share: shareCoded(coded, anchored.text_sentences),
    open_disagreements: (record.disagreements ?? []).filter(({ decision }) => decision === undefined).length,
    phrases: (record.phrases ?? []).map(({ phrase, reason }) => `${phrase} (${reason})`),
    not_stated: authored.not_stated ?? [],
    gaps,
    completeness,
    record_path: file.path,
    record_digest: file.digest,
  };
}

/** Rows of source_copies, sorted by copy id. */
export function copyRows({ record, source }: ResolvedRecord): SourceCopiesRow[] {
  return record.source.copies
    .map((copy, index) => ({
      source_id: record.id,
      copy_id: copy.id,
      kind: copy.kind,
      publisher_id: source.copyPublishers[index]?.entry.id,
      publisher_name: source.copyPublishers[index]?.entry.name,
      url: copy.url,
      accessed: copy.accessed,
      archived_url: copy.archived_url,
      seen: copy.seen,
      completeness: copy.completeness,
      parts: Object.entries(copy.parts ?? {}).map(([part, paragraphs]) => `${part} ${paragraphs}`),
    }))
    .sort((a, b) => (a.copy_id < b.copy_id ? -1 : 1));
}

/**
 * Rows of anchors, sorted by unit.
 * @param ats the anchors of the record's claims in the table claims
 */
export function anchorRows({ record }: ResolvedRecord, ats: readonly string[]): AnchorsRow[] {
  const { anchors } = record;
  if (anchors === undefined) return [];
  const claims = new Map<string, number>();
  for (const at of ats) for (const unit of unitsOf(at)) claims.set(unit, (claims.get(unit) ?? 0) + 1);
  return Object.entries(anchors.units)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, [words, digest]]) => ({
      source_id: record.id,
      unit,
      words: Number(words),
      digest,
      claims: claims.get(unit) ?? 0,
    }));
}
