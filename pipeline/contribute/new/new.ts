import { nearest } from '../../diagnostics/nearest.ts';
import type { Model } from '../../model/model.ts';
import { type CheckPart, partChecker } from './answers.ts';
import { type Ask, collect, type Question, readOptions } from './dialogue.ts';
import { entryIdQuestion, entryQuestions, planEntry } from './entry.ts';
import { type Kind, kindsOf } from './kinds.ts';
import type { Plan, Site } from './plan.ts';
import { planRecord, recordIdQuestion, recordQuestions } from './record.ts';

/** What somebody wants to begin, and how to learn the rest. */
export interface NewRequest {
  /** `record`, or a kind of entry of the registry. */
  what: string;
  /** Options as typed: `--title`, `A Harbour for All`, … */
  tokens: readonly string[];
  /** Null where nobody sits at a terminal. */
  ask: Ask | null;
  /** YYYY-MM-DD */
  today: string;
}

/** Collects the answers and works out the file that `make new` is to write. Writes nothing. */
export async function planNew(site: Site, { what, tokens, ask, today }: NewRequest): Promise<Plan> {
  const { model } = site;
  const kind = what === 'record' ? null : kindsOf(model).get(what);
  if (kind === undefined) return refused([unknownKind(what, model)]);
  const check = partChecker(model);
  const questions = kind === null ? recordQuestions(model, check) : entryQuestions(site, kind, check);
  const { given, problems } = readOptions(tokens, [...questions.map(({ field }) => field.key), 'id']);
  // Somebody who mistyped an option is not to answer a dozen questions first.
  const answers = await collect(questions, given, problems.length > 0 ? null : ask, model);
  if (problems.length + answers.problems.length > 0) return refused([...problems, ...answers.problems]);
  const idQuestion = await questionForId(site, kind, check, answers.values);
  const id = await collect([idQuestion], given, ask, model);
  if (id.problems.length > 0) return refused(id.problems);
  const values = new Map([...answers.values, ...id.values]);
  return kind === null ? planRecord(site, values, today) : planEntry(site, kind, values);
}

async function questionForId(
  site: Site,
  kind: Kind | null,
  check: CheckPart,
  values: ReadonlyMap<string, unknown>,
): Promise<Question> {
  return kind === null ? recordIdQuestion(site, check, values) : entryIdQuestion(site, kind, check, values);
}

function unknownKind(what: string, model: Model): string {
  const names = ['record', ...kindsOf(model).keys()];
  const [meant] = nearest(what, names);
  return `There is no kind "${what}". ${meant === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean ${meant}?`}`;
}

function refused(problems: string[]): Plan {
  return { path: '', text: '', problems, notices: [] };
}
