import { findHeapOfMarks } from './composed.ts';
import type { Fault } from './fault.ts';

/**
 * One test for every character that needs a closer look: controls (tab and CR included, LF not), soft hyphen,
 * zero-width and other invisible characters, line separators, bidirectional controls, U+FFFD, noncharacters and the
 * tag characters of plane 14. ZWNJ and ZWJ (U+200C, U+200D) are left out: Persian, Indic scripts and emoji need them.
 */
export const ODD_CHARACTER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\x00-\x09\x0B-\x1F\x7F-\x9F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uE000-\uF8FF\uFEFF\uFFA0\uFFF9-\uFFFF]|\u034F|\uDB40[\uDC00-\uDC7F]/;

/** Code points that stand for no character in the version of Unicode at hand, but for those that are refused. */
const UNASSIGNED = /(?![\uFFFE\uFFFF])\p{Cn}/gu;
/** Where nearly all texts have nothing, so that they are soon looked through. */
const MAY_BE_UNASSIGNED = /[\u0378-\u1FFF\u2065-\uFFFF]/;

/** Whether a text has code points that stand for no character, for a quick look at every file. */
export function hasUnassigned(text: string): boolean {
  return MAY_BE_UNASSIGNED.test(text) && text.search(UNASSIGNED) !== -1;
}

/** Where code points stand that are no characters: a letter was lost there. The first few, and how many there are. */
export function unassignedFaults(text: string, most: number): Fault[] {
  if (!hasUnassigned(text)) return [];
  const found = [...text.matchAll(UNASSIGNED)];
  return found.slice(0, most).map(({ index, 0: sign }, at) => {
    const rest = at === most - 1 && found.length > most ? `; ${found.length - most} more follow` : '';
    return {
      code: 'W-YAML-REPLACEMENT-CHARACTER',
      start: index,
      end: index + sign.length,
      message: `${describeCodePoint(sign.codePointAt(0)!)} stands for no character${rest}`,
      fix: 'Put the right letter back from the source.',
    };
  });
}

const NAMES: Record<number, string> = {
  0: 'null',
  27: 'escape',
  127: 'delete',
  133: 'next line',
  173: 'soft hyphen',
  1564: 'Arabic letter mark',
  6158: 'Mongolian vowel separator',
  8203: 'zero width space',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'pop directional formatting',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'pop directional isolate',
  12644: 'Hangul filler',
  65279: 'byte order mark',
  65533: 'replacement character',
  160: 'no-break space',
  8239: 'narrow no-break space',
  8199: 'figure space',
  8201: 'thin space',
  12288: 'ideographic space',
  847: 'combining grapheme joiner',
  10240: 'blank of braille',
  65306: 'full-width colon',
  65109: 'small colon',
  65043: 'colon of vertical text',
  8758: 'ratio',
  42889: 'letter colon',
  8208: 'hyphen',
  8209: 'no-break hyphen',
  8210: 'figure dash',
  8211: 'en dash',
  8212: 'em dash',
  8213: 'horizontal bar',
  8722: 'minus sign',
  8226: 'bullet',
  183: 'middle dot',
  9642: 'small square',
};

/** `U+00A0 (no-break space)`: a code point as people look it up. */
export function describeCodePoint(codePoint: number): string {
  const hex = codePoint.toString(16).toUpperCase().padStart(4, '0');
  const name = NAMES[codePoint];
  return name === undefined ? `U+${hex}` : `U+${hex} (${name})`;
}

type Kind = Pick<Fault, 'code' | 'fix'> & { says: string };

const CONTROL: Kind = {
  code: 'E-YAML-CONTROL-CHARACTER',
  says: 'is a control character and not text',
  fix: 'Delete it; it often comes along when text is copied from a PDF or a terminal.',
};
const BIDI: Kind = {
  code: 'E-YAML-BIDI',
  says: 'can make a line look different from what it says',
  fix: 'Delete it; Arabic and Hebrew text is shown in the right order without it.',
};
const HIDDEN: Kind = {
  code: 'E-YAML-HIDDEN-CHARACTER',
  says: 'cannot be seen',
  fix: 'Delete it, or write a plain space in its place.',
};
const DAMAGED: Kind = {
  code: 'W-YAML-REPLACEMENT-CHARACTER',
  says: 'stands where a letter was lost in an earlier conversion',
  fix: 'Put the right letter back from the source.',
};
const PRIVATE: Kind = {
  code: 'W-YAML-REPLACEMENT-CHARACTER',
  says: 'means something in one font only; often a letter was lost when text was copied from a PDF',
  fix: 'Put the right letter back from the source.',
};
const CARRIAGE_RETURN: Kind = {
  code: 'E-YAML-CARRIAGE-RETURN',
  says: 'stands alone, and programs disagree whether it ends a line',
  fix: 'Save the file with ordinary line ends (LF).',
};

/**
 * Why the character at `offset` is refused or warned about; undefined for tabs and CRLF, which are looked at by line,
 * and for directional marks, which are looked at by value.
 */
export function kindOfOddCharacter(text: string, offset: number): Kind | undefined {
  const code = text.charCodeAt(offset);
  if (code === 0x09 || isDirectionalMark(code)) return undefined;
  if (code === 0x0d) return text.charCodeAt(offset + 1) === 0x0a ? undefined : CARRIAGE_RETURN;
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code >= 0xfffe) return CONTROL;
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return BIDI;
  if (code >= 0xe000 && code <= 0xf8ff) return PRIVATE;
  return code === 0xfffd ? DAMAGED : HIDDEN;
}

/** U+200E, U+200F and U+061C: marks that right-to-left text with numbers really needs; they reorder nothing by force. */
function isDirectionalMark(code: number): boolean {
  return code === 0x200e || code === 0x200f || code === 0x61c;
}

/** Marks of direction and tabs do no harm in quotes, where they are seen to be written on purpose. */
const ALLOWED_ESCAPES = /[\t\u061C\u200E\u200F]/g;

const HALF_A_PAIR = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Whether the text of a quoted scalar, its escapes resolved, holds a character that no text should, half of one, or a heap
 * of marks.
 */
export function hasOddEscape(value: string): boolean {
  return (
    ODD_CHARACTER.test(value.replace(ALLOWED_ESCAPES, '')) ||
    HALF_A_PAIR.test(value) ||
    findHeapOfMarks(value) !== undefined
  );
}
