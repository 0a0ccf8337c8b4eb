import { unitsOf } from '../../model/anchors.ts';
import type { AuthoredRecord, Claim } from '../../model/generated/records.ts';
import type { SourcesRow } from '../../model/generated/tables.ts';
import { claimsWithDefaults } from '../../validate/defaults.ts';

type Anchoring = Pick<
  SourcesRow,
  | 'anchored_units'
  | 'verification'
  | 'anchor_rule'
  | 'anchor_normalization'
  | 'anchor_copy_id'
  | 'text_sentences'
  | 'text_words'
>;

/** What the fingerprints of a record let a reader verify. A build has no text, so it cannot say that anybody did. */
export function anchoring(record: AuthoredRecord): Anchoring {
  const { anchors } = record;
  const claims = claimsWithDefaults(record) as Claim[];
  const units = anchors?.units ?? {};
  const known = Object.keys(units);
  const anchored = claims.filter(({ at }) => unitsOf(at).every((unit) => units[unit] !== undefined)).length;
  const some = anchored === 0 ? 'unanchored' : 'partly-anchored';
  return {
    anchored_units: known.length,
    verification: anchored === claims.length ? 'anchored' : some,
    anchor_rule: anchors?.rule,
    anchor_normalization: anchors?.normalization,
    anchor_copy_id: anchors?.copy,
    text_sentences: anchors && known.filter((unit) => unit.startsWith('p')).length,
    text_words: anchors?.body && Number(anchors.body[0]),
  };
}
