import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../pipeline/cli/read-text.ts';
import { matchTexts } from '../../pipeline/evidence/match-texts.ts';
import { textOfVerification } from '../../pipeline/evidence/report.ts';
import type { Verification } from '../../pipeline/evidence/verify.ts';
import { indexPhrases } from '../../pipeline/evidence/wording.ts';
import {
  claimAt,
  evidenceRecord,
  fingerprinted,
  SPEECH,
  SPEECH_HEAD,
  verifyText,
} from '../support/evidence.ts';
import { REPOSITORY } from '../support/project.ts';

const NAMES = ['Arvania', 'the Council of the Four Northern Harbours', 'Mira Tolan'];

/** Holds a record with these claims against a text; the fingerprints are those of the speech. */
function held(claims: string, text = SPEECH, phrases: string[] = []): Verification {
  const head = SPEECH_HEAD.replace(
    '\n# The claims',
    phrases.length === 0
      ? '\n# The claims'
      : `phrases:\n${phrases.map((phrase) => `  - {phrase: "${phrase}", reason: An official formula.}\n`).join('')}\n# The claims`,
  );
  const source = fingerprinted(`${head}claims:\n${claims}`, SPEECH);
  return verifyText(source, text, indexPhrases(NAMES, phrases));
}
const seen = new Set<string>();
const codes = ({ diagnostics }: Verification): string[] =>
  diagnostics.map(({ code, line, column }) => {
    seen.add(code);
    return `${code} ${line}:${column}`;
  });
afterAll(() => {
  const catalog = readFileSync(join(REPOSITORY, 'pipeline/diagnostics/catalog/evidence.yaml'), 'utf8');
  const codesThere = [...catalog.matchAll(/^- code: (\S+)$/gm)].map(([, code]) => code!);
  expect(codesThere.filter((code) => !seen.has(code))).toEqual([]);
});
const ALL = ['title', 'deck', 'p1.s1', 'p2.s2', 'p2.s3', 'p2.s4', 'p3.s1', 'p4.s1'];
const EVERYWHERE = ALL.map((at, index) => claimAt(`c${10 + index}`, at)).join('');
const quoting = (quote: string, at = 'p2.s3', id = 'c01'): string =>
  claimAt(
    id,
    at,
    `    claimant: [the-president]\n    attribution: partial-quote\n    quote: ${JSON.stringify(quote)}\n`,
  );
const saying = (text: string, at = 'p2.s3'): string =>
  claimAt('c01', at, `    text: ${JSON.stringify(text)}\n`);
/** Verdicts that are not exact, as `address verdict place`. */
const others = ({ anchors }: Verification): string[] =>
  anchors
    .filter(({ verdict }) => verdict !== 'exact')
    .map(({ at, verdict, to }) => `${at} ${verdict}${to === null ? '' : ` ${to}`}`);

describe('a copy of the same words is exact', () => {
  it.each<[string, (text: string) => string]>([
    ['the very file', (text) => text],
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['wrapped lines', (text) => text.replace(/(?<=[^\n]{40}) /g, '\n').replaceAll('\n\n\n', '\n\n')],
    ['one line a paragraph', (text) => text.replaceAll('\n\n', '\n')],
    ['no-break spaces', (text) => text.replace(/ (?=\w\w )/g, '\u00a0')],
    ['straight quotation marks', (text) => text.replace(/[“”]/g, '"')],
    ['ligatures', (text) => text.replaceAll('fi', 'ﬁ').replaceAll('ff', 'ﬀ')],
    ['soft hyphens', (text) => text.replaceAll('arb', 'ar\u00adb').replaceAll('neigh', 'neigh\u00ad\n')],
    ['characters without width', (text) => text.replaceAll('e', 'e\u200b')],
    ['full-width letters', (text) => text.replaceAll('B', 'Ｂ')],
    ['decomposed accents and capitals', (text) => text.replaceAll('strait', 'STRAIT').normalize('NFD')],
    ['a header', (text) => `# url: https://example.org/speech\n# ---- text below\n${text}`],
  ])('with %s', (_, change) => {
    const result = held(EVERYWHERE, change(SPEECH));
    expect(others(result)).toEqual([]);
    expect(codes(result)).toEqual([]);
    expect(result.same?.body).toBe(true);
  });

  it('with another division, which its header gives', () => {
    const copy = SPEECH.replace('A Harbour for All', 'Menu\n\nNews\n\nA Harbour for All');
    expect(others(held(EVERYWHERE, copy)).length).toBeGreaterThan(5);
    const header = '# parts: {title: 3, deck: 4, body: "5-7, 8"}\n# ---- text below\n';
    expect(others(held(EVERYWHERE, header + copy))).toEqual([]);
    expect(held(EVERYWHERE, header + copy).divided).toBe('header');
  });
});

describe('a sentence', () => {
  it('with one other word is changed', () => {
    const result = held(EVERYWHERE, SPEECH.replace('keep the strait', 'hold the strait'));
    expect(others(result)).toEqual(['p2.s3 changed p2.s3']);
    expect(codes(result)).toEqual([expect.stringMatching(/^E-ANCHOR-CHANGED \d+:5$/)]);
    expect(result.same).toEqual({ file: false, body: false });
  });
  it('that is not there any more is missing, and those after it have moved', () => {
    const result = held(
      EVERYWHERE,
      SPEECH.replace('“That would be a mistake,” as Minister Velde said last week. ', ''),
    );
    expect(others(result)).toEqual(['p2.s2 missing', 'p2.s3 moved p2.s2', 'p2.s4 moved p2.s3']);
    expect(codes(result)).toEqual([
      expect.stringMatching(/^E-ANCHOR-MISSING \d+:5$/),
      expect.stringMatching(/^W-ANCHOR-MOVED \d+:5$/),
      expect.stringMatching(/^W-ANCHOR-MOVED \d+:5$/),
    ]);
  });
  it('may be changed after another went', () => {
    const text = SPEECH.replace(
      'Nobody believed that ships from every shore would ever lie here side by side. ',
      '',
    ).replace('Today they do', 'Now they do');
    expect(others(held(EVERYWHERE, text))).toEqual(['p1.s2 missing', 'p1.s3 changed p1.s2']);
  });
  it('has moved when its paragraph was carried elsewhere, and so have those between', () => {
    const paragraphs = SPEECH.split('\n\n');
    const [third] = paragraphs.splice(3, 1);
    paragraphs.splice(4, 0, third!);
    expect(others(held(EVERYWHERE, paragraphs.join('\n\n')))).toEqual([
      'p2.s1 moved p3.s1',
      'p2.s2 moved p3.s2',
      'p2.s3 moved p3.s3',
      'p2.s4 moved p3.s4',
      'p3.s1 moved p2.s1',
      'p3.s2 moved p2.s2',
      'p3.s3 moved p2.s3',
    ]);
  });
  it('is found within another when a stop became a comma', () => {
    const result = held(EVERYWHERE, SPEECH.replace('last week. I ask', 'last week; I ask'));
    expect(others(result)).toEqual(['p2.s2 moved p2.s2', 'p2.s3 moved p2.s2', 'p2.s4 moved p2.s3']);
  });
  it.each([
    [
      'Is this too much to ask? It is not. A',
      'Is this too much to ask: it is not. A',
      'p3.s1 moved p3.s1',
      'p3.s2 moved p3.s1',
    ],
    ['It is not. Arvania', 'It is not; Arvania', 'p3.s2 moved p3.s2', 'p3.s3 moved p3.s2'],
    ['side. Today they do!', 'side; today they do!', 'p1.s2 moved p1.s2', 'p1.s3 moved p1.s2'],
    ['ferry.\n\nThank', 'ferry; thank', 'p3.s3 moved p3.s3', 'p4.s1 moved p3.s3'],
  ])('of few words is found within its neighbour when the stop went: %s', (from, to, ...moved) => {
    const result = others(held(EVERYWHERE, SPEECH.replace(from, to)));
    expect(result).toEqual(expect.arrayContaining(moved));
    expect(result.filter((line) => /changed|missing/.test(line))).toEqual([]);
  });
  it('of few words that went is missing, though the same words stand elsewhere in longer sentences', () => {
    const text = SPEECH.replace('Today they do!', 'It is so.').replace('It is not.', 'Not at all.');
    const source = fingerprinted(`${SPEECH_HEAD}claims:\n${claimAt('c01', 'p1.s3')}`, text);
    const copy = text
      .replace('It is so.', '')
      .replace('for ever', 'it is so')
      .replace('Thank you', 'It is so, thank you');
    const result = verifyText(source, copy);
    expect(others(result)).toContain('p1.s3 missing');
  });
  it('is found within another in Chinese as well, with numbers between', () => {
    const text = '海港今天开放了。2021年船只自由通行。我们同意。\n\n欢迎各国的朋友来。\n\nThank you all.';
    const head = SPEECH_HEAD.replace(', parts: {title: 1, deck: 2, body: 3-6}', '');
    const source = fingerprinted(`${head}claims:\n${claimAt('c01', 'p1.s2')}`, text);
    const merged = (copy: string): string[] => others(verifyText(source, copy));
    expect(merged(text.replace('了。', '了，'))).toEqual([
      'p1.s1 moved p1.s1',
      'p1.s2 moved p1.s1',
      'p1.s3 moved p1.s2',
    ]);
    expect(merged(text.replace('行。', '行，'))).toEqual(['p1.s2 moved p1.s2', 'p1.s3 moved p1.s2']);
  });
  it('is found in two when a comma became a stop', () => {
    const result = held(EVERYWHERE, SPEECH.replace('as a weapon, and it', 'as a weapon. And it'));
    expect(others(result)).toEqual(['p3.s3 moved p3.s3-s4']);
  });
  it('at which no claim stands is listed but not complained of', () => {
    const result = held(claimAt('c01', 'p1.s1'), SPEECH.replace('Thank you all', 'Thanks'));
    expect(others(result)).toEqual(['p4.s1 changed p4.s1']);
    expect(codes(result)).toEqual([]);
  });
  it('of another text altogether is not searched for, and all claims are told', () => {
    const other = 'One.\n\nTwo.\n\nThree is here.\n\nFour.';
    const result = held(EVERYWHERE, other);
    expect(result.anchors.every(({ verdict }) => verdict === 'changed' || verdict === 'missing')).toBe(true);
  });
});

describe('a quote', () => {
  it.each([
    ['word for word', 'return to patient and open talks'],
    ['in other typography', 'Return to PATIENT and  open\u00a0talks!'],
    ['with words left out', 'keep the strait open ... return to patient and open talks'],
    ['with a word put in', 'to respect the fishing grounds of [our own] islanders'],
  ])('is found %s', (_, quote) => {
    expect(held(quoting(quote)).quotes).toEqual([{ claim: 'c01', verdict: 'found', at: 'p2.s3' }]);
  });
  it('is found across the sentences of its claim', () => {
    const result = held(quoting('open talks. No. 7 of our common charter', 'p2.s3-s4'));
    expect(result.quotes).toEqual([{ claim: 'c01', verdict: 'found', at: 'p2.s3-s4' }]);
  });
  it.each([
    ['dots with spaces between', 'keep the strait open . . . return to patient and open talks'],
    ['an ellipsis in brackets', 'keep the strait open [ . . . ] patient and open talks'],
    ['several gaps, the nearest words not the right ones', 'the ... of the ... to patient'],
    ['letters in brackets at the beginning', '[K]eep the strait open'],
    ['letters in brackets at the end', 'our neighbour[s] to keep the strait'],
    ['other letters in brackets at the end', 'respect[ed] the fishing ground[s]'],
    ['a name put in, with its ending', "[Arvania]'s neighbours to keep the strait open"],
    ['a word of another case', 'keep the strait open, [and] to respect'],
  ])('is found with %s', (_, quote) => {
    expect(held(quoting(quote)).quotes).toEqual([{ claim: 'c01', verdict: 'found', at: 'p2.s3' }]);
  });
  it.each([
    ['other letters in brackets at the beginning', '[s]leep the strait open'],
    ['more letters in the text than an ending has', 'our neigh[s] to keep'],
    ['other letters in brackets in the middle', 'to k[i]ep the strait'],
  ])('is not found with %s', (_, quote) => {
    const right = quoting('keep the strait open', 'p2.s3', 'c02');
    expect(held(`${quoting(quote)}${right}`).quotes[0]?.verdict).toBe('invented');
  });

  /** The speech in a copy with other typography; the record has the fingerprints of the plain one. */
  const inCopy = (quote: string, from: string, to: string): Verification => {
    const plain = SPEECH.replace('our common charter', 'the islanders’ co-ordinated charter isn’t new and');
    const source = fingerprinted(`${SPEECH_HEAD}claims:\n${quoting(quote, 'p2.s4')}`, plain);
    expect(plain).toContain(from);
    return verifyText(source, plain.replaceAll(from, to));
  };
  it.each([
    ["'", 'a typewriter apostrophe'],
    ['´', 'an acute accent'],
    ['`', 'a grave accent'],
    ['ʼ', 'the letter for an apostrophe'],
    ['‘', 'the wrong quotation mark'],
    ['＇', 'a full-width apostrophe'],
    ['′', 'a prime'],
  ])('and its sentence are the same with %s', (mark) => {
    const result = inCopy('islanders’ co-ordinated charter isn’t new', '’', mark);
    expect(codes(result)).toEqual([]);
    expect(others(result)).toEqual([]);
  });
  it.each([
    ['a word broken at the end of a line', 'charter', 'char-\nter'],
    ['a hyphen at the end of a line', 'co-ordinated', 'co-\nordinated'],
    ['the number of a note in brackets', 'co-ordinated', 'co-ordinated[12]'],
    ['a raised number of a note', 'co-ordinated', 'co-ordinated²'],
    ['a plain number of a note at the end of the sentence', 'nothing less.', 'nothing less.7'],
    ['a plain number of a note at the last word', 'nothing less.', 'nothing less7.'],
    ['a raised number after the stop', 'nothing less.', 'nothing less.¹²'],
  ])('and its sentence are the same with %s', (_, from, to) => {
    const result = inCopy(
      'the islanders’ co-ordinated charter isn’t new and promises nothing less',
      from,
      to,
    );
    expect(codes(result)).toEqual([]);
    expect(others(result)).toEqual([]);
  });
  it.each(['nothing less.[3]', 'nothing less.3', 'nothing less³.'])(
    'and its sentence are the same in a copy without the note that the coded one has: %s',
    (noted) => {
      const coded = SPEECH.replace('nothing less.', noted);
      const source = fingerprinted(
        `${SPEECH_HEAD}claims:\n${quoting('charter promises nothing less', 'p2.s4')}`,
        coded,
      );
      const result = verifyText(source, SPEECH);
      expect(codes(result)).toEqual([]);
      expect(others(result)).toEqual([]);
    },
  );
  it('is another where a raised number became part of the one before', () => {
    const text = SPEECH.replace('half the cost of the ferry', 'for 10² km of road that cost $2¾ billion');
    const verdict = (quote: string): string | undefined =>
      held(quoting('return to patient and open talks') + quoting(quote, 'p3.s3', 'c02'), text).quotes[1]
        ?.verdict;
    expect(verdict('paying for 102 km')).toBe('invented');
    for (const quote of ['paying for 10² km', 'that cost $2¾ billion', 'that cost $2 3/4 billion'])
      expect(verdict(quote), quote).toBe('found');
  });
  it('is another where a number differs that is no note', () => {
    const result = inCopy('No. 7 of the islanders’', 'No. 7', 'No. 8');
    expect(codes(result).map((code) => code.split(' ')[0])).toEqual(['E-ANCHOR-CHANGED', 'E-QUOTE-INVENTED']);
  });

  it('of pieces in another order is told with the place of each', () => {
    const result = held(quoting('return to patient and open talks ... keep the strait open'));
    expect(result.quotes).toEqual([{ claim: 'c01', verdict: 'apart', at: ['p2.s3', 'p2.s3'] }]);
    expect(codes(result)).toEqual([expect.stringMatching(/^E-QUOTE-APART \d+:12$/)]);
  });
  it('of pieces far from one another is told with the place of each', () => {
    const result = held(quoting('ten years ago ... the cost of the ferry'));
    expect(result.quotes).toEqual([{ claim: 'c01', verdict: 'apart', at: ['p1.s1', 'p3.s3'] }]);
    expect(codes(result)).toHaveLength(1);
  });
  it.each([
    ['not', 'We will not, as some fear, close the strait.', 'We will ... close the strait'],
    ['never', 'It will never, come what may, be a weapon.', 'It will . . . be a weapon'],
    ["didn't", 'They didn’t, I think, want war.', 'They ... want war'],
    ['nicht', 'Wir werden nicht, wie gesagt, aufgeben.', 'Wir werden … aufgeben'],
    ['не', 'Мы не раз хотели уйти.', 'Мы ... хотели уйти'],
  ])('that leaves out %s is warned about', (word, sentence, quote) => {
    const text = SPEECH.replace('Thank you all.', sentence);
    const result = verifyText(fingerprinted(`${SPEECH_HEAD}claims:\n${quoting(quote, 'p4.s1')}`, text), text);
    expect(result.quotes).toEqual([{ claim: 'c01', verdict: 'found', at: 'p4.s1', negation: word }]);
    expect(codes(result)).toEqual([expect.stringMatching(/^W-QUOTE-NEGATION \d+:12$/)]);
    const whole = quote.replace(/\.\.\.|\. \. \.|…/, `[${word}]`);
    expect(
      codes(verifyText(fingerprinted(`${SPEECH_HEAD}claims:\n${quoting(whole, 'p4.s1')}`, text), text)),
    ).toEqual([]);
  });
  it('at an address that the text does not have is told once, with its place', () => {
    const source = evidenceRecord(`${SPEECH_HEAD}claims:\n${quoting('patient and open talks', 'p7.s1')}`);
    const result = verifyText(source, SPEECH);
    expect(codes(result)).toEqual([
      expect.stringMatching(/^W-ANCHORS-NONE/),
      expect.stringMatching(/^E-ADDRESS-UNKNOWN/),
    ]);
    expect(result.diagnostics[1]).toMatchObject({
      suggestion: 'p2.s3',
      message: expect.stringContaining('p2.s3'),
    });
  });
  it('of a sentence that is missing is no second cause', () => {
    const result = held(quoting('That would be a mistake', 'p2.s2'), SPEECH.replace(/“That.*? week\. /, ''));
    expect(codes(result)).toEqual([expect.stringMatching(/^E-ANCHOR-MISSING/)]);
  });

  it('in another sentence is told with the right one', () => {
    const result = held(quoting('patient and open talks', 'p2.s4'));
    expect(result.quotes).toEqual([{ claim: 'c01', verdict: 'elsewhere', at: 'p2.s3' }]);
    expect(codes(result)).toHaveLength(1);
    expect(result.diagnostics[0]).toMatchObject({
      code: 'E-QUOTE-ELSEWHERE',
      suggestion: 'p2.s3',
      column: 12,
    });
  });
  it('in the paratext is told with its place', () => {
    expect(held(quoting('A Harbour for All')).quotes[0]).toMatchObject({ verdict: 'elsewhere', at: 'title' });
  });
  it.each([
    ['one other word', 'patient and honest talks', { words: 4, best: { words: 2, at: 'p2.s3' } }],
    ['another form of a word', 'patient and open talk', { words: 4, best: { words: 3, at: 'p2.s3' } }],
    ['a word left out without a sign', 'patient open talks', { words: 3, best: { words: 2, at: 'p2.s3' } }],
    ['no word of the text', 'zebra', { words: 1, best: null }],
  ])('with %s is invented', (_, quote, best) => {
    const result = held(`${quoting(quote)}${quoting('keep the strait open', 'p2.s3', 'c02')}`);
    expect(result.quotes[0]).toMatchObject({ verdict: 'invented', ...best });
    expect(codes(result)).toEqual([expect.stringMatching(/^E-QUOTE-INVENTED \d+:12$/)]);
  });
  it('is looked for where its sentence stands in this copy', () => {
    const copy = SPEECH.replace('Dear friends', 'A greeting.\n\nDear friends').replace(
      'Press office of the harbour',
      '',
    );
    const result = held(quoting('patient and open talks'), copy);
    expect(others(result)).toContain('p2.s3 moved p3.s3');
    expect(result.quotes[0]).toMatchObject({ verdict: 'found', at: 'p3.s3' });
  });
  it('in Chinese may break lines anywhere', () => {
    const head = SPEECH_HEAD.replace(', parts: {title: 1, deck: 2, body: 3-6}', '');
    const text = '港口开放。船只自由\n通行。\n\n完。';
    const record = fingerprinted(`${head}claims:\n${quoting('船只自由通行', 'p1.s2')}`, text);
    expect(verifyText(record, text).quotes[0]).toMatchObject({ verdict: 'found' });
  });
  it('counts towards the budget of its record', () => {
    expect(held(quoting('patient and open talks')).quotedWords).toBe(4);
  });
});

describe('addresses that are off as a whole', () => {
  const quoted = (at: string, quote: string, id: string): string => quoting(quote, at, id);
  /** All of the speech is counted as body, so that the title and the deck are p1 and p2. */
  const HEAD = SPEECH_HEAD.replace(', parts: {title: 1, deck: 2, body: 3-6}', '');
  const claims = (by: number): string =>
    quoted(`p${3 + by}.s2`, 'ships from every shore', 'c01') +
    quoted(`p${4 + by}.s3`, 'patient and open talks', 'c02') +
    quoted(`p${5 + by}.s3`, 'half the cost of the ferry', 'c03') +
    claimAt('c04', `p${5 + by}.s2`);

  it('are told once, with the heading that was not counted', () => {
    const result = verifyText(evidenceRecord(`${HEAD}claims:\n${claims(-1)}`), SPEECH);
    expect(codes(result)).toEqual([
      expect.stringMatching(/^W-ANCHORS-NONE/),
      expect.stringMatching(/^E-ADDRESSES-SHIFTED \d+:9$/),
    ]);
    expect(result.diagnostics[1]?.message).toBe(
      'what 3 claims of harbour-speech (c01, c02, c03) say stands 1 paragraph later in the text. Was p1 not counted, a heading or by-line of 4 words (paragraph 1 of the file)?',
    );
  });
  it('are told once, with the heading that was counted', () => {
    const head = SPEECH_HEAD.replace('body: 3-6', 'body: 3-7');
    const result = verifyText(evidenceRecord(`${head}claims:\n${claims(-1)}`), SPEECH);
    expect(result.diagnostics[1]?.message).toMatch(
      /stands 1 paragraph earlier in the text\. Was paragraph 2 of the file counted, which is the deck\?$/,
    );
    expect(codes(result)).toHaveLength(2);
  });
  it('are told from the paragraph on in which it begins', () => {
    const text = SPEECH.replace('We have heard', 'The Strait\n\nWe have heard');
    const result = verifyText(evidenceRecord(`${HEAD}claims:\n${claims(0)}`), text);
    expect(codes(result)).toHaveLength(2);
    expect(result.diagnostics[1]?.message).toBe(
      'what 2 claims of harbour-speech (c02, c03) say stands 1 paragraph later in the text. Was p4 not counted, a heading or by-line of 2 words (paragraph 4 of the file)?',
    );
  });
  it('are none when one quote alone stands elsewhere', () => {
    const result = verifyText(
      evidenceRecord(`${HEAD}claims:\n${quoted('p3.s3', 'patient and open talks', 'c01')}`),
      SPEECH,
    );
    expect(codes(result)[1]).toMatch(/^E-QUOTE-ELSEWHERE/);
  });
});

describe('a claim whose names and words stand in another sentence', () => {
  const at = (place: string): Verification =>
    held(claimAt('c01', place, '    text: Belloria plans on closing the strait, the President heard.\n'));
  it('is warned about, with that sentence', () => {
    const result = at('p4.s1');
    expect(codes(result)).toEqual([expect.stringMatching(/^W-CLAIM-ELSEWHERE \d+:9$/)]);
    expect(result.diagnostics[0]).toMatchObject({ suggestion: 'p2.s1' });
  });
  it.each(['p2.s1', 'p2.s2', 'p2.s1-s3'])(
    'is not warned about at %s, where they stand or stood just before',
    (place) => {
      expect(codes(at(place))).toEqual([]);
    },
  );
  it('is not warned about for common words and names of the whole text', () => {
    const text = 'It will never be like this again for all of our friends.';
    expect(codes(held(claimAt('c01', 'p3.s1', `    text: ${text}\n`)))).toEqual([]);
  });
});

it('a sentence that stands within another one at its address is told as such', () => {
  const result = held(claimAt('c01', 'p3.s1'), SPEECH.replace('ask? It is', 'ask: it is'));
  expect(result.diagnostics[0]?.message).toBe(
    'p3.s1 (c01): the same words stand within another sentence at p3.s1 in this text',
  );
});

describe('a paraphrase', () => {
  it('may share five words in a row and not six', () => {
    const five = held(saying('Arvania wants Belloria to spare fishing grounds of the islanders.'));
    expect(five.longest?.run).toMatchObject({ free: 5, text: 'fishing grounds of the islanders' });
    expect(codes(five)).toEqual([]);
    const six = held(saying('The islanders ask all to Respect the “fishing grounds” of the islanders.'));
    expect(six.longest).toMatchObject({
      claim: 'c01',
      run: { free: 8, at: 'p2.s3', text: 'to Respect the “fishing grounds” of the islanders' },
    });
    expect(codes(six)).toEqual([expect.stringMatching(/^E-TEXT-COPIED \d+:11$/)]);
  });
  it('counts a word with an apostrophe as one', () => {
    const copy = SPEECH.replace('Thank you all.', 'The islanders’ and Arvania’s ferry’s crew won.');
    const text = 'Nobody doubts that the islanders’ and Arvania’s ferry’s crew is good.';
    const result = verifyText(fingerprinted(`${SPEECH_HEAD}claims:\n${saying(text)}`, copy), copy);
    expect(result.longest?.run.free).toBe(6);
    expect(codes(result)).toHaveLength(1);
  });
  it('shares words across the end of a sentence as well', () => {
    expect(codes(held(saying('He seeks patient and open talks, no 7 being named.')))).toHaveLength(1);
  });
  it('may repeat names, which have a capital', () => {
    const copy = SPEECH.replace(
      'and open talks.',
      'and open talks with the Council of the Four Northern Harbours.',
    );
    const told = (text: string): Verification =>
      verifyText(
        fingerprinted(`${SPEECH_HEAD}claims:\n${saying(text)}`, copy),
        copy,
        indexPhrases(NAMES, []),
      );
    const result = told('They seek talks with the Council of the Four Northern Harbours.');
    expect(codes(result)).toEqual([]);
    expect(result.excepted).toMatchObject([{ claim: 'c01', run: { words: 9, free: 3, phrases: [] } }]);
    expect(codes(told('They seek talks with the council of the four northern harbours.'))).toEqual([
      expect.stringMatching(/^E-TEXT-COPIED/),
    ]);
  });
  it('may repeat a set phrase that the record declares', () => {
    const longer = 'Tolan asks to respect the fishing grounds of the islanders.';
    expect(codes(held(saying(longer)))).toHaveLength(1);
    const result = held(saying(longer), SPEECH, ['Fishing grounds of the islanders']);
    expect(codes(result)).toEqual([]);
    expect(result.excepted).toMatchObject([
      { claim: 'c01', run: { phrases: ['Fishing grounds of the islanders'] } },
    ]);
  });
  it('needs every set phrase that is declared', () => {
    expect(codes(held(saying('Ships stay away.'), SPEECH, ['patient and open talks']))).toEqual([
      expect.stringMatching(/^W-PHRASE-UNUSED \d+:5$/),
    ]);
  });
});

describe('a record', () => {
  it('without fingerprints is held against the text all the same', () => {
    const source = evidenceRecord(
      `${SPEECH_HEAD}claims:\n${quoting('patient and open talks')}${claimAt('c02', 'p9.s9')}`,
    );
    const result = verifyText(source, SPEECH);
    expect(codes(result)).toEqual([
      expect.stringMatching(/^W-ANCHORS-NONE/),
      expect.stringMatching(/^E-ADDRESS-UNKNOWN \d+:9$/),
    ]);
    expect(result.quotes[0]).toMatchObject({ verdict: 'found' });
    expect(result.same).toBeNull();
  });
  it('with fingerprints of another rule is not compared', () => {
    const { text } = fingerprinted(`${SPEECH_HEAD}claims:\n${claimAt('c01', 'p1.s1')}`, SPEECH).file;
    const old = evidenceRecord(text.replace('paragraph-sentence/2', 'paragraph-sentence/0'));
    const result = verifyText(old, SPEECH);
    expect(result.anchors).toEqual([]);
    expect(codes(result)).toEqual([expect.stringMatching(/^E-ANCHOR-RULE \d+:9$/)]);
  });
  it('is reported in a few lines without a word of the text', () => {
    const result = held(quoting('patient and open talks'));
    expect(
      textOfVerification(
        result,
        evidenceRecord(`${SPEECH_HEAD}claims:\n${claimAt('c01', 'p1.s1')}`).record,
        'copy.txt',
      ),
    ).toEqual([
      'verify     harbour-speech against copy.txt',
      'anchors    13 exact, 0 moved, 0 changed, 0 missing (the fingerprinted file, divided as page)',
      'quotes     1 found, 0 elsewhere, 0 not in the text; 4 of at most 150 words',
      'wording    longest shared run 1 word (c01 at p2.s1), fewer than 6 allowed',
    ]);
    expect(JSON.stringify(result)).not.toContain('fishing');
  });
  it('is reported with every sentence that is not exact, also where no claim stands', () => {
    const claims = `claims:\n${claimAt('c01', 'p2.s3')}${claimAt('c02', 'p2.s3')}`;
    const source = fingerprinted(`${SPEECH_HEAD}${claims}`, SPEECH);
    const lines = (text: string): string[] =>
      textOfVerification(verifyText(source, text), source.record, 'copy.txt').filter((line) =>
        line.startsWith(' '),
      );
    expect(lines(SPEECH)).toEqual([]);
    const copy = SPEECH.replace('Thank you all', 'Thanks').replace(/“That.*? week\. /, '');
    expect(lines(copy)).toEqual([
      '           p2.s2 missing (no claim)',
      '           p2.s3 moved to p2.s2 (c01, c02)',
      '           p2.s4 moved to p2.s3 (no claim)',
      '           p4.s1 changed (no claim)',
    ]);
  });
});

describe('the texts of a folder', () => {
  const source = fingerprinted(
    `${SPEECH_HEAD.replace('kind: original', 'kind: original, url: "https://example.org/speech"')}claims:\n${claimAt('c01', 'p1.s1')}`,
    SPEECH,
  );
  const match = (path: string, text: string) => {
    const { pairs, without } = matchTexts([{ path, bytes: Buffer.from(text) }], [source], sha256);
    return [pairs.map((pair) => pair.source.record.id), without.length];
  };
  it('belong to the record that has their digest, name or address', () => {
    expect(match('texts/anything.txt', SPEECH)).toEqual([['harbour-speech'], 0]);
    expect(match('texts/harbour-speech.txt', 'Other.')).toEqual([['harbour-speech'], 0]);
    expect(
      match('a.txt', '# url: https://example.org/speech (host not checked)\n# ---- text below\nX.'),
    ).toEqual([['harbour-speech'], 0]);
  });
  it('may belong to no record', () => {
    expect(match('texts/other.txt', 'Other.')).toEqual([[], 1]);
  });
});
