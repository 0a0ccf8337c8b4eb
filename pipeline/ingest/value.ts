import type { AuthoredMap, AuthoredValue, ParsedFile } from '../model/authored.ts';
import { composed } from './composed.ts';
import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  type ScalarEvent,
} from './yaml-events.ts';

/** What is read of a text: its value, with the lines of what stands directly below the keys of the top. */
export interface BuiltValue extends Pick<ParsedFile, 'itemLines' | 'claimKeyLines' | 'mapKeyLines'> {
  value: AuthoredValue;
}

interface Walk {
  text: string;
  events: readonly Event[];
  /** Index of the next event. */
  at: number;
  /** Offset behind the last scalar, dash or opening bracket seen. */
  end: number;
  /** Whether all letters are in the usual form, so that a slice of the text need not be brought into it. */
  composed: boolean;
  /** Line of the last offset asked for, and the line feed that ends it: offsets only ever grow. */
  line: number;
  lineFeed: number;
}

/**
 * Mappings are instances of this function. Its prototype has no prototype of its own, so nothing is inherited
 * (`constructor`, `__proto__`), and V8 keeps the objects in their fast form, which `Object.create(null)` gives up.
 */
export const Mapping = function Mapping() {} as unknown as new () => AuthoredMap;
// Ajv compares list items by deep equality, which asks every object for these two.
Mapping.prototype = Object.create(null, {
  valueOf: { value: Object.prototype.valueOf, writable: true },
  toString: { value: Object.prototype.toString, writable: true },
});

/** Plain words that YAML 1.2 or 1.1 reads as "no value". */
export const NULL_WORDS: ReadonlySet<string> = new Set(['null', 'Null', 'NULL', '~']);

const MINUS = 45;

/**
 * Builds plain values from the events of one document in a single pass, noting the lines of list items on the way.
 * js-yaml's own constructor is not used because it stops at the first duplicate key and forgets offsets; the test
 * suite holds the two to the same values.
 *
 * @param events - as `parseEvents` gives them for `text`, one document, not empty
 * @param composed - whether the letters of `text` are in the usual form (NFC), in which all values come out
 */
export function buildValue(text: string, events: readonly Event[], composed: boolean): BuiltValue {
  const walk: Walk = {
    text,
    events,
    at: 1,
    end: 0,
    composed,
    line: 1,
    lineFeed: text.indexOf('\n'),
  };
  const built: BuiltValue = {
    value: '',
    itemLines: Object.create(null),
    claimKeyLines: [],
    mapKeyLines: Object.create(null),
  };
  const first = events[1];
  if (first?.type === EVENT_ID.MAPPING) built.value = readTop(walk, built);
  else built.value = readNode(walk);
  return built;
}

function readTop(walk: Walk, built: BuiltValue): AuthoredMap {
  walk.at++;
  const map = new Mapping();
  while (walk.events[walk.at]!.type !== EVENT_ID.POP) {
    const key = readKey(walk);
    const earlier = Object.hasOwn(map, key) ? map[key] : undefined;
    const next = walk.events[walk.at]!;
    if (next.type === EVENT_ID.SEQUENCE) map[key] = readTopList(walk, key, built);
    else if (next.type === EVENT_ID.MAPPING) {
      const { map: value, lines } = readWithLines(walk, next);
      map[key] = value;
      built.mapKeyLines[key] = Object.assign(built.mapKeyLines[key] ?? {}, lines);
    } else map[key] = readNode(walk);
    if (earlier !== undefined) map[key] = joined(earlier, map[key] as AuthoredValue);
  }
  walk.at++;
  return map;
}

/**
 * What a section that stands twice holds in all, so that nothing else is told to be missing. The earlier one takes in the
 * later, for it may stand ten thousand times.
 */
function joined(earlier: AuthoredValue, later: AuthoredValue): AuthoredValue {
  if (Array.isArray(earlier) && Array.isArray(later)) return addedTo(earlier, later);
  const areMaps = [earlier, later].every((value) => typeof value === 'object' && !Array.isArray(value));
  return areMaps ? Object.assign(earlier as AuthoredMap, later) : later;
}

function addedTo<Item>(list: Item[], more: readonly Item[]): Item[] {
  for (const item of more) list.push(item);
  return list;
}

function readTopList(walk: Walk, name: string, built: BuiltValue): AuthoredValue[] {
  const event = walk.events[walk.at++]!;
  if (event.type !== EVENT_ID.SEQUENCE) throw new TypeError('a list was expected');
  const list: AuthoredValue[] = [];
  const lines: number[] = [];
  const isBlock = event.style === COLLECTION_STYLE.BLOCK;
  while (walk.events[walk.at]!.type !== EVENT_ID.POP) {
    const item = walk.events[walk.at]!;
    const start = isBlock
      ? list.length === 0
        ? event.start
        : nextDash(walk.text, walk.end)
      : Math.max(startOf(item), walk.end);
    lines.push(lineAt(walk, start));
    if (isBlock) walk.end = start + 1;
    if (name === 'claims' && item.type === EVENT_ID.MAPPING) {
      const claim = readWithLines(walk, item);
      list.push(claim.map);
      built.claimKeyLines.push(claim.lines);
    } else list.push(readNode(walk));
  }
  walk.at++;
  built.itemLines[name] = addedTo(built.itemLines[name] ?? [], lines);
  return list;
}

/** A mapping with the line of each of its keys. */
function readWithLines(walk: Walk, event: MappingEvent): { map: AuthoredMap; lines: Record<string, number> } {
  walk.at++;
  walk.end = event.start + 1;
  const map = new Mapping();
  const lines = new Mapping() as unknown as Record<string, number>;
  while (walk.events[walk.at]!.type !== EVENT_ID.POP) {
    const start = startOf(walk.events[walk.at]!);
    const key = readKey(walk);
    lines[key] = lineAt(walk, start);
    map[key] = readNode(walk);
  }
  walk.at++;
  return { map, lines };
}

function readNode(walk: Walk): AuthoredValue {
  const event = walk.events[walk.at++]!;
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return readScalar(walk, event);
    case EVENT_ID.MAPPING: {
      walk.end = event.start + 1;
      const map = new Mapping();
      while (walk.events[walk.at]!.type !== EVENT_ID.POP) {
        const key = readKey(walk);
        map[key] = readNode(walk);
      }
      walk.at++;
      return map;
    }
    case EVENT_ID.SEQUENCE: {
      walk.end = event.start + 1;
      const list: AuthoredValue[] = [];
      while (walk.events[walk.at]!.type !== EVENT_ID.POP) list.push(readNode(walk));
      walk.at++;
      return list;
    }
    default:
      return '';
  }
}

function readKey(walk: Walk): string {
  const event = walk.events[walk.at]!;
  if (event.type !== EVENT_ID.SCALAR) {
    readNode(walk);
    return '';
  }
  walk.at++;
  return readScalar(walk, event);
}

function readScalar(walk: Walk, event: ScalarEvent): string {
  const { valueStart, valueEnd } = event;
  if (valueStart === -1) return '';
  walk.end = valueEnd;
  return event.fast && walk.composed
    ? walk.text.slice(valueStart, valueEnd)
    : composed(getScalarValue(walk.text, event));
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return 'start' in event ? event.start : -1;
}

/**
 * Offset of the dash that opens the next item of a block list, searched from the end of the item before.
 * Between the two there can only be blank lines, comments and closing brackets.
 */
export function nextDash(text: string, from: number): number {
  let start = text[from - 1] === '\n' ? from : text.indexOf('\n', from) + 1;
  while (start > 0) {
    let at = start;
    while (text.charCodeAt(at) === 32) at++;
    if (text.charCodeAt(at) === MINUS) return at;
    start = text.indexOf('\n', at) + 1;
  }
  return from;
}

function lineAt(walk: Walk, offset: number): number {
  while (walk.lineFeed !== -1 && walk.lineFeed < offset) {
    walk.line++;
    walk.lineFeed = walk.text.indexOf('\n', walk.lineFeed + 1);
  }
  return walk.line;
}
