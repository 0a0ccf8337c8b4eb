import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Extras, problem } from '../../diagnostics/problem.ts';
import type { Locator } from '../../ingest/positions.ts';
import type { ParsedFile, ValuePath } from '../../model/authored.ts';
import type { AuthoredRecord, Claim } from '../../model/generated/records.ts';
import { claimsWithDefaults } from '../defaults.ts';

/** A claim as the rules see it: what it says itself, and what it says together with the record's defaults. */
export interface ClaimView {
  id: string;
  /** What stands in the claim. Parts that the schema refused are undefined. */
  own: Partial<Claim>;
  /** The claim with the record's defaults filled in. Rules ask it, for it has the same form whatever was written. */
  full: Partial<Claim>;
  /** Place of a key: in the claim, else in the defaults, else the claim itself. */
  pathTo: (key: keyof Claim, ...deeper: (string | number)[]) => ValuePath;
  path: ValuePath;
  /** Whether the key is written, or may be, but cannot be read, so that nothing follows from its absence. */
  isUnreadable: (key: keyof Claim) => boolean;
}

/** What a rule gets: one record, and the means to report. */
export interface RecordContext {
  file: ParsedFile;
  record: Partial<AuthoredRecord>;
  claims: ClaimView[];
  /** Coders that are declared, by id. */
  coders: { has: (id: string) => boolean; keys: () => Iterable<string> };
  /** Version of the codebook at hand. */
  codebookVersion: string;
  report: (code: string, path: ValuePath, message: string, fix: string, extras?: Extras) => void;
  /** Line of the value at a path, for messages that name a second place. */
  lineOf: (path: ValuePath) => number;
}

/** One rule of coding: reports every breach of it in a record. */
export type Rule = (context: RecordContext) => void;

/**
 * Prepares a record for the rules.
 * @param record the typed value of the file; parts that the schema refused are undefined
 * @param locate gives positions; asked for only when a rule reports something
 * @returns the context, and the list that reports go to
 */
export function contextOf(
  file: ParsedFile,
  record: Partial<AuthoredRecord>,
  locate: () => Locator,
  known: Pick<RecordContext, 'coders' | 'codebookVersion'>,
): { context: RecordContext; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const reportedDefaults = new Set<string>();
  const context: RecordContext = {
    file,
    record,
    claims: viewsOf(file, record),
    ...known,
    report: (code, path, message, fix, extras) => {
      // What is wrong with a default is wrong once, however many claims take it over.
      if (path[0] === 'defaults') {
        const place = `${code} ${path.join('/')}`;
        if (reportedDefaults.has(place)) return;
        reportedDefaults.add(place);
      }
      diagnostics.push(problem(code, file.path, locate().value(path), message, fix, extras));
    },
    lineOf: (path) => locate().value(path).line,
  };
  return { context, diagnostics };
}

/** Whether every claim has an id that can be read: only then is a claim that is not found one that does not exist. */
export function knowsAllIds(record: Partial<AuthoredRecord>, claims: readonly ClaimView[]): boolean {
  return claims.length === record.claims?.length && claims.every(({ full }) => full.id !== undefined);
}

/** Whether a record is for everybody; a coding beside it is not, whatever status it took over. */
export function isPublished({ path }: ParsedFile, { status }: Partial<AuthoredRecord>): boolean {
  return status === 'published' && !path.startsWith('sources/codings/');
}

function viewsOf(file: ParsedFile, record: Partial<AuthoredRecord>): ClaimView[] {
  const defaults = record.defaults as Partial<Claim> | undefined;
  const hides = (part: Partial<Claim> | undefined, key: keyof Claim): boolean =>
    part !== undefined && key in part && part[key] === undefined;
  const claims = claimsWithDefaults(record);
  // The schema hands on a copy where it refused something.
  const isWhole = record === file.value;
  const views: ClaimView[] = [];
  for (const [index, own] of (record.claims ?? []).entries()) {
    if (own === undefined) continue;
    const path = ['claims', index];
    const full = claims[index] as Claim;
    const pathTo: ClaimView['pathTo'] = (key, ...deeper) => {
      if (own[key] !== undefined) return [...path, key, ...deeper];
      return defaults?.[key] === undefined ? path : ['defaults', key, ...deeper];
    };
    const isDamaged = hasDoubtfulLine(file, index);
    const isUnreadable: ClaimView['isUnreadable'] = isWhole
      ? never
      : (key) => own[key] === undefined && (isDamaged || hides(own, key) || hides(defaults, key));
    views.push({
      id: full.id ?? `claim ${index + 1}`,
      own,
      full,
      pathTo,
      path,
      isUnreadable,
    });
  }
  return views;
}

const never = (): boolean => false;

/** Whether ingest could not read a line of the claim: any key may have stood there. */
function hasDoubtfulLine({ salvage, itemLines }: ParsedFile, index: number): boolean {
  if (salvage === undefined) return false;
  const start = itemLines.claims?.[index] ?? 1;
  const end = itemLines.claims?.[index + 1];
  // Both claims and doubtful lines may be many: all are looked through for the last claim only.
  if (end === undefined) return [...salvage.doubtfulLines].some((line) => line >= start);
  for (let line = start; line < end; line += 1) if (salvage.doubtfulLines.has(line)) return true;
  return false;
}
