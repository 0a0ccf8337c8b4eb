import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codesOf, vocabularyNamed } from '../../pipeline/model/codebook.ts';
import { loadCodebook } from '../../pipeline/model/load.ts';
import { CURSOR, startEditor, type YamlEditor } from '../support/editor/yaml-editor.ts';
import { REPOSITORY, SEED } from '../support/project.ts';

// The server is a process of its own; on a busy machine it takes a while.
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const RECORD = `sources/records/${SEED}.yaml`;

const codebook = await loadCodebook(REPOSITORY);
const yamlFiles = (await readdir(join(REPOSITORY, 'sources'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
  .map((entry) => relative(REPOSITORY, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();

/** A record without fault. It stands without a modeline, so that the settings alone have to find the schema. */
const HEAD = `id: harbour-speech
codebook: '1.0.0'
status: draft
coding: {coder: ada-coder, coded: '2026-11-25', mode: single, basis: full-text}
source:
  title: A Harbour for All
  kind: speech-text
  language: en
  copies:
    - {id: print, kind: print, seen: true}
`;
const CLAIM = `claims:
  - id: c01
    at: p1.s2
    text: Arvania will open its harbours.
    type: commitment
    topics: [trade, diplomacy]
`;
const PLAIN = HEAD + CLAIM;

/** Where a word stands in a text: 1-based, the end exclusive. */
function placeOf(text: string, word: string): { line: number; column: number; end: number } {
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes(word));
  const column = lines[line]!.indexOf(word) + 1;
  return { line: line + 1, column, end: column + word.length };
}

describe('a file of sources/', () => {
  it.each(yamlFiles)('%s names its schema in the first line', (path) => {
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(path)) ?? [];
    const kind = path.startsWith('sources/registry/') ? 'registry' : 'record';
    expect(join(dirname(path), schema)).toBe(`schemas/editor/${kind}.schema.json`);
  });
});

describe('the settings for VS Code', () => {
  const settings = JSON.parse(read('.vscode/settings.json'));

  it('leave the layout of a record to its author', () => {
    expect(settings['yaml.format.enable']).toBe(false);
    expect(settings['[yaml]']).toEqual({
      'editor.formatOnSave': false,
      'editor.insertSpaces': true,
      'editor.tabSize': 2,
    });
  });

  it('know the YAML that the program reads: version 1.2, no tags', () => {
    expect(settings).toMatchObject({ 'yaml.yamlVersion': '1.2', 'yaml.customTags': [] });
  });

  it('recommend the one extension that is needed', () => {
    expect(JSON.parse(read('.vscode/extensions.json'))).toEqual({ recommendations: ['redhat.vscode-yaml'] });
  });
});

describe('in an editor with yaml-language-server', () => {
  let editor: YamlEditor;

  beforeAll(async () => {
    editor = await startEditor();
  });
  afterAll(() => editor.stop());

  it('the first record has no complaint', async () => {
    expect(await editor.complaints(RECORD, read(RECORD))).toEqual([]);
  });

  it('no file of the registry has a complaint', async () => {
    const registry = yamlFiles.filter((path) => path.startsWith('sources/registry/'));
    const complaints = await Promise.all(registry.map((path) => editor.complaints(path, read(path))));
    expect(complaints.flat()).toEqual([]);
  });

  it.each([
    ['type: ', PLAIN.replace('type: commitment', `type: ${CURSOR}`), 'type'],
    ['topics: [', PLAIN.replace('[trade, diplomacy]', `[${CURSOR}]`), 'topic'],
    ['the dash of a topic', PLAIN.replace('[trade, diplomacy]', `\n      - ${CURSOR}`), 'topic'],
    ['kind: ', PLAIN.replace('kind: speech-text', `kind: ${CURSOR}`), 'source-kind'],
    ['the type of a local entity', `${PLAIN}entities:\n  - id: a\n    type: ${CURSOR}`, 'entity-type'],
  ])('all codes are offered after %s, each with its definition and question', async (_, text, name) => {
    const offers = await editor.offers(RECORD, text);
    expect(offers.map(({ label }) => label).sort()).toEqual([...codesOf(codebook, name)].sort());
    const { codes } = vocabularyNamed(codebook, name);
    for (const { code, definition, test } of codes) {
      const { documentation } = offers.find(({ label }) => label === code)!;
      expect(documentation, code).toContain(definition);
      expect(documentation, code).toContain(test);
    }
  });

  it('the keys of a claim that are still free are offered, each with what it is for', async () => {
    const offers = await editor.offers(RECORD, `${PLAIN}    ${CURSOR}`);
    const labels = offers.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['claimant', 'attribution', 'holder', 'quote', 'note']));
    expect(labels).not.toContain('type');
    expect(offers.filter(({ documentation }) => documentation === '')).toEqual([]);
  });

  it.each([
    [
      'a code',
      PLAIN.replace('commitment', `commit${CURSOR}ment`),
      'The claimant undertakes to do or not to do',
    ],
    ['a topic', PLAIN.replace('trade', `tra${CURSOR}de`), 'Exports, imports, tariffs'],
    [
      'the key type',
      PLAIN.replace('    type', `    ty${CURSOR}pe`),
      'What is the claimant doing with these words?',
    ],
    ['the key at', PLAIN.replace('at: p1', `a${CURSOR}t: p1`), 'Where the claim stands'],
    ['the key copies', PLAIN.replace('copies', `cop${CURSOR}ies`), 'Copies never multiply claims'],
  ])('the mouse over %s shows what it means', async (_, text, words) => {
    expect(await editor.hover(RECORD, text)).toContain(words);
  });

  it.each([
    ['a wrong code', 'commitmnt', PLAIN.replace('commitment', 'commitmnt')],
    ['a wrong topic in a list', 'trad', PLAIN.replace('trade', 'trad')],
    ['an unknown key', 'tpye', `${PLAIN}    tpye: fact\n`],
    ['a claim id of another form', 'claim1', PLAIN.replace('c01', 'claim1')],
    ['yes where true or false is wanted', 'yes', `${PLAIN}    presupposed: yes\n`],
  ])('%s is underlined, and nothing else', async (_, word, text) => {
    const complaints = await editor.complaints(RECORD, text);
    expect(complaints).toEqual([{ ...placeOf(text, word), message: expect.any(String) }]);
  });

  it('a missing key is told', async () => {
    const complaints = await editor.complaints(RECORD, PLAIN.replace(/ {4}type: .*\n/, ''));
    expect(complaints.map(({ message }) => message)).toEqual(['Missing property "type".']);
  });

  it('a date, a version, a number and a digest may stand without quotes', async () => {
    const text = `${HEAD}  published: 2021-07-06
anchors:
  rule: paragraph-sentence/1
  normalization: nfkc-casefold-alnum/1
  copy: print
  file: ${'1234567890'.repeat(6)}1234
  units: {p1.s2: [12, 1234567890123456]}
${CLAIM}    made: 2021
    period: 2021-07
    quantities:
      - {value: 600, comparator: more-than, unit: ships}
      - {value: 0.5, comparator: exactly, unit: days}
`.replace("'1.0.0'", '1.0.0');
    expect(await editor.complaints(RECORD, text.replace("'2026-11-25'", '2026-11-25'))).toEqual([]);
  });

  it('the settings find the schema of every folder of the registry, and of nothing else', async () => {
    const wrong = 'entities:\n  - {id: mira-tolan, type: person, nam: Mira Tolan}\n';
    const places = async (path: string): Promise<string[]> =>
      (await editor.complaints(path, wrong)).map(({ line, column }) => `${line}:${column}`);
    const { line, column } = placeOf(wrong, 'nam:');
    for (const path of ['sources/registry/states.yaml', 'sources/registry/people/rs.yaml'])
      expect(await places(path), path).toContain(`${line}:${column}`);
    expect(await places('schemas/tables.yaml')).toEqual([]);
  });
});
