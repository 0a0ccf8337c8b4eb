import { useState } from 'preact/hooks';
import { download } from '../../shared/download.ts';
import { counted, countText } from '../../shared/numbers.ts';
import { labelOf } from '../data/engine.ts';
import type { Explorer } from '../explorer.ts';
import { isOfRecommended, toggled, withFilter } from '../state.ts';
import { csvOf } from './csv.ts';

/** Set by switches, which show what is chosen. */
const SWITCHES = ['recommended', 'own'];

/** How much is chosen, by what, what the default leaves out, and the way to take it along. */
export function Summary({ explorer }: { explorer: Explorer }) {
  const { data, engine, state, selection, go } = explorer;
  const [isBusy, setBusy] = useState(false);
  const { claims, works } = selection;
  const chips = Object.entries(state.filters)
    .filter(([name]) => !SWITCHES.includes(name))
    .flatMap(([name, values]) => values.map((value) => ({ name, value })));
  const recommended = engine.facets.get('recommended');
  const counts = selection.counts.get('recommended');
  const others = counts[recommended?.values.indexOf('false') ?? -1] ?? 0;
  const save = (): void => {
    setBusy(true);
    // Drawn first: a hundred thousand claims take a moment.
    setTimeout(() => {
      download('claims-selection.csv', csvOf(data, claims));
      setBusy(false);
    }, 30);
  };
  return (
    <div class="summary">
      <p class="count" role="status">
        <b class="number">{countText(claims.length)}</b> {claims.length === 1 ? 'claim' : 'claims'} in{' '}
        <b class="number">{countText(works)}</b> {works === 1 ? 'work' : 'works'}
        <span class="muted">, of {countText(data.claims.rows)}</span>
        {isOfRecommended(state.filters) && others > 0 && (
          <span class="muted">
            {' '}
            · recommended ones only, {counted(others, 'other')} left out{' '}
            <button
              type="button"
              class="plain no-print"
              onClick={() => go({ filters: withFilter(state.filters, 'recommended', []) })}
            >
              show all
            </button>
          </span>
        )}
      </p>
      <p class="chips">
        {chips.map(({ name, value }) => {
          const facet = engine.facets.get(name);
          if (facet === undefined) return null;
          return (
            <button
              key={`${name} ${value}`}
              type="button"
              class="chip"
              title={`${facet.title}: take it away`}
              onClick={() => go(toggled(state, name, value))}
            >
              <span class="small">{facet.title}:</span> <bdi>{labelOf(facet, value)}</bdi>{' '}
              <span aria-hidden="true">×</span>
            </button>
          );
        })}
        {state.search !== '' && (
          <button type="button" class="chip" title="Search: take it away" onClick={() => go({ search: '' })}>
            <span class="small">search:</span> <bdi>{state.search}</bdi> <span aria-hidden="true">×</span>
          </button>
        )}
        {chips.length + Number(state.search !== '') > 0 && (
          <button
            type="button"
            class="plain no-print"
            onClick={() => go({ filters: { recommended: ['true'] }, search: '' })}
          >
            clear all
          </button>
        )}
      </p>
      <button
        type="button"
        class="button no-print save"
        disabled={claims.length === 0 || isBusy}
        title="The columns and cells of claims.csv, with the citation of each claim"
        onClick={save}
      >
        {isBusy ? 'One moment …' : 'Save as CSV'}
      </button>
    </div>
  );
}
