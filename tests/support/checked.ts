import { join } from 'node:path';
import type { Diagnostic } from '../../pipeline/diagnostics/diagnostic.ts';
import { withRange } from '../../pipeline/diagnostics/finding.ts';
import { hasErrors, inFileOrder } from '../../pipeline/diagnostics/problem.ts';
import { listSources } from '../../pipeline/ingest/list.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { locate } from '../../pipeline/ingest/positions.ts';
import { readSources } from '../../pipeline/ingest/read.ts';
import type { ParsedFile } from '../../pipeline/model/authored.ts';
import { mapOf } from '../../pipeline/model/codebook.ts';
import { loadModel } from '../../pipeline/model/load.ts';
import { gistsOf, type RecordGists } from '../../pipeline/normalize/gists.ts';
import { buildRegistry } from '../../pipeline/normalize/names/registry.ts';
import { askRegistry } from '../../pipeline/normalize/questions.ts';
import { normalizeRecord } from '../../pipeline/normalize/record.ts';
import { checkRelatedClaims } from '../../pipeline/normalize/related-claims.ts';
import { checkSameClaims } from '../../pipeline/normalize/same-claims.ts';
import { checkAcross } from '../../pipeline/validate/across.ts';
import { validateRecord } from '../../pipeline/validate/record.ts';
import { summaryOf } from '../../pipeline/validate/summary.ts';
import { makeValidator } from '../../pipeline/validate/validator.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const FIXTURES = join(ROOT, 'tests', 'fixtures', 'invalid');

/** The registry of invented states and people, laid out as a project folder of its own. */
export const INVENTED = join(ROOT, 'tests', 'fixtures', 'arvania');

export const model = await loadModel(ROOT);
const validator = makeValidator(model);

async function registryFiles(root: string): Promise<ParsedFile[]> {
  const { value } = await readSources(root, (await listSources(root)).registry);
  return value.map((file) => ({ ...file, value: validator.registryFile(file).value }));
}

const registry = buildRegistry([...(await registryFiles(ROOT)), ...(await registryFiles(INVENTED))]);
const context = { validator, registry: askRegistry(registry), model };

/**
 * What `make check` finds in records, in file order: each alone first, then what holds between them.
 * @param records text of each record, by its id
 */
export function checkRecords(records: Record<string, string>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const files = new Map<string, ParsedFile>();
  const gists: RecordGists[] = [];
  const summaries = Object.entries(records).map(([id, text]) => {
    const path = `sources/records/${id}.yaml`;
    const { value: file, diagnostics } = parseYaml(path, Buffer.from(text));
    const checked = validateRecord(context, file);
    const normalized = normalizeRecord(context, checked);
    found.push(...diagnostics, ...checked.diagnostics, ...normalized.diagnostics);
    files.set(path, file);
    if (checked.valid && !hasErrors(normalized.diagnostics)) gists.push(gistsOf(normalized.value));
    return summaryOf(path, checked.value);
  });
  const between = [
    ...checkAcross(summaries),
    ...checkSameClaims(gists, !hasErrors(found)),
    ...checkRelatedClaims(gists, mapOf(model.codebook, 'type', 'class')),
  ];
  for (const finding of between) {
    found.push(withRange(finding, locate(files.get(finding.file)!).value(finding.path)));
  }
  return inFileOrder(found);
}

/** What is found in one record. */
export function check(text: string, id = 'harbour-speech'): Diagnostic[] {
  return checkRecords({ [id]: text });
}

/** What schema and coding rules alone find in a record, before names are looked up. */
export function validateAlone(text: string, id = 'harbour-speech'): Diagnostic[] {
  const { value: file, diagnostics } = parseYaml(`sources/records/${id}.yaml`, Buffer.from(text));
  return inFileOrder([...diagnostics, ...validateRecord(context, file).diagnostics]);
}

/** What the schema finds in a registry file. */
export function checkRegistryFile(text: string, path = 'sources/registry/fixture.yaml'): Diagnostic[] {
  const { value: file, diagnostics } = parseYaml(path, Buffer.from(text));
  return inFileOrder([...diagnostics, ...validator.registryFile(file).diagnostics]);
}

/** Code, line and column of each. */
export function places(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

/** The head of a record without fault, up to its claims. */
export const HEAD = `id: harbour-speech
codebook: 1.0.0
status: draft
coding: {coder: ada-coder, coded: 2026-11-25, mode: single, basis: full-text}
source:
  title: A Harbour for All
  kind: op-ed
  language: en
  authors: [mira-tolan]
  copies:
    - {id: print, kind: print, seen: true}
`;

/** A record without fault but for what the given lines of its only claim say; they take the place of keys of the same name. */
export function withClaim(lines: string, above = ''): string {
  const claim: [string, string][] = [
    ['id', 'c01'],
    ['at', 'p1.s1'],
    ['text', 'Arvania has two harbours.'],
    ['type', 'fact'],
    ['topics', '[trade]'],
  ];
  const blocks = new Map(claim.map(([key, value]) => [key, `${key}: ${value}`]));
  for (const block of lines.split(/\n(?=[^ \n]+:)/))
    if (block !== '') blocks.set(block.slice(0, block.indexOf(':')), block);
  const all = [...blocks.values()].join('\n').split('\n');
  return `${HEAD}${above}claims:\n${all.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`).join('')}`;
}
