import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../model/authored.ts';
import { type DateSpan, isFault, readDate } from '../model/dates.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { isOfRefused } from './names/refused.ts';
import type { Entry, Registry } from './names/registry.ts';
import { type RecordScope, type Resolution, resolveMention } from './names/resolve.ts';
import type { Slot } from './names/slots.ts';
import type { Actor, DatedText } from './resolved.ts';

/** Reads the names of one record: resolves them and collects what cannot be resolved. */
export interface RecordReader {
  file: ParsedFile;
  record: Partial<AuthoredRecord>;
  diagnostics: Diagnostic[];
  /** Resolves one name or id; null when it is none of the known ones, with a diagnostic unless its entry has one. */
  actor: (text: string | undefined, slot: Slot, path: ValuePath, on: DateSpan | null) => Actor | null;
  /** Resolves a list; leaves out what could not be resolved. */
  actors: (
    texts: readonly (string | undefined)[] | undefined,
    slot: Slot,
    path: ValuePath,
    on: DateSpan | null,
  ) => Actor[];
  /** The entry of an id that the registry itself uses. */
  entry: (id: string) => Entry | undefined;
  report: (code: string, path: ValuePath, message: string, fix: string) => void;
}

/** Hears of every name that is read: what was written, under which key, and what it became; null when nothing. */
export type MentionListener = (text: string, key: string, resolution: Resolution | null) => void;

/** Makes the reader of one record. */
export function readerOf(
  file: ParsedFile,
  record: Partial<AuthoredRecord>,
  registry: Registry,
  scope: RecordScope,
  listener?: MentionListener,
): RecordReader {
  const diagnostics: Diagnostic[] = [];
  const add = (code: string, path: ValuePath, message: string, fix: string, suggestion?: string): void => {
    diagnostics.push(
      problem(
        code,
        file.path,
        locate(file).value(path),
        message,
        fix,
        suggestion === undefined ? {} : { suggestion },
      ),
    );
  };
  const actor: RecordReader['actor'] = (text, slot, path, on) => {
    if (text === undefined) return null;
    const result = resolveMention(registry, scope, { text, slot, on });
    listener?.(text, slot.key, result.ok ? result.resolution : null);
    if (!result.ok) {
      if (isOfRefused(registry, scope, { text }, result.failure)) return null;
      const { code, message, fix, suggestion } = result.failure;
      add(code, path, message, fix, suggestion);
      return null;
    }
    const { entry, method, reading, describedRole, warning } = result.resolution;
    if (warning) add(warning.code, path, warning.message, warning.fix);
    return { entry, asWritten: text, method, reading, describedRole };
  };
  return {
    file,
    record,
    diagnostics,
    actor,
    actors: (texts, slot, path, on) => {
      const found: Actor[] = [];
      for (const [index, text] of (texts ?? []).entries()) {
        const one = actor(text, slot, [...path, index], on);
        if (one !== null) found.push(one);
      }
      return found;
    },
    entry: (id) => scope.local.get(id) ?? registry.entries.get(id),
    report: add,
  };
}

/** A date with its span; null when there is none or the schema refused it. */
export function datedText(text: string | undefined): DatedText | null {
  if (text === undefined) return null;
  const span = readDate(text);
  return isFault(span) ? null : { text, span };
}
