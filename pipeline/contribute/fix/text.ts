import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { withPlainLetters } from '../../ingest/composed.ts';
import { tryParse } from '../../ingest/faulty/read.ts';
import { parseYaml } from '../../ingest/parse.ts';
import { buildTree } from '../../ingest/tree.ts';
import type { Codebook } from '../../model/codebook.ts';
import { placeOfFile } from '../../model/schema-tree.ts';
import type { Schemas } from '../../model/schemas.ts';
import type { TreeNode } from '../../model/tree-node.ts';
import { derivedEdits } from './derived.ts';
import { applyEdits, canonical, changedValue, type Edit } from './edit.ts';
import { type IdOf, idEdits } from './ids.ts';
import { tidyEdits, withPlainLineEnds, withPlainMargins } from './layout.ts';
import { keyOrderEdit, sortEdit, sortRegistryValue } from './order.ts';
import { type Placed, placesOf } from './places.ts';
import { scalarEdits } from './scalars.ts';
import { type Followed, followSuggestions } from './suggestions.ts';

/** A file before and after its repairs. */
interface FixedText {
  /** Without byte order mark; equal to `before` when there is nothing to repair or something must be mended by hand first. */
  after: string;
  before: string;
  /** Whether the file began with a byte order mark, which is gone. */
  hadMark: boolean;
  /** What must be mended by hand before anything else is repaired: errors of form. */
  diagnostics: Diagnostic[];
  /** What has a suggestion that was not followed, because only a person can decide. */
  left: Diagnostic[];
}

/** What the repairs need to know beside the file. */
export interface FixContext {
  schemas: Schemas;
  kind: keyof Schemas;
  /** Given when names are to become ids. */
  idsOf?: ((path: string, bytes: Uint8Array) => IdOf) | undefined;
  /** What `make check` says of a text; given when its suggestions are to be followed. */
  check?: ((path: string, bytes: Uint8Array) => Diagnostic[]) | undefined;
  codebook?: Codebook | undefined;
  /** Whether what the build derives stays where it is written: a coding stays as its coder made it. */
  keepsDerived?: boolean;
}

/**
 * Repairs what can be repaired without changing what a file says: line ends, blanks, accents apart from their letters,
 * letters of page layout, quotes, dates of certain meaning, the order of keys and of registry lists, and on request names;
 * follows the certain suggestions of the check, and takes out what the build derives anyway. Comments, blank lines and the
 * style of every text stay. A second run changes nothing.
 *
 * In a file with an error of form only suggestions are followed, save where a repair is all that it needs.
 *
 * @throws Error when a repair would change what the file says; that is a fault of the program, and nothing is changed
 */
export function fixText(path: string, bytes: Uint8Array, context: FixContext): FixedText {
  const original = parseYaml(path, bytes);
  const before = original.value.text;
  const hadMark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const inForm = withPlainLetters(withPlainMargins(withPlainLineEnds(before)));
  const { text: laidOut, found } = suggested(inForm, path, context);
  const left = found.filter(({ suggestion }) => suggestion !== undefined);
  const { value: file, diagnostics } =
    laidOut === before && !hadMark ? original : parseYaml(path, utf8(laidOut));
  if (file.value === undefined) {
    const errors = original.diagnostics.filter(({ severity }) => severity === 'error');
    const after = laidOut === inForm ? before : laidOut;
    return { before, after, hadMark: false, diagnostics: errors.length > 0 ? errors : diagnostics, left };
  }

  const read = reader(context);
  const lean = edit(laidOut, read, (text, tree) =>
    context.keepsDerived ? [] : derivedEdits(text, tree, found),
  );
  const idOf = context.idsOf?.(path, utf8(lean.text));
  const tidied = edit(lean.text, read, (text, tree) => tidyEdits(text, tree));
  const worded = edit(tidied.text, read, (text, _tree, places) =>
    places.flatMap((place) => {
      const ids = idOf === undefined ? [] : idEdits(place, idOf);
      return ids.length > 0 ? ids : scalarEdits(text, place);
    }),
  );
  const after = withOrder(worded.text, read, context);
  if (after === laidOut) return { before, after, hadMark, diagnostics: [], left };
  const expected = changedValue(file.value, [...lean.changes, ...worded.changes]);
  const isSame = says(after, path, context) === canonical(sorted(expected, context));
  if (!isSame) throw new Error(`the repair of ${path} would change what it says`);
  return { before, after, hadMark, diagnostics: [], left };
}

function suggested(text: string, path: string, { check, codebook }: FixContext): Followed {
  if (check === undefined || codebook === undefined) return { text, found: [] };
  return followSuggestions(text, (one) => check(path, utf8(one)), codebook);
}

/** Puts keys and lists in order, innermost first, so that no two edits of one round overlap. */
function withOrder(start: string, read: Read, context: FixContext): string {
  let text = start;
  for (;;) {
    const result = edit(text, read, (current, _tree, places) => {
      const edits = places.flatMap((place) => {
        const found =
          keyOrderEdit(current, place) ??
          (context.kind === 'registry' ? sortEdit(current, place) : undefined);
        return found ?? [];
      });
      const sorted = edits.sort((a, b) => a.start - b.start || b.end - a.end);
      return sorted.filter(({ end }, index) => (sorted[index + 1]?.start ?? end) >= end);
    });
    if (result.text === text) return text;
    text = result.text;
  }
}

/** A text as it was read: its nodes, and what the schema says of each. */
interface Nodes {
  tree: TreeNode;
  places: Placed[];
}
type Read = (text: string) => Nodes;

/** Reads the text of each round of repairs; the last one is kept, since most rounds change nothing. */
function reader({ schemas, kind }: FixContext): Read {
  let last: (Nodes & { text: string }) | undefined;
  return (text) => {
    if (last?.text === text) return last;
    const tree = buildTree(text, tryParse(text) ?? []);
    if (tree === undefined) throw new Error('a file that could be read cannot be read any more');
    last = { text, tree, places: [...placesOf(tree, placeOfFile(schemas, kind))] };
    return last;
  };
}

function edit(
  text: string,
  read: Read,
  find: (text: string, tree: TreeNode, places: Placed[]) => Edit[],
): { text: string; changes: NonNullable<Edit['change']>[] } {
  const { tree, places } = read(text);
  const edits = find(text, tree, places);
  return { text: applyEdits(text, edits), changes: edits.flatMap(({ change }) => change ?? []) };
}

function says(text: string, path: string, context: FixContext): string {
  const { value } = parseYaml(path, utf8(text));
  return canonical(sorted(value.value, context));
}

/** The lists of the registry have no order of their own. */
function sorted(value: unknown, { kind }: FixContext): unknown {
  return kind === 'registry' ? sortRegistryValue(value) : value;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
