import { useState } from 'preact/hooks';
import { foldForSearch } from './fold.ts';
import { countText } from './numbers.ts';

/** A value that can be chosen. */
export interface FacetValue {
  value: string;
  label: string;
  hint?: string | undefined;
  /** How many there would be with it, everything else staying as it is. */
  count: number;
  chosen: boolean;
}

/** Properties of {@link Facet}. */
export interface FacetProps {
  /** Names it in the page. */
  name: string;
  title: string;
  /** All values, those to show first in front. Called with how many are wanted and what they have to contain, folded. */
  values: (wanted: number, find: string) => { shown: readonly FacetValue[]; all: number };
  chosen: number;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onToggle: (value: string) => void;
  onClear: () => void;
}

/** Values shown before somebody asks for more, and at most. */
const FEW = 8;
const MANY = 200;

/** The values of one column with live counts, to choose one or several of. */
export function Facet({ name, title, values, chosen, isOpen, onOpen, onToggle, onClear }: FacetProps) {
  const [find, setFind] = useState('');
  const [isLong, setLong] = useState(false);
  const { shown, all } = isOpen ? values(isLong || find !== '' ? MANY : FEW, foldForSearch(find)) : NONE;
  const most = shown.reduce((sum, { count }) => Math.max(sum, count), 1);
  return (
    <details
      class="facet"
      data-facet={name}
      open={isOpen}
      onToggle={(event) => onOpen(event.currentTarget.open)}
    >
      <summary>
        {title}
        {chosen > 0 && <span class="chosen">{chosen} chosen</span>}
      </summary>
      {isOpen && (
        <>
          {(all > FEW || find !== '') && (
            <input
              class="find"
              type="search"
              placeholder={`find in ${countText(all)}`}
              aria-label={`Find in ${title}`}
              value={find}
              onInput={(event) => setFind(event.currentTarget.value)}
            />
          )}
          <ul aria-label={title}>
            {shown.map(({ value, label, hint, count, chosen: isChosen }) => (
              <li key={value} class={count === 0 ? 'none' : undefined}>
                <label title={hint} style={`--part: ${(100 * count) / most}%`}>
                  <input
                    type="checkbox"
                    checked={isChosen}
                    data-value={value}
                    onChange={() => onToggle(value)}
                  />
                  <span dir="auto">{label}</span>
                  <span class="number muted">{countText(count)}</span>
                </label>
              </li>
            ))}
          </ul>
          <p class="more">
            {shown.length < all && !isLong && find === '' && (
              <button type="button" class="plain" onClick={() => setLong(true)}>
                show more
              </button>
            )}
            {isLong && shown.length < all && (
              <span class="muted">The first {shown.length}; find the others by name. </span>
            )}
            {chosen > 0 && (
              <button type="button" class="plain" onClick={onClear}>
                clear
              </button>
            )}
          </p>
        </>
      )}
    </details>
  );
}

const NONE = { shown: [], all: 0 };
