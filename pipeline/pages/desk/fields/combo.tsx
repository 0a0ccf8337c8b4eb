import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

/** Something to choose. */
export interface Option {
  value: string;
  label: string;
  about?: string;
  /** A longer explanation, shown below while it is the one that Enter takes. */
  help?: string;
}

/** Properties of {@link Combo}. */
export interface ComboProps {
  id: string;
  label: string;
  describedBy?: string;
  placeholder?: string;
  /** What stands in the field already. */
  chips: ComponentChildren;
  /** Whether more may be added. */
  isFull?: boolean;
  optionsFor: (typed: string) => Option[];
  /** Whether what is typed may be taken as it stands. */
  isFree?: boolean;
  onChoose: (value: string) => void;
  /** Backspace in an empty field takes the last one out. */
  onRemoveLast: () => void;
  onFocus: () => void;
}

/** A field that completes what is typed: arrows choose, Enter or Tab takes, Escape leaves it. */
export function Combo(props: ComboProps) {
  const {
    id,
    label,
    describedBy,
    placeholder,
    chips,
    isFull,
    optionsFor,
    isFree,
    onChoose,
    onRemoveLast,
    onFocus,
  } = props;
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const found = isOpen ? optionsFor(typed) : [];
  const free: Option[] =
    isFree && typed.trim() !== '' && !found.some(({ value }) => value === typed.trim())
      ? [{ value: typed.trim(), label: `“${typed.trim()}”`, about: 'as it stands' }]
      : [];
  const options = [...found, ...free];
  const current = Math.min(active, options.length - 1);
  const take = (value: string | undefined): void => {
    if (value !== undefined) onChoose(value);
    setTyped('');
    setActive(0);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.altKey) return;
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else
        setActive(
          (current + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % Math.max(1, options.length),
        );
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (!isOpen || options.length === 0) return;
      event.preventDefault();
      take(options[current]?.value);
    } else if (event.key === 'Tab' && typed.trim() !== '' && options.length > 0)
      take(options[current]?.value);
    else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      take(undefined);
    } else if (event.key === 'Backspace' && typed === '') onRemoveLast();
  };
  const help = options[current]?.help;
  return (
    <div class="combo">
      <div class="chips">
        {chips}
        {!isFull && (
          <input
            id={id}
            ref={input}
            type="text"
            role="combobox"
            value={typed}
            placeholder={placeholder}
            autocomplete="off"
            aria-label={label}
            aria-expanded={isOpen && options.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-describedby={describedBy}
            aria-activedescendant={isOpen && options.length > 0 ? `${listId}-${current}` : undefined}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
              setOpen(true);
            }}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
          />
        )}
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={`${label}: choices`}
        class="options"
        hidden={!isOpen || options.length === 0}
      >
        {options.map((option, index) => (
          <div
            key={option.value}
            tabIndex={-1}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === current}
            onMouseDown={(event) => {
              event.preventDefault();
              take(option.value);
            }}
          >
            <span>{option.label}</span>
            {option.about !== undefined && <span class="muted small"> {option.about}</span>}
            {index === current && help !== undefined && <span class="help small">{help}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A value that stands in a field, with a button that takes it out. */
export function Chip({
  label,
  title,
  state,
  onRemove,
}: {
  label: ComponentChildren;
  title?: string;
  state?: string;
  onRemove: () => void;
}) {
  return (
    <span class={`chip ${state ?? ''}`} title={title}>
      {label}
      <button
        type="button"
        aria-label={`Take out ${typeof label === 'string' ? label : (title ?? '')}`}
        onClick={onRemove}
      >
        ×
      </button>
    </span>
  );
}
