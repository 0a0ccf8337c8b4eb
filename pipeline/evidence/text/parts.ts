/** Which paragraphs of a copy are which, as a record writes it: `{title: '2', caption: '3', body: '4-9, 11-14'}`. */
export type Parts = Partial<Record<'title' | 'deck' | 'caption' | 'body', string>>;

/** The parts apart from the body: each is one unit. */
export const PARATEXT = ['title', 'deck', 'caption'] as const;

/**
 * The paragraph numbers that a list such as `4-9, 11-14` names, in order.
 * @param list as the schema lets it through
 */
export function paragraphNumbers(list: string): number[] {
  if (list === '') return [];
  return list.split(',').flatMap((piece) => {
    const [from = 0, to = from] = piece.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
}

/** The part that each paragraph (counted from 1) belongs to. Without `body`, that is all that no other part takes. */
export function partsByParagraph(parts: Parts, paragraphs: number): Map<number, keyof Parts> {
  const taken = new Map<number, keyof Parts>();
  for (const part of PARATEXT)
    for (const number of paragraphNumbers(parts[part] ?? '')) taken.set(number, part);
  const body = parts.body === undefined ? null : new Set(paragraphNumbers(parts.body));
  for (let number = 1; number <= paragraphs; number += 1)
    if (!taken.has(number) && (body === null || body.has(number))) taken.set(number, 'body');
  return taken;
}
