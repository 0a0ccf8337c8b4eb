import { nearest } from '../../diagnostics/nearest.ts';
import type { Model } from '../../model/model.ts';
import { partChecker } from './answers.ts';
import { type Ask, collect, type LaterQuestion, readOptions } from './dialogue.ts';
import { entryIdQuestion, entryQuestions, planEntry } from './entry.ts';
import { kindsOf } from './kinds.ts';
import type { Plan, Site } from './plan.ts';
import { planRecord, recordIdQuestion, recordQuestions } from './record.ts';

/** What somebody wants to begin, and how to learn the rest. */
interface NewRequest {
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
  const questions = kind === null ? recordQuestions(site, check) : entryQuestions(site, kind, check);
  const idQuestion: LaterQuestion = (values) =>
    kind === null ? recordIdQuestion(site, check, values) : entryIdQuestion(site, kind, check, values);
  const keys = [...questions.map(({ field }) => field.key), 'id'];
  const { given, problems, nameOf } = readOptions(tokens, keys);
  // Somebody who mistyped an option is not to answer a dozen questions first.
  const answers =
    problems.length > 0
      ? await collect(questions, given, null, model, nameOf)
      : await collect([...questions, idQuestion], given, ask, model, nameOf);
  if (problems.length + answers.problems.length > 0) return refused([...problems, ...answers.problems]);
  const { values } = answers;
  return kind === null ? planRecord(site, values, today) : planEntry(site, kind, values);
}

function unknownKind(what: string, model: Model): string {
  const names = ['record', ...kindsOf(model).keys()];
  const [meant] = nearest(what, names);
  return `There is no kind "${what}". ${meant === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean ${meant}?`}`;
}

function refused(problems: string[]): Plan {
  return { path: '', text: '', problems, notices: [] };
}
