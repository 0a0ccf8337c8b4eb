import { FAILSAFE_SCHEMA, load } from 'js-yaml/browser';
import type { Code, Codebook, Vocabulary } from './codebook.ts';

/** A file of schemas/codebook: its name without folder, and its text. */
export interface CodebookFile {
  name: string;
  text: string;
}

type Fields = Record<string, unknown>;

const HEAD_FILE = '_codebook.yaml';

/**
 * Reads the codebook. The files may come in any order.
 * @throws Error naming file and code when the codebook is broken; that is a mistake of ours, not of the data
 */
export function readCodebook(files: CodebookFile[]): Codebook {
  const headFile = files.find((file) => file.name === HEAD_FILE);
  if (headFile === undefined) throw new Error(`schemas/codebook has no ${HEAD_FILE}`);
  const head = parse(headFile);
  allowKeys(head, ['version', 'title', 'description'], HEAD_FILE);
  const version = text(head, 'version', HEAD_FILE);
  if (!/^\d+\.\d+\.\d+$/.test(version)) fail(HEAD_FILE, `version must be like 1.0.0, not ${version}`);
  const vocabularies = files
    .filter((file) => file !== headFile)
    .map(readVocabulary)
    .sort((a, b) => (a.vocabulary < b.vocabulary ? -1 : 1));
  return {
    version,
    title: text(head, 'title', HEAD_FILE),
    description: text(head, 'description', HEAD_FILE),
    vocabularies: new Map(vocabularies.map((vocabulary) => [vocabulary.vocabulary, vocabulary])),
  };
}

function readVocabulary(file: CodebookFile): Vocabulary {
  const raw = parse(file);
  allowKeys(
    raw,
    ['vocabulary', 'title', 'question', 'description', 'ordered', 'default', 'codes'],
    file.name,
  );
  const vocabulary = text(raw, 'vocabulary', file.name);
  if (`${vocabulary}.yaml` !== file.name)
    fail(file.name, `vocabulary ${vocabulary} must be named like its file`);
  if ('ordered' in raw && raw.ordered !== 'true') fail(file.name, 'ordered must be true or left out');
  if (!Array.isArray(raw.codes) || raw.codes.length === 0)
    fail(file.name, 'codes must be a list with entries');
  const codes = (raw.codes as unknown[]).map((entry, index) => readCode(entry, file.name, index));
  const names = codes.map(({ code }) => code);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) fail(file.name, `code ${twice} is there twice`);
  const result: Vocabulary = {
    vocabulary,
    title: text(raw, 'title', file.name),
    question: text(raw, 'question', file.name),
    description: text(raw, 'description', file.name),
    ordered: 'ordered' in raw,
    defaultLine: 0,
    codes,
  };
  if ('default' in raw) {
    result.default = text(raw, 'default', file.name);
    result.defaultLine = file.text.split('\n').findIndex((line) => line.startsWith('default:')) + 1;
    if (!names.includes(result.default)) fail(file.name, `default ${result.default} is not one of its codes`);
  }
  return result;
}

function readCode(entry: unknown, file: string, index: number): Code {
  if (!isFields(entry)) return fail(file, `entry ${index + 1} of codes must have keys`);
  const code = text(entry, 'code', `${file}: entry ${index + 1} of codes`);
  const place = `${file}: code ${code}`;
  if (/\s/.test(code)) fail(place, 'a code has no spaces');
  allowKeys(entry, ['code', 'label', 'definition', 'test', 'examples', 'maps'], place);
  const test = text(entry, 'test', place);
  if (!test.endsWith('?')) fail(place, 'test must be a question');
  const examples = entry.examples;
  if (!Array.isArray(examples) || examples.length === 0)
    return fail(place, 'examples must have at least one entry');
  const maps = entry.maps ?? {};
  if (!isFields(maps)) return fail(place, 'maps must have keys');
  return {
    code,
    label: text(entry, 'label', place),
    definition: text(entry, 'definition', place),
    test,
    examples: examples.map((_, position) => text(examples, position, `${place}: examples`)),
    maps: Object.fromEntries(Object.keys(maps).map((key) => [key, text(maps, key, `${place}: maps`)])),
  };
}

function parse(file: CodebookFile): Fields {
  let value: unknown;
  try {
    value = load(file.text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    return fail(file.name, (error as Error).message);
  }
  return isFields(value) ? value : fail(file.name, 'the file must have keys');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function allowKeys(fields: Fields, allowed: string[], place: string): void {
  const stranger = Object.keys(fields).find((key) => !allowed.includes(key));
  if (stranger !== undefined) fail(place, `unknown key ${stranger}`);
}

/** One line of text; a bar would be taken for the separator of lists in CSV cells. */
function text(fields: Fields | unknown[], key: string | number, place: string): string {
  const value = (fields as Fields)[key];
  if (typeof value !== 'string' || value.trim() === '') return fail(place, `${key} must be text`);
  if (/[\n|]/.test(value)) return fail(place, `${key} must be one line without a bar`);
  return value;
}

function fail(place: string, problem: string): never {
  throw new Error(`schemas/codebook/${place}: ${problem}`);
}
