import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import { entryAt, placeOfFile } from '../../model/schema-tree.ts';
import { takeRecord } from '../../record/take.ts';
import { type CheckPart, typed } from './answers.ts';
import { type Field, fieldsOf } from './describe.ts';
import { type Question, takenId, words } from './dialogue.ts';
import { recordId, slug, unusedId } from './id.ts';
import type { Plan, Site } from './plan.ts';
import { recordText } from './template.ts';
import { inline } from './yaml.ts';

/** What is asked about a work, in this order, and under which key of the record it stands. */
const ASKED: readonly (readonly [group: 'source' | 'coding', key: string])[] = [
  ['source', 'kind'],
  ['source', 'title'],
  ['source', 'publisher'],
  ['source', 'authors'],
  ['source', 'published'],
  ['source', 'language'],
  ['source', 'url'],
  ['source', 'copies'],
  ['coding', 'coder'],
  ['coding', 'mode'],
  ['coding', 'basis'],
];

/** What most coders will answer; it is shown, and stands in the record for all to see. */
const PRESETS: Readonly<Record<string, string>> = { mode: 'single', basis: 'full-text' };

/** The questions about a new record. */
export function recordQuestions(site: Site, check: CheckPart): Question[] {
  return ASKED.map(([group, key]) => ({
    field: fieldIn(group, key, site.model),
    preset: PRESETS[key],
    check: (value) => check('record', { [group]: { [key]: value } }),
    doubts: (value) => doubtsOf(site, group, key, value),
  }));
}

/** What `make check` would say of the names in an answer: those that mean nobody, or several. */
function doubtsOf(site: Site, group: string, key: string, value: unknown): Diagnostic[] {
  const text = inline({ [group]: { [key]: value } });
  const source = { path: pathOf('new'), bytes: new TextEncoder().encode(text) };
  return takeRecord(site, source).diagnostics.filter(isUnknown);
}

/** Names that are not known, or not for certain, are a person's to mend: in the record or in the registry. */
function isUnknown({ code }: Diagnostic): boolean {
  return code === 'E-CODER-UNKNOWN' || /^E-(NAME|OFFICE)-/.test(code);
}

/** The question for the id, with the one that publisher, title and date suggest. An id that is taken is refused. */
export function recordIdQuestion(
  { model, sources }: Site,
  check: CheckPart,
  values: ReadonlyMap<string, unknown>,
): Question {
  const field = fieldsOf(placeOfFile(model.schemas, 'record'), model).find(
    ({ key }) => key === 'id',
  ) as Field;
  const textOf = (key: string): string | undefined => values.get(key) as string | undefined;
  const suggestion = recordId(textOf('publisher'), textOf('title') ?? '', textOf('published'));
  const taken = (id: unknown): Diagnostic[] => {
    const path = pathOf(String(id)).toLowerCase();
    const other = sources.records.find((one) => one.toLowerCase() === path);
    return other === undefined ? [] : [takenId(String(id), `${other} is there already`)];
  };
  return {
    field,
    preset: suggestion || undefined,
    check: (id) => [...check('record', { id }), ...taken(id)],
  };
}

/**
 * Works out the file of a new record. Writes nothing.
 * @param values answers by key, all scalars text
 * @param today YYYY-MM-DD, put down as the day of coding
 */
export function planRecord(site: Site, values: ReadonlyMap<string, unknown>, today: string): Plan {
  const { model } = site;
  const groups: Record<'source' | 'coding', Record<string, unknown>> = {
    source: {},
    coding: { coded: today },
  };
  for (const [group, key] of ASKED) if (values.has(key)) groups[group][key] = values.get(key);
  if (Array.isArray(groups.source.copies)) groups.source.copies = completeCopies(groups.source.copies);
  const id = String(values.get('id'));
  const top = { id, codebook: model.codebook.version, status: 'draft', ...groups };
  const fields = fieldsOf(placeOfFile(model.schemas, 'record'), model);
  const written = fields.flatMap((field) =>
    Object.hasOwn(top, field.key)
      ? [[field.key, typed(field, top[field.key as keyof typeof top], model)]]
      : [],
  );
  const text = recordText(Object.fromEntries(written), model);
  const path = pathOf(id);
  return { path, text, ...checkRecord(site, path, text) };
}

/** A copy gets an id, and counts as read unless it says otherwise: one names the copy one has before one. */
function completeCopies(copies: Record<string, unknown>[]): Record<string, unknown>[] {
  const taken = new Set<string>();
  return copies.map((copy) => {
    const id =
      copy.id ?? unusedId(`${slug(String(copy.publisher ?? copy.kind ?? ''))}-copy`.replace(/^-/, ''), taken);
    taken.add(String(id));
    return { seen: 'true', ...copy, id };
  });
}

/** The checks of `make check`, without what every record lacks before its first claim. */
function checkRecord(site: Site, path: string, text: string): Pick<Plan, 'problems' | 'notices'> {
  const { diagnostics } = takeRecord(site, { path, bytes: new TextEncoder().encode(text) });
  const isToDo = ({ code, message }: Diagnostic): boolean =>
    code === 'E-CODER-UNKNOWN' || (code === 'E-KEY-MISSING' && message.includes('claims'));
  const problems = diagnostics.filter((one) => one.severity === 'error' && !isToDo(one) && !isUnknown(one));
  const texts = new Set(diagnostics.filter(isUnknown).map((one) => noticeOf(one, text)));
  return { problems: problems.map(words), notices: [...texts] };
}

/** What to do about a name that the registry does not know yet. */
function noticeOf(diagnostic: Diagnostic, text: string): string {
  const { code, line, column } = diagnostic;
  const before = text.split('\n')[line - 1]?.slice(0, column - 1) ?? '';
  const isPublisher = before.trimEnd().endsWith('publisher:');
  const kind = code === 'E-CODER-UNKNOWN' ? 'coder' : isPublisher ? 'media' : 'person';
  const isMissing = code === 'E-CODER-UNKNOWN' || code === 'E-NAME-UNKNOWN';
  return isMissing
    ? `${words(diagnostic)}\n  Not in the registry yet? Add it with  make new TYPE=${kind}`
    : words(diagnostic);
}

function fieldIn(group: string, key: string, model: Model): Field {
  const shape = entryAt(placeOfFile(model.schemas, 'record'), group);
  const field = shape && fieldsOf(shape, model).find((one) => one.key === key);
  if (field === undefined) throw new Error(`the record schema has no ${group}.${key}`);
  return field;
}

function pathOf(id: string): string {
  return `sources/records/${id}.yaml`;
}
