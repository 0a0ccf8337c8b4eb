import { choice } from '../../diagnostics/choice.ts';
import type { Explained } from './words.ts';

/**
 * Leaves one error for each cause: a list that should be one value is not also a wrong code, a misspelt key is not also
 * a missing one, keys missing in one place are told together, and so are keys that lost their indentation.
 */
export function cutCascades(explained: readonly Explained[]): Explained[] {
  const misspelt = new Set<string>();
  const astray = new Set<string>();
  const strangers = new Set<string>();
  for (const { code, path, suggestion, stray } of explained) {
    if (code !== 'E-KEY-UNKNOWN') continue;
    strangers.add(placeOf(path.slice(0, -1)));
    for (const home of stray?.homes ?? []) astray.add(`${home} ${stray?.key}`);
    if (suggestion !== undefined) misspelt.add(placeOf([...path.slice(0, -1), suggestion]));
  }
  const missing = explained.filter(({ missing: absent, path }) => {
    return absent && !misspelt.has(placeOf([...path, absent.key])) && !astray.has(`${path[0]} ${absent.key}`);
  });
  const rest = explained.filter((entry) => {
    if (entry.missing) return false;
    // A key that does not exist is one too many by itself.
    if (entry.stray) return false;
    return entry.code !== 'E-KEYS-MANY' || !strangers.has(placeOf(entry.path.slice(0, -1)));
  });
  return firstOfEachPlace([...together(missing), ...strays(explained), ...rest]);
}

/** One entry for all keys that are missing in one place. */
function together(missing: readonly Explained[]): Explained[] {
  const byPlace = new Map<string, Explained[]>();
  for (const entry of missing) {
    const place = placeOf(entry.path);
    const entries = byPlace.get(place);
    if (entries === undefined) byPlace.set(place, [entry]);
    else entries.push(entry);
  }
  return [...byPlace.values()].map((entries) => {
    const [first] = entries as [Explained];
    if (entries.length === 1) return first;
    const keys = entries.map((entry) => entry.missing?.key ?? '');
    const sample = entries.find((entry) => entry.missing?.example)?.missing;
    const like = sample ? `, such as ${sample.key}: ${sample.example}` : '';
    const who = first.message.replace(/ has no .*$/, '');
    return { ...first, message: `${who} has no ${choice(keys)}`, fix: `Add a line for each${like}.` };
  });
}

/** One entry for all keys that belong into one other place. */
function strays(explained: readonly Explained[]): Explained[] {
  const homes = new Map<string, Explained[]>();
  for (const entry of explained) {
    if (entry.stray === undefined) continue;
    const entries = homes.get(entry.stray.where);
    if (entries === undefined) homes.set(entry.stray.where, [entry]);
    else entries.push(entry);
  }
  return [...homes].map(([home, entries]) => {
    const [first] = entries as [Explained];
    if (entries.length === 1) return first;
    const keys = entries.map((entry) => entry.stray?.key ?? '');
    return {
      ...first,
      message: `unknown keys ${choice(keys, 'and')}`,
      fix: `They belong ${home}: put them there, further in.`,
    };
  });
}

function firstOfEachPlace(explained: readonly Explained[]): Explained[] {
  const seen = new Set<string>();
  return explained.filter(({ path }) => {
    const place = placeOf(path);
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

function placeOf(path: Explained['path']): string {
  return JSON.stringify(path);
}
