import { useEffect, useRef, useState } from 'preact/hooks';
import type { ValuePath } from '../../../model/authored.ts';
import type { Code, Vocabulary } from '../../../model/codebook.ts';
import { foldName } from '../../../model/fold.ts';
import { listAt, textAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';
import { Chip, Combo } from './combo.tsx';

/** Properties of the fields for codes. */
export interface CodesProps {
  path: ValuePath;
  vocabulary: Vocabulary;
  label: string;
  id: string;
  describedBy?: string;
  /** What it counts as while nothing is chosen. */
  otherwise?: string | undefined;
}

/** Milliseconds in which a second digit belongs to the first. */
const DIGITS = 500;

/** A code by its number or a click: all codes side by side, the chosen one with its question. */
export function CodeButtons({ path, vocabulary, label, id, describedBy, otherwise }: CodesProps) {
  const desk = useDeskState();
  const chosen = textAt(desk.record, path);
  const typed = useRef({ digits: '', at: 0 });
  const [shown, setShown] = useState<Code | null>(null);
  const { codes } = vocabulary;
  const set = (code: string): void => desk.set(path, code);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace' || event.key === 'Delete') desk.set(path, undefined);
    if (!/^\d$/.test(event.key)) return;
    event.preventDefault();
    const isNext = event.timeStamp - typed.current.at < DIGITS;
    const digits = (isNext ? typed.current.digits : '') + event.key;
    const number = Number(digits) <= codes.length ? Number(digits) : Number(event.key);
    typed.current = { digits: String(number), at: event.timeStamp };
    const code = codes[number - 1]?.code;
    if (code === undefined) return;
    set(code);
    (event.currentTarget as HTMLElement).querySelectorAll('input')[number - 1]?.focus();
  };
  const about = shown ?? codes.find(({ code }) => code === chosen) ?? null;
  return (
    <div>
      <fieldset id={id} class="codes" aria-describedby={describedBy} onKeyDown={onKeyDown}>
        <legend class="aside">{label}</legend>
        {codes.map((code, index) => (
          <label
            key={code.code}
            class={code.code === chosen ? 'chosen' : ''}
            onMouseEnter={() => setShown(code)}
            onMouseLeave={() => setShown(null)}
          >
            <input
              type="radio"
              name={id}
              checked={code.code === chosen}
              onChange={() => set(code.code)}
              onFocus={() => desk.setFocus(path)}
            />
            <span class="digit" aria-hidden="true">
              {index + 1}
            </span>{' '}
            {code.code}
          </label>
        ))}
      </fieldset>
      <p class="test small muted">
        {about === null
          ? `${vocabulary.question}${otherwise ? ` Left out, it counts as ${otherwise}.` : ''}`
          : `${about.code}: ${about.test} ${about.definition}`}
      </p>
    </div>
  );
}

/** Codes that are too many to stand side by side: searched by name and definition. */
export function CodeSearch({
  path,
  vocabulary,
  label,
  id,
  describedBy,
  most,
}: CodesProps & { most: number }) {
  const desk = useDeskState();
  const written = listAt(desk.record, path).filter((item): item is string => typeof item === 'string');
  const put = (list: readonly string[]): void => desk.set(path, most === 1 ? list[0] : [...list]);
  return (
    <Combo
      {...{ id, label, describedBy }}
      placeholder={written.length === 0 ? 'type a word of it' : undefined}
      chips={written.map((code, index) => (
        <Chip
          key={code}
          label={code}
          title={vocabulary.codes.find((one) => one.code === code)?.definition}
          state="known"
          onRemove={() => put(written.toSpliced(index, 1))}
        />
      ))}
      isFull={written.length >= most}
      optionsFor={(typed) =>
        search(vocabulary, typed)
          .filter(({ code }) => !written.includes(code))
          .map(({ code, label: name, definition, test }) => ({
            value: code,
            label: code,
            about: name.toLowerCase() === code.replaceAll('-', ' ') ? undefined : name,
            help: `${test} ${definition}`,
          }))
      }
      onChoose={(code) => put([...written, code])}
      onRemoveLast={() => put(written.slice(0, -1))}
      onFocus={() => desk.setFocus(path)}
    />
  );
}

/** Codes that begin with what is typed, then those of which a word does, then those whose definition has it. */
function search({ codes }: Vocabulary, typed: string): Code[] {
  const folded = foldName(typed);
  const rank = ({ code, label, definition }: Code): number => {
    if (code.startsWith(folded.replaceAll(' ', '-'))) return 0;
    const words = `${code.replaceAll('-', ' ')} ${foldName(label)}`.split(' ');
    if (words.some((word) => word.startsWith(folded))) return 1;
    return folded.length > 2 && foldName(definition).includes(folded) ? 2 : 3;
  };
  return codes
    .map((code) => ({ code, at: folded === '' ? 0 : rank(code) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at)
    .map(({ code }) => code)
    .slice(0, folded === '' ? codes.length : 10);
}

/** The ladder: one question at a time from the top; the first yes decides. */
export function Ladder({
  vocabulary,
  onDone,
}: {
  vocabulary: Vocabulary;
  onDone: (code: string | null) => void;
}) {
  const [at, setAt] = useState(0);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);
  const code = vocabulary.codes[at];
  const isLast = at === vocabulary.codes.length - 1;
  const answer = (isYes: boolean): void => {
    if (code === undefined || isYes || isLast) onDone(code?.code ?? null);
    else setAt(at + 1);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (key === 'y') answer(true);
    else if (key === 'n') answer(false);
    else if (key === 'b' && at > 0) setAt(at - 1);
    else if (key === 'escape') onDone(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (code === undefined) return null;
  return (
    <fieldset class="ladder" onKeyDown={onKeyDown}>
      <legend class="aside">The ladder of types</legend>
      <p aria-live="polite">
        <span class="muted small">
          {at + 1} of {vocabulary.codes.length} · {code.code}
        </span>
        <br />
        <strong>{code.test}</strong> <span class="small">{code.definition}</span>
      </p>
      {code.examples[0] !== undefined && <p class="small muted">For example: {code.examples[0]}</p>}
      <p class="row">
        <button ref={yes} type="button" class="button main" onClick={() => answer(true)}>
          Yes <kbd>y</kbd>
        </button>
        <button type="button" class="button" onClick={() => answer(false)}>
          {isLast ? 'It is the last' : 'No'} <kbd>n</kbd>
        </button>
        <button type="button" class="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          Back <kbd>b</kbd>
        </button>
        <button type="button" class="plain" onClick={() => onDone(null)}>
          Leave the ladder
        </button>
      </p>
    </fieldset>
  );
}

/** A truth value with a word for not said. */
export function Truth({
  path,
  label,
  id,
  otherwise,
}: {
  path: ValuePath;
  label: string;
  id: string;
  otherwise: string;
}) {
  const desk = useDeskState();
  const value = textAt(desk.record, path);
  return (
    <select
      id={id}
      aria-label={label}
      value={value}
      onFocus={() => desk.setFocus(path)}
      onChange={(event) => desk.set(path, event.currentTarget.value)}
    >
      <option value="">{otherwise}</option>
      <option value="true">true</option>
      <option value="false">false</option>
    </select>
  );
}
