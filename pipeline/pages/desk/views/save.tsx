import { useMemo, useState } from 'preact/hooks';
import { unifiedDiff } from '../../../contribute/fix/diff.ts';
import type { AuthoredMap } from '../../../model/authored.ts';
import { copyText } from '../../shared/download.ts';
import { counted } from '../../shared/numbers.ts';
import { Message } from '../fields/messages.tsx';
import { canChoosePlace, saveAs, saveDownload } from '../files.ts';
import { claimsOf, codedUnits } from '../model/claims.ts';
import { withFingerprints } from '../model/evidence.ts';
import { type Finding, judge } from '../model/findings.ts';
import { leftOut } from '../model/progress.ts';
import { listAt, textAt } from '../model/value.ts';
import { sha256, useDeskState } from '../state.ts';
import { PreparedEntries } from './new-entry.tsx';

/** The last look: messages, gaps, open questions, what changed; then the file, and where it goes. */
export function SaveView() {
  const desk = useDeskState();
  const { record, findings, judged, yaml, opened, path, text, units, verified, entries } = desk;
  const [told, setTold] = useState<string | null>(null);
  const awaited = useMemo(
    () =>
      entries.length === 0 || judge(desk.given, path, yaml).isSound
        ? []
        : [...new Set(entries.filter(({ list }) => list !== null).map(({ path: file }) => file))],
    [desk.given, path, yaml, entries],
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const coded = codedUnits(record);
  const out = leftOut(record);
  const open = units.filter(({ at }) => !coded.has(at) && !out.has(at));
  const name = path.split('/').at(-1) ?? 'record.yaml';
  const printed = text === null || !judged.isSound ? null : withFingerprints(judged.taken, text, sha256);
  const final = printed !== null && 'text' in printed ? printed.text : yaml;
  const difference =
    opened === null ? '' : unifiedDiff(opened.text.replaceAll('\r\n', '\n'), final.replaceAll('\r\n', '\n'));

  const save = async (isChosen: boolean): Promise<void> => {
    if (final !== yaml) desk.putYaml(final);
    if (isChosen) {
      const handle = await saveAs(name, final);
      if (handle === null) return;
      setTold(`Saved as ${handle.name}. The draft in this browser is cleared.`);
    } else {
      saveDownload(name, final);
      setTold(`${name} lies in your folder of downloads. The draft in this browser is cleared.`);
    }
    desk.saved(final);
  };

  return (
    <main id="content" class="save-view">
      <h2>Look over and save</h2>
      <div class="columns">
        <section class="card" aria-labelledby="save-messages">
          <h3 id="save-messages">
            {errors.length === 0
              ? desk.isVerified
                ? 'No errors'
                : 'Comparing with the text…'
              : `${errors.length} ${errors.length === 1 ? 'thing' : 'things'} to mend`}
            {warnings.length > 0 && <span class="muted"> · {warnings.length} to look at</span>}
          </h3>
          {errors.length === 0 && desk.isVerified && awaited.length > 0 && (
            <p class="notice warning">
              make check accepts this record when what you prepared for the registry stands in{' '}
              <span class="code">{awaited.join(', ')}</span>: see below, “For the registry”.
            </p>
          )}
          {errors.length === 0 && desk.isVerified && awaited.length === 0 && (
            <p class="notice good">
              make check would accept this record
              {verified?.diagnostics.every(({ severity }) => severity === 'warning')
                ? ', and make verify too'
                : ''}
              .
            </p>
          )}
          <ul class="findings">
            {[...errors, ...warnings].slice(0, 60).map((one) => (
              <li key={`${one.code} ${one.line} ${one.column} ${one.message}`}>
                <GoTo finding={one} />
                <Message finding={one} />
              </li>
            ))}
          </ul>
        </section>
        <section class="card" aria-labelledby="save-progress">
          <h3 id="save-progress">What was coded</h3>
          <p>
            {counted(claimsOf(record).length, 'claim')}.{' '}
            {text === null
              ? 'The text is not open, so nobody can tell which sentences are left.'
              : `${counted([...coded.keys()].length, 'sentence')} coded, ${out.size} left out with a reason, ${open.length} open.`}
          </p>
          {open.length > 0 && (
            <p class="small">
              Open:{' '}
              {open
                .map(({ at }) => at)
                .slice(0, 30)
                .join(', ')}
              {open.length > 30 ? ' …' : ''}. Code them, or leave them out with a reason, so that a reader
              knows that they were read.
            </p>
          )}
          <Gaps />
          <Questions />
        </section>
        <section class="card" aria-labelledby="save-file">
          <h3 id="save-file">The file</h3>
          <p>
            It belongs at <strong class="code">{path}</strong>.
          </p>
          {printed !== null && 'refused' in printed && (
            <p class="notice warning small">No fingerprints: {printed.refused}.</p>
          )}
          {text !== null && errors.length > 0 && (
            <p class="small muted">Fingerprints of the sentences are added once there are no errors.</p>
          )}
          {text === null && (
            <p class="small muted">
              Open the text to add fingerprints: numbers of words and digests, by which others can check their
              copy.
            </p>
          )}
          <p class="row">
            <button
              type="button"
              class="button main"
              disabled={textAt(record, ['id']) === ''}
              onClick={() => void save(false)}
            >
              Download {name}
            </button>
            {canChoosePlace() && (
              <button
                type="button"
                class="button"
                disabled={textAt(record, ['id']) === ''}
                onClick={() => void save(true)}
              >
                Save at a place of your choice
              </button>
            )}
          </p>
          {errors.length > 0 && (
            <p class="small muted">
              You may save it as it is and go on another day; it cannot be taken into the data before the
              errors are mended.
            </p>
          )}
          {told !== null && (
            <p class="notice good" role="status">
              {told}
            </p>
          )}
          <h3>How to hand it in</h3>
          <ol class="small steps">
            <li>
              <strong>With git:</strong> put the file at the path above, run{' '}
              <span class="code">make check</span>, commit, and open a pull request.
            </li>
            <li>
              <strong>In the browser:</strong> open the folder of that path on the page of the project, choose
              “Add file → Upload files”, drop the file and propose the change.
            </li>
            <li>
              <strong>Without git:</strong> on the page of the project choose Issues → New issue → “A record
              from the desk”, and paste the file there.{' '}
              <button
                type="button"
                class="plain"
                onClick={() => {
                  void copyText(final).then((isCopied) =>
                    setTold(
                      isCopied
                        ? 'The file is on your clipboard.'
                        : 'This browser does not let a page copy; open the downloaded file and copy it there.',
                    ),
                  );
                }}
              >
                Copy the file
              </button>
            </li>
          </ol>
          {entries.length > 0 && (
            <>
              <h3>For the registry</h3>
              <p class="small muted">
                Put each where the alphabet has it in its file, or paste it into the issue below the record.
                The saved record does not hold them: copy them before you close the page.
              </p>
              <PreparedEntries />
            </>
          )}
        </section>
      </div>
      {opened !== null && (
        <section class="card" aria-labelledby="save-diff">
          <h3 id="save-diff">What changed against {opened.name}</h3>
          {difference === '' ? (
            <p class="muted">Nothing: the file is the same, byte for byte.</p>
          ) : (
            <Difference text={difference} />
          )}
        </section>
      )}
    </main>
  );
}

/** A button to the claim or view where a message belongs. */
function GoTo({ finding: { at } }: { finding: Finding }) {
  const desk = useDeskState();
  const [section, index] = at;
  const claim =
    section === 'claims' && typeof index === 'number' ? textAt(desk.record, ['claims', index, 'id']) : null;
  return (
    <button
      type="button"
      class="plain small code"
      onClick={() => {
        if (claim !== null) desk.choose(index as number);
        desk.go(
          claim !== null
            ? 'claims'
            : section === 'entities' || section === 'events' || section === 'names'
              ? 'names'
              : section === 'claims'
                ? 'claims'
                : 'work',
        );
      }}
    >
      {claim ?? (at.join(' ') || 'the work')}
    </button>
  );
}

/** Lines of a difference, what went and what came told apart by sign and colour. */
export function Difference({ text }: { text: string }) {
  return (
    <pre class="difference code">
      {text.split('\n').map((line, index) => (
        <span
          key={`${index} ${line}`}
          class={
            line.startsWith('+')
              ? 'came'
              : line.startsWith('-')
                ? 'went'
                : line.startsWith('@@')
                  ? 'muted'
                  : ''
          }
        >
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

/** What a reader may look for and the work does not say. */
function Gaps() {
  const desk = useDeskState();
  const [typed, setTyped] = useState('');
  const gaps = listAt(desk.record, ['source', 'not_stated']) as string[];
  return (
    <>
      <h3>Gaps</h3>
      <p class="small muted">
        What a reader may look for and the text does not say: a year, who signed, how many.
      </p>
      <ul class="lines">
        {gaps.map((gap, index) => (
          <li key={gap}>
            {gap}{' '}
            <button
              type="button"
              class="plain small"
              onClick={() => desk.set(['source', 'not_stated'], gaps.toSpliced(index, 1))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') desk.set(['source', 'not_stated'], [...gaps, typed.trim()]);
          setTyped('');
        }}
      >
        <input
          type="text"
          aria-label="A gap"
          placeholder="the year of the meeting"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          Add
        </button>
      </form>
    </>
  );
}

/** Questions left open for a second coder; they are asked at the field, with “I doubt it”. What was settled is folded away. */
function Questions() {
  const desk = useDeskState();
  const all = listAt(desk.record, ['disagreements']) as AuthoredMap[];
  const isOpen = (one: AuthoredMap): boolean => textAt(one, ['decision']) === '';
  const settled = all.filter((one) => !isOpen(one));
  const line = (one: AuthoredMap) => (
    <>
      <span class="code">
        {textAt(one, ['claim'])} {textAt(one, ['field'])}
      </span>
      : {textAt(one, ['alternative'])}? <span class="small">{textAt(one, ['reason'])}</span>{' '}
    </>
  );
  return (
    <>
      <h3>Open questions</h3>
      {all.length === settled.length && (
        <p class="small muted">
          None. “I doubt it” at a field of a claim asks one, for a second coder to answer.
        </p>
      )}
      <ul class="lines">
        {all.filter(isOpen).map((one) => (
          <li key={all.indexOf(one)}>
            {line(one)}
            <button
              type="button"
              class="plain small"
              onClick={() => desk.set(['disagreements'], all.toSpliced(all.indexOf(one), 1))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {settled.length > 0 && (
        <details>
          <summary class="small">{settled.length} that were settled</summary>
          <ul class="lines">
            {settled.map((one) => (
              <li key={all.indexOf(one)}>
                {line(one)}
                <span class="small muted">{textAt(one, ['decision'])}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
