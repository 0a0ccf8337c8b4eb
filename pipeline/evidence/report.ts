import { count } from '../diagnostics/render/text.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { QUOTE_WORDS } from '../validate/rules/attribution.ts';
import type { Verification } from './verify.ts';
import { SHARED_WORDS } from './wording.ts';

/** Numbers of anchors by verdict, in this order. */
export function countVerdicts({ anchors }: Verification): Record<string, number> {
  const numbers = { exact: 0, moved: 0, changed: 0, missing: 0 };
  for (const { verdict } of anchors) numbers[verdict] += 1;
  return numbers;
}

/** A verification in lines of text: anchors with all that are not exact, quotes, wording. Diagnostics come beside it. */
export function textOfVerification(one: Verification, record: AuthoredRecord, text: string): string[] {
  return [
    `verify     ${one.record} against ${text}`,
    `anchors    ${anchorLine(one)}`,
    ...one.anchors.filter(({ verdict }) => verdict !== 'exact').map(unitLine),
    `quotes     ${quoteLine(one)}`,
    `wording    ${wordingLine(one)}`,
    ...one.excepted.map(({ claim, run }) => {
      const reasons = run.phrases.map((phrase) => `"${phrase}": ${reasonOf(record, phrase)}`);
      const why = [...(run.phrases.length === 0 ? ['names'] : []), ...reasons].join('; ');
      return `           ${claim} at ${run.at}, ${run.words} words, ${run.free} of them free: ${run.text} (${why})`;
    }),
  ];
}

function anchorLine(one: Verification): string {
  if (one.same === null) return 'no fingerprints to compare';
  const numbers = Object.entries(countVerdicts(one)).map(([verdict, number]) => `${number} ${verdict}`);
  const division =
    { header: 'divided by its header', whole: 'undivided' }[one.divided] ?? `divided as ${one.divided}`;
  const same = one.same.file
    ? 'the fingerprinted file'
    : one.same.body
      ? 'another file with the same words'
      : 'another text';
  const half = one.anchors.filter(({ verdict }) => verdict === 'moved').length * 2 > one.anchors.length;
  const hint = half
    ? '. If it prints more or less around the work, say so in its header: # parts: {title: 1, body: 2-9}'
    : '';
  return `${numbers.join(', ')} (${same}, ${division})${hint}`;
}

/** A unit whose words do not stand at its address, whether or not a claim stands at it. */
function unitLine({ at, verdict, to, claims }: Verification['anchors'][number]): string {
  const place = verdict === 'moved' ? ` to ${to}` : `, at ${to}`;
  const where = to === null || (to === at && verdict === 'changed') ? '' : place;
  return `           ${at} ${verdict}${where} (${claims.length === 0 ? 'no claim' : claims.join(', ')})`;
}

function quoteLine({ quotes, quotedWords }: Verification): string {
  if (quotes.length === 0) return 'none';
  const found = quotes.filter(({ verdict }) => verdict === 'found').length;
  const elsewhere = quotes.filter(({ verdict }) => verdict === 'elsewhere').length;
  const rest = quotes.length - found - elsewhere;
  return `${found} found, ${elsewhere} elsewhere, ${rest} not in the text; ${quotedWords} of at most ${QUOTE_WORDS.record} words`;
}

function wordingLine({ longest, excepted }: Verification): string {
  const run =
    longest === null
      ? 'no word shared'
      : `longest shared run ${count(longest.run.free, 'word')} (${longest.claim} at ${longest.run.at})`;
  const others = excepted.length === 0 ? '' : `; ${excepted.length} longer with names and set phrases`;
  return `${run}, fewer than ${SHARED_WORDS} allowed${others}`;
}

function reasonOf({ phrases }: AuthoredRecord, phrase: string): string {
  return phrases?.find((one) => one.phrase === phrase)?.reason ?? '';
}
