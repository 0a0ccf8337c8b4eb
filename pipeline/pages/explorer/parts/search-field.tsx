import { useEffect, useRef, useState } from 'preact/hooks';
import type { Explorer } from '../explorer.ts';

/** Milliseconds without a key after which the search is made. */
const PAUSE = 140;

/** Search over texts, quotes and names. The key / leads here. */
export function SearchField({ explorer }: { explorer: Explorer }) {
  const { state, go } = explorer;
  const [text, setText] = useState(state.search);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  useEffect(() => setText(state.search), [state.search]);
  useEffect(() => {
    const byKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || (event.target as Element).matches('input, select, textarea')) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', byKey);
    return () => removeEventListener('keydown', byKey);
  }, []);
  const type = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go({ search: next }, state.search !== ''), PAUSE) as unknown as number;
  };
  return (
    <input
      ref={field}
      class="search no-print"
      type="search"
      placeholder="Search texts, quotes and names  ( / )"
      aria-label="Search texts, quotes and names"
      value={text}
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
}
