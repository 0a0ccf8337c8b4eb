import { HEAD } from '../checked.ts';

/** A claim with an id of its own. */
function claim(number: number): string {
  const id = `c${String((number % 9999) + 1).padStart(2, '0')}`;
  return `  - id: ${id}\n    at: p1.s1\n    text: Arvania has ${number} harbours.\n    type: fact\n    topics: [trade]\n`;
}

/** As many of the pieces as fit. */
function upTo(size: number, make: (number: number) => string): string {
  const pieces: string[] = [];
  for (let number = 0, length = 0; ; number += 1) {
    const piece = make(number);
    length += piece.length;
    if (length > size) return pieces.join('');
    pieces.push(piece);
  }
}

const claims = (change: (claim: string, number: number) => string) => (size: number) =>
  `${HEAD}claims:\n${upTo(size, (number) => change(claim(number), number))}`;

/** One claim, with something long under its keys. */
const oneClaim = (lines: (size: number) => string) => (size: number) =>
  `${HEAD}claims:\n${claim(0)}${lines(size)}`;

const HANGUL = '한글'.normalize('NFD');

/** Records of any size (in characters) that repeat one slip, or are made to take long, by what is odd about them. */
export const LARGE_FILES: Readonly<Record<string, (size: number) => string>> = {
  'no slip at all': claims((text) => text),
  'one claim again and again': claims((text) => text.replace(/has \d+/, 'has two')),
  'no-break spaces behind colons': claims((text) => text.replace('type: ', 'type:\u00A0')),
  'colons without a blank': claims((text) => text.replace('type: ', 'type:')),
  'colons without a blank in braces': oneClaim(
    (size) => `    stance: {${upTo(size, (number) => `a${number}:positive, `)}}\n`,
  ),
  'unknown names': oneClaim(
    (size) => `    subject: [${upTo(size, (number) => `Ork Fennmark ${number}, `)}]\n`,
  ),
  'names with many titles': oneClaim(
    (size) => `    subject: [${upTo(size, (number) => `President Minister Fenn${number}, `)}]\n`,
  ),
  'one name of nothing but titles': oneClaim((size) => `    subject: [${upTo(size, () => 'President ')}]\n`),
  'unknown keys': oneClaim((size) => upTo(size, (number) => `    key${number}: x\n`)),
  'doubled keys': oneClaim((size) => upTo(size, () => '    note: x\n')),
  'sections that stand again and again': (size) => HEAD + upTo(size, (number) => `claims:\n${claim(number)}`),
  'unclosed quotation marks': claims((text) => text.replace('text: ', 'text: "')),
  'letters of page layout': claims((text) => text.replace('has', 'oﬃce')),
  anchors: claims((text, number) => text.replace('type: ', `type: &a${number} `)),
  'references to an anchor': claims((text, number) =>
    text.replace('type: fact', number === 0 ? 'type: &a fact' : 'type: *a'),
  ),
  'merge keys': oneClaim((size) => upTo(size, () => '    <<: {a: b}\n')),
  'marks of documents': (size) => HEAD + upTo(size, () => '---\n'),
  'Hangul in parts': claims((text) => text.replace('has', HANGUL)),
  'accents in a heap': oneClaim((size) => `    note: a${'\u0301\u0323'.repeat(size / 2)}\n`),
  'accents in a heap of escapes': oneClaim((size) => `    note: "a${'\\u0301\\u0323'.repeat(size / 12)}"\n`),
  'codes that do not exist': oneClaim(
    (size) => `    frames: [${upTo(size, (number) => `tradee${number}, `)}]\n`,
  ),
  'lists where groups of keys belong': (size) => `${HEAD}claims: [${upTo(size, () => '[], ')}]\n`,
  'groups where names belong': oneClaim((size) => `    subject: [${upTo(size, () => '{a: b}, ')}]\n`),
  'topics that do not exist': claims((text, number) => text.replace('[trade]', `[trede, climates${number}]`)),
  'one endless line of blanks': oneClaim((size) => `    note: a${' '.repeat(size)}b\n`),
  'brackets that open': (size) => `${HEAD}claims: ${'['.repeat(size)}`,
  'lines that are a dash': (size) => upTo(size, () => '-\n'),
};
