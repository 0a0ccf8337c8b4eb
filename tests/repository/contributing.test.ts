import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import { renderText } from '../../pipeline/diagnostics/render/text.ts';
import { codesOf } from '../../pipeline/model/codebook.ts';
import { QUOTE_WORDS } from '../../pipeline/validate/rules/attribution.ts';
import { TEXT_WORDS } from '../../pipeline/validate/rules/content.ts';
import { check, checkRegistryFile, model, ROOT } from '../support/checked.ts';
import { anchorOf, blocksIn, tableIn } from '../support/markdown.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** The first page, and those that it was split into. */
const PAGES = [
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs/coding')).map((name) => `docs/coding/${name}`),
];
const GUIDE = PAGES.map(read).join('\n');
const BLOCKS = blocksIn(GUIDE);
const EXAMPLES = BLOCKS.filter(({ language }) => language === 'yaml').map(({ body }) => body);
const PROSE = GUIDE.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '');

/** The codes that examples are marked with when they are wrong on purpose, by example. */
const WRONG = new Map(
  [...GUIDE.matchAll(/^<!-- expect: (\S+) -->\n```yaml\n([\s\S]*?)^```$/gm)].map(([, code, body]) => [
    body!,
    code!,
  ]),
);
const RIGHT = EXAMPLES.filter((example) => !WRONG.has(example));
/** The record that the examples of single claims belong to. */
const HEAD = /^<!-- head of the examples -->\n```yaml\n([\s\S]*?)^```$/m.exec(GUIDE)![1]!;
const CLAIM_KEYS = keysOf('claim');
const IN_REGISTRY = /^# (sources\/registry\/\S+)\n/;

function keysOf(definition: string): string[] {
  const { properties } = (model.schemas.record.definitions as Record<string, { properties: object }>)[
    definition
  ]!;
  return Object.keys(properties);
}

/** The parts of a mapping written in blocks, each with the lines that belong to it, by key. */
function partsOf(text: string): Map<string, string> {
  const parts = text.split(/^(?=\w)/m).map((part) => [/^\w+/.exec(part)?.[0] ?? '', part] as const);
  return new Map(parts.filter(([key]) => key !== ''));
}

/** Claims as a list, with what every claim needs where an example leaves it out. */
function withNeeded(lines: string): string {
  const needed = {
    id: 'c01',
    at: 'p1.s1',
    text: 'Arvania has two harbours.',
    type: 'fact',
    topics: '[trade]',
  };
  const own = partsOf(lines);
  const missing = Object.entries(needed).filter(([key]) => !own.has(key));
  const all = [...missing.map(([key, value]) => `${key}: ${value}\n`), ...own.values()].join('');
  return `- ${all.trimEnd().replaceAll('\n', '\n  ')}\n`;
}

/** An example made a whole record: put under the head of the examples where it is only a part. */
function recordOf(example: string): string {
  const parts = partsOf(example);
  if (parts.has('id') && parts.has('source') && parts.has('claims')) return example;
  const isList = example.startsWith('- ');
  const isClaim = [...parts.keys()].every((key) => CLAIM_KEYS.includes(key));
  if (isList || isClaim) {
    const claims = isList ? example : withNeeded(example);
    return `${HEAD}claims:\n${claims.replaceAll(/^(?=.)/gm, '  ')}`;
  }
  const whole = new Map([
    ...partsOf(HEAD),
    ['claims', `claims:\n${withNeeded('').replaceAll(/^(?=.)/gm, '  ')}`],
    ...parts,
  ]);
  return [...whole.values()].join('');
}

/** Examples with their first line as a title. */
function titled(examples: readonly string[]): [string, string][] {
  return examples.map((example) => [example.trim().split('\n')[0] ?? '', example]);
}

function codesFoundIn(example: string): string[] {
  const path = IN_REGISTRY.exec(example)?.[1];
  if (path !== undefined) return checkRegistryFile(example, path).map(({ code }) => code);
  const record = recordOf(example);
  return check(record, /^id: (\S+)/m.exec(record)![1]!).map(({ code }) => code);
}

describe('an example in CONTRIBUTING.md and its pages', () => {
  it.each(titled(RIGHT))('passes make check: %s', (_, example) => {
    expect(codesFoundIn(example)).toEqual([]);
  });

  it.each(titled([...WRONG.keys()]))('that is wrong on purpose gives that error alone: %s', (_, example) => {
    expect(codesFoundIn(example)).toEqual([WRONG.get(example)]);
  });

  it('shows an error as the program prints it', () => {
    const shown = BLOCKS.find(({ language }) => language === 'text')!.body;
    const record = EXAMPLES.find((example) => example.startsWith('id: quay-speech'))!;
    const broken = record.replace('text: The states', 'text: Advice: the states');
    const printed = renderText(check(broken, 'quay-speech'), { textOf: () => broken, color: false });
    expect(shown.trimEnd()).toBe(printed.trimEnd());
  });

  it('uses nobody who exists', () => {
    const people = ['cn', 'us', 'ru', 'rs', 'de', 'fr', 'gb', 'in', 'za', 'ph'].flatMap((country) =>
      [...read(`sources/registry/people/${country}.yaml`).matchAll(/^ {4}name: (.+)$/gm)].map(
        ([, name]) => name!,
      ),
    );
    expect(people.filter((name) => GUIDE.includes(name))).toEqual([]);
  });
});

describe('CONTRIBUTING.md with its pages', () => {
  it('begins with the desk, and no page is longer than one sits through', () => {
    const sections = [...read('CONTRIBUTING.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(sections.slice(0, 3)).toEqual(['At the desk', 'By hand', 'With a spreadsheet']);
    for (const page of PAGES) expect(read(page).split('\n').length, page).toBeLessThan(300);
  });

  it('leads to all of its pages', () => {
    for (const page of PAGES.slice(1)) expect(read('CONTRIBUTING.md')).toContain(`](${page}`);
  });

  it.each(PAGES)('links to files and headings that exist: %s', (page) => {
    const text = read(page);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [link, file = '', heading] of links) {
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(join(ROOT, path)), link).toBe(true);
      if (heading === undefined) continue;
      const known = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title]) => anchorOf(title!));
      expect(known, link).toContain(heading);
    }
  });

  it('names only errors that the catalog has', () => {
    const named = GUIDE.match(/\b[EW]-[A-Z]+(?:-[A-Z]+)*\b/g) ?? [];
    expect(named.filter((code) => !loadCatalog().has(code))).toEqual([]);
  });

  it('names only commands that the Makefile has', () => {
    const targets = [...read('Makefile').matchAll(/^([a-z-]+):.*?## /gm)].map(([, target]) => target!);
    const named = new Set([...GUIDE.matchAll(/(?<=(?:`|^ *)make )[a-z-]+/gm)].map(([target]) => target));
    expect([...named].filter((target) => !targets.includes(target))).toEqual([]);
  });

  it('names only keys and codes that the schemas and the codebook have', () => {
    const schemas = JSON.stringify(model.schemas);
    const codes = [...model.codebook.vocabularies.keys()].flatMap((name) => codesOf(model.codebook, name));
    const known = new Set([...codes, ...(schemas.match(/(?<=")[a-z_]+(?=":)/g) ?? []), 'authors', 'deck']);
    const written = [...PROSE.matchAll(/(?<!\[)`([a-z][a-z_]*(?:-[a-z]+)*)`/g)].map(([, word]) => word!);
    expect(written.length).toBeGreaterThan(50);
    const inExamples = EXAMPLES.join('\n');
    const unknown = written.filter((word) => !known.has(word) && !inExamples.includes(word));
    expect(unknown.filter((word) => word !== 'make')).toEqual([]);
    for (const [, key, code] of PROSE.matchAll(/`([a-z_]+): ([a-z-]+)`/g))
      expect(valuesOf(key!), `${key}: ${code}`).toContain(code);
  });

  it('gives the ladder of types in the order of the codebook', () => {
    const ladder = PROSE.split('\n').find((line) => line.includes('→ `'))!;
    expect([...ladder.matchAll(/`([a-z]+)`/g)].map(([, code]) => code)).toEqual(
      codesOf(model.codebook, 'type'),
    );
  });

  it('tells types apart with the earlier step of the ladder first', () => {
    const ladder = codesOf(model.codebook, 'type');
    for (const [pair = ''] of tableIn(GUIDE, ['the two', 'ask', 'the first', 'the second'])) {
      const [first = '', second = ''] = pair.replaceAll('`', '').split(', ');
      expect([ladder.indexOf(first), ladder.indexOf(second)], pair).not.toContain(-1);
      expect(ladder.indexOf(first), pair).toBeLessThan(ladder.indexOf(second));
    }
  });

  it('gives the limits that the rules check', () => {
    const text = PROSE.replaceAll(/\s+/g, ' ');
    expect(text).toContain(`your paraphrase, at most ${TEXT_WORDS} words`);
    expect(text).toContain(
      `at most ${QUOTE_WORDS.claim} words a claim and ${QUOTE_WORDS.record} words a record`,
    );
  });
});

/** The values that a key takes anywhere in the schemas. */
function valuesOf(key: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      const { type, 'x-vocabulary': vocabulary } = (name === key ? value : {}) as Record<string, unknown>;
      if (typeof vocabulary === 'string') found.push(...codesOf(model.codebook, vocabulary));
      if (type === 'boolean') found.push('true', 'false');
      visit(value);
    }
  };
  visit(model.schemas);
  return found;
}
