import { isFault, readDate } from '../../model/dates.ts';

/** The format `edtf` of the schemas. */
export function isEdtf(text: string): boolean {
  return !isFault(readDate(text));
}
