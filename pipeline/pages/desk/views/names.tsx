import { useMemo, useState } from 'preact/hooks';
import type { AuthoredMap } from '../../../model/authored.ts';
import { describeResolution } from '../../../normalize/names/explain.ts';
import type { Resolution } from '../../../normalize/names/resolve.ts';
import { SLOTS } from '../../../normalize/names/resolve.ts';
import { takeRecord } from '../../../record/take.ts';
import { Message } from '../fields/messages.tsx';
import { aliasFor } from '../model/entries.ts';
import { complete } from '../model/names.ts';
import { bytesOf } from '../model/open.ts';
import { listAt, textAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';
import { NewEntry, PreparedEntries } from './new-entry.tsx';

interface Use {
  text: string;
  resolution: Resolution | null;
  key: string;
  number: number;
}

/** Every name of the record with what it became and why, and what to do about those that became nothing. */
export function NamesView() {
  const desk = useDeskState();
  const { project, record, yaml, path, findings } = desk;
  const uses = useMemo(() => {
    const found = new Map<string, Use>();
    takeRecord(project, { path, bytes: bytesOf(yaml) }, (text, key, resolution) => {
      const id = `${text}\u001f${resolution?.entry.id}\u001f${resolution?.reading}`;
      const use = found.get(id) ?? { text, resolution, key, number: 0 };
      use.number += 1;
      found.set(id, use);
    });
    return [...found.values()];
  }, [project, path, yaml]);
  const unknown = uses.filter(({ resolution }) => resolution === null);
  const known = uses.filter(({ resolution, text }) => resolution !== null && text !== resolution.entry.id);
  const ids = uses.filter(({ resolution, text }) => resolution !== null && text === resolution.entry.id);
  const names = Object.entries((record.names ?? {}) as Record<string, string>);
  const own = [...listAt(record, ['entities']), ...listAt(record, ['events'])] as AuthoredMap[];

  return (
    <main id="content" class="names-view">
      <h2>Names</h2>
      <p class="muted">A name is never guessed: it is found exactly, or you say who is meant.</p>
      {unknown.length === 0 ? (
        <p class="notice">Every name is known.</p>
      ) : (
        <section aria-labelledby="names-unknown">
          <h3 id="names-unknown">Who is meant?</h3>
          {unknown.map(({ text, key, number }) => (
            <Unknown
              key={`${text} ${key}`}
              text={text}
              slotKey={key}
              number={number}
              message={findings.find(
                ({ code, message }) => /^E-(NAME|OFFICE)/.test(code) && message.includes(`"${text}"`),
              )}
            />
          ))}
        </section>
      )}
      <div class="columns">
        <section class="card" aria-labelledby="names-known">
          <h3 id="names-known">What names became</h3>
          <ul class="lines">
            {known.map(({ text, resolution, key, number }) => (
              <li
                key={`${text} ${resolution?.entry.id} ${resolution?.reading}`}
                class={resolution?.warning === undefined ? '' : 'doubted'}
              >
                {resolution !== null && describeResolution(text, resolution, key)}{' '}
                <span class="muted small">{number > 1 ? `×${number}` : ''}</span>
                {resolution?.warning !== undefined && (
                  <span class="small"> {resolution.warning.message}</span>
                )}
              </li>
            ))}
          </ul>
          {ids.length > 0 && (
            <p class="small muted">Written as ids: {ids.map(({ text }) => text).join(', ')}</p>
          )}
        </section>
        <section class="card" aria-labelledby="names-own">
          <h3 id="names-own">How this text means its names</h3>
          <p class="small muted">Bare surnames, capitals that stand for governments: for this record only.</p>
          <ul class="lines">
            {names.map(([name, id]) => (
              <li key={name}>
                {name} → <span class="code">{id}</span>{' '}
                <button
                  type="button"
                  class="plain small"
                  onClick={() => desk.set(['names', name], undefined)}
                >
                  Remove
                </button>
              </li>
            ))}
          </ul>
          <Meaning text="" />
          <h3>Entries of this record</h3>
          <ul class="lines">
            {own.map((entry) => {
              const list =
                Object.hasOwn(entry, 'date') || listAt(record, ['events']).includes(entry)
                  ? 'events'
                  : 'entities';
              const index = listAt(record, [list]).indexOf(entry);
              return (
                <li key={textAt(entry, ['id'])}>
                  {textAt(entry, ['name'])} <span class="code small">{textAt(entry, ['id'])}</span>{' '}
                  <span class="muted small">{textAt(entry, ['type'])}</span>{' '}
                  <button
                    type="button"
                    class="plain small"
                    onClick={() => desk.set([list, index], undefined)}
                  >
                    Remove
                  </button>
                </li>
              );
            })}
          </ul>
          <NewEntry name="" onDone={() => undefined} />
          {desk.entries.length > 0 && (
            <>
              <h3>For the registry</h3>
              <p class="muted small">
                The desk counts these names as known already. <span class="code">make check</span> accepts the
                record when they stand in their files.
              </p>
              <PreparedEntries />
            </>
          )}
        </section>
      </div>
    </main>
  );
}

/** A name that became nothing: why, and the four ways out. */
function Unknown({
  text,
  slotKey,
  number,
  message,
}: {
  text: string;
  slotKey: string;
  number: number;
  message: ReturnType<typeof useDeskState>['findings'][number] | undefined;
}) {
  const [way, setWay] = useState<'' | 'means' | 'new'>('');
  return (
    <div class="card unknown">
      <h4>
        {text}{' '}
        <span class="muted small">
          under {slotKey}
          {number > 1 ? `, ×${number}` : ''}
        </span>
      </h4>
      {message !== undefined && <Message finding={message} />}
      <p class="row">
        <button type="button" class="button" aria-expanded={way === 'means'} onClick={() => setWay('means')}>
          In this text it means…
        </button>
        <button type="button" class="button" aria-expanded={way === 'new'} onClick={() => setWay('new')}>
          New here
        </button>
      </p>
      {way === 'means' && <Meaning text={text} />}
      {way === 'new' && <NewEntry name={text} onDone={() => setWay('')} />}
    </div>
  );
}

/** A line of the record's `names`, or another spelling for the registry. */
function Meaning({ text }: { text: string }) {
  const desk = useDeskState();
  const [name, setName] = useState(text);
  const [typed, setTyped] = useState('');
  const choices = typed === '' ? [] : complete(desk.project.registry, desk.scope, typed, SLOTS.any, null);
  return (
    <div class="group">
      {text === '' && (
        <input
          type="text"
          aria-label="Name as printed"
          placeholder="as printed: Tolan"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      )}
      <input
        type="text"
        aria-label={`Whom ${name || 'it'} means`}
        placeholder="whom it means"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <ul class="lines">
        {choices.map(({ entry, about }) => (
          <li key={entry.id}>
            <button
              type="button"
              class="plain"
              disabled={name.trim() === ''}
              onClick={() => {
                desk.set(['names', name.trim()], entry.id);
                setTyped('');
              }}
            >
              {entry.name}
            </button>{' '}
            <span class="muted small">{about}</span>{' '}
            {entry.scope === 'registry' && (
              <button
                type="button"
                class="plain small"
                disabled={name.trim() === ''}
                onClick={() => {
                  const alias = aliasFor(desk.project, entry.id, name.trim());
                  if (alias !== null) desk.addEntry(alias);
                  desk.set(['names', name.trim()], entry.id);
                }}
              >
                and it is a spelling that others use, too
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
