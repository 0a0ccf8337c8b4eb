import { useEffect, useState } from 'preact/hooks';

/** The state of a page as words: what stands in the address behind the #, so that a view can be linked and gone back to. */
export type HashState = Readonly<Record<string, readonly string[]>>;

/** Reads the part of an address behind the #. What cannot be read is left out. */
export function readHash(hash: string): HashState {
  const state: Record<string, string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const values = state[name] ?? [];
    values.push(value);
    state[name] = values;
  }
  return state;
}

/** The part of an address behind the #; what is empty is left out. Names stand in the order in which they come. */
export function writeHash(state: HashState): string {
  const written = new URLSearchParams();
  for (const [name, values] of Object.entries(state)) for (const value of values) written.append(name, value);
  // Slashes and colons need no sign here, and ids read better with them.
  return `#${written.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}

/**
 * The state in the address, and how to change it. A change is a step that the browser goes back from, unless it replaces
 * the last one, as typing does.
 */
export function useHash(): [HashState, (state: HashState, replaces?: boolean) => void] {
  const [state, setState] = useState(() => readHash(location.hash));
  useEffect(() => {
    const follow = (): void => setState(readHash(location.hash));
    addEventListener('hashchange', follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  const change = (next: HashState, replaces = false): void => {
    const hash = writeHash(next);
    if (hash === location.hash) return;
    if (replaces) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
    setState(next);
  };
  return [state, change];
}
