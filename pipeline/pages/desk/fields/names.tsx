import type { AuthoredValue, ValuePath } from '../../../model/authored.ts';
import { type DateSpan, isFault, readDate } from '../../../model/dates/dates.ts';
import { describeResolution } from '../../../normalize/names/explain.ts';
import { SLOTS, type Slot } from '../../../normalize/names/resolve.ts';
import { complete, resolveName } from '../model/names.ts';
import { listAt, textAt } from '../model/value.ts';
import { type Desk, useDeskState } from '../state.ts';
import { Chip, Combo } from './combo.tsx';

/** When a claim was said, as far as offices need it: as written, else when the source appeared. */
export function dateFor({ record, judged }: Desk, index: number | null): DateSpan | null {
  const claim = index === null ? undefined : judged.taken.resolved.claims.find((one) => one.index === index);
  if (claim?.made != null) return claim.made.span;
  const said = claim?.saidIn?.entry.value;
  const date = said !== undefined && 'date' in said ? said.date : undefined;
  const span = readDate(date ?? textAt(record, ['source', 'published']));
  return isFault(span) ? null : span;
}

/** Properties of {@link Names}. */
export interface NamesProps {
  path: ValuePath;
  slot: Slot;
  label: string;
  id: string;
  /** One name and no list. */
  isSingle?: boolean;
  placeholder?: string;
  /** Words that stand for something else than an entry: `authors`, `none`. */
  words?: readonly { value: string; about: string }[];
  /** Names that the sentence prints. */
  offers?: readonly { text: string; about: string; doubt: string | null }[];
  claim?: number | null;
  describedBy?: string;
}

/** Entities or events by name: completed from registry and record, with what each became and why. */
export function Names({
  path,
  slot,
  label,
  id,
  isSingle = false,
  placeholder,
  words = [],
  offers = [],
  claim = null,
  describedBy,
}: NamesProps) {
  const desk = useDeskState();
  const { project, scope, record } = desk;
  const on = dateFor(desk, claim);
  const written = listAt(record, path).filter((item): item is string => typeof item === 'string');
  const isWord = (text: string): boolean => words.some(({ value }) => value === text);
  const put = (list: readonly string[]): void => {
    const [first] = list;
    const value: AuthoredValue | undefined =
      isSingle || (first !== undefined && isWord(first)) ? first : [...list];
    desk.set(path, value);
  };
  const add = (text: string): void => {
    if (isSingle || isWord(text) || written.some(isWord)) put([text]);
    else if (!written.includes(text)) put([...written, text]);
  };
  const rest = offers.filter(({ text }) => !written.includes(text)).slice(0, 6);
  return (
    <>
      <Combo
        {...{ id, label, placeholder: written.length === 0 ? placeholder : undefined, describedBy }}
        isFree
        chips={written.map((text, index) => {
          const outcome = isWord(text) ? null : resolveName(project.registry, scope, text, slot, on);
          const about =
            outcome === null
              ? (words.find(({ value }) => value === text)?.about ?? '')
              : outcome.ok
                ? describeResolution(text, outcome.resolution, slot.key)
                : outcome.failure.message;
          return (
            <Chip
              key={text}
              label={text}
              title={about}
              state={
                outcome === null || outcome.ok
                  ? outcome?.ok && outcome.resolution.warning
                    ? 'doubted'
                    : 'known'
                  : 'unknown'
              }
              onRemove={() => put(written.toSpliced(index, 1))}
            />
          );
        })}
        isFull={isSingle && written.length > 0}
        optionsFor={(typed) => [
          ...words
            .filter(({ value }) => typed !== '' && value.startsWith(typed.toLowerCase()))
            .map(({ value, about }) => ({ value, label: value, about })),
          ...(typed === '' ? [] : complete(project.registry, scope, typed, slot, on)).map((choice) => ({
            value: choice.text,
            label: choice.name,
            about:
              choice.text === choice.entry.name || choice.name === choice.entry.name
                ? choice.about
                : `${choice.entry.name}, ${choice.about}`,
          })),
        ]}
        onChoose={add}
        onRemoveLast={() => put(written.slice(0, -1))}
        onFocus={() => desk.setFocus(path)}
      />
      {written.map((text) => {
        const outcome = isWord(text) ? null : resolveName(project.registry, scope, text, slot, on);
        if (outcome === null || !outcome.ok) return null;
        const { entry } = outcome.resolution;
        return (
          <p key={text} class="became small muted">
            {text} → {entry.name === text ? entry.id : `${entry.name} (${entry.id})`}
            {describeResolution(text, outcome.resolution, slot.key).replace(/^.*? · /, ' · ')}
          </p>
        );
      })}
      {rest.length > 0 && (
        <p class="offers small">
          <span class="muted">In the sentence: </span>
          {rest.map(({ text, about, doubt }) => (
            <button
              key={text}
              type="button"
              class={`offer ${doubt === null ? '' : 'doubted'}`}
              title={doubt ?? about}
              onClick={() => add(text)}
            >
              + {text}
            </button>
          ))}
        </p>
      )}
    </>
  );
}

export { SLOTS };
