import { parseYaml } from '../../../ingest/parse.ts';
import type { AuthoredMap } from '../../../model/authored.ts';
import type { Schemas } from '../../../model/schemas.ts';
import { bytesOf } from './open.ts';
import { rewrite, rewriteClaim } from './rewrite.ts';

/** A record on the desk: the text of its file, and what the text says. */
export interface Draft {
  text: string;
  value: AuthoredMap;
}

/** A record with all that it was before and, after undoing, was later. There is no limit to either. */
export interface History {
  past: readonly Draft[];
  now: Draft;
  future: readonly Draft[];
  /** What the last change was about: typing on in one field is one step. */
  about: string | null;
}

/** Reads the text of a record; null when it has errors of form, so that nothing can be written into it. */
export function readDraft(text: string): Draft | null {
  const { value } = parseYaml('', bytesOf(text)).value;
  return value === undefined ? null : { text, value: value as AuthoredMap };
}

export function startHistory(now: Draft): History {
  return { past: [], now, future: [], about: null };
}

/**
 * Makes a change.
 * @param after what the record shall say
 * @param about changes about the same thing, one after another, are undone together
 */
export function change(
  history: History,
  after: AuthoredMap,
  schemas: Schemas,
  about: string | null = null,
): History {
  const { past, now } = history;
  const claim = /^claims\.(\d+)\./.exec(about ?? '')?.[1];
  const quick = claim === undefined ? null : rewriteClaim(now.text, now.value, after, Number(claim), schemas);
  const text = quick ?? rewrite(now.text, now.value, after, schemas);
  if (text === now.text) return history;
  const isSameStep = about !== null && about === history.about;
  return { past: isSameStep ? past : [...past, now], now: { text, value: after }, future: [], about };
}

/** Puts another text in place of the record, as fingerprints do. */
export function replaceText(history: History, text: string): History {
  const now = readDraft(text);
  if (now === null || text === history.now.text) return history;
  return { past: [...history.past, history.now], now, future: [], about: null };
}

export function undo(history: History): History {
  const { past, now, future } = history;
  const last = past.at(-1);
  return last === undefined
    ? history
    : { past: past.slice(0, -1), now: last, future: [now, ...future], about: null };
}

export function redo(history: History): History {
  const { past, now, future } = history;
  const [next, ...rest] = future;
  return next === undefined ? history : { past: [...past, now], now: next, future: rest, about: null };
}
