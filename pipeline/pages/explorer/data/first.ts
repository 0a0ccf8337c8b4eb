/** The first of many in an order, without sorting all when few are wanted. */
export function firstOf(
  all: readonly number[],
  wanted: number,
  order: (a: number, b: number) => number,
): number[] {
  if (all.length <= wanted * 8) return [...all].sort(order).slice(0, wanted);
  const kept: number[] = [];
  for (const one of all) {
    if (kept.length === wanted && order(one, kept[wanted - 1] as number) >= 0) continue;
    let place = kept.length;
    while (place > 0 && order(one, kept[place - 1] as number) < 0) place -= 1;
    kept.splice(place, 0, one);
    if (kept.length > wanted) kept.pop();
  }
  return kept;
}
