import { describe, expect, it } from 'vitest';
import { anchoring } from '../../pipeline/write/rows/anchoring.ts';
import { claimAt, evidenceRecord, fingerprinted, SPEECH, SPEECH_HEAD } from '../support/evidence.ts';

const withClaims = (...ats: string[]): string =>
  `${SPEECH_HEAD}claims:\n${ats.map((at, index) => claimAt(`c${10 + index}`, at)).join('')}`;

describe('the table sources says of a record', () => {
  it('that its claims can be verified, and how long its text is', () => {
    const { record } = fingerprinted(withClaims('title', 'p2.s1-s4'), SPEECH);
    expect(anchoring(record)).toEqual({
      anchored_units: 13,
      verification: 'anchored',
      anchor_copy_id: 'page',
      anchor_normalization: 'nfkc-casefold-alnum/1',
      anchor_rule: 'paragraph-sentence/2',
      text_sentences: 11,
      text_words: 114,
    });
  });
  it('that some of them cannot', () => {
    const { record } = fingerprinted(withClaims('p1.s1', 't00:01:00'), SPEECH);
    expect(anchoring(record).verification).toBe('partly-anchored');
  });
  it('that none of them can', () => {
    const { record } = evidenceRecord(withClaims('p1.s1'));
    expect(anchoring(record)).toEqual({ anchored_units: 0, verification: 'unanchored' });
  });
});
