import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problem } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../model/authored.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';

/** Whether a record was settled between coders. Then its first coding stands among the codings. */
export function isSettled({ coding }: Partial<AuthoredRecord>): boolean {
  return coding?.mode === 'adjudicated';
}

/** A settled record of which one coding alone was kept: there is nothing that was made before the settlement to compare. */
export function codingAlone(file: ParsedFile, id: string): Diagnostic {
  return problem(
    'E-CODING-ALONE',
    file.path,
    locate(file).value(['coding', 'coder']),
    `${id} is adjudicated, and this is the only coding kept from before`,
    `Put the record as its coder left it before the settlement beside this one, as sources/codings/${id}.<coder>.yaml with mode: independent; git log has it.`,
  );
}

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
  } else if (coder !== undefined && coder === first.coding?.coder && !isSettled(first)) {
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
