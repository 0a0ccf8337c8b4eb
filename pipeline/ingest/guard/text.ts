import { findDecomposed, isComposed } from '../composed.ts';
import type { Fault } from '../fault.ts';
import { findAll } from '../find-all.ts';
import { describeCodePoint, kindOfOddCharacter, ODD_CHARACTER } from '../odd-characters.ts';
import { oddBlanks } from './colons.ts';
import { documentFaults } from './documents.ts';
import { indentFaults, ODD_INDENT } from './indentation.ts';

/** What the look at the raw text found, before any parsing. */
export interface GuardFindings {
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
const EVERY_REFUSED = new RegExp(`(?![\\t\\r\\u061C\\u200E\\u200F\\uFFFD])(?:${ODD_CHARACTER.source})`, 'g');

/** True when `text` holds anything `guardText` has to look at. Three quick scans, for every file. */
export function needsGuard(text: string): boolean {
  if (ODD_CHARACTER.test(text) || hasOddSpace(text) || !isComposed(text)) return true;
  return MARKERS.some((marker) => text.startsWith(marker) || text.includes(`\n${marker}`));
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
  const characters = characterFaults(text);
  const documents = documentFaults(text);
  const cleaned = text.replace(EVERY_REFUSED, (found) => ' '.repeat(found.length));
  return {
    faults: [...characters, ...documents],
    indentFaults: indentFaults(text),
    fatal: documents.length > 0 || characters.some((fault) => fault.code === 'E-YAML-CARRIAGE-RETURN'),
    cleaned,
    straightened: cleaned.replace(ODD_INDENT, (found) => found.replace(/[^ -]/g, ' ')),
  };
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
  const decomposed = findDecomposed(text);
  if (decomposed !== undefined) faults.push(decomposed);
  for (const match of findAll(ODD_CHARACTER, text)) {
    const kind = kindOfOddCharacter(text, match.index);
    if (kind === undefined) continue;
    const count = (counts.get(kind.code) ?? 0) + 1;
    counts.set(kind.code, count);
    if (count > MAX_OF_A_KIND) continue;
    const { says, ...rest } = kind;
    const isSecondMark = match.index === 0 && match[0] === '\uFEFF';
    faults.push({
      ...rest,
      ...(isSecondMark
        ? { code: 'E-YAML-SECOND-BOM', fix: 'Delete it; your editor can save as "UTF-8" without a mark.' }
        : {}),
      start: match.index,
      end: match.index + match[0].length,
      message: isSecondMark
        ? 'the file starts with a second byte order mark'
        : `${describeCodePoint(text.codePointAt(match.index)!)} ${says}`,
    });
  }
  for (const [code, count] of counts) {
    const last = faults.findLast((fault) => fault.code === code);
    if (last !== undefined && count > MAX_OF_A_KIND) last.message += `; ${count - MAX_OF_A_KIND} more follow`;
  }
  return faults;
}
