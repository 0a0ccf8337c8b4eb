import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimAt, fingerprinted, SPEECH_HEAD, verifyText } from '../support/evidence.ts';

/** Texts are made of these words, none of which is an abbreviation or another form of another. */
const WORDS =
  `harbour island ferry strait lantern treaty council fisher anchor beacon charter delegate engine festival
guardian horizon insurance jetty kettle ladder merchant neighbour orchard painter quarry river sailor tunnel umbrella
village winter yard bridge copper desert eastern flint golden hollow iron joyful kindly loyal modest narrow open patient
quiet rapid silent tender urgent vivid western young builds carries defends enters follows gathers honours invites keeps
leaves mends notices offers praises questions refuses supports trusts unites visits welcomes office affairs flag`.split(
    /\s+/,
  );

/** A paragraph as a list of sentences, a sentence as a list of words. */
type Text = string[][][];

const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 4, maxLength: 14 });
const texts = fc
  .array(fc.array(sentence, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 })
  .filter((text) => {
    const all = text.flat().map((words) => words.join(' '));
    // A sentence within another would stand in two places.
    return all.length >= 4 && all.every((one) => all.filter((other) => other.includes(one)).length === 1);
  });

const capital = (word = ''): string => word.charAt(0).toUpperCase() + word.slice(1);
const printSentence = (words: string[], stop = '.'): string => capital(words.join(' ')) + stop;
const print = (text: Text): string =>
  text.map((paragraph) => paragraph.map((words) => printSentence(words)).join(' ')).join('\n\n');

/** Addresses of sentences by their words. */
function addresses(text: Text): Map<string, string> {
  const at = new Map<string, string>();
  for (const [p, paragraph] of text.entries())
    for (const [s, words] of paragraph.entries()) at.set(words.join(' '), `p${p + 1}.s${s + 1}`);
  return at;
}

/** A record with a claim at every sentence, against a changed print of its text. */
function verdicts(text: Text, copy: string): string[] {
  const head = SPEECH_HEAD.replace(', parts: {title: 1, deck: 2, body: 3-6}', '');
  const claims = [...addresses(text).values()].map((at, index) => claimAt(`c${100 + index}`, at)).join('');
  const source = fingerprinted(`${head}claims:\n${claims}`, print(text));
  return verifyText(source, copy).anchors.map(({ at, verdict, to }) => `${at} ${verdict} ${to}`);
}

/** What must come out when some sentences are gone and others have other words: `changed` maps old words to new ones. */
function expected(before: Text, after: Text, changed: Map<string, string> = new Map()): string[] {
  const now = addresses(after);
  return [...addresses(before)].map(([words, at]) => {
    const other = changed.get(words);
    if (other !== undefined) return `${at} changed ${now.get(other)}`;
    const to = now.get(words);
    if (to === undefined) return `${at} missing null`;
    return `${at} ${to === at ? 'exact' : 'moved'} ${to}`;
  });
}

const pick = fc.nat();
const RUNS = { numRuns: 50, seed: 20210706 };
/** The words of a sentence with one of them replaced. */
function withOtherWord(words: string[], place: number): string[] {
  const at = place % words.length;
  return words.map((word, index) => (index === at ? (word === 'zeal' ? 'zest' : 'zeal') : word));
}

describe('in 200 random trials (50 of each kind)', () => {
  it('one changed word makes its sentence changed and no other', () => {
    fc.assert(
      fc.property(texts, pick, pick, (text, which, place) => {
        const target = text.flat()[which % text.flat().length]!;
        const other = withOtherWord(target, place);
        const copy = text.map((paragraph) => paragraph.map((words) => (words === target ? other : words)));
        const changed = new Map([[target.join(' '), other.join(' ')]]);
        expect(verdicts(text, print(copy))).toEqual(expected(text, copy, changed));
      }),
      RUNS,
    );
  });

  it('a sentence taken out is missing, and what follows it has moved', () => {
    fc.assert(
      fc.property(texts, pick, (text, which) => {
        const target = text.flat()[which % text.flat().length]!;
        const copy = text
          .map((paragraph) => paragraph.filter((words) => words !== target))
          .filter((paragraph) => paragraph.length > 0);
        expect(verdicts(text, print(copy))).toEqual(expected(text, copy));
      }),
      RUNS,
    );
  });

  it('a paragraph carried elsewhere has moved, and so have those that it passed', () => {
    fc.assert(
      fc.property(texts, pick, pick, (text, from, to) => {
        const copy = [...text];
        const [paragraph] = copy.splice(from % copy.length, 1);
        copy.splice(to % text.length, 0, paragraph!);
        expect(verdicts(text, print(copy))).toEqual(expected(text, copy));
      }),
      RUNS,
    );
  });

  /** Changes of a print that leave every word as it was. */
  const TYPOGRAPHY: ((copy: string) => string)[] = [
    (copy) => copy.replaceAll('\n', '\r\n'),
    (copy) => copy.replace(/(?<=[^\n]{30}) /g, '\n'),
    (copy) => copy.replace(/ (?=[aeiou])/g, '\u00a0'),
    (copy) => copy.replace(/ (?=[a-f])/g, '  \t'),
    (copy) => copy.replaceAll('ff', 'ﬀ').replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ'),
    (copy) => copy.replaceAll('er', 'e\u00adr'),
    (copy) => copy.replaceAll('an', 'a\u200bn').replaceAll('or', 'o\u2060r'),
    (copy) => copy.replace(/[A-Z][^.]*\./g, '“$&”'),
    (copy) => copy.replace(/\b(open|iron|river)\b/g, '**$1**'),
    (copy) => copy.replace(/ (?=[gh])/g, ' — ').replace(/ (?=[uv])/g, ', '),
    (copy) => copy.replace(/\bf\w+/g, (word) => word.toUpperCase()),
    (copy) => copy.replace(/[k-m]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    (copy) => `\ufeff\n \n${copy}\n\n* * *\n`,
  ];

  it('typography alone leaves everything exact', () => {
    fc.assert(
      fc.property(texts, fc.subarray(TYPOGRAPHY, { minLength: 1 }), (text, changes) => {
        const copy = changes.reduce((current, change) => change(current), print(text));
        expect(verdicts(text, copy)).toEqual(expected(text, text));
      }),
      RUNS,
    );
  });
});

describe('in further random trials', () => {
  it('a changed word is found in a paragraph that was carried elsewhere, beside a sentence that is gone', () => {
    fc.assert(
      fc.property(texts, pick, pick, (text, from, to) => {
        fc.pre(text.length >= 3 && text.every((paragraph) => paragraph.length >= 3));
        const copy = text.map((paragraph) => [...paragraph]);
        const moved = copy.splice(from % copy.length, 1)[0]!;
        const target = moved[1]!;
        moved[1] = withOtherWord(target, to);
        copy.splice(to % text.length, 0, moved);
        const changed = new Map([[target.join(' '), moved[1].join(' ')]]);
        expect(verdicts(text, print(copy))).toEqual(expected(text, copy, changed));
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  it('a stop that becomes a semicolon is told of sentences of few words as well', () => {
    const short = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 15, maxLength: 30 });
    fc.assert(
      fc.property(
        short,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 30 }),
        pick,
        (words, lengths, which) => {
          const sentences: string[][] = [];
          for (let at = 0; at < words.length; at += sentences.at(-1)!.length)
            sentences.push(words.slice(at, at + lengths[sentences.length]!));
          const text = [sentences];
          const [first, second] = sentences.slice(which % (sentences.length - 1)) as [string[], string[]];
          const copy = print(text).replace(
            `${printSentence(first)} ${printSentence(second)}`,
            `${printSentence(first, ';')} ${second.join(' ')}.`,
          );
          const all = verdicts(text, copy);
          const [one, two] = [first, second].map((each) => addresses(text).get(each.join(' ')));
          expect(all).toContain(`${one} moved ${one}`);
          expect(all).toContain(`${two} moved ${one}`);
          expect(all.filter((line) => /changed|missing/.test(line))).toEqual([]);
        },
      ),
      { numRuns: 50, seed: 7 },
    );
  });

  it('a stop that becomes a semicolon moves two sentences into one, and one word more is told', () => {
    fc.assert(
      fc.property(texts, pick, (text, which) => {
        const paragraphs = text.filter((paragraph) => paragraph.length >= 2);
        fc.pre(paragraphs.length > 0);
        const [first, second] = paragraphs[which % paragraphs.length] as [string[], string[]];
        const copy = print(text).replace(
          `${printSentence(first)} ${printSentence(second)}`,
          `${printSentence(first, ';')} ${second.join(' ')}.`,
        );
        const all = verdicts(text, copy);
        const [one, two] = [first, second].map((words) => addresses(text).get(words.join(' ')));
        expect(all).toContain(`${one} moved ${one}`);
        expect(all).toContain(`${two} moved ${one}`);
        expect(all.filter((line) => /changed|missing/.test(line))).toEqual([]);
      }),
      { numRuns: 20, seed: 7 },
    );
  });
});
