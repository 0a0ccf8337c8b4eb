import { parse } from 'yaml';
import { canonical } from '../../../pipeline/contribute/fix/edit.ts';
import type { Diagnostic } from '../../../pipeline/diagnostics/diagnostic.ts';
import type { RegistryFile } from '../../../pipeline/model/generated/records.ts';
import type { Project } from '../../../pipeline/project.ts';
import type { Program } from './program.ts';
import type { Slip } from './slips.ts';

/** How far from a slip its error may be told. */
const NEAR = 2;

/** What a slip came to; `broken` says what the program did wrong. */
export type Verdict =
  | { kind: 'near' | 'far' | 'visible' | 'same' }
  | { kind: 'crash' | 'silent' | 'wrong'; why: string };

/** What a program makes of a text. */
export interface Made {
  diagnostics: Diagnostic[];
  /** Its value as the program reads it; undefined when it is refused. */
  value: unknown;
  /** Rows and whatever else is shown of it, without lines and digests; and all that is told. */
  rows: string;
  told: string;
  /** What the program shows against itself; undefined when nothing. */
  contradiction?: string | undefined;
}

/** Shows a value without what says where and not what. */
export const shown = (value: unknown): string =>
  JSON.stringify(value, (key, part) => {
    if (/^((record|row)_digest|(.*_)?line)$/.test(key)) return undefined;
    return part instanceof Map ? [...part].sort(([one], [other]) => (one < other ? -1 : 1)) : part;
  });

/** What a text says, by a reader of YAML that is not the program's; undefined when it is no mapping. */
export function says(text: string): unknown {
  try {
    const value = parse(text.normalize('NFC'), (_key, part) => part ?? '', {
      schema: 'failsafe',
      stringKeys: true,
      logLevel: 'silent',
    });
    return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a text says as one line, whatever the order of keys, and of lists that have none. */
export function saysInLine(value: unknown, sorted: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  const lists = Object.entries(value as Record<string, unknown>).map(([key, part]) => [
    key,
    sorted.includes(key) && Array.isArray(part) ? part.map(canonical).sort() : part,
  ]);
  return canonical(Object.fromEntries(lists));
}

/**
 * Judges what a program made of a slip.
 * @param path of the file
 * @param sorted its top-level lists whose order means nothing
 */
export function judge(
  before: Made & { said: string },
  after: Made,
  slip: Slip,
  { path, sorted }: { path: string; sorted: readonly string[] },
): Verdict {
  const errors = after.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { kind: isNear(slip, errors, path) ? 'near' : 'far' };
  const said = saysInLine(says(slip.text), sorted);
  if (slip.isWrong) return { kind: 'silent', why: 'what can only be wrong was accepted' };
  if (said === undefined) return { kind: 'silent', why: 'what is no YAML was accepted' };
  if (saysInLine(after.value, sorted) !== said) return { kind: 'wrong', why: 'the file says another thing' };
  if (after.contradiction !== undefined) return { kind: 'wrong', why: after.contradiction };
  if (said === before.said)
    return after.rows === before.rows
      ? { kind: 'same' }
      : { kind: 'wrong', why: 'the rows changed and the file did not' };
  if (after.rows !== before.rows || after.told !== before.told) return { kind: 'visible' };
  // A value that would hold without it may go unseen.
  if (/^a node lost at .*\.(jointly|by|event|certainty|polarity|presupposed): ""$/.test(slip.what))
    return { kind: 'same' };
  return { kind: 'silent', why: 'the file changed and nothing shows it' };
}

/**
 * Whether an error stands near the slip, names a line near it, or quotes a word that the slip took away: what was lost is
 * missed where it is used.
 */
export function isNear(
  { lines, removed }: Pick<Slip, 'lines' | 'removed'>,
  errors: readonly Diagnostic[],
  path: string,
): boolean {
  const near = (line: number): boolean =>
    lines.some(([from, to]) => line >= from - NEAR && line <= to + NEAR);
  return errors.some(({ file, line, message, fix }) => {
    const named = [...`${message} ${fix}`.matchAll(/(?:\b(?:lines?|row) |\.yaml:)(\d+)/g)].map(([, number]) =>
      Number(number),
    );
    const quoted = [...message.matchAll(/"([^"]{3,})"/g)].map(([, word]) => word as string);
    const isThere = file === path && near(line);
    return isThere || named.some(near) || quoted.some((word) => removed.includes(word));
  });
}

/** Makes a record, or a coding of one when `first` is given. */
export function makeRecord(
  program: Program,
  project: Project,
  path: string,
  text: string,
  first?: unknown,
): Made {
  const taken = program.takeRecord(project, { path, bytes: Buffer.from(text) });
  const { value } = taken.checked;
  const ofCoding = path.startsWith('sources/codings/')
    ? program.checkCoding(taken.file, value, first as typeof value)
    : [];
  const diagnostics = [...taken.diagnostics, ...ofCoding];
  const isRight = diagnostics.every(({ severity }) => severity !== 'error');
  const rows = isRight ? taken.rows() : null;
  return {
    diagnostics,
    // Checks make truth values of words, in place.
    value: isRight ? program.parseYaml(path, Buffer.from(text)).value.value : undefined,
    rows: isRight
      ? shown([
          rows,
          taken.resolved.local.map(({ value: entry }) => canonical(entry)).sort(),
          taken.retired,
          taken.living && program.openQuestionRows(taken.living),
          program.summaryOf(path, value),
        ])
      : '',
    told: shown(diagnostics.map(({ code, message }) => [code, message])),
    contradiction:
      rows === null
        ? undefined
        : contradictionIn(
            rows,
            (value.claims ?? []).map((claim) => ({ ...value.defaults, ...claim })),
          ),
  };
}

/** An actor that the claim, defaults and all, names stands in its rows under the same role, and its words stand there as they are. */
function contradictionIn(
  rows: NonNullable<ReturnType<ReturnType<Program['takeRecord']>['rows']>>,
  claims: readonly {
    id: string;
    quote?: string;
    subject?: unknown[];
    object?: unknown[];
    addressee?: unknown[];
  }[],
): string | undefined {
  for (const claim of claims) {
    const found = rows.claims.find(({ own }) => own.claim_id.endsWith(`/${claim.id}`));
    if (found === undefined) continue;
    const { own, parts } = found;
    if ((own.quote ?? '') !== (claim.quote ?? '')) return `${claim.id} has another quote`;
    for (const role of ['subject', 'object', 'addressee'] as const) {
      const count = parts.claim_actors.filter((row) => row.role === role).length;
      if (count !== (claim[role]?.length ?? 0)) return `${claim.id} has ${count} rows as ${role}`;
    }
  }
  return undefined;
}

/** Makes the registry of a small project, of which one file has changed. */
export async function makeRegistry(
  program: Program,
  tools: Awaited<ReturnType<Program['toolsOf']>>,
  root: string,
  schemas: string,
  path: string,
): Promise<Made> {
  const project = await program.openProject({ root, schemas }, tools);
  const { entries, redirects, coders, titles, holdings } = project.registry;
  const all = [...entries.values()];
  return {
    diagnostics: project.diagnostics,
    value: project.registryFiles.find((file) => file.path === path)?.value,
    rows: canonical(
      JSON.parse(
        shown([
          all.map((entry) => {
            const { entity, event, names } = program.entryRows(entry, (id) => entries.get(id));
            return [entity, event, names];
          }),
          // They only help to find a name.
          all.map(({ value }) => ('demonyms' in value ? value.demonyms : [])),
          // What the entries may quote and how they may differ is in no table.
          project.registryFiles.map((file) => [
            (file.value as RegistryFile).sources,
            (file.value as RegistryFile).distinct,
          ]),
          ...[redirects, coders, titles, [...holdings].map(([id, some]) => [id, some])],
        ]),
      ),
    ),
    told: shown(project.diagnostics.map((code, message) => [code, message])),
  };
}

/** Judges the repair of a text: it says the same as before but for suggestions, keeps comments and numbers, and is done at once. */
export function judgeFix(program: Program, project: Project, path: string, text: string): Verdict {
  const { schemas, codebook } = project.model;
  const check = (of: string, bytes: Uint8Array): Diagnostic[] =>
    program.takeRecord(project, { path: of, bytes }).diagnostics;
  const fix = (of: string): string =>
    program.fixText(path, Buffer.from(of), { schemas, kind: 'record', codebook, check }).after;
  const after = fix(text);
  if (after === text) return { kind: 'same' };
  if (fix(after) !== after) return { kind: 'wrong', why: 'a second repair changes more' };
  const comments = (of: string): string =>
    of
      .normalize('NFC')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line.startsWith('#'))
      .sort()
      .join('\n');
  if (comments(after) !== comments(text)) return { kind: 'silent', why: 'a comment was lost' };
  const [said, now] = [says(text), says(after)];
  if (said === undefined) return { kind: 'visible' };
  if (now === undefined) return { kind: 'wrong', why: 'the repair is no YAML' };
  const [old, young] = [leavesOf(said), leavesOf(now)];
  const offered = check(path, Buffer.from(text)).flatMap(
    ({ suggestion }) => suggestion?.replaceAll(/[[\]]/g, '').split(', ').concat(suggestion) ?? [],
  );
  const [lost, put] = [missing(old, young), missing(young, old)];
  // As a truth value 1 and 0 are words.
  const isTruth = (leaf: string): boolean =>
    /^[01]$/.test(leaf) && put.some((one) => /^(true|false)$/.test(one));
  const number = lost.find((leaf) => /^[-+.]?\d[\d.,]*$/.test(leaf) && !isTruth(leaf));
  if (number !== undefined) return { kind: 'wrong', why: `the number ${number} was changed` };
  const invented = put.find((leaf) => !offered.includes(leaf));
  return invented === undefined
    ? { kind: 'visible' }
    : { kind: 'wrong', why: `"${invented}" was suggested by nobody` };
}

/** Keys and texts of a value. */
function leavesOf(value: unknown): string[] {
  // Letters of page layout become plain ones, and odd blanks of a margin spaces.
  if (typeof value !== 'object' || value === null)
    return [
      String(value)
        .trim()
        .replaceAll(/[\ufb00-\ufb06]/g, (letter) => letter.normalize('NFKC')),
    ];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return Object.entries(value).flatMap(([key, part]) => [key.trim(), ...leavesOf(part)]);
}

function missing(from: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return from.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
