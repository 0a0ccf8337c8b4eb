import type { ComponentChildren } from 'preact';

/** A value in a table that does what a click on its mark does. */
export function Pick({ children, onPick }: { children: ComponentChildren; onPick: () => void }) {
  return (
    <button type="button" class="plain" onClick={onPick}>
      {children}
    </button>
  );
}
