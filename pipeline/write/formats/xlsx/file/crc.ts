/** The polynomial of CRC-32 as ZIP archives hold it (APPNOTE 4.4.7), lowest power first. */
const POLYNOMIAL = 0xedb88320;

/** What a byte adds that is followed by none, one, two or three others. */
const TABLES = [0, 1, 2, 3].map((following) =>
  Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8 * (following + 1); bit += 1) crc = next(crc);
    return crc;
  }),
) as [Int32Array, Int32Array, Int32Array, Int32Array];

/** One power more. */
function next(crc: number): number {
  return crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
}

/** The CRC-32 of bytes, taken four at a time. */
export function crcOf(bytes: Uint8Array): number {
  const [none, one, two, three] = TABLES;
  const fours = bytes.length & ~3;
  let crc = -1;
  let at = 0;
  for (; at < fours; at += 4) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    crc =
      (three[crc & 255] as number) ^
      (two[(crc >>> 8) & 255] as number) ^
      (one[(crc >>> 16) & 255] as number) ^
      (none[crc >>> 24] as number);
  }
  for (; at < bytes.length; at += 1)
    crc = (none[(crc ^ (bytes[at] as number)) & 255] as number) ^ (crc >>> 8);
  return ~crc;
}

/** The CRC-32 of bytes that are followed by others, from the CRC-32 of either: the first moves up by eight powers a byte. */
export function joinedCrc(first: number, second: number, secondLength: number): number {
  let moved = first;
  let power = 1 << 23;
  for (let rest = secondLength; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) moved = product(moved, power);
    power = product(power, power);
  }
  return moved ^ second;
}

/** The product of two polynomials, modulo that of the CRC. */
function product(one: number, other: number): number {
  let sum = 0;
  for (let bit = 31, added = other; bit >= 0; bit -= 1, added = next(added))
    if ((one >>> bit) & 1) sum ^= added;
  return sum;
}
