import type { TreeNode } from '../model/tree-node.ts';
import { composed } from './composed.ts';
import { nextDash } from './value.ts';
import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  SCALAR_STYLE,
  type ScalarEvent,
} from './yaml-events.ts';

interface Builder {
  text: string;
  events: readonly Event[];
  at: number;
  /** Offset behind the last token that was placed. */
  end: number;
}

/**
 * The tree of the first document, undefined when there is none.
 *
 * @param events - as `parseEvents` gives them for `text`
 */
export function buildTree(text: string, events: readonly Event[]): TreeNode | undefined {
  if (events.length === 0) return undefined;
  return build({ text, events, at: 1, end: 0 });
}

/** What stands in a node that is neither list nor mapping; nothing is ever put in. */
const NOTHING: never[] = [];

function build(b: Builder): TreeNode {
  const event = b.events[b.at++]!;
  const node: TreeNode = {
    kind: 'scalar',
    start: b.end,
    end: b.end,
    style: 'block',
    text: '',
    empty: false,
    entries: NOTHING,
    items: NOTHING,
    dashes: NOTHING,
  };
  if ('tagStart' in event && event.tagStart !== -1) {
    node.tag = { start: event.tagStart, end: event.tagEnd };
    b.end = Math.max(b.end, event.tagEnd);
  }
  if ('anchorStart' in event && event.anchorStart !== -1) {
    // The event holds the name alone; `&` or `*` stands before it.
    node.anchor = { start: event.anchorStart - 1, end: event.anchorEnd };
    b.end = Math.max(b.end, event.anchorEnd);
  }
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return placeScalar(b, event, node);
    case EVENT_ID.MAPPING: {
      node.kind = 'map';
      node.entries = [];
      node.start = event.start;
      if (event.style === COLLECTION_STYLE.FLOW) node.style = b.text[event.start] === '{' ? 'flow' : 'pair';
      b.end = Math.max(b.end, node.style === 'flow' ? event.start + 1 : event.start);
      while (b.events[b.at]!.type !== EVENT_ID.POP) {
        const key = build(b);
        if (key.empty) placeEmptyKey(b, key);
        const value = build(b);
        if (value.empty) Object.assign(value, { start: key.start, end: key.end });
        node.entries.push({ key, value });
      }
      return close(b, node);
    }
    case EVENT_ID.SEQUENCE: {
      node.kind = 'list';
      node.items = [];
      node.dashes = [];
      node.start = event.start;
      if (event.style === COLLECTION_STYLE.FLOW) node.style = 'flow';
      b.end = event.start + (node.style === 'flow' ? 1 : 0);
      while (b.events[b.at]!.type !== EVENT_ID.POP) {
        if (node.style === 'block') {
          const dash = node.items.length === 0 ? event.start : nextDash(b.text, b.end);
          node.dashes.push(dash);
          b.end = dash + 1;
        }
        const item = build(b);
        if (item.empty) Object.assign(item, { start: b.end - 1, end: b.end });
        node.items.push(item);
      }
      return close(b, node);
    }
    default:
      node.kind = 'alias';
      if (node.anchor !== undefined) Object.assign(node, node.anchor);
      node.text = b.text.slice(node.start + 1, node.end);
      return node;
  }
}

function placeScalar(b: Builder, event: ScalarEvent, node: TreeNode): TreeNode {
  node.style = 'plain';
  if (event.valueStart === -1) {
    node.empty = true;
    return node;
  }
  node.text = composed(getScalarValue(b.text, event));
  switch (event.style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      node.style = 'block';
      node.block = { start: event.valueStart, end: event.valueEnd, indent: Math.max(event.indent, 0) };
      const header = /[|>][0-9+-]*/g;
      header.lastIndex = b.end;
      const found = header.exec(b.text);
      node.start = found?.index ?? event.valueStart;
      node.end = node.start + (found?.[0].length ?? 1);
      b.end = event.valueEnd;
      return node;
    }
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      node.style = 'quoted';
      node.start = event.valueStart - 1;
      node.end = event.valueEnd + 1;
      break;
    default:
      node.start = event.valueStart;
      node.end = event.valueEnd;
  }
  b.end = node.end;
  return node;
}

/** A key of which nothing is written stands at its colon. */
function placeEmptyKey(b: Builder, key: TreeNode): void {
  const blanks = /(?:[\s,?]|(?<=\s)#[^\n]*)*/y;
  blanks.lastIndex = b.end;
  blanks.exec(b.text);
  key.start = blanks.lastIndex;
  key.end = key.start + 1;
  b.end = key.end;
}

/** Takes the closing POP; a flow collection ends behind its bracket, which no event tells. */
function close(b: Builder, node: TreeNode): TreeNode {
  b.at++;
  if (node.style === 'flow') {
    const blanks = /(?:[\s,:?]|(?<=\s)#[^\n]*)*/y;
    blanks.lastIndex = b.end;
    blanks.exec(b.text);
    b.end = blanks.lastIndex + 1;
  }
  node.end = b.end;
  return node;
}
