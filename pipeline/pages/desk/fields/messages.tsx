import type { AuthoredValue, ValuePath } from '../../../model/authored.ts';
import { type Finding, isAt } from '../model/findings.ts';
import { valueAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';

/** The messages of a field, each with its remedy, and a button where the remedy leaves no choice. */
export function Messages({ path, id }: { path: ValuePath; id: string }) {
  const { findings } = useDeskState();
  const own = findings.filter((one) => isAt(one, path));
  return (
    <div id={id} class="messages" aria-live="polite">
      {own.some(({ missing }) => missing !== undefined) && <p class="message needed small">Needed.</p>}
      {own
        .filter(({ missing }) => missing === undefined)
        .map((one) => (
          <Message key={`${one.code} ${one.line} ${one.column} ${one.message}`} finding={one} />
        ))}
    </div>
  );
}

/** One message, in the words of the check and of the catalog. */
export function Message({ finding }: { finding: Finding }) {
  const desk = useDeskState();
  const { code, severity, message, fix, suggestion, at } = finding;
  const entry = desk.project.catalog.get(code);
  const isMissing = code === 'E-KEY-MISSING';
  const mended = suggestion === undefined ? undefined : mend(valueAt(desk.record, at), finding, desk.yaml);
  return (
    <div class={`message ${isMissing ? 'needed' : severity}`} data-code={code}>
      <p>
        <strong>{isMissing ? 'Needed' : severity === 'error' ? 'Error' : 'Look again'}:</strong> {message}.
      </p>
      <p class="small">{fix}</p>
      {mended !== undefined && (
        <button type="button" class="button small" onClick={() => desk.set(at, mended)}>
          Write {suggestion}
        </button>
      )}
      {entry !== undefined && !isMissing && (
        <details class="small">
          <summary>
            Why · <span class="code">{code}</span>
          </summary>
          <p>{entry.why}</p>
        </details>
      )}
    </div>
  );
}

/** A value with the words that a message underlines replaced by those it suggests; undefined where that is not certain. */
function mend(
  value: AuthoredValue | undefined,
  { line, column, endColumn, suggestion = '' }: Finding,
  yaml: string,
): AuthoredValue | undefined {
  const shown = yaml
    .split('\n')
    [line - 1]?.slice(column - 1, endColumn - 1)
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replaceAll("''", "'");
  if (value === undefined || shown === undefined) return undefined;
  return replaceIn(value);

  function replaceIn(one: AuthoredValue): AuthoredValue | undefined {
    if (typeof one === 'string') return one === shown ? suggestion : undefined;
    if (Array.isArray(one)) {
      const index = one.findIndex((item) => replaceIn(item) !== undefined);
      return index === -1
        ? undefined
        : one.with(index, replaceIn(one[index] as AuthoredValue) as AuthoredValue);
    }
    const key = Object.keys(one).find((name) => replaceIn(one[name] as AuthoredValue) !== undefined);
    return key === undefined
      ? undefined
      : { ...one, [key]: replaceIn(one[key] as AuthoredValue) as AuthoredValue };
  }
}
