/** The part of the work that an anchor names: title, deck, caption, body or recording. */
export function partOf(at: string): string {
  if (at === 'title' || at === 'deck' || at === 'caption') return at;
  return at.startsWith('t') ? 'recording' : 'body';
}

/**
 * The units that an anchor covers: p6.s2-s4 covers p6.s2, p6.s3 and p6.s4.
 * @returns an empty list when the range runs backwards
 */
export function unitsOf(at: string): string[] {
  if (!at.includes('-')) return [at];
  const range = /^(p\d+)\.s(\d+)-s(\d+)$/.exec(at);
  if (range === null) return [at];
  const [, paragraph = '', from = '', to = ''] = range;
  const units: string[] = [];
  for (let sentence = Number(from); sentence <= Number(to); sentence += 1)
    units.push(`${paragraph}.s${sentence}`);
  return units.length > 1 ? units : [];
}
