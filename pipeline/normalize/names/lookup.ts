import { foldName } from '../../model/fold.ts';
import type { Redirect } from '../../model/generated/records.ts';
import { byId, type Entry } from './entry.ts';
import { namesOf } from './forms.ts';
import { mayHoldTitle, type Phrase, parsePhrases, type TitledName, takeOffTitles } from './phrase.ts';
import type { NameUse, Registry } from './registry.ts';
import type { RecordScope } from './types.ts';

/** What the registry alone knows about a text, whatever record, slot and date it stands in. */
interface Analysis {
  folded: string;
  /** Registry entries that bear the text as a name, folded. */
  uses: NameUse[];
  titled: TitledName[];
  /** The text as a title phrase, when it is nothing else. */
  phrases: Phrase[];
  /** Offices that bear the text as their name. */
  offices: Entry[];
}

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
  const mayBeTitled = mayHoldTitle(registry, folded);
  return {
    folded,
    uses: registry.names.get(folded) ?? [],
    titled: mayBeTitled ? takeOffTitles(registry, text) : [],
    phrases: mayBeTitled ? parsePhrases(registry, text) : [],
    offices: registry.officeNames.get(folded) ?? [],
  };
}

/** Every entry of registry and record that bears the text as a name, folded; offices are looked up apart. */
export function usesOf(registry: Registry, scope: RecordScope, text: string): NameUse[] {
  const { folded, uses } = analyse(registry, text);
  const local = localNames(scope).get(folded);
  return local === undefined ? uses : [...local, ...uses];
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
  const { folded } = analyse(registry, text);
  const targets = [...names]
    .filter(([surface]) => analyse(registry, surface).folded === folded)
    .map(([, to]) => to);
  return [...new Set(targets)];
}
