import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { count } from '../diagnostics/render/text.ts';
import type { Locator } from '../ingest/positions.ts';
import { unitsOf } from '../model/anchors.ts';
import type { Verdict } from './align.ts';
import type { BetterFit } from './fit.ts';
import type { QuoteVerdict } from './quote.ts';
import type { EvidenceRecord } from './record.ts';
import type { Shift } from './shift.ts';
import { SHARED_WORDS, type SharedRun } from './wording.ts';

/**
 * Claims whose sentence is not in the text.
 * @param quoted where the quote of a claim stands, by the claim's place in the list
 */
export function unknownAddresses(
  { file, record }: EvidenceRecord,
  locator: Locator,
  missing: readonly string[],
  quoted: ReadonlyMap<number, string> = new Map(),
): Diagnostic[] {
  return record.claims.flatMap(({ id, at }, index) => {
    const unit = unitsOf(at).find((one) => missing.includes(one));
    if (unit === undefined) return [];
    const found = quoted.get(index);
    return problem(
      'E-ADDRESS-UNKNOWN',
      file.path,
      locator.value(['claims', index, 'at']),
      `${id}: the text has no ${unit}${found === undefined ? '' : `; its quote stands at ${found}`}`,
      `Look the sentence up with make sentences RECORD=${record.id} TEXT=…; if headings or menus are counted that should not be, say so under parts of the copy.`,
      found === undefined ? {} : { suggestion: found },
    );
  });
}

/** What became of a sentence at which claims stand; nothing is said of an exact one. */
export function ofAnchor(
  { file, record }: EvidenceRecord,
  locator: Locator,
  { at, verdict, to }: Verdict,
  claims: readonly string[],
): Diagnostic[] {
  if (verdict === 'exact') return [];
  const place = to === at ? 'there' : `in its place, at ${to},`;
  const within = to === at ? ' within another sentence' : '';
  const [code, message, fix] = {
    moved: [
      'W-ANCHOR-MOVED',
      `the same words stand${within} at ${to} in this text`,
      'In this copy look there. If the record is to follow this copy, change the addresses of the claims and run make fingerprint.',
    ] as const,
    changed: [
      'E-ANCHOR-CHANGED',
      `other words stand ${place} in this text`,
      'Compare the claims with the sentence. Run make fingerprint only when they still say what it says.',
    ] as const,
    missing: [
      'E-ANCHOR-MISSING',
      'this text does not have the sentence',
      `Check that it is the whole text of ${record.id}. A claim whose sentence the publisher took out keeps its id: say so in its note.`,
    ] as const,
  }[verdict];
  const range = locator.key(['anchors', 'units', at]);
  return [problem(code, file.path, range, `${at} (${claims.join(', ')}): ${message}`, fix)];
}

/** A quote that is not where its claim stands. */
export function ofQuote(
  { file, record }: EvidenceRecord,
  locator: Locator,
  index: number,
  verdict: QuoteVerdict,
): Diagnostic[] {
  const claim = record.claims[index];
  const range = locator.value(['claims', index, 'quote']);
  if (verdict.verdict === 'elsewhere')
    return [
      problem(
        'E-QUOTE-ELSEWHERE',
        file.path,
        range,
        `${claim?.id}: the quote does not stand at ${claim?.at} but at ${verdict.at}`,
        'Put the claim at the sentence that holds the quote, or quote the sentence at which it stands.',
        { suggestion: verdict.at },
      ),
    ];
  if (verdict.verdict === 'apart')
    return [
      problem(
        'E-QUOTE-APART',
        file.path,
        range,
        `${claim?.id}: the pieces of the quote do not follow one another in the text; they stand at ${verdict.at.join(', ')}`,
        'Quote the pieces in the order of the text, from the sentences at which the claim stands.',
      ),
    ];
  if (verdict.verdict === 'found' && verdict.negation !== undefined)
    return [
      problem(
        'W-QUOTE-NEGATION',
        file.path,
        range,
        `${claim?.id}: the quote leaves out "${verdict.negation}"`,
        'Check that the quote still says what the source says; quote the negation as well, or put it in brackets.',
      ),
    ];
  if (verdict.verdict === 'invented') {
    const { best, words } = verdict;
    const part =
      best === null
        ? ''
        : `; at most ${best.words} of its ${count(words, 'word')} follow one another, at ${best.at}`;
    return [
      problem(
        'E-QUOTE-INVENTED',
        file.path,
        range,
        `${claim?.id}: these words do not stand in the text${part}`,
        'Copy the words from the text, mark left-out words with ..., or remove the quote.',
      ),
    ];
  }
  return [];
}

/** A claim that seems to belong to another sentence. */
export function ofFit(
  { file, record }: EvidenceRecord,
  locator: Locator,
  index: number,
  fit: BetterFit,
): Diagnostic {
  const { id, at } = record.claims[index] ?? {};
  return problem(
    'W-CLAIM-ELSEWHERE',
    file.path,
    locator.value(['claims', index, 'at']),
    `${id}: ${fit.shared} of its names, numbers and words stand at ${fit.at} and hardly any at ${at}`,
    `Read both with make sentences RECORD=${record.id} TEXT=…, and put the claim at the sentence that says it.`,
    { suggestion: fit.at },
  );
}

/**
 * Claims whose addresses are off by the same number of paragraphs, told once.
 * @param question which paragraph may have been counted or not
 */
export function ofShift(
  { file, record }: EvidenceRecord,
  locator: Locator,
  { claims, by }: Shift,
  question: string,
): Diagnostic {
  const far = count(Math.abs(by), 'paragraph');
  return problem(
    'E-ADDRESSES-SHIFTED',
    file.path,
    locator.value(['claims', claims[0]?.index ?? 0, 'at']),
    `what ${count(claims.length, 'claim')} of ${record.id} (${someOf(claims)}) say stands ${far} ${by > 0 ? 'later' : 'earlier'} in the text. ${question}`,
    'Headings and by-lines count like any paragraph. Change the addresses, or say under parts of the copy which paragraphs are the work.',
  );
}

function someOf(claims: readonly { claim: string }[]): string {
  const ids = claims.map(({ claim }) => claim);
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} …` : ids.join(', ');
}

/** A claim's text that repeats the source. */
export function ofWording(
  { file, record }: EvidenceRecord,
  locator: Locator,
  index: number,
  run: SharedRun,
): Diagnostic {
  return problem(
    'E-TEXT-COPIED',
    file.path,
    locator.value(['claims', index, 'text']),
    `${record.claims[index]?.id} shares ${run.free} words in a row with the source at ${run.at}: "${run.text}"`,
    `Say it in other words: fewer than ${SHARED_WORDS} in a row. A set phrase that cannot be put otherwise goes under phrases, with the reason.`,
  );
}

/** A set phrase that excuses nothing. */
export function ofPhrase({ file, record }: EvidenceRecord, locator: Locator, index: number): Diagnostic {
  return problem(
    'W-PHRASE-UNUSED',
    file.path,
    locator.value(['phrases', index]),
    `no claim needs the set phrase "${record.phrases?.[index]?.phrase}"`,
    'Remove it.',
  );
}

/** Fingerprints that cannot be compared, or none. */
export function ofRule({ file, record }: EvidenceRecord, locator: Locator): Diagnostic {
  const again = 'Run make fingerprint with the text that was coded.';
  return record.anchors === undefined
    ? problem(
        'W-ANCHORS-NONE',
        file.path,
        locator.key(['claims']),
        `${record.id} has no fingerprints, so nobody can tell whether a text is the one that was coded`,
        again,
      )
    : problem(
        'E-ANCHOR-RULE',
        file.path,
        locator.value(['anchors', 'rule']),
        `the fingerprints follow ${record.anchors.rule} and ${record.anchors.normalization}, which this program does not know`,
        again,
      );
}
