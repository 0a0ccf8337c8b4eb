import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { problem } from '../diagnostics/problem.ts';
import { locate } from '../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../model/authored.ts';
import type { Coder, Review } from '../model/generated/records.ts';
import type { RecordSummary } from './summary.ts';

/** What a review is held against. */
interface ReviewContext {
  /** What the records say about themselves. */
  summaries: readonly RecordSummary[];
  /** The coders that are declared. */
  coders: ReadonlyMap<string, Pick<Coder, 'kind'>>;
  /** The coder of a record, by its id. */
  coderOf: (record: string) => string | undefined;
}

/**
 * Checks what a review must say: of a record that exists, by the person in its file name who did not code it, about claims
 * of the record, each once, and of what is wrong or in doubt in which key.
 * @param review as the schema left it: parts that it refused are undefined
 */
export function checkReview(
  file: ParsedFile,
  review: Partial<Review>,
  { summaries, coders, coderOf }: ReviewContext,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (code: string, path: ValuePath, message: string, fix: string, suggestion?: string): void => {
    const extras = suggestion === undefined ? {} : { suggestion };
    found.push(problem(code, file.path, locate(file).value(path), message, fix, extras));
  };
  const [named = '', by = ''] = (file.path.split('/').at(-1) ?? '').replace(/\.yaml$/, '').split('.');
  const { record, reviewer } = review;
  const summary = summaries.find(({ id }) => id === record);
  if (record !== undefined && (record !== named || summary === undefined || summary.withdrawn)) {
    const ids = summaries.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
    const [near] = record === named ? nearest(record, ids) : [named];
    const message =
      record === named
        ? `there is no record ${record} in the data`
        : `the review is of ${record}, but the file is named after ${named}`;
    report('E-REVIEW-RECORD', ['record'], message, 'Name the record in both: record, dot, reviewer.', near);
  }
  if (reviewer !== undefined) {
    const coder = coders.get(reviewer);
    const wrong =
      reviewer !== by
        ? `the reviewer is ${reviewer}, but the file is named after ${by}`
        : coder === undefined
          ? `${reviewer} is not in sources/registry/coders.yaml`
          : coder.kind !== 'person'
            ? `${reviewer} is a ${coder.kind}: reviews are by people`
            : record !== undefined && coderOf(record) === reviewer
              ? `${reviewer} coded the record`
              : undefined;
    if (wrong !== undefined)
      report(
        'E-REVIEW-REVIEWER',
        ['reviewer'],
        wrong,
        'Name a person of coders.yaml who did not code the record, here and in the file name.',
      );
  }
  const seen = new Set<string>();
  for (const [index, judged] of (review.claims ?? []).entries()) {
    const { claim, judgement, field } = judged ?? {};
    const path = ['claims', index, 'claim'];
    if (claim !== undefined && seen.has(claim))
      report('E-REVIEW-CLAIM', path, `${claim} is judged twice`, 'Keep one judgement of each claim.');
    else if (claim !== undefined && summary?.complete && !isLiving(summary, claim)) {
      const [near] = nearest(claim, summary.claims);
      report(
        'E-REVIEW-CLAIM',
        path,
        `${summary.id} has no claim ${claim} in the data`,
        'Name a claim of the record.',
        near,
      );
    }
    if (claim !== undefined) seen.add(claim);
    if (judgement === undefined || judged === undefined || ('field' in judged && field === undefined))
      continue;
    if ((judgement === 'right') !== (field === undefined))
      report(
        'E-REVIEW-FIELD',
        [...path.slice(0, 2), field === undefined ? 'judgement' : 'field'],
        field === undefined
          ? `${claim} is ${judgement}, but in which key is not said`
          : `${claim} is right, and yet ${field} is named`,
        'Name under field the key that is wrong or in doubt; what is right has none.',
      );
  }
  return found;
}

function isLiving({ claims, retired }: RecordSummary, claim: string): boolean {
  return claims.includes(claim) && !Object.hasOwn(retired, claim);
}
