/** A day as spreadsheets count it: 2021-07-06 is 44383. */
const FIRST = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/**
 * The number of a day, for a cell that shows it as a date; null where the text is no day, or one before March 1900, which
 * spreadsheets count differently or not at all.
 */
export function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-03-01') return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round((time - FIRST) / DAY);
}
