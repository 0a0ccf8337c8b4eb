import type { Entry } from '../normalize/names/entry.ts';
import type { Registry } from '../normalize/names/registry.ts';
import { ASKED, askRegistry, type Note, type Questions } from '../normalize/questions.ts';
import { digestOf } from './store/file.ts';

/** Answers of so many letters stand for themselves. */
const SHORT = 64;

/**
 * Makes the function that asks the registry the questions of a record and gives one digest of the answers. As long as it
 * stays the same, so does all that was made of the record. Answers are remembered: thousands of records ask the same.
 */
export function answerer(registry: Registry): (note: Note) => string {
  const questions = askRegistry(registry);
  const entries = new Map<Entry, string>();
  // The line is in no row of a record and moves with every line above it.
  const entryOf = (entry: Entry): string => {
    const known = entries.get(entry);
    if (known !== undefined) return known;
    const { line: _, ...rest } = entry;
    const made = digestOf(JSON.stringify(rest));
    entries.set(entry, made);
    return made;
  };
  const entriesOf = (list: readonly Entry[]): string[] => list.map(entryOf);
  const answers: Record<(typeof ASKED)[number], (key: string) => unknown> = {
    entry: (id) => optional(questions.entry(id), entryOf),
    redirect: questions.redirect,
    coder: questions.coder,
    title: questions.title,
    officesWithRole: (role) => entriesOf(questions.officesWithRole(role)),
    holdings: (office) =>
      questions.holdings(office).map(({ person, ...tenure }) => [entryOf(person), tenure]),
    analysis: (text) => analysisOf(questions, text, entryOf),
  };
  const known = ASKED.map(() => new Map<string, string>());
  return (note) =>
    digestOf(
      JSON.stringify(
        note.map((keys, place) =>
          keys.map((key) => {
            const before = (known[place] as Map<string, string>).get(key);
            if (before !== undefined) return before;
            const json = JSON.stringify(answers[ASKED[place] as (typeof ASKED)[number]](key) ?? null);
            // Most say that nothing is known, in fewer letters than a digest has.
            const answer = json.length <= SHORT ? json : digestOf(json);
            (known[place] as Map<string, string>).set(key, answer);
            return answer;
          }),
        ),
      ),
    );
}

function analysisOf(questions: Questions, text: string, entryOf: (entry: Entry) => string): unknown {
  const { uses, titled, phrases, offices, ...own } = questions.analysis(text);
  const phrasesOf = (list: typeof phrases): unknown =>
    list.map(({ posts }) => posts.map(({ owners, ...post }) => [owners.map(entryOf), post]));
  return [
    own,
    uses.map(({ entry, form }) => [entryOf(entry), form]),
    titled.map(({ phrases: some, ...rest }) => [phrasesOf(some), rest]),
    phrasesOf(phrases),
    offices.map(entryOf),
  ];
}

function optional<T>(value: T | undefined, change: (value: T) => string): string | null {
  return value === undefined ? null : change(value);
}
