import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ValuePath } from '../../../model/authored.ts';
import { textAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';

/** Properties of {@link Line}. */
export interface LineProps {
  path: ValuePath;
  label: string;
  id: string;
  isLong?: boolean;
  placeholder?: string | undefined;
  describedBy?: string;
}

/** Whether the style sheet lets a field grow; asking for its height after each key would lay out the page each time. */
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** A text of one line, or one that grows with what is written. What is typed in one go is undone in one step. */
export function Line({ path, label, id, isLong = false, placeholder, describedBy }: LineProps) {
  const desk = useDeskState();
  const value = textAt(desk.record, path);
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  // A blank at the end is typed and not yet written: the record holds none.
  const typed = useRef(value);
  if (typed.current.trim() !== value) typed.current = value;
  useLayoutEffect(() => {
    const area = field.current;
    if (GROWS_BY_ITSELF || !isLong || area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [typed.current, isLong]);
  const Tag = isLong ? 'textarea' : 'input';
  return (
    <Tag
      {...{
        id,
        ref: field,
        placeholder,
        value: typed.current,
        type: isLong ? undefined : 'text',
        rows: isLong ? 2 : undefined,
        autocomplete: 'off',
        spellcheck: isLong,
      }}
      aria-label={label}
      aria-describedby={describedBy}
      onFocus={() => desk.setFocus(path)}
      onInput={(event: { currentTarget: { value: string } }) => {
        const text = event.currentTarget.value.replace(/\s*\n\s*/g, ' ');
        typed.current = text;
        desk.set(path, text.trim(), path.join('.'));
      }}
    />
  );
}
