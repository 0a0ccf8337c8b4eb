import {
  describeCodePoint,
  hasUnassigned,
  kindOfOddCharacter,
  ODD_CHARACTER,
  unassignedFaults,
} from '../characters.ts';
import {
  findDecomposed,
  findHeapOfMarks,
  hasLayoutForms,
  isComposed,
  layoutFormFaults,
} from '../composed.ts';
import type { Fault } from '../fault.ts';
import { findAll } from '../find-all.ts';
import { oddBlanks } from './colons.ts';
import { documentFaults } from './documents.ts';
import { indentFaults, ODD_INDENT } from './indentation.ts';

/** What the look at the raw text found, before any parsing. */
interface GuardFindings {
  faults: Fault[];
  /** One per line: blanks at its start that are not indentation to YAML; inside a block of text they are content. */
  indentFaults: Fault[];
  /** True when the structure is not to be trusted after these faults, so that parsing would only report consequences. */
  fatal: boolean;
  /** The text with refused characters replaced by spaces, offsets unchanged. */
  cleaned: string;
  /** `cleaned` with ordinary spaces as indentation, too. */
  straightened: string;
}

/** At most so many faults of one kind are reported per file; the last says how many more there are. */
const MAX_OF_A_KIND = 10;

const MARKERS = ['<<<<<<<', '=======', '>>>>>>>', '|||||||', '---', '...', '%'] as const;
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)/gm;
const ODD_SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/;
/** Tabs, line ends and directional marks stay: they are judged by line or by value. */
const EVERY_REFUSED = new RegExp(
  `(?![\\t\\r\\u061C\\u200E\\u200F\\uFFFD\\uE000-\\uF8FF])(?:${ODD_CHARACTER.source})`,
  'g',
);

const EVERY_ODD = new RegExp(ODD_CHARACTER.source, 'g');

/** Signs that a thorough reading may take for the colon behind a key. */
const ODD_COLON = /[：﹕︓∶꞉]/;

/**
 * True when `text` holds anything `guardText` has to look at, or that only a thorough reading knows. Nothing of that goes over the end of a line, so only lines with
 * something rare in them are looked at in full.
 */
export function needsGuard(text: string): boolean {
  let end = 0;
  while (end < text.length) {
    const rare = findRare(text, end);
    if (rare === -1) return false;
    const start = text.lastIndexOf('\n', rare - 1) + 1;
    end = text.indexOf('\n', rare);
    if (end === -1) end = text.length;
    if (lineNeedsGuard(text.slice(start, end))) return true;
  }
  return false;
}

const LINE_FEED = 10;

/** 1 for every UTF-16 unit that needs no look, whatever follows: visible ASCII, Latin letters and their signs, dashes and quotation marks. */
const COMMON = new Uint8Array(0x10000)
  .fill(1, 0x20, 0x7f)
  .fill(1, 0xa1, 0x300)
  .fill(0, 0xad, 0xae)
  .fill(1, 0x2010, 0x2028);

/** 1 for every unit that a marker starts with. */
const STARTS_MARKER = new Uint8Array(0x10000);
for (const marker of MARKERS) STARTS_MARKER[marker.charCodeAt(0)] = 1;

/** Where the first rare character, or the first line that may be a marker, stands from `start` on; -1 for nowhere. */
function findRare(text: string, start: number): number {
  if (start === 0 && STARTS_MARKER[text.charCodeAt(0)] === 1) return 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (COMMON[code] === 1) continue;
    if (code !== LINE_FEED) return at;
    if (at + 1 < text.length && STARTS_MARKER[text.charCodeAt(at + 1)] === 1) return at + 1;
  }
  return -1;
}

function lineNeedsGuard(line: string): boolean {
  if (ODD_COLON.test(line) || findHeapOfMarks(line) !== undefined || hasUnassigned(line)) return true;
  if (ODD_CHARACTER.test(line) || hasOddSpace(line) || !isComposed(line) || hasLayoutForms(line)) return true;
  return MARKERS.some((marker) => line.startsWith(marker));
}

/** Odd spaces are common inside text (French, Chinese); only at the start of a line and behind a key they deceive. */
function hasOddSpace(text: string): boolean {
  return ODD_SPACE.test(text) && (findAll(ODD_INDENT, text).length > 0 || oddBlanks(text).length > 0);
}

/**
 * Looks for what must be refused before parsing (DESIGN section 5), for every occurrence in one go.
 *
 * @param text - decoded, without the one leading byte order mark that is allowed
 */
export function guardText(text: string): GuardFindings {
  const conflict = findAll(CONFLICT, text)[0];
  if (conflict !== undefined) {
    const fault: Fault = {
      code: 'E-YAML-CONFLICT',
      start: conflict.index,
      end: conflict.index + 7,
      message: `a merge-conflict marker (${conflict[0]}) was left in the file`,
      fix: 'Keep the lines that are right, delete the others and all lines that start with <<<<<<<, ======= or >>>>>>>.',
    };
    return { faults: [fault], indentFaults: [], fatal: true, cleaned: text, straightened: text };
  }
  const heap = findHeapOfMarks(text);
  if (heap !== undefined)
    return { faults: [heap], indentFaults: [], fatal: true, cleaned: text, straightened: text };
  const characters = characterFaults(text);
  const documents = documentFaults(text);
  const cleaned = withoutWidth(text).replace(EVERY_REFUSED, (found) => ' '.repeat(found.length));
  return {
    faults: [...characters, ...documents],
    indentFaults: indentFaults(text),
    fatal: documents.length > 0 || characters.some((fault) => fault.code === 'E-YAML-CARRIAGE-RETURN'),
    cleaned,
    straightened: cleaned.replace(ODD_INDENT, (found) => found.replace(/[^ -]/g, ' ')),
  };
}

/** Characters without width, in a line that has one. */
const NO_WIDTH = /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]|\u034F/g;
const LINE_WITH_NO_WIDTH = new RegExp(`^.*(?:${NO_WIDTH.source}).*$`, 'gm');

/**
 * Takes characters without width out of their lines and makes up for them at the end: as blanks in their place they would
 * change the indentation or cut a key.
 */
function withoutWidth(text: string): string {
  return text.replace(LINE_WITH_NO_WIDTH, (line) => {
    const rest = line.replace(NO_WIDTH, '');
    return rest + ' '.repeat(line.length - rest.length);
  });
}

/** The line without characters of no width, where one stands in or before its key and so hides in the structure. */
function straightLine(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (!/^[ -]*[\w-]*$/.test(text.slice(start, Math.min(offset, start + 80)))) return undefined;
  const end = text.indexOf('\n', offset);
  const line = text
    .slice(start, end === -1 ? text.length : end)
    .replace(NO_WIDTH, '')
    .trim();
  return line.length > 120 ? undefined : line;
}

/** Line ends of one kind have one cause. */
function limitOf(code: string): number {
  return code === 'E-YAML-CARRIAGE-RETURN' ? 1 : MAX_OF_A_KIND;
}

function characterFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  const counts = new Map<string, number>();
  const crlf = text.indexOf('\r\n');
  if (crlf !== -1) {
    faults.push({
      code: 'W-YAML-CRLF',
      start: crlf,
      end: crlf,
      message: 'lines end in the Windows way (CRLF)',
      fix: 'Set your editor to line ends LF.',
      fixable: true,
    });
  }
  for (const one of unassignedFaults(text, MAX_OF_A_KIND)) faults.push(one);
  const decomposed = findDecomposed(text);
  if (decomposed !== undefined) faults.push(decomposed);
  const layout = layoutFormFaults(text);
  const last = layout.slice(0, MAX_OF_A_KIND).at(-1);
  if (last !== undefined && layout.length > MAX_OF_A_KIND)
    last.message += `; ${layout.length - MAX_OF_A_KIND} more lines follow`;
  for (const one of layout.slice(0, MAX_OF_A_KIND)) faults.push(one);
  for (const match of text.matchAll(EVERY_ODD)) {
    const kind = kindOfOddCharacter(text, match.index);
    if (kind === undefined) continue;
    const count = (counts.get(kind.code) ?? 0) + 1;
    counts.set(kind.code, count);
    if (count > limitOf(kind.code)) continue;
    const { says, ...rest } = kind;
    const straight = kind.code === 'E-YAML-HIDDEN-CHARACTER' ? straightLine(text, match.index) : undefined;
    const isSecondMark = match.index === 0 && match[0] === '\uFEFF';
    faults.push({
      ...rest,
      ...(isSecondMark
        ? { code: 'E-YAML-SECOND-BOM', fix: 'Delete it; your editor can save as "UTF-8" without a mark.' }
        : {}),
      ...(straight === undefined || isSecondMark
        ? {}
        : { fix: `Delete it, so that the line is "${straight}".`, suggestion: straight }),
      start: match.index,
      end: match.index + match[0].length,
      message: isSecondMark
        ? 'the file starts with a second byte order mark'
        : `${describeCodePoint(text.codePointAt(match.index)!)} ${says}`,
    });
  }
  for (const [code, count] of counts) {
    const last = faults.findLast((fault) => fault.code === code);
    const more = count - limitOf(code);
    if (last !== undefined && more > 0) last.message += `; ${more} more follow`;
  }
  return faults;
}
