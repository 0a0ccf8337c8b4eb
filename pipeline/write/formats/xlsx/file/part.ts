import { Deflate, type ZipInputFile } from 'fflate';
import { crcOf, joinedCrc } from './crc.ts';

/** How hard a workbook is compressed: 4 takes as long as 1 and makes it a tenth smaller, 6 takes half as long again for another tenth. */
export type Level = 4 | 6;

/** Bytes that are compressed for themselves, whatever stands before and after them. */
export interface Piece {
  deflated: Uint8Array<ArrayBuffer>;
  /** Of the bytes before they were compressed. */
  size: number;
  crc: number;
}

/** Compresses bytes so that other pieces can follow. */
export function pieceOf(bytes: Uint8Array, level: Level): Piece {
  const chunks: Uint8Array[] = [];
  // 64 thousand places for what was seen: the twenty times as many of a stream help nothing here and take time to clear.
  const stream = new Deflate({ level, mem: 4 }, (chunk) => chunks.push(chunk));
  stream.push(bytes);
  stream.flush();
  stream.push(new Uint8Array(0), true);
  chunks.push(opened(chunks.pop() as Uint8Array));
  return { deflated: Buffer.concat(chunks), size: bytes.length, crc: crcOf(bytes) };
}

/**
 * The end of a stream whose last block is empty, with a block of no bytes instead that others may follow (RFC 1951, 3.2): it
 * fills the byte, so that they begin with one. fflate 0.8.3 can do so itself, but writes it in the wrong place.
 */
function opened(end: Uint8Array): Uint8Array {
  let bits = 0;
  for (const [place, byte] of end.entries()) bits |= byte << (8 * place);
  // The last bits are 1 (the last block), 1 0 (fixed codes) and seven times 0 (its end).
  const start = 30 - Math.clz32(bits);
  const bytes = (start + 3 + 7) >> 3;
  const block = Buffer.alloc(bytes + 4);
  block.writeUIntLE(bits & ~(3 << start), 0, bytes);
  block.writeUInt16LE(0xffff, bytes + 2);
  return block;
}

/** A last block that holds nothing. */
const LAST = Uint8Array.of(3, 0);

/** A part of an archive, put together from pieces. */
export class Part implements ZipInputFile {
  readonly filename: string;
  readonly compression = 8;
  /** The earliest time that a ZIP archive can hold, in local time as it is stored: the same bytes at any hour and place. */
  readonly mtime = new Date(1980, 0, 1);
  size = 0;
  crc = 0;
  ondata: ZipInputFile['ondata'];

  constructor(path: string) {
    this.filename = path;
  }

  add({ deflated, size, crc }: Piece): void {
    this.crc = joinedCrc(this.crc, crc, size);
    this.size += size;
    this.ondata?.(null, deflated, false);
  }

  end(): void {
    this.ondata?.(null, LAST, true);
  }
}
