import { useId, useMemo, useState } from 'preact/hooks';
import { foldForSearch } from '../../shared/fold.ts';

/** Something to choose. */
export interface Choice {
  value: string;
  label: string;
  /** What else finds it. */
  also?: string;
  count?: number;
}

/** Properties of {@link Choose}. */
interface ChooseProps {
  label: string;
  /** All that can be chosen, made when somebody looks for it. */
  choices: () => readonly Choice[];
  /** What is chosen is called so. */
  chosen: string;
  onChoose: (value: string) => void;
}

/** Choices offered at once. */
const MANY = 60;

/** One of many, found by typing a part of its name: arrows move, Enter takes, Escape leaves. */
export function Choose({ label, choices, chosen, onChoose }: ChooseProps) {
  const id = useId();
  const [find, setFind] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const folded = foldForSearch(find ?? '');
  const all = useMemo(() => (find === null ? [] : choices()), [find === null, choices]);
  const offered = all
    .filter(({ label: name, value, also = '' }) => foldForSearch(`${name} ${value} ${also}`).includes(folded))
    .slice(0, MANY);
  const take = (choice: Choice | undefined): void => {
    if (choice !== undefined) onChoose(choice.value);
    setFind(null);
  };
  const byKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setFind(null);
    else if (event.key === 'Enter' && find !== null) take(offered[active]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (find === null) setFind('');
      setActive(Math.max(0, Math.min(offered.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1))));
    } else return;
    event.preventDefault();
  };
  const isOpen = find !== null && offered.length > 0;
  return (
    <div class="choose">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
        value={find ?? chosen}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setFind(find ?? '')}
        onInput={(event) => {
          setFind(event.currentTarget.value);
          setActive(0);
        }}
        onBlur={() => setFind(null)}
        onKeyDown={byKey}
      />
      <div id={`${id}-list`} class="offered" role="listbox" aria-label={label} hidden={!isOpen}>
        {offered.map((choice, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option
          <div
            key={choice.value}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              take(choice);
            }}
          >
            <bdi>{choice.label}</bdi>
            {choice.count !== undefined && <span class="number muted">{choice.count}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
