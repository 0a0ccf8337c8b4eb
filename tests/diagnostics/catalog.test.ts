import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, FAILSAFE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { CatalogEntry } from '../../pipeline/diagnostics/catalog.ts';
import { loadCatalog } from '../../pipeline/diagnostics/load.ts';
import {
  checkRecords,
  checkRegistryFile,
  FIXTURES,
  HEAD,
  model,
  ROOT,
  withClaim,
} from '../support/checked.ts';

const CATALOG = join(ROOT, 'pipeline/diagnostics/catalog');
const catalog = loadCatalog();

/** Stages whose own tests go through all their codes; a fixture here would say the same again. */
const SHOWN_ELSEWHERE: Record<string, { test: string; why: string }> = {
  'codings.yaml': {
    test: 'agreement/agreement.test.ts',
    why: 'a second coding is only wrong beside a record',
  },
  'evidence.yaml': {
    test: 'evidence/verify.test.ts',
    why: 'they take a text to hold the record against',
  },
  'import.yaml': {
    test: 'contribute/import.test.ts',
    why: 'their places are cells of a spreadsheet, not lines of a record',
  },
  'ingest.yaml': {
    test: 'ingest/refusals.test.ts',
    why: 'most faults of form are a line or two, in a table with their places',
  },
  'registry.yaml': {
    test: 'validate/registry.test.ts',
    why: 'the examples of the catalog are checked in a small registry',
  },
  'release.yaml': {
    test: 'release/check.test.ts',
    why: 'they are about folders of output/, not about a record',
  },
  'reviews.yaml': {
    test: 'validate/review.test.ts',
    why: 'a review is only wrong beside a record',
  },
  'write.yaml': {
    test: 'write/workbook.test.ts',
    why: 'it takes more rows than a fixture can hold',
  },
};

/** Faults that lie in the names of files, not in their text. */
const OF_FILES = /^[EW]-(?:FILE|SYMLINK)/;

/** Examples that are cut short, because the whole of it would be too long to read. */
const CUT_SHORT = ['E-QUOTES-LONG', 'W-VALUE-LONG'];

function entriesOf(file: string): CatalogEntry[] {
  return load(readFileSync(join(CATALOG, file), 'utf8'), { schema: FAILSAFE_SCHEMA }) as CatalogEntry[];
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return entry.name.endsWith('.ts') ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('the catalog of diagnostics', () => {
  const used = new Set(
    sourcesBelow(join(ROOT, 'pipeline')).flatMap((text) =>
      [...text.matchAll(/['"`]([EW]-[A-Z][A-Z0-9-]*)['"`]/g)].map(([, code]) => code!),
    ),
  );

  it('has an entry for every code that the pipeline uses', () => {
    expect([...used].filter((code) => !catalog.has(code)).sort()).toEqual([]);
  });

  it('has no entry that the pipeline does not use', () => {
    expect([...catalog.keys()].filter((code) => !used.has(code))).toEqual([]);
  });

  it('has a fixture for every code that no other test goes through', () => {
    const shown = new Set(readdirSync(FIXTURES).map((name) => name.replace(/\.yaml$/, '')));
    const here = readdirSync(CATALOG).filter((file) => SHOWN_ELSEWHERE[file] === undefined);
    expect(
      here
        .flatMap(entriesOf)
        .filter(({ code }) => !shown.has(code))
        .map(({ code }) => code),
    ).toEqual([]);
  });

  it.each(Object.entries(SHOWN_ELSEWHERE))('leaves %s to a test that reads it whole', (file, { test }) => {
    const text = readFileSync(join(ROOT, 'tests', test), 'utf8');
    expect(text).toMatch(new RegExp(`catalog/${file}|loadCatalog\\(\\)`));
  });

  it('leaves faults of file names to a test that names each', () => {
    const text = readFileSync(join(ROOT, 'tests/ingest/files.test.ts'), 'utf8');
    const inText = new Set(['E-FILE-NOT-UTF8', 'E-FILE-TOO-LARGE']);
    const ofNames = [...catalog.keys()].filter((code) => OF_FILES.test(code) && !inText.has(code));
    expect(ofNames.filter((code) => !text.includes(code))).toEqual([]);
  });

  it.each([...catalog.values()].map((entry) => [entry.code, entry] as const))(
    'says of %s in whole sentences what, why and how',
    (_, entry) => {
      expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
      expect(entry.why.trim()).toMatch(/^["A-Z0-9].*\.$/s);
      expect(entry.fix.trim()).toMatch(/^[A-Z].*\.$/s);
      expect(entry.before).not.toEqual(entry.after);
    },
  );
});

type Fields = Record<string, unknown>;

const RECORD_KEYS = Object.keys(model.schemas.record.properties as Fields);
const REPORT = withClaim('').replace('id: harbour-speech', 'id: harbour-report');

/** The files that an example is about: parts of records become whole ones, so that only what they show is at fault. */
function filesOf(example: string): { name: string; text: string }[] {
  const [first = '', ...named] = example.split(/^# (?=[\w/-]+\.yaml$)/m);
  const parts = first.trim() === '' ? [] : [{ name: 'harbour-speech', body: first }];
  for (const part of named) {
    const [line = '', ...body] = part.split('\n');
    parts.push({ name: line.replace(/\.yaml$/, ''), body: body.join('\n') });
  }
  return parts.map(({ name, body }) => ({
    name,
    text: name.startsWith('registry/') ? body : wholeRecord(name, body),
  }));
}

function wholeRecord(name: string, body: string): string {
  const part = load(body, { schema: FAILSAFE_SCHEMA }) as Fields;
  const record = load(`${HEAD}claims: []`, { schema: FAILSAFE_SCHEMA }) as Fields;
  const [claim] = (load(withClaim(''), { schema: FAILSAFE_SCHEMA }) as { claims: Fields[] }).claims;
  const isOfRecord = Object.keys(part).every((key) => RECORD_KEYS.includes(key));
  const { source, claims, ...rest } = (isOfRecord ? part : { claims: [part] }) as {
    source?: Fields;
    claims?: Fields[];
  };
  const whole = (own: Fields): Fields =>
    own.at !== undefined && own.id !== undefined ? own : { ...claim, ...own };
  return dump({
    ...record,
    id: name,
    ...rest,
    source: source?.title === undefined ? { ...(record.source as Fields), ...source } : source,
    claims: (claims ?? [{}]).map(whole),
  });
}

function codesIn(example: string): string[] {
  const files = filesOf(example);
  const registry = files.filter(({ name }) => name.startsWith('registry/'));
  const records = Object.fromEntries(
    files.filter((file) => !registry.includes(file)).map(({ name, text }) => [name, text]),
  );
  const found = [
    ...registry.flatMap(({ text }) => checkRegistryFile(text)),
    ...checkRecords({ 'harbour-report': REPORT, ...records }),
  ];
  return found.map(({ code }) => code);
}

describe('an example of the catalog', () => {
  const entries = ['validate.yaml', 'normalize.yaml']
    .flatMap(entriesOf)
    .filter(({ code }) => !CUT_SHORT.includes(code));

  it.each(entries.map((entry) => [entry.code, entry] as const))(
    'of %s has this fault before and none after',
    (code, { before, after }) => {
      expect(codesIn(before)).toEqual([code]);
      expect(codesIn(after)).toEqual([]);
    },
  );
});
