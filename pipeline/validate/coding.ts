import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';

/**
 * Checks what a second coding must say to be one: that its coder is the one in the file name and not that of the record,
 * and that the coder worked independently.
 * @param first the record it goes with; undefined when there is none of that id
 */
export function checkCoding(
  file: ParsedFile,
  coding: Partial<AuthoredRecord>,
  first: Partial<AuthoredRecord> | undefined,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (code: string, path: ValuePath, message: string, fix: string, suggestion?: string): void => {
    const extras = suggestion === undefined ? {} : { suggestion };
    found.push(problem(code, file.path, locate(file).value(path), message, fix, extras));
  };
  const named = file.path.split('.')[1] ?? '';
  const { coder, mode } = coding.coding ?? {};
  if (first === undefined) {
    report(
      'E-CODING-RECORD',
      ['id'],
      `there is no record ${coding.id} to compare this coding with`,
      'Name the file after a record of sources/records, a dot, and your id.',
    );
  } else if (coder !== undefined && coder === first.coding?.coder) {
    report(
      'E-CODING-CODER',
      ['coding', 'coder'],
      `${coder} coded the record itself, so this is no second coding`,
      'Name the coder who coded it a second time.',
    );
  } else if (coder !== undefined && coder !== named) {
    report(
      'E-CODING-CODER',
      ['coding', 'coder'],
      `the coder is ${coder}, but the file is named after ${named}`,
      `Write coder: ${named}, or rename the file.`,
      named,
    );
  }
  if (mode !== undefined && mode !== 'independent') {
    report(
      'E-CODING-MODE',
      ['coding', 'mode'],
      `a second coding is made without seeing the record, and this one says ${mode}`,
      'Write mode: independent if it was; if not, put what you would change under disagreements in the record.',
      'independent',
    );
  }
  return found;
}
