import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from '../../../pipeline/contribute/fix/edit.ts';
import { parseYaml } from '../../../pipeline/ingest/parse.ts';
import type { AuthoredMap, AuthoredValue } from '../../../pipeline/model/authored.ts';
import { loadModel } from '../../../pipeline/model/load.ts';
import type { Model } from '../../../pipeline/model/model.ts';
import { rewrite, rewriteClaim } from '../../../pipeline/pages/desk/model/rewrite.ts';
import { REPOSITORY } from '../../support/project.ts';

let model: Model;
const records: { name: string; text: string }[] = [];

const read = (text: string): AuthoredMap =>
  parseYaml('sources/records/x.yaml', new TextEncoder().encode(text)).value.value as AuthoredMap;
const write = (text: string, after: AuthoredMap): string => rewrite(text, read(text), after, model.schemas);
const edited = (text: string, change: (value: AuthoredMap) => void): string => {
  const value = structuredClone(read(text));
  change(value);
  return write(text, value);
};

beforeAll(async () => {
  model = await loadModel(REPOSITORY);
  for (const folder of ['records', 'codings']) {
    const at = join(REPOSITORY, 'sources', folder);
    for (const name of (await readdir(at)).sort())
      records.push({ name, text: await readFile(join(at, name), 'utf8') });
  }
});

const TEXT = `# A comment for the file

id: quay-speech   # never changes
status: draft
source:
  title: 'Words on the Quay'
  authors: [Ines Korr]   # as printed
  copies:
    - {id: page, kind: original, seen: true}

claims:
  # The opening
  - id: c01
    at: p1.s1   # the first
    text: Ports open.
    type: fact
    topics: [trade]

  # The demand
  - id: c02
    at: p1.s2
    text: >-
      A longer text that
      is folded.
    type: prescription
    topics:
      - trade
  - id: c03
    at: p1.s3
    text: The end.
    type: fact
    topics: [trade]
`;
const claimsOf = (value: AuthoredMap): AuthoredMap[] => value.claims as AuthoredMap[];

describe('what differs is written, and nothing else', () => {
  it('gives every record back byte for byte when nothing changed', () => {
    for (const { text } of records) expect(write(text, structuredClone(read(text)))).toBe(text);
  });

  it('keeps comments and quotes beside a text that changes', () => {
    const after = edited(TEXT, (value) => {
      (value.source as AuthoredMap).title = "The Quay's Words";
      (claimsOf(value)[0] as AuthoredMap).at = 'p1.s2';
      (value.source as AuthoredMap).authors = ['Ines Korr', 'Oskar Velde'];
    });
    expect(after).toBe(
      TEXT.replace("'Words on the Quay'", "'The Quay''s Words'")
        .replace('at: p1.s1', 'at: p1.s2')
        .replace('[Ines Korr]', '[Ines Korr, Oskar Velde]'),
    );
  });

  it('puts a new key where the schema has it', () => {
    const after = edited(TEXT, (value) => {
      Object.assign(claimsOf(value)[0] as AuthoredMap, {
        quote: 'Ports',
        claimant: ['Ines Korr'],
        presupposed: 'true',
      });
    });
    expect(after).toBe(
      TEXT.replace(
        '    text: Ports open.\n    type: fact\n    topics: [trade]\n',
        '    claimant: [Ines Korr]\n    text: Ports open.\n    quote: Ports\n    type: fact\n    topics: [trade]\n    presupposed: true\n',
      ),
    );
  });

  it('puts, takes out and moves claims with their comments', () => {
    const swapped = edited(TEXT, (value) => claimsOf(value).reverse());
    expect(claimsOf(read(swapped)).map(({ id }) => id)).toEqual(['c03', 'c02', 'c01']);
    expect(swapped).toContain('  # The demand\n  - id: c02');
    const without = edited(TEXT, (value) => claimsOf(value).splice(1, 1));
    expect(without).toContain('\n\n  # The demand\n  - id: c03');
    const more = edited(TEXT, (value) =>
      claimsOf(value).splice(1, 0, {
        id: 'c04',
        at: 'p1.s1',
        text: 'No: really.',
        type: 'fact',
        topics: ['trade'],
      }),
    );
    expect(more).toContain(
      "    topics: [trade]\n  - id: c04\n    at: p1.s1\n    text: 'No: really.'\n    type: fact\n    topics: [trade]\n\n  # The demand",
    );
  });

  it('folds a text that was folded, and one that outgrows its line', () => {
    const long = Array.from({ length: 30 }, (_, at) => `word${at}`).join(' ');
    const after = edited(TEXT, (value) => {
      (claimsOf(value)[0] as AuthoredMap).text = long;
      (claimsOf(value)[1] as AuthoredMap).text = `${long} more`;
    });
    expect(Math.max(...after.split('\n').map((line) => line.length))).toBeLessThan(119);
    expect(claimsOf(read(after)).map(({ text }) => text)).toEqual([long, `${long} more`, 'The end.']);
  });

  it('writes the same, quicker, when it reads only the claim that changes', () => {
    let tried = 0;
    for (const { text } of records) {
      const before = read(text);
      for (const [index, claim] of (before.claims as AuthoredMap[]).entries()) {
        if (index % 9 !== 0) continue;
        const { type: _, ...rest }: AuthoredMap = {
          ...claim,
          note: "It's a: note",
          text: `${String(claim.text)} More.`,
        };
        const claims = (before.claims as AuthoredMap[]).with(index, rest);
        const after = { ...before, claims };
        const quick = rewriteClaim(text, before, after, index, model.schemas);
        expect(quick).toBe(rewrite(text, before, after, model.schemas));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(40);
  });

  it('says afterwards what was meant, whatever changes in whichever record', () => {
    const words = fc.constantFrom(
      'NO',
      '2021-07',
      "it's",
      'a: b',
      '# x',
      'yes, no',
      '100',
      '{a}',
      'long '.repeat(40).trim(),
      'é',
      '- x',
      '"q"',
      'a\nb',
      'true',
    );
    const step = fc.record({
      record: fc.nat(),
      pick: fc.nat(),
      what: fc.constantFrom('set', 'add', 'drop', 'move', 'group'),
      word: words,
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        let { text } = records[(steps[0]?.record ?? 0) % records.length] as { text: string };
        for (const { pick, what, word } of steps) {
          const value = structuredClone(read(text));
          mutate(value, numbersFrom(pick), what, word);
          const after = write(text, value);
          expect(
            canonical(read(after)) === canonical(value),
            `${what} ${word} ${firstChange(text, after)}`,
          ).toBe(true);
          text = after;
        }
      }),
      { numRuns: 150 },
    );
  });
});

function firstChange(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  return now.slice(Math.max(0, at - 2), at + 6).join('\n');
}

/** Numbers that follow from a seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

/** Changes a value somewhere; it stays one that can be written, if not one that is allowed. */
function mutate(value: AuthoredMap, next: () => number, what: string, word: string): void {
  let at: AuthoredValue = value;
  for (let depth = 0; depth < 8; depth += 1) {
    const children: [string, AuthoredValue][] = Object.entries(at as AuthoredMap).filter(
      ([, child]) => typeof child === 'object',
    );
    if (children.length === 0 || (depth > 0 && next() % 4 === 0)) break;
    at = (children[next() % children.length] as [string, AuthoredValue])[1];
  }
  const map = at as AuthoredMap;
  const keys = Object.keys(map);
  const key = keys[next() % keys.length] as string;
  if (Array.isArray(at)) {
    if (what === 'add') at.splice(next() % (at.length + 1), 0, word);
    else if (what === 'move') at.reverse();
    else if (what === 'group') at.push({ id: 'x', note: word });
    else if (what === 'drop' && at.length > 1) at.splice(next() % at.length, 1);
    else if (what === 'set') at[next() % at.length] = word;
  } else if (what === 'set') map[key] = word;
  else if (what === 'drop' && keys.length > 1) delete map[key];
  else if (what === 'add') map[`k${next()}`] = word;
  else if (what === 'group') map[`g${next()}`] = [word, { a: word, b: [word] }];
  else map[key] = { inner: word, list: [word, 'x'] };
}
