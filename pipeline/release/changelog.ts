const UNRELEASED = '## Unreleased';
/** What stands below Unreleased while there is nothing to tell. */
const NOTHING = 'Nothing yet.';

/** What the changelog tells of a release. */
interface Told {
  version: string;
  /** YYYY-MM-DD. */
  released: string;
  /** What differs in the data, in sentences. */
  changes: readonly string[];
}

/**
 * The changelog with a section for a release: what people wrote under Unreleased, then what differs in the data. A release
 * that has its section already leaves the text as it is.
 * @param text CHANGELOG.md
 */
export function withRelease(text: string, { version, released, changes }: Told): string {
  if (text.split('\n').some((line) => line.startsWith(`## ${version} (`))) return text;
  const start = text.indexOf(`\n${UNRELEASED}\n`) + 1;
  if (start === 0) return withRelease(withUnreleased(text), { version, released, changes });
  const after = start + UNRELEASED.length + 1;
  const next = text.indexOf('\n## ', after);
  const end = next === -1 ? text.length : next + 1;
  const written = text.slice(after, end).trim();
  const parts = [
    `## ${version} (${released})`,
    ...(written === '' || written === NOTHING ? [] : [written]),
    `### What differs in the data\n\n${changes.map((line) => `- ${line}`).join('\n')}`,
  ];
  const rest = text.slice(end).trim();
  const sections = [`${text.slice(0, after)}\n${NOTHING}`, ...parts, ...(rest === '' ? [] : [rest])];
  return `${sections.join('\n\n')}\n`;
}

/** A changelog without that heading gets it above its first section. */
function withUnreleased(text: string): string {
  const first = text.indexOf('\n## ');
  const [head, rest] = first === -1 ? [text, ''] : [text.slice(0, first), text.slice(first + 1)];
  return `${head.trimEnd()}\n\n${UNRELEASED}\n\n${rest}`;
}
