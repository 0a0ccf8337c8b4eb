import type { ParsedFile } from '../../model/authored.ts';
import type { Loose } from './read-value.ts';

/** The lists of the registry, each under its key. */
export const LISTS = ['entities', 'events', 'redirects', 'distinct', 'titles', 'coders', 'sources'] as const;
export type ListName = (typeof LISTS)[number];

/** One item of a list, with its place. */
export interface Item {
  file: ParsedFile;
  list: ListName;
  index: number;
  value: Loose;
  /** Its id; '' when it has none or a faulty one. */
  id: string;
  /** Its type; '' when it has none or a faulty one. */
  type: string;
}
