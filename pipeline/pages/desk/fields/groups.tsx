import { useState } from 'preact/hooks';
import type { AuthoredMap, ValuePath } from '../../../model/authored.ts';
import { vocabularyNamed } from '../../../model/codebook.ts';
import { SLOTS } from '../../../normalize/names/resolve.ts';
import { claimsOf } from '../model/claims.ts';
import { complete } from '../model/names.ts';
import type { QuantityOffer } from '../model/offers.ts';
import { listAt, textAt, valueAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';
import { Truth } from './codes.tsx';
import { Combo } from './combo.tsx';
import { Line } from './line.tsx';
import { dateFor, Names } from './names.tsx';

interface GroupProps {
  path: ValuePath;
  label: string;
  id: string;
  describedBy: string;
}

/** A code chosen from a short list. */
export function Select({
  path,
  label,
  id,
  vocabulary,
}: {
  path: ValuePath;
  label: string;
  id?: string;
  vocabulary: string;
}) {
  const desk = useDeskState();
  const { codes } = vocabularyNamed(desk.project.model.codebook, vocabulary);
  return (
    <select
      id={id}
      aria-label={label}
      value={textAt(desk.record, path)}
      onFocus={() => desk.setFocus(path)}
      onChange={(event) => desk.set(path, event.currentTarget.value)}
    >
      <option value="">{label}…</option>
      {codes.map(({ code, definition }) => (
        <option key={code} value={code} title={definition}>
          {code}
        </option>
      ))}
    </select>
  );
}

/** Numbers of a claim; those that the sentence prints are offered. */
export function Quantities({
  path,
  label,
  id,
  offers,
  claim,
}: GroupProps & { offers: readonly QuantityOffer[]; claim: number }) {
  const desk = useDeskState();
  const all = listAt(desk.record, path) as AuthoredMap[];
  const add = ({ printed: _, ...quantity }: QuantityOffer): void =>
    desk.set(
      [...path],
      [
        ...all,
        Object.fromEntries(Object.entries(quantity).filter(([, value]) => value !== '')) as AuthoredMap,
      ],
    );
  return (
    <div>
      {all.map((_, index) => {
        const own = [...path, index];
        const name = (key: string): string => `${label} ${index + 1}: ${key}`;
        return (
          <div key={index} class="group">
            <Select path={[...own, 'comparator']} label={name('comparator')} vocabulary="comparator" />
            <Line
              path={[...own, 'value']}
              label={name('value')}
              id={`${id}-${index}-value`}
              placeholder="value"
            />
            {textAt(desk.record, [...own, 'comparator']) === 'between' && (
              <Line
                path={[...own, 'value_max']}
                label={name('upper end')}
                id={`${id}-${index}-max`}
                placeholder="to"
              />
            )}
            <Line
              path={[...own, 'unit']}
              label={name('unit')}
              id={`${id}-${index}-unit`}
              placeholder="unit"
            />
            <Names
              path={[...own, 'of']}
              slot={SLOTS.of}
              label={name('of')}
              id={`${id}-${index}-of`}
              isSingle
              claim={claim}
              placeholder="of whom or what"
            />
            <button type="button" class="plain" onClick={() => desk.set(own, undefined)}>
              Remove
            </button>
          </div>
        );
      })}
      <p class="offers small" id={id}>
        {offers.map((offer) => (
          <button key={offer.printed} type="button" class="offer" onClick={() => add(offer)}>
            + {offer.printed}
          </button>
        ))}
        <button
          type="button"
          class="offer"
          onClick={() => add({ printed: '', comparator: 'exactly', unit: '' })}
        >
          + another number
        </button>
      </p>
    </div>
  );
}

/** Attitudes: an entity and a code each. */
export function Stances({
  path,
  label,
  id,
  describedBy,
  claim,
  offers,
}: GroupProps & { claim: number; offers: readonly { text: string }[] }) {
  const desk = useDeskState();
  const { project, scope, record } = desk;
  const all = Object.entries((valueAt(record, path) ?? {}) as Record<string, string>);
  const { codes } = vocabularyNamed(project.model.codebook, 'stance');
  const on = dateFor(desk, claim);
  const named = [
    ...listAt(record, ['claims', claim, 'subject']),
    ...listAt(record, ['claims', claim, 'object']),
  ].filter((one): one is string => typeof one === 'string');
  const [pending, setPending] = useState<string | null>(null);
  const rows: [string, string][] = pending === null ? all : [...all, [pending, '']];
  const add = (name: string): void => {
    setPending(name);
    setTimeout(() => document.querySelector<HTMLElement>(`[data-stance="${CSS.escape(name)}"]`)?.focus());
  };
  return (
    <div>
      {rows.map(([name, code]) => (
        <div key={name} class="group">
          <span class="chip known">{name}</span>
          <select
            aria-label={`Attitude to ${name}`}
            data-stance={name}
            value={code}
            onChange={(event) => {
              desk.set([...path, name], event.currentTarget.value);
              if (name === pending) setPending(null);
            }}
          >
            {code === '' && <option value="">which attitude…</option>}
            {codes.map((one) => (
              <option key={one.code} value={one.code}>
                {one.code}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="plain"
            onClick={() => (name === pending ? setPending(null) : desk.set([...path, name], undefined))}
          >
            Remove
          </button>
        </div>
      ))}
      <Combo
        {...{ id, label, describedBy }}
        placeholder="towards whom"
        chips={null}
        isFree
        optionsFor={(typed) =>
          (typed === '' ? [] : complete(project.registry, scope, typed, SLOTS.stance, on)).map(
            ({ text, name, about }) => ({ value: text, label: name, about }),
          )
        }
        onChoose={add}
        onRemoveLast={() => undefined}
        onFocus={() => desk.setFocus(path)}
      />
      <p class="offers small">
        {[...new Set([...named, ...offers.map(({ text }) => text)])]
          .filter((name) => !rows.some(([one]) => one === name))
          .slice(0, 5)
          .map((name) => (
            <button key={name} type="button" class="offer" onClick={() => add(name)}>
              + {name}
            </button>
          ))}
      </p>
    </div>
  );
}

/** Who belongs to a category, or came to an event. */
export function Members({ path, id, claim }: GroupProps & { claim: number }) {
  const to = (key: string): ValuePath => [...path, key];
  return (
    <div class="group" id={id}>
      <Names
        path={to('of')}
        slot={SLOTS.of}
        label="Members: of which event or group"
        id={`${id}-of`}
        isSingle
        claim={claim}
        placeholder="of which event or group"
      />
      <Line
        path={to('category')}
        label="Members: or of which category"
        id={`${id}-category`}
        placeholder="or a category-in-words"
      />
      <Select path={to('role')} label="Members: role" vocabulary="member-role" />
      <Names
        path={to('list')}
        slot={SLOTS.member}
        label="Members: who is named"
        id={`${id}-list`}
        claim={claim}
        placeholder="who is named"
      />
      <Truth
        path={to('complete')}
        label="Members: is the list complete"
        id={`${id}-complete`}
        otherwise="Is the list complete?"
      />
    </div>
  );
}

/** What changes, from what to what. */
export function Changes({ path, id }: GroupProps) {
  const line = (key: string, about: string) => (
    <Line path={[...path, key]} label={`Change: ${about}`} id={`${id}-${key}`} placeholder={about} />
  );
  return (
    <div class="group" id={id}>
      {line('dimension', 'what it is that changes')}
      {line('from', 'from')}
      {line('to', 'to')}
      <Select path={[...path, 'direction']} label="Change: direction" vocabulary="change-direction" />
      <Names
        path={[...path, 'from_event']}
        slot={SLOTS.from_event}
        label="Change: from which event"
        id={`${id}-from-event`}
        isSingle
        placeholder="from which event"
      />
      <Names
        path={[...path, 'to_event']}
        slot={SLOTS.to_event}
        label="Change: to which event"
        id={`${id}-to-event`}
        isSingle
        placeholder="to which event"
      />
    </div>
  );
}

/** Links to other claims of this record, or of others by record and number. */
export function Relations({ path, label, id, describedBy, own }: GroupProps & { own: string }) {
  const desk = useDeskState();
  const all = listAt(desk.record, path) as AuthoredMap[];
  const others = claimsOf(desk.record).filter((one) => textAt(one, ['id']) !== own);
  return (
    <div>
      {all.map((one, index) => (
        <div key={index} class="group">
          <Select
            path={[...path, index, 'type']}
            label={`${label} ${index + 1}: kind`}
            vocabulary="relation"
          />
          <span class="chip known">{textAt(one, ['to'])}</span>
          <Select
            path={[...path, index, 'by']}
            label={`${label} ${index + 1}: who makes the link`}
            vocabulary="relation-by"
          />
          <button type="button" class="plain" onClick={() => desk.set([...path, index], undefined)}>
            Remove
          </button>
        </div>
      ))}
      <Combo
        {...{ id, label, describedBy }}
        placeholder="another claim: c05, or other-record/c12"
        chips={null}
        isFree
        optionsFor={(typed) =>
          others
            .filter((one) =>
              `${textAt(one, ['id'])} ${textAt(one, ['text'])}`.toLowerCase().includes(typed.toLowerCase()),
            )
            .slice(0, 8)
            .map((one) => ({
              value: textAt(one, ['id']),
              label: textAt(one, ['id']),
              about: textAt(one, ['text']),
            }))
        }
        onChoose={(to) => desk.set([...path], [...all, { type: 'elaborates', to }])}
        onRemoveLast={() => undefined}
        onFocus={() => desk.setFocus(path)}
      />
    </div>
  );
}
