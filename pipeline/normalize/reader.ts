import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Extras, problem } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../model/authored.ts';
import { type DateSpan, isFault, readDate } from '../model/dates/dates.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { oddSignIn, SIGN_FIX } from '../validate/name-signs.ts';
import { nameAcrossItems } from './names/printed.ts';
import type { Entry } from './names/registry.ts';
import {
  type Failure,
  isKnown,
  type Mention,
  type RecordScope,
  type Resolution,
  resolveMention,
} from './names/resolve.ts';
import type { Slot } from './names/slots.ts';
import { cutName, isOfRefused, mayBeSearched } from './names/unknown.ts';
import type { Questions } from './questions.ts';
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
  /**
   * Tells names beside each other that mean the same: an actor stands once under a key.
   * @param pathOf the place of one of `actors`
   * @returns those that are the first of their kind
   */
  checkOnce: (key: string, actors: Actor[], pathOf: (index: number) => ValuePath) => Actor[];
  /** The entry of an id that the registry itself uses. */
  entry: (id: string) => Entry | undefined;
  report: (code: string, path: ValuePath, message: string, fix: string, extras?: Extras) => void;
}

/** Hears of every name that is read: what was written, under which key, and what it became; null when nothing. */
export type MentionListener = (text: string, key: string, resolution: Resolution | null) => void;

/** The last step of the search in which a name is taken letter by letter. */
const EXACT = 4;

/** Names that lists may have cut at their commas, after which none is searched any more: a file may hold tens of thousands. */
const MOST_SEARCHES_ACROSS = 1000;

/** Makes the reader of one record. */
export function readerOf(
  file: ParsedFile,
  record: Partial<AuthoredRecord>,
  registry: Questions,
  scope: RecordScope,
  listener?: MentionListener,
): RecordReader {
  const diagnostics: Diagnostic[] = [];
  let searchesAcross = MOST_SEARCHES_ACROSS;
  const add: RecordReader['report'] = (code, path, message, fix, extras) => {
    diagnostics.push(problem(code, file.path, locate(file).value(path), message, fix, extras));
  };
  const read = (mention: Mention, path: ValuePath): Actor | Failure => {
    const { text, slot } = mention;
    const result = resolveMention(registry, scope, mention);
    listener?.(text, slot.key, result.ok ? result.resolution : null);
    if (!result.ok) return result.failure;
    const { entry, method, level, reading, describedRole, warning } = result.resolution;
    const sign = level > EXACT ? oddSignIn(text) : undefined;
    if (sign !== undefined) add('W-NAME-SIGN', path, sign, SIGN_FIX);
    if (warning) add(warning.code, path, warning.message, warning.fix);
    return { entry, asWritten: text, method, reading, describedRole };
  };
  /** What stands right in lines of `names` and is told there. */
  const lost = new Set<string>();
  const tell = (text: string, failure: Failure, path: ValuePath): void => {
    if (path[0] === 'names') lost.add(text);
    const { code, message, fix, suggestion, target } = failure;
    if (isOfRefused(registry, scope, { text }, failure) || lost.has(target ?? '')) return;
    add(code, path, message, fix, suggestion === undefined ? {} : { suggestion });
  };
  /** The name that a list on one line has cut at its commas, if the item is a part of one. */
  const nameAcross = (
    texts: readonly (string | undefined)[],
    index: number,
    mention: Mention,
    path: ValuePath,
  ): ReturnType<typeof nameAcrossItems> => {
    if (!mayBeSearched(scope) || searchesAcross === 0) return null;
    searchesAcross -= 1;
    const found = nameAcrossItems(texts, index, (text) => isKnown(registry, scope, { ...mention, text }));
    if (found === null) return null;
    const { lineOf } = locate(file);
    return lineOf([...path, found.first]) === lineOf([...path, found.last]) ? found : null;
  };
  const actor: RecordReader['actor'] = (text, slot, path, on) => {
    if (text === undefined) return null;
    const one = read({ text, slot, on, listed: false }, path);
    if ('entry' in one) return one;
    tell(text, one, path);
    return null;
  };
  const actors: RecordReader['actors'] = (texts = [], slot, path, on) => {
    const found: Actor[] = [];
    const places: number[] = [];
    for (let index = 0; index < texts.length; index += 1) {
      const text = texts[index];
      if (text === undefined) continue;
      const mention = { text, slot, on, listed: true };
      const one = read(mention, [...path, index]);
      if ('entry' in one) {
        found.push(one);
        places.push(index);
        continue;
      }
      const across = nameAcross(texts, index, mention, path);
      if (across === null) tell(text, one, [...path, index]);
      else {
        const cut = cutName(across.name, texts.slice(across.first, across.last + 1) as string[]);
        add(cut.code, [...path, across.first], cut.message, cut.fix);
        index = across.last;
      }
    }
    return reader.checkOnce(slot.key, found, (index) => [...path, places[index] as number]);
  };
  const reader: RecordReader = {
    file,
    record,
    diagnostics,
    actor,
    actors,
    checkOnce: (key, found, pathOf) => {
      if (found.length < 2) return found;
      const first = new Map<string, Actor>();
      return found.filter((one, index) => {
        const { id, name } = one.entry;
        const other = first.get(id);
        if (other === undefined) {
          first.set(id, one);
          return true;
        }
        // The same text twice is told by the schema.
        if (other.asWritten !== one.asWritten) {
          const rule =
            key === 'stance' ? 'an actor has one stance in a claim' : `an actor stands once under ${key}`;
          const message = `"${other.asWritten}" and "${one.asWritten}" are both ${name} [${id}]`;
          add('E-ACTOR-TWICE', pathOf(index), message, `Keep one of them: ${rule}.`);
        }
        return false;
      });
    },
    entry: (id) => scope.local.get(id) ?? registry.entry(id),
    report: add,
  };
  return reader;
}

/** A date with its span; null when there is none or the schema refused it. */
export function datedText(text: string | undefined): DatedText | null {
  if (text === undefined) return null;
  const span = readDate(text);
  return isFault(span) ? null : { text, span };
}
