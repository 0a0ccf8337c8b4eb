import type { Entry } from '../normalize/names/entry.ts';
import type { Registry } from '../normalize/names/registry.ts';
import { type Analysis, ASKED, askRegistry, type Note } from '../normalize/questions.ts';
import { digestOf } from './store/file.ts';

/** Answers of so many letters stand for themselves. */
const SHORT = 64;

/** The answer that the registry knows nothing of it: most are that. */
const NOTHING = 'null';

/**
 * Makes the function that asks the registry the questions of a record and gives one digest of the answers. As long as it
 * stays the same, so does all that was made of the record. What the registry holds is put into words once, however many
 * records ask for it.
 */
export function answerer(registry: Registry): (note: Note) => string {
  const questions = askRegistry(registry, (_, key) => key);
  const told = new WeakMap<object, string>();
  const tell = <T extends object>(answer: T | undefined, inWords: (answer: T) => unknown): string => {
    if (answer === undefined) return NOTHING;
    const known = told.get(answer);
    if (known !== undefined) return known;
    const json = JSON.stringify(inWords(answer));
    const words = json.length <= SHORT ? json : digestOf(json);
    told.set(answer, words);
    return words;
  };
  const tellAsIs = (answer: object | undefined): string => tell(answer, (one) => one);
  // The line is in no row of a record and moves with every line above it.
  const entryOf = (entry: Entry | undefined): string => tell(entry, ({ line: _, ...rest }) => rest);
  const answers: Record<(typeof ASKED)[number], (key: string) => string> = {
    entry: (id) => entryOf(questions.entry(id)),
    redirect: (id) => tellAsIs(questions.redirect(id)),
    coder: (id) => tellAsIs(questions.coder(id)),
    title: (words) => tellAsIs(questions.title(words)),
    officesWithRole: (role) => tell(filled(questions.officesWithRole(role)), (list) => list.map(entryOf)),
    holdings: (office) =>
      tell(filled(questions.holdings(office)), (list) =>
        list.map(({ person, ...tenure }) => [entryOf(person), tenure]),
      ),
    analysis: (text) =>
      tell(ofRegistry(questions.analysis(text)), (analysis) => analysisOf(analysis, entryOf)),
  };
  const kinds = ASKED.map((kind) => answers[kind]);
  return (note) => {
    // No answer holds a line feed: one ends each, and another one those of a kind.
    let all = '';
    for (const [place, answerTo] of kinds.entries()) {
      for (const key of note[place] as readonly string[]) all += `${answerTo(key)}\n`;
      all += '\n';
    }
    return digestOf(all);
  };
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** An analysis in which something of the registry is found; the rest of it follows from the text alone. */
function ofRegistry(analysis: Analysis): Analysis | undefined {
  const { uses, titled, phrases, offices } = analysis;
  return uses.length + titled.length + phrases.length + offices.length === 0 ? undefined : analysis;
}

function analysisOf(
  { uses, titled, phrases, offices, ...own }: Analysis,
  entryOf: (entry: Entry) => string,
): unknown {
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
