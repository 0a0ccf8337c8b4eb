import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { check, HEAD, places, validateAlone, withClaim } from '../support/checked.ts';

/** The only thing that is wrong with a claim of these lines. */
function wrongWith(lines: string, above = ''): Diagnostic {
  const found = validateAlone(withClaim(lines, above));
  expect(places(found)).toHaveLength(1);
  return found[0]!;
}

const codesOf = (text: string): string[] => validateAlone(text).map(({ code }) => code);

/** Keys that every object of JavaScript has, or seems to have. */
const KEYS_OF_OBJECTS = [
  'toString',
  'valueOf',
  'constructor',
  'hasOwnProperty',
  '__defineGetter__',
  'isPrototypeOf',
];

describe('a text that says nothing', () => {
  it.each(['"   "', '"\\t"', "'\u3000'", '"\\n"', '|\n      \u00A0\n'])(
    'such as %j is empty in every free text',
    (blank) => {
      for (const key of ['text', 'note', 'quote', 'cue'])
        expect(
          codesOf(
            withClaim(key === 'text' ? '' : `${key}: ${blank}`).replace(
              /text: .*/,
              key === 'text' ? `text: ${blank}` : '$&',
            ),
          ),
        ).toContain('E-VALUE-EMPTY');
      expect(
        codesOf(withClaim('').replace(/title: .*/, `title: ${blank.replaceAll('      ', '    ')}`)),
      ).toEqual(['E-VALUE-EMPTY']);
    },
  );
});

describe('a value that is one line by nature', () => {
  it.each([
    'cue: >\n      said',
    'made: |\n      2021',
    'subject:\n      - >\n        arvania',
    'attribution: >\n      indirect-speech\nclaimant: [mira-tolan]',
  ])('loses the line end that a block of text gives it: %j', (lines) => {
    expect(validateAlone(withClaim(lines))).toEqual([]);
  });

  it('keeps its line end where it is prose', () => {
    expect(validateAlone(withClaim('note: |\n      One line.\n      And another.'))).toEqual([]);
  });

  it.each([
    ['cue: |\n      said\n      again', 'must be one line', 'said again'],
    ['cue: "said "', 'has blanks at its edge', 'said'],
    ["cue: '\u00A0said'", 'has blanks at its edge', 'said'],
    ['subject: ["arvania "]', 'has blanks at its edge', 'arvania'],
  ])('is refused otherwise: %j', (lines, about, meant) => {
    const { code, message, suggestion } = wrongWith(lines);
    expect([code, suggestion]).toEqual(['E-VALUE-FORM', meant]);
    expect(message).toContain(about);
  });

  it('has a length that a name can have', () => {
    expect(wrongWith(`subject: [${'President '.repeat(4000)}]`)).toMatchObject({
      code: 'E-VALUE-FORM',
      message: 'item 1 of subject has 39999 characters; 400 are allowed',
    });
  });
});

describe('several values in one', () => {
  it.each([
    'trade; aid',
    'trade，aid',
    'trade、aid',
    'trade | aid',
    'trade ／ aid',
    'trade and aid',
    'Trade & aid',
    'trade/aid',
  ])('such as %s are offered as a list', (written) => {
    const [found, ...others] = validateAlone(withClaim('').replace(/topics: .*/, `topics: [${written}]`));
    expect(others).toEqual([]);
    expect([found?.code, found?.suggestion]).toEqual(['E-VALUE-FORM', 'trade, development-aid']);
  });

  it('are offered with their brackets where none are written', () => {
    const [found] = validateAlone(withClaim('').replace(/topics: .*/, 'topics: trade；aid'));
    expect([found?.code, found?.suggestion]).toEqual(['E-LIST-EXPECTED', '[trade, aid]']);
  });

  it('are so for names, too, which have no such signs', () => {
    expect(wrongWith('subject: [arvania；belloria]')).toMatchObject({
      code: 'E-VALUE-FORM',
      suggestion: 'arvania, belloria',
    });
  });
});

describe('keys that every object has', () => {
  it.each(KEYS_OF_OBJECTS)('%s is an unknown key wherever it stands, and nothing else happens', (key) => {
    const local = (alias: string) =>
      `entities:\n  - {id: a-b, type: person, name: A B, aliases: [{name: A}, ${alias}]}\n`;
    expect(codesOf(withClaim('', local(`{name: B, ${key}: x}`)))).toEqual(['E-KEY-UNKNOWN']);
    expect(codesOf(withClaim(`${key}: x`))).toEqual(['E-KEY-UNKNOWN']);
    expect(codesOf(`${key}: x\n${withClaim('')}`)).toEqual(['E-KEY-UNKNOWN']);
    expect(codesOf(`${key}: [x]\n${key}: [y]\n${withClaim('')}`)).toContain('E-KEY-DUPLICATE');
  });

  it.each([...KEYS_OF_OBJECTS, '__proto__'])(
    '%s as a name, an id or a code is one like any other',
    (word) => {
      for (const lines of [
        `stance: {${word}: positive}`,
        `subject: [${word}]`,
        `relations: [{type: ${word}, to: c01}]`,
        `topics: [${word}]`,
      ])
        expect(() =>
          check(
            withClaim('').replace(
              /topics: .*/,
              lines.startsWith('topics') ? lines : `topics: [trade]\n    ${lines}`,
            ),
          ),
        ).not.toThrow();
      expect(() => check(withClaim('', `names: {${word}: ${word}}\n`))).not.toThrow();
    },
  );
});

describe('an id', () => {
  it.each(['7-6', '1e5', '2021-07', '2021-07-06', '12', '0x1f', '0o17'])(
    'that a spreadsheet takes for a number or a date, such as %s, is refused',
    (id) => {
      expect(codesOf(withClaim('', `entities: [{id: ${id}, type: person, name: A B}]\n`))).toEqual([
        'E-VALUE-FORM',
      ]);
      expect(codesOf(withClaim('').replace('id: print', `id: ${id}`))).toContain('E-VALUE-FORM');
    },
  );

  it.each(['summit-2021', 'g20', '10th-congress', '2021-summit', 'e5'])(
    'with a word in it, such as %s, is accepted',
    (id) => {
      expect(codesOf(withClaim('', `entities: [{id: ${id}, type: person, name: A B}]\n`))).toEqual([]);
    },
  );
});

describe('a key in other letters', () => {
  it.each([
    ['coding: {coder', 'coding: {Coder', 'coder'],
    ['coded: ', 'CODED: ', 'coded'],
    ['status:', 'STATUS:', 'status'],
    ['  kind:', '  Kind:', 'kind'],
  ])('%s written as %s is the same word', (from, to, meant) => {
    const [found, ...others] = validateAlone(withClaim('').replace(from, to));
    expect(others).toEqual([]);
    expect([found?.code, found?.suggestion]).toEqual(['E-KEY-UNKNOWN', meant]);
  });
});

describe('a key in the wrong place', () => {
  it('that stands in its own place, too, is only taken out', () => {
    const text = withClaim('').replace('status:', 'authors: [mira-tolan]\nstatus:');
    const [found, ...others] = validateAlone(text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'E-KEY-UNKNOWN',
      fix: 'source has authors already: remove the line here.',
    });
    expect(found?.suggestion).toBeUndefined();
    expect(validateAlone(text.replace('authors: [mira-tolan]\nstatus:', 'status:'))).toEqual([]);
  });
});

describe('an address', () => {
  const offered = (url: string): string | undefined =>
    validateAlone(withClaim('').replace('seen: true', `seen: true, url: '${url}'`))[0]?.suggestion;

  it.each([
    ['<https://example.org/a>', 'https://example.org/a'],
    ['[A title](https://example.org/a)', 'https://example.org/a'],
    ['(https://example.org/a).', 'https://example.org/a'],
    ['HTTPS://Example.ORG/A', 'https://example.org/A'],
    ['www.example.org/a', 'https://www.example.org/a'],
    ['//example.org/a', 'https://example.org/a'],
  ])('is taken out of the marks round it: %s', (written, address) => {
    expect(offered(written)).toBe(address);
  });

  it.each([
    'https://example.org/a, https://example.org/b',
    'https://exa mple.org',
    'see https://example.org',
    'https://',
    'ftp://example.org',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('is not guessed from %s', (written) => {
    expect(offered(written)).toBeUndefined();
  });
});

describe('a number in the place of an id', () => {
  it('is a claim only where claims are asked for', () => {
    const entity = 'entities:\n  - {id: "32", type: person, name: Ada Quill}\n';
    expect(wrongWith('', entity).suggestion).toBeUndefined();
    expect(wrongWith('relations: [{type: supports, to: "1"}]').suggestion).toBe('c01');
    expect(wrongWith('relations: [{type: supports, to: "-1"}]').suggestion).toBeUndefined();
    expect(wrongWith('relations: [{type: supports, to: ".5"}]').suggestion).toBeUndefined();
  });
});

describe('very many faults of one kind', () => {
  it('are counted: of a mapping with thousands of unknown keys twenty are told', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `    strange${index}: x\n`).join('');
    const found = validateAlone(`${HEAD}${keys}`.replace(HEAD, withClaim('')));
    expect(found).toHaveLength(20);
    expect(found.at(-1)?.message).toContain('4980 more keys here are unknown, too');
  });

  it('are told one by one up to ten thousand, and the others as a number', () => {
    for (const item of ['[]', '{a: b}', '[a]']) {
      const found = validateAlone(`${HEAD}claims: [${`${item}, `.repeat(30_000)}]`);
      expect(found.length).toBeLessThanOrEqual(10_000);
      const counts = found.filter(({ message }) => /; \d{5,6} more findings of the schema/.test(message));
      expect(counts).toHaveLength(1);
    }
  });

  it('are explained, and after five hundred nobody looks for what was meant', () => {
    const claims = Array.from(
      { length: 600 },
      (_, index) =>
        `  - {id: c${index + 10}, at: p1.s1, text: Arvania has ${index} quays., type: fakt, topics: [trade]}\n`,
    );
    const offers = validateAlone(`${HEAD}claims:\n${claims.join('')}`).filter(
      ({ code }) => code === 'E-CODE-UNKNOWN',
    );
    expect(offers).toHaveLength(600);
    expect(offers[0]?.suggestion).toBe('fact');
    expect(offers.at(-1)?.suggestion).toBeUndefined();
  });
});
