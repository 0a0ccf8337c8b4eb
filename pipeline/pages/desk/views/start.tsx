import { useEffect, useState } from 'preact/hooks';
import { fixText } from '../../../contribute/fix/text.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { takeRecord } from '../../../record/take.ts';
import { draftsOf, dropDraft, folderOf, type KeptDraft } from '../drafts.ts';
import { blindCopy } from '../model/codings.ts';
import { judge } from '../model/findings.ts';
import { readDraft } from '../model/history.ts';
import { bytesOf } from '../model/open.ts';
import { textAt } from '../model/value.ts';
import { emptyRecord, type Opened, today, useDeskState } from '../state.ts';

/** Where everybody begins: a new record, an existing one, a second coding, a settlement, or what was left unfinished. */
export function Start({ onSettle }: { onSettle: (record: Opened) => void }) {
  const desk = useDeskState();
  const { project, start } = desk;
  const [drafts, setDrafts] = useState<readonly KeptDraft[]>([]);
  const [coder, setCoder] = useState('');
  const [faulty, setFaulty] = useState<(Opened & { diagnostics: readonly Diagnostic[] }) | null>(null);
  useEffect(() => {
    void draftsOf(folderOf(location)).then(setDrafts);
  }, []);

  const open = async (file: File | undefined, then: (opened: Opened) => boolean): Promise<void> => {
    if (file === undefined) return;
    const opened = { name: file.name, text: await file.text() };
    setFaulty(null);
    if (!then(opened))
      setFaulty({
        ...opened,
        diagnostics: judge(project, `sources/records/${file.name}`, opened.text).findings,
      });
  };
  const isCoding = ({ name, text }: Opened): boolean => {
    const draft = readDraft(text);
    return (
      draft !== null &&
      name === `${textAt(draft.value, ['id'])}.${textAt(draft.value, ['coding', 'coder'])}.yaml`
    );
  };
  const openRecord = (opened: Opened): boolean => start(opened.text, opened, isCoding(opened));
  const mend = (): void => {
    if (faulty === null) return;
    const path = `sources/records/${faulty.name}`;
    const context = {
      ...{ schemas: project.model.schemas, kind: 'record' as const, codebook: project.model.codebook },
      check: (at: string, bytes: Uint8Array) => takeRecord(project, { path: at, bytes }).diagnostics,
    };
    const { after } = fixText(path, bytesOf(faulty.text), context);
    if (start(after, { name: faulty.name, text: faulty.text }, isCoding(faulty))) setFaulty(null);
    else setFaulty({ ...faulty, text: after, diagnostics: judge(project, path, after).findings });
  };
  const blind = (opened: Opened): boolean => {
    const draft = readDraft(opened.text);
    if (draft === null) return false;
    const copy = blindCopy(draft.value, coder, today());
    const empty = readDraft(emptyRecord(project));
    if (empty === null) return false;
    start(emptyRecord(project), null, true);
    desk.change(copy);
    return true;
  };

  return (
    <main
      class="start"
      id="content"
      onDrop={(event) => {
        event.preventDefault();
        void open(event.dataTransfer?.files[0], openRecord);
      }}
    >
      <div class="lead">
        <h2>Code a text: who says what about whom</h2>
        <p>
          You open a text that lies on your computer, click its sentences, and say what each claims. The desk
          writes the record for you and checks it as you type, with the very rules that the project uses.
        </p>
        <p class="notice">
          <strong>Your text stays with you.</strong> It is neither sent nor kept: no request leaves this page,
          and only claims, short quotes and addresses of sentences are ever saved. Nothing needs to be
          installed, and the desk works without a network.
        </p>
      </div>

      {drafts.length > 0 && (
        <section class="card" aria-labelledby="drafts">
          <h3 id="drafts">Go on where you stopped</h3>
          <p class="small muted">
            Drafts kept by this browser for this folder. They hold claims and no text; all pages that you open
            from this computer's disks share the room they lie in. Saving a record clears its draft.
          </p>
          <ul class="drafts">
            {drafts.map((draft) => (
              <li key={draft.key}>
                <button
                  type="button"
                  class="button main"
                  onClick={() => start(draft.yaml, draft.opened, draft.isCoding, draft)}
                >
                  Go on with {/([^/]+)\.yaml$/.exec(draft.key)?.[1] ?? 'a record without a name'}
                </button>
                <span class="small muted"> kept {new Date(draft.kept).toLocaleString()}</span>
                <button
                  type="button"
                  class="plain small"
                  onClick={() => {
                    void dropDraft(draft.key).then(() =>
                      setDrafts(drafts.filter(({ key }) => key !== draft.key)),
                    );
                  }}
                >
                  Throw it away
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}

      <div class="cards">
        <section class="card">
          <h3>A new text</h3>
          <p>
            Begin a record for an op-ed, a speech, a communiqué or an interview that nobody has coded yet.
          </p>
          <button type="button" class="button main" onClick={() => start(emptyRecord(project), null)}>
            Start a new record
          </button>
        </section>
        <section class="card">
          <h3>A record that exists</h3>
          <p>
            Open its file (<span class="code">sources/records/….yaml</span>), or drop it here: comments, order
            and layout stay as they are.
          </p>
          <FileButton label="Open a record" accept=".yaml,.yml" onFile={(file) => open(file, openRecord)} />
        </section>
        <section class="card">
          <h3>A second coding, blind</h3>
          <p>
            Code a text that somebody has coded already. You get the head and the names of the record, and see
            none of its claims.
          </p>
          <label>
            You are
            <select value={coder} onChange={(event) => setCoder(event.currentTarget.value)}>
              <option value="">choose…</option>
              {[...project.registry.coders.values()].map(({ id, name }) => (
                <option key={id} value={id}>
                  {name} ({id})
                </option>
              ))}
            </select>
          </label>
          <FileButton
            label="Open the record, unseen"
            accept=".yaml,.yml"
            isDisabled={coder === ''}
            onFile={(file) => open(file, blind)}
          />
        </section>
        <section class="card">
          <h3>Two codings to settle</h3>
          <p>Hold a record against a second coding, decide claim by claim, and see how far the two agree.</p>
          <FileButton
            label="Open the record first"
            accept=".yaml,.yml"
            onFile={(file) =>
              open(file, (opened) => {
                if (!start(opened.text, opened)) return false;
                onSettle(opened);
                return true;
              })
            }
          />
        </section>
      </div>

      {faulty !== null && (
        <section class="notice error" role="alert">
          <p>
            <strong>{faulty.name} has errors of form</strong>, so that nothing can be written into it yet.
          </p>
          <ul>
            {faulty.diagnostics.slice(0, 8).map((one) => (
              <li key={`${one.line} ${one.code}`}>
                Line {one.line}: {one.message}. {one.fix}
              </li>
            ))}
          </ul>
          <button type="button" class="button" onClick={mend}>
            Mend what can be mended safely
          </button>
        </section>
      )}
    </main>
  );
}

/** A button that asks for a file. */
export function FileButton({
  label,
  accept,
  onFile,
  isDisabled = false,
  isMain = false,
}: {
  label: string;
  accept: string;
  onFile: (file: File | undefined) => unknown;
  isDisabled?: boolean;
  isMain?: boolean;
}) {
  return (
    <label class={`button file ${isMain ? 'main' : ''} ${isDisabled ? 'disabled' : ''}`}>
      {label}
      <input
        type="file"
        accept={accept}
        disabled={isDisabled}
        onChange={(event) => {
          void onFile(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
