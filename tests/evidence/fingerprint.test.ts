import { describe, expect, it } from 'vitest';
import { sha256 } from '../../pipeline/cli/read-text.ts';
import { withAnchors } from '../../pipeline/evidence/anchors-block.ts';
import type { Fingerprinted } from '../../pipeline/evidence/fingerprint.ts';
import { withAddresses } from '../../pipeline/evidence/move-addresses.ts';
import type { EvidenceRecord } from '../../pipeline/evidence/record.ts';
import { readCopy } from '../../pipeline/evidence/text/copy.ts';
import { digestOf, fingerprintOf, normalText } from '../../pipeline/evidence/text/normal-text.ts';
import type { Unit } from '../../pipeline/evidence/text/units.ts';
import { unitsOf } from '../../pipeline/model/anchors.ts';
import {
  claimAt,
  evidenceRecord,
  fingerprinted,
  fingerprintOfText,
  SPEECH,
  SPEECH_HEAD,
  verifyText,
} from '../support/evidence.ts';

const CLAIMS = `claims:\n${claimAt('c01', 'p2.s3')}${claimAt('c02', 'title')}`;
const RECORD = `${SPEECH_HEAD}${CLAIMS}`;
const take = (record: string, text = SPEECH) => fingerprintOfText(evidenceRecord(record), text);
const written = (done: Fingerprinted): string => ('after' in done ? done.after : JSON.stringify(done));

describe('the normal text', () => {
  it('keeps letters, marks and digits in lower case with single spaces', () => {
    expect(normalText('“The U.S.” — it’s 4.5 % OF  Ångström’s\u00a0ﬁeld!')).toBe(
      'the u s it s 4 5 of ångström s field',
    );
  });
  it.each([
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδός'.normalize('NFD').replace(/\u0301/g, '')],
    ['e\u0301', 'é'],
    ['Ｈarbour', 'harbour'],
  ])('makes no difference between %s and %s', (left, right) => {
    expect(normalText(left)).toBe(normalText(right));
  });
  it('makes a difference between words with and without an accent', () => {
    expect(normalText('resume')).not.toBe(normalText('résumé'));
  });
  it('has no spaces beside Chinese characters, and counts two of them as a word', () => {
    expect(normalText('港口 开放，2021 年 open')).toBe('港口开放2021年open');
    expect(fingerprintOf('港口开放。', sha256)).toEqual([2, digestOf('港口开放', sha256)]);
  });
  it('is hashed with SHA-256, of which 16 digits are kept', () => {
    expect(fingerprintOf('The “abc”!', sha256)).toEqual([2, digestOf('the abc', sha256)]);
    expect(fingerprintOf('Abc.', sha256)).toEqual([1, 'ba7816bf8f01cfea']);
  });
});

describe('fingerprints', () => {
  it('are written above the claims and their comments, and the rest of the record stays to the letter', () => {
    const text = written(take(RECORD));
    const [head, rest] = text.split('anchors:\n');
    expect(head).toBe(RECORD.slice(0, RECORD.indexOf('# The claims follow')));
    expect(rest).toMatch(
      /^ {2}rule: paragraph-sentence\/2\n {2}normalization: nfkc-casefold-alnum\/1\n {2}copy: page\n {2}file: [0-9a-f]{64}\n {2}body: \[\d+, [0-9a-f]{16}\]\n {2}units:\n {4}title: \[4, /,
    );
    expect(rest?.endsWith(`\n\n# The claims follow the speech.\n${CLAIMS}`)).toBe(true);
  });
  it('are those of every unit of the work, and of none of the rest', () => {
    const { units } = evidenceRecord(written(take(RECORD))).record.anchors!;
    expect(Object.keys(units)).toEqual([
      'title',
      'deck',
      'p1.s1',
      'p1.s2',
      'p1.s3',
      'p2.s1',
      'p2.s2',
      'p2.s3',
      'p2.s4',
      'p3.s1',
      'p3.s2',
      'p3.s3',
      'p4.s1',
    ]);
    expect(units.title).toEqual([...fingerprintOf('A Harbour for All', sha256)].map(String));
  });
  it('hold no word of the text', () => {
    const added = written(take(RECORD)).replace(RECORD.slice(0, 400), '');
    const block = added.slice(added.indexOf('anchors:'), added.indexOf('# The claims'));
    expect(
      block
        .match(/[a-z]{3,}/gi)
        ?.filter((word) => !/^[0-9a-f]+$/.test(word))
        .sort(),
    ).toEqual(
      [
        'anchors',
        'alnum',
        'body',
        'casefold',
        'copy',
        'deck',
        'file',
        'nfkc',
        'normalization',
        'page',
        'paragraph',
        'rule',
        'sentence',
        'title',
        'units',
      ].sort(),
    );
  });
  it('do not change when they are taken again, and keep their comments', () => {
    const once = written(take(RECORD)).replace('  units:\n', '  units:   # of the page\n');
    expect(written(take(once))).toBe(once);
  });
  it('take the place of older ones and nothing else', () => {
    const once = written(take(RECORD));
    const other = once
      .replace(/p2\.s3: \[\d+/, 'p2.s3: [99')
      .replace('anchors:\n', 'anchors:   # written by the tool\n');
    expect(written(take(other))).toBe(once);
  });
  it('keep Windows line ends', () => {
    const windows = RECORD.replaceAll('\n', '\r\n');
    expect(written(take(windows))).toBe(written(take(RECORD)).replaceAll('\n', '\r\n'));
  });
  it('stay where they stand, below the claims as well', () => {
    const block = { rule: 'r', normalization: 'n', copy: 'c', file: 'f', body: [1, 'b'] as const };
    const below = withAnchors('claims: []\n\nanchors: {rule: x,\n  copy: y}\n# The end.\n', {
      ...block,
      units: [['p1.s1', [1, 'a']]],
    });
    expect(below).toMatch(
      /^claims: \[\]\n\nanchors:\n {2}rule: r\n[\s\S]* {4}p1\.s1: \[1, a\]\n# The end\.\n$/,
    );
  });
  it('have quotes round digests that look like numbers, as make fix wants them', () => {
    const block = { rule: 'r', normalization: 'n', copy: 'c', file: 'f', body: [1, '12e4'] as const };
    const units = ['2136418705879430', '12e45678', '1a2e3'].map(
      (digest, index) => [`p1.s${index}`, [1, digest]] as const,
    );
    const text = withAnchors('claims: []\n', { ...block, units });
    expect(text).toContain("  body: [1, '12e4']\n");
    expect(text).toContain(
      "    p1.s0: [1, '2136418705879430']\n    p1.s1: [1, '12e45678']\n    p1.s2: [1, 1a2e3]\n",
    );
  });
  it('are not taken where a claim stands at a sentence that the text lacks', () => {
    const done = take(RECORD.replace('at: p2.s3', 'at: p2.s9'));
    expect(done).toMatchObject({ diagnostics: [{ code: 'E-ADDRESS-UNKNOWN', line: 16, column: 9 }] });
  });
  it('leave moments of a recording alone', () => {
    expect(take(RECORD.replace('at: p2.s3', 'at: t00:12:31'))).toHaveProperty('after');
  });
  it('say which sentences differ from those that were fingerprinted before', () => {
    const before = fingerprinted(RECORD, SPEECH);
    const text = SPEECH.replace('ten years', 'nine years').replace('It is not. ', '');
    expect(fingerprintOfText(before, text)).toMatchObject({
      changes: [
        { at: 'p1.s1', verdict: 'changed', to: 'p1.s1' },
        { at: 'p3.s2', verdict: 'missing', to: null },
        { at: 'p3.s3', verdict: 'moved', to: 'p3.s2' },
      ],
    });
  });
});

describe('a record that states an older rule', () => {
  const GERMAN =
    'Am 6. Juli kam sie. Sie rief: „Nein!“ „Doch.“ Er schwieg.\n\nAlle gingen heim. Am 2. Mai war Ruhe.';
  const head = SPEECH_HEAD.replace(', parts: {title: 1, deck: 2, body: 3-6}', '').replace(
    'language: en',
    'language: de',
  );
  const claims = [
    claimAt('c01', 'p1.s2'),
    claimAt('c02', 'p1.s3-s4'),
    claimAt('c03', 'p1.s4'),
    claimAt('c04', 'p2.s1'),
  ];
  /** The record with the fingerprints that rule number 1 gives. */
  function old(): EvidenceRecord {
    const units = readCopy(GERMAN).unitsUnder({}, 1);
    const lines = units
      .map(({ at, text }) => `    ${at}: [${fingerprintOf(text, sha256).join(', ')}]\n`)
      .join('');
    const block = `anchors:\n  rule: paragraph-sentence/1\n  normalization: nfkc-casefold-alnum/1\n  copy: page\n  units:\n${lines}`;
    return evidenceRecord(`${head}${block}claims:\n${claims.join('')}`);
  }

  it('is verified by that rule', () => {
    const { anchors, diagnostics } = verifyText(old(), GERMAN);
    expect(diagnostics).toEqual([]);
    expect(anchors.map(({ at, verdict }) => `${at} ${verdict}`)).toContain('p2.s3 exact');
  });
  it('is moved over: its claims stay at their words, and every address that moves is named', () => {
    const before = old();
    const done = fingerprintOfText(before, GERMAN);
    if (!('after' in done)) throw new Error(JSON.stringify(done));
    expect(done.changes).toEqual([]);
    expect(done.moved?.rule).toBe('paragraph-sentence/1');
    expect(done.moved?.units).toEqual([
      { from: 'p1.s2', to: 'p1.s1' },
      { from: 'p1.s3', to: 'p1.s2' },
      { from: 'p1.s4', to: 'p1.s3-s4' },
      { from: 'p2.s3', to: 'p2.s2' },
    ]);
    const after = evidenceRecord(done.after);
    expect(after.record.anchors?.rule).toBe('paragraph-sentence/2');
    const words = (units: readonly Unit[], at: string): string =>
      units
        .filter((unit) => unitsOf(at).includes(unit.at))
        .map(({ text }) => text.replace(/[„“]/g, ''))
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim();
    const [was, is] = [readCopy(GERMAN).unitsUnder({}, 1), readCopy(GERMAN).unitsUnder({}, 2)];
    for (const [index, { at }] of before.record.claims.entries())
      expect(words(is, after.record.claims[index]?.at ?? '')).toContain(words(was, at));
    expect(after.record.claims.map(({ at }) => at)).toEqual(['p1.s1', 'p1.s2-s4', 'p1.s3-s4', 'p2.s1']);
    expect(verifyText(after, GERMAN).anchors.every(({ verdict }) => verdict === 'exact')).toBe(true);
  });
  it('moves its second codings along, to the letter but for the addresses', () => {
    const done = fingerprintOfText(old(), GERMAN);
    if (!('after' in done) || done.moved === null) throw new Error(JSON.stringify(done));
    const coding = evidenceRecord(`${head}claims:\n${claimAt('c07', '"p2.s3"   # the last')}`);
    const moved = done.moved.claims(coding);
    expect(moved).toEqual([{ claim: 'c07', index: 0, from: 'p2.s3', to: 'p2.s2' }]);
    expect(withAddresses(coding, moved)).toBe(coding.file.text.replace('"p2.s3"', 'p2.s2'));
  });
  it('keeps its addresses where the rules agree', () => {
    const text = written(take(RECORD)).replace('paragraph-sentence/2', 'paragraph-sentence/1');
    const done = fingerprintOfText(evidenceRecord(text), SPEECH);
    expect(done).toMatchObject({ moved: { units: [] }, changes: [], added: [] });
    expect(written(done)).toBe(written(take(RECORD)));
  });
});

describe('a text is refused', () => {
  it('when fewer than half of the fingerprinted sentences stand in it', () => {
    const other = `A Harbour for All\n\nDeck.\n\n${'The sea is wide. '.repeat(3)}\n\nTwo. Words.\n\nThree.\n\nFour.`;
    const done = fingerprintOfText(fingerprinted(RECORD, SPEECH), other);
    expect(done).toMatchObject({ refused: expect.stringContaining('only 1 of the 13 sentences') });
  });
  it('when none of the quotes stands in it', () => {
    const quoting = claimAt(
      'c01',
      'p2.s3',
      '    claimant: [authors]\n    attribution: direct-quote\n    quote: a wholly other word\n',
    );
    const done = take(`${SPEECH_HEAD}claims:\n${quoting}`.replace('    claimant: [authors]\n', ''));
    expect(done).toEqual({ refused: 'none of the quotes of the record stands in this text' });
  });
  it('when there is nothing where the work should stand', () => {
    expect(take(RECORD, 'Menu')).toHaveProperty('diagnostics');
    expect(take(RECORD, '***')).toHaveProperty('refused');
  });
});
