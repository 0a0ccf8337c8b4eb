import { parse } from 'yaml';
import { paragraphsOf } from './paragraphs.ts';
import type { Parts } from './parts.ts';
import { readPrivateText } from './private-text.ts';
import { type Unit, unitsOfText } from './units.ts';

/** A private copy, taken apart. It is held in memory only. */
export interface Copy {
  header: ReadonlyMap<string, string>;
  /** How its header says that it is divided; null when it says nothing that can be understood. */
  parts: Parts | null;
  /** All paragraphs of the file, as paragraphsOf gives them. */
  paragraphs: string[];
  /** The units under a division into parts. */
  unitsUnder(parts: Parts): Unit[];
}

/** Takes the text of a file apart (docs/sentences.md). */
export function readCopy(file: string): Copy {
  const { header, text } = readPrivateText(file);
  const paragraphs = paragraphsOf(text);
  return {
    header,
    parts: readParts(header.get('parts')),
    paragraphs,
    unitsUnder: (parts) => unitsOfText(paragraphs, parts),
  };
}

const PART = /^(?:title|deck|caption|body)$/;
const LIST = /^\d+(?:-\d+)?(?:, ?\d+(?:-\d+)?)*$/;

/** Written in the header as in a record: `{title: 1, body: 2-12}`. */
function readParts(written: string | undefined): Parts | null {
  if (written === undefined) return null;
  try {
    const parts = parse(written, { schema: 'failsafe' }) as unknown;
    if (typeof parts !== 'object' || parts === null) return null;
    const isRight = Object.entries(parts).every(([part, list]) => PART.test(part) && LIST.test(String(list)));
    return isRight ? (parts as Parts) : null;
  } catch {
    return null;
  }
}
