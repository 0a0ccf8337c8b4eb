/** Text in the order of its keys, whichever record it came from. */
interface SortedPieces {
  /**
   * @param things what each text is about, with its bytes in each file
   * @param bytes file after file, in each the things in their order
   */
  add: (things: readonly [key: string, ...bytes: number[]][], bytes: Uint8Array) => void;
  /** The text of a file; what stands together already comes in one piece. */
  inOrder: (file: number) => Generator<Uint8Array>;
}

/** A thing: its text, and its place there. */
interface Piece {
  key: string;
  text: Placed;
  place: number;
}

/** Where in a text each file begins, and in it each thing; the last is where the file ends. */
interface Placed {
  bytes: Uint8Array;
  starts: Float64Array[];
}

/**
 * Gathers text that is sorted when all of it is there.
 * @param files how many files each text is for
 */
export function sortedPieces(files: number): SortedPieces {
  const pieces: Piece[] = [];
  let isSorted = true;
  return {
    add: (things, bytes) => {
      if (things.length === 0) return;
      const text: Placed = { bytes, starts: [] };
      let at = 0;
      for (let file = 0; file < files; file += 1) {
        const starts = new Float64Array(things.length + 1);
        for (const [place, thing] of things.entries()) {
          starts[place] = at;
          at += thing[1 + file] as number;
        }
        starts[things.length] = at;
        text.starts.push(starts);
      }
      for (const [place, [key]] of things.entries()) pieces.push({ key, text, place });
      isSorted = false;
    },
    *inOrder(file) {
      if (!isSorted) pieces.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      isSorted = true;
      let [from, start, end] = [undefined as Placed | undefined, 0, 0];
      for (const { text, place } of pieces) {
        const starts = text.starts[file] as Float64Array;
        const [first, last] = [starts[place] as number, starts[place + 1] as number];
        if (first === last) continue;
        if (from === text && first === end) {
          end = last;
          continue;
        }
        if (from !== undefined) yield from.bytes.subarray(start, end);
        [from, start, end] = [text, first, last];
      }
      if (from !== undefined) yield from.bytes.subarray(start, end);
    },
  };
}
