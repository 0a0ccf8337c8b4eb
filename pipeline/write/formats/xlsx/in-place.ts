import { hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptParts } from '../format.ts';
import type { SheetPiece } from './file/workbook.ts';
import type { Cut } from './notes.ts';

/** Rows as they lie in the workbook, and which of their texts were too long. */
export interface MadeRows {
  piece: SheetPiece;
  cuts: Cut[];
}

/** Where rows lie in a workbook, by what they are made of, and all of {@link MadeRows} but their bytes. */
type Places = Map<string, { at: number; length: number; digest: string; made: MadeRows }>;

/** The rows of the workbook in place, which serve again. */
export interface RowsInPlace {
  /** @returns undefined when there are none made of this, or when what lies there is not what was written */
  find: (key: string) => Promise<MadeRows | undefined>;
  /** Notes for the next time that rows lie here in the workbook that is being made. */
  note: (key: string, made: MadeRows, at: number) => void;
  /** @param isMade whether there is a workbook that what was noted tells of */
  close: (isMade: boolean) => Promise<void>;
}

const NAME = 'workbook-rows';

/**
 * Opens the workbook of the last build: of one record that changed, few rows of a sheet do, and to compress the others takes
 * longer than all else that is made of them. Their bytes are not kept a second time.
 * @param path of the workbook in its dataset
 */
export async function openRowsInPlace(kept: KeptParts | undefined, path: string): Promise<RowsInPlace> {
  const before = kept?.recall<Places>(NAME) ?? new Map();
  const file: FileHandle | null =
    kept === undefined || before.size === 0 ? null : await open(join(kept.latest, path)).catch(() => null);
  const noted: Places = new Map();
  return {
    find: async (key) => {
      const place = before.get(key);
      if (place === undefined || file === null) return undefined;
      const deflated = Buffer.alloc(place.length);
      await file.read(deflated, 0, place.length, place.at).catch(() => undefined);
      if (hash('sha256', deflated, 'hex') !== place.digest) return undefined;
      return { ...place.made, piece: { ...place.made.piece, deflated } };
    },
    note: (key, { piece: { deflated, ...rest }, cuts }, at) => {
      if (kept === undefined || rest.isBound) return;
      const piece = { ...rest, deflated: new Uint8Array(0) };
      const digest = hash('sha256', deflated, 'hex');
      noted.set(key, { at, length: deflated.length, digest, made: { piece, cuts } });
    },
    close: async (isMade) => {
      await file?.close();
      if (isMade) kept?.remember(NAME, noted);
    },
  };
}
