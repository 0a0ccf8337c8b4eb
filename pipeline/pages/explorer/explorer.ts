import type { Dataset } from './data/dataset.ts';
import type { Engine, Selection } from './data/engine.ts';
import type { State } from './state.ts';

/** What every part of the page works with. */
export interface Explorer {
  data: Dataset;
  engine: Engine;
  state: State;
  selection: Selection;
  /** Changes the state: a step that the browser goes back from, unless it replaces the last one. */
  go: (change: Partial<State>, replaces?: boolean) => void;
  /** The address of a changed state. */
  link: (change: Partial<State>) => string;
}

/** A state in which the list shows what is behind a mark: these values added to the filters. */
export function listOf(
  { state }: Explorer,
  values: Readonly<Record<string, readonly string[]>>,
): Partial<State> {
  return { view: 'claims', filters: { ...state.filters, ...values }, claim: '' };
}
