import type { ValuePath } from '../model/authored.ts';
import type { Diagnostic, Range } from './diagnostic.ts';
import { type Extras, problem } from './problem.ts';

/** A finding between records; its position is looked up in the file afterwards. */
export interface CrossFinding {
  code: string;
  file: string;
  path: ValuePath;
  message: string;
  fix: string;
  extras: Extras;
}

/** Turns a finding into a diagnostic once its place is known. */
export function withRange({ code, file, message, fix, extras }: CrossFinding, range: Range): Diagnostic {
  return problem(code, file, range, message, fix, extras);
}
