import { useState } from 'preact/hooks';
import { readAnswer } from '../../../contribute/new/answers.ts';
import { fieldsOf } from '../../../contribute/new/describe.ts';
import type { AuthoredMap, AuthoredValue } from '../../../model/authored.ts';
import { copyText } from '../../shared/download.ts';
import { addEntry, entryKinds, faultsOf, forRegistry, freeEntryId } from '../model/entries.ts';
import { useDeskState } from '../state.ts';

/** Keys that most entries do without. */
const SELDOM: ReadonlySet<string> = new Set([
  'official_name',
  'native_names',
  'aliases',
  'wikidata',
  'website',
  'demonyms',
  'iso',
  'sources',
  'qid',
  'not_to_confuse',
]);

/** A form for an entity or event: for this record alone, or as a text to be handed in for the registry. */
export function NewEntry({ name, onDone }: { name: string; onDone: () => void }) {
  const desk = useDeskState();
  const { project, record } = desk;
  const kinds = entryKinds(project);
  const [type, setType] = useState('person');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ name });
  const [faults, setFaults] = useState<readonly string[]>([]);
  const kind = kinds.find((one) => one.type === type);
  if (kind === undefined) return null;
  const fields = fieldsOf(kind.shape, project.model, type).filter(
    ({ key, form }) =>
      key !== 'id' && key !== 'type' && !SELDOM.has(key) && form !== 'list of groups' && form !== 'free keys',
  );
  const shown = fields.filter(
    ({ key, needed }) => needed || key === 'country' || key === 'note' || key === 'name',
  );
  const more = fields.filter((field) => !shown.includes(field));
  const id = values.id?.trim() || freeEntryId(project, record, values.name ?? '');
  const entry = (): AuthoredMap => {
    const written = fields
      .filter(({ key }) => (values[key] ?? '').trim() !== '')
      .map(
        (field) =>
          [field.key, readAnswer(field, [values[field.key] as string], project.model)] as [
            string,
            AuthoredValue,
          ],
      );
    return Object.fromEntries([['id', id], ['type', type], ...written]) as AuthoredMap;
  };
  const isReady = shown.every(({ key, needed }) => !needed || (values[key] ?? '').trim() !== '');
  const control = (field: (typeof fields)[number]) => {
    const put = (text: string): void => setValues({ ...values, [field.key]: text });
    return (
      <div key={field.key} class="answer">
        <label for={`entry-${field.key}`}>
          {field.key.replaceAll('_', ' ')} {field.needed && <span class="muted small">needed</span>}
        </label>
        {field.codes !== null && field.form === 'text' ? (
          <select
            id={`entry-${field.key}`}
            value={values[field.key] ?? ''}
            onChange={(event) => put(event.currentTarget.value)}
          >
            <option value="">…</option>
            {field.codes.map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </select>
        ) : (
          <input
            id={`entry-${field.key}`}
            type="text"
            value={values[field.key] ?? ''}
            placeholder={String(field.example ?? '')}
            onInput={(event) => put(event.currentTarget.value)}
          />
        )}
        <span class="small muted">{field.about}</span>
      </div>
    );
  };
  return (
    <div class="new-entry">
      <div class="group">
        <label>
          What is it?
          <select value={type} onChange={(event) => setType(event.currentTarget.value)}>
            {kinds.map((one) => (
              <option key={one.name} value={one.type}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        {shown.map(control)}
        <label>
          id
          <input
            type="text"
            value={values.id ?? ''}
            placeholder={id}
            onInput={(event) => setValues({ ...values, id: event.currentTarget.value })}
          />
          <span class="small muted">Made of the name; typed once, never changed.</span>
        </label>
      </div>
      {more.length > 0 && (
        <details>
          <summary class="small">More about it</summary>
          <div class="group">{more.map(control)}</div>
        </details>
      )}
      <p class="row">
        <button
          type="button"
          class="button main"
          disabled={!isReady}
          onClick={() => {
            desk.change(addEntry(record, kind, entry()));
            setValues({ name: '' });
            onDone();
          }}
        >
          New here: only this record needs it
        </button>
        <button
          type="button"
          class="button"
          disabled={!isReady}
          onClick={() => {
            const prepared = forRegistry(project, kind, entry());
            const found = faultsOf(project, prepared);
            setFaults(found);
            if (found.length > 0) return;
            desk.addEntry(prepared);
            setValues({ name: '' });
            onDone();
          }}
        >
          For the registry: others will need it, too
        </button>
      </p>
      {faults.length > 0 && (
        <ul class="notice error small" role="alert">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What was prepared for the registry, each with the file in which it has to stand; a button copies it. */
export function PreparedEntries() {
  const desk = useDeskState();
  const [told, setTold] = useState<string | null>(null);
  const copy = (text: string): void => {
    void copyText(text).then((isCopied) =>
      setTold(
        isCopied
          ? 'It is on your clipboard.'
          : 'This browser does not let a page copy; mark the lines and copy them.',
      ),
    );
  };
  return (
    <div class="prepared small">
      {desk.entries.map((entry) => (
        <div key={entry.text}>
          <p>
            <span class="code">{entry.path}</span>{' '}
            <button type="button" class="plain" onClick={() => copy(entry.text)}>
              Copy
            </button>{' '}
            <button type="button" class="plain" onClick={() => desk.dropEntry(entry)}>
              Remove
            </button>
          </p>
          <pre class="code">{entry.text}</pre>
        </div>
      ))}
      {told !== null && <p role="status">{told}</p>}
    </div>
  );
}
