import { foldName } from '../../model/fold.ts';
import type { Redirect } from '../../model/generated/records.ts';
import { byId, type Entry } from './entry.ts';
import { isAbbreviation, isInCapitals, namesOf } from './forms.ts';
import { mayHoldTitle, type Phrase, parsePhrases, type TitledName, takeOffTitles } from './phrase.ts';
import { turnedRound } from './printed.ts';
import type { NameUse, Registry } from './registry.ts';
import type { RecordScope } from './types.ts';

/** What the registry alone knows about a text, whatever record, slot and date it stands in. */
interface Analysis {
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

/** The schema lets no name of a record be longer; the left side of a line of `names` may be. */
const MOST_CHARACTERS = 400;

/** Texts come back thousands of times; the memory is emptied before it grows beyond some megabytes. */
const REMEMBERED = 50_000;
const memory = new WeakMap<Registry, Map<string, Analysis>>();

/** Looks a text up in the registry. */
export function analyse(registry: Registry, text: string): Analysis {
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
    uses: [folded, turned].flatMap((key) => registry.names.get(key ?? '') ?? []),
    titled: mayBeTitled ? takeOffTitles(registry, text) : [],
    phrases: mayBeTitled ? parsePhrases(registry, text) : [],
    offices: registry.officeNames.get(folded) ?? [],
  };
}

/**
 * Every entry of registry and record that bears the text as a name, folded; offices are looked up apart. An abbreviation
 * in capitals is found only in capitals: "WHO" is no "who".
 */
export function usesOf(registry: Registry, scope: RecordScope, text: string): NameUse[] {
  const { folded, turned, uses } = analyse(registry, text);
  const names = localNames(scope);
  const all = [...(names.get(folded) ?? []), ...(names.get(turned ?? '') ?? []), ...uses];
  return isInCapitals(text) ? all : all.filter(({ form }) => !isAbbreviation(form.name));
}

const localIndexes = new WeakMap<RecordScope['local'], Map<string, NameUse[]>>();

function localNames({ local }: RecordScope): Map<string, NameUse[]> {
  let index = localIndexes.get(local);
  if (index === undefined) {
    index = new Map();
    for (const entry of [...local.values()].sort(byId)) {
      for (const form of namesOf(entry.value)) {
        const key = foldName(form.name);
        index.set(key, [...(index.get(key) ?? []), { entry, form }]);
      }
    }
    localIndexes.set(local, index);
  }
  return index;
}

/** What an id leads to: an entry, the several entries into which it was split, or nothing any more. */
type IdTarget = { entry: Entry; redirected: boolean } | { split: string[] } | { retired: Redirect };

/** Looks a text up as an id: the record's own first, then the registry's, then the retired ones. */
export function findId(registry: Registry, scope: RecordScope, text: string): IdTarget | null {
  const entry = scope.local.get(text) ?? registry.entries.get(text);
  if (entry !== undefined) return { entry, redirected: false };
  const redirect = registry.redirects.get(text);
  if (redirect?.split_into !== undefined) return { split: redirect.split_into };
  if (redirect?.to === 'none') return { retired: redirect };
  const target = redirect?.to === undefined ? undefined : registry.entries.get(redirect.to);
  return target === undefined ? null : { entry: target, redirected: true };
}

/** What the record's `names` says about a text: as written, else folded. Several only when two lines fold alike. */
export function recordNames(registry: Registry, { names }: RecordScope, text: string): string[] {
  const exact = names.get(text);
  if (exact !== undefined) return [exact];
  if (names.size === 0) return [];
  let index = foldedNames.get(names);
  if (index === undefined) {
    index = new Map();
    for (const surface of names.keys()) {
      const key = foldName(surface);
      index.set(key, [...(index.get(key) ?? []), surface]);
    }
    foldedNames.set(names, index);
  }
  const alike = index.get(analyse(registry, text).folded) ?? [];
  const surfaces = isInCapitals(text) ? alike : alike.filter((surface) => !isAbbreviation(surface));
  return [...new Set(surfaces.map((surface) => names.get(surface) as string))];
}

const foldedNames = new WeakMap<RecordScope['names'], Map<string, string[]>>();
