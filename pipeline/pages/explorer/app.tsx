import { useEffect, useMemo, useState } from 'preact/hooks';
import { versionInWords } from '../../write/released.ts';
import { useHash } from '../shared/hash.ts';
import type { Dataset } from './data/dataset.ts';
import type { Engine } from './data/engine.ts';
import type { Explorer } from './explorer.ts';
import { Filters } from './parts/filters.tsx';
import { Pane } from './parts/pane.tsx';
import { SearchField } from './parts/search-field.tsx';
import { Summary } from './parts/summary.tsx';
import { Switches } from './parts/switches.tsx';
import { hashOf, linkTo, type State, stateOf, VIEWS, type ViewName } from './state.ts';
import { VIEW } from './views/views.ts';

/** The page: what is chosen above and at the left, the view in the middle, the claim that is read at the right. */
export function App({ data, engine }: { data: Dataset; engine: Engine }) {
  const [hash, setHash] = useHash();
  const state = useMemo(() => stateOf(hash, engine.facets.keys()), [hash]);
  const question = JSON.stringify([state.filters, state.search]);
  const selection = useMemo(() => engine.select(state), [question]);
  const [areFiltersOpen, setFiltersOpen] = useState(false);
  const go = (change: Partial<State>, replaces?: boolean): void =>
    setHash(hashOf({ ...state, ...change }), replaces);
  const explorer: Explorer = {
    data,
    engine,
    state,
    selection,
    go,
    link: (change) => linkTo({ ...state, ...change }),
  };
  const View = VIEW[state.view];
  // On a narrow screen the views are a line that is moved sideways.
  useEffect(() => {
    const current = document.querySelector('.views [aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [state.view]);
  const chosen = Object.keys(state.filters).filter((name) => name !== 'recommended').length;
  return (
    <div class={`explorer${state.claim === '' ? '' : ' reading'}`}>
      <button type="button" class="skip button" onClick={() => document.getElementById('view')?.focus()}>
        To the claims
      </button>
      <header class="top">
        <div class="brand">
          <h1>Foreign-Policy Claims</h1>
          <p class="small muted">
            Who says what about whom, and where it stands. A claim is not a fact.{' '}
            <span class="version">{firstUpper(versionInWords(data.about.version ?? ''))}.</span>
          </p>
        </div>
        <SearchField explorer={explorer} />
      </header>
      <nav class="views no-print" aria-label="Views">
        {Object.entries(VIEWS).map(([name, title]) => (
          <a
            key={name}
            href={explorer.link({ view: name as ViewName, claim: '' })}
            aria-current={name === state.view ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <Switches explorer={explorer} />
      <Summary explorer={explorer} />
      <div class="columns">
        <section class="filters no-print" aria-label="Filters">
          <button
            type="button"
            class="button show-filters"
            aria-expanded={areFiltersOpen}
            onClick={() => setFiltersOpen(!areFiltersOpen)}
          >
            Filters{chosen > 0 && ` (${chosen})`}
          </button>
          <div class={`facets${areFiltersOpen ? ' open' : ''}`}>
            <Filters explorer={explorer} />
          </div>
        </section>
        <main id="view" class={`view ${state.view}`} tabIndex={-1} aria-label={VIEWS[state.view]}>
          <View explorer={explorer} />
        </main>
        {state.claim !== '' && <Pane explorer={explorer} />}
      </div>
    </div>
  );
}

function firstUpper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
