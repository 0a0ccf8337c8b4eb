import { foldName } from '../model/fold.ts';
import type { Coder, Redirect, Title } from '../model/generated/records.ts';
import type { Entry } from './names/entry.ts';
import { mayHoldTitle, type Phrase, parsePhrases, type TitledName, takeOffTitles } from './names/phrase.ts';
import { turnedRound } from './names/printed.ts';
import type { NameUse, Registry } from './names/registry.ts';
import type { Holding } from './names/tenures.ts';

/** What the registry alone knows about a text, whatever record, slot and date it stands in. */
export interface Analysis {
  folded: string;
  /** The same of the name turned round, when it is printed with its last part first. */
  turned: string | null;
  /** Registry entries that bear the text as a name, folded. */
  uses: NameUse[];
  titled: TitledName[];
  /** The text as a title phrase, when it is nothing else. */
  phrases: Phrase[];
  /** Offices that bear the text as their name. */
  offices: Entry[];
}

/**
 * All that a record may ask of the registry. A record depends on the registry by the answers to its questions alone: while
 * they stay the same, so does all that was made of it.
 */
export interface Questions {
  entry: (id: string) => Entry | undefined;
  /** What became of a retired id. */
  redirect: (id: string) => Redirect | undefined;
  coder: (id: string) => Coder | undefined;
  /** The same for who only asks whether there is one; all of them only for an error. */
  coders: { has: (id: string) => boolean; keys: () => Iterable<string> };
  analysis: (text: string) => Analysis;
  /** The title of these folded words. */
  title: (words: string) => Title | undefined;
  officesWithRole: (role: string) => readonly Entry[];
  /** Who held the office of an id. */
  holdings: (office: string) => readonly Holding[];
  /** Asked only to tell an error, of which nothing is kept: these leave no note. */
  forErrors: Pick<Registry, 'refused' | 'suggestions'>;
}

/** The questions that leave a note. */
export const ASKED = [
  'entry',
  'redirect',
  'coder',
  'analysis',
  'title',
  'officesWithRole',
  'holdings',
] as const satisfies (keyof Questions)[];

/** The questions of a record, each once, by their kind in the order of {@link ASKED}. */
export type Note = readonly (readonly string[])[];

/** The registry for one record, and the questions that were asked of it so far. */
interface NotedQuestions extends Questions {
  note: () => Note;
}

/** The schema lets no name of a record be longer; the left side of a line of `names` may be. */
const MOST_CHARACTERS = 400;

/** Texts come back thousands of times; the memory is emptied before it grows beyond some megabytes. */
const REMEMBERED = 50_000;
const memory = new WeakMap<Registry, Map<string, Analysis>>();

/**
 * Opens the registry for one record.
 * @param noted puts a question among those of its kind; whoever needs no notes hands over one that does not
 */
export function askRegistry(registry: Registry, noted = addTo): NotedQuestions {
  const asked = ASKED.map(() => new Set<string>());
  const [entries, redirects, coders, texts, titles, roles, offices] = asked as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  // A text is asked for several times in a row, and was noted the first time.
  let last = '';
  let analysis: Analysis | undefined;
  return {
    entry: (id) => registry.entries.get(noted(entries, id)),
    redirect: (id) => registry.redirects.get(noted(redirects, id)),
    coder: (id) => registry.coders.get(noted(coders, id)),
    coders: { has: (id) => registry.coders.has(noted(coders, id)), keys: () => registry.coders.keys() },
    analysis: (text) => {
      if (text !== last || analysis === undefined) analysis = analyse(registry, noted(texts, text));
      last = text;
      return analysis;
    },
    title: (words) => registry.titles.get(noted(titles, words)),
    officesWithRole: (role) => registry.officesByRole.get(noted(roles, role)) ?? [],
    holdings: (office) => registry.holdings.get(noted(offices, office)) ?? [],
    forErrors: registry,
    note: () => asked.map((keys) => [...keys]),
  };
}

function addTo(keys: Set<string>, key: string): string {
  keys.add(key);
  return key;
}

/** Looks a text up in the registry. */
function analyse(registry: Registry, text: string): Analysis {
  let known = memory.get(registry);
  if (known === undefined || known.size >= REMEMBERED) {
    known = new Map();
    memory.set(registry, known);
  }
  let analysis = known.get(text);
  if (analysis === undefined) {
    analysis = analyseAnew(registry, text);
    known.set(text, analysis);
  }
  return analysis;
}

function analyseAnew(registry: Registry, text: string): Analysis {
  const folded = foldName(text);
  // What is too long to be a name is not searched: the search for titles takes the square of its length.
  const isShort = text.length <= MOST_CHARACTERS;
  const inverted = isShort ? turnedRound(text) : null;
  const turned = inverted === null ? null : foldName(inverted);
  const mayBeTitled = isShort && mayHoldTitle(registry, folded);
  return {
    folded,
    turned,
    uses: [...(registry.names.get(folded) ?? []), ...(registry.names.get(turned ?? '') ?? [])],
    titled: mayBeTitled ? takeOffTitles(registry, text) : [],
    phrases: mayBeTitled ? parsePhrases(registry, text) : [],
    offices: registry.officeNames.get(folded) ?? [],
  };
}
