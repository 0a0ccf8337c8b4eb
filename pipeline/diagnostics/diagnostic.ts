/** How bad it is: an error stops the build, a warning is told and the build goes on. */
type Severity = 'error' | 'warning';

/** A stretch of one line in a file. Lines and columns are 1-based and count UTF-16 code units; `endColumn` is exclusive. */
export interface Range {
  line: number;
  column: number;
  endColumn: number;
}

/** One thing that is wrong in one place, as a value: renderers turn it into text, annotations or JSON. */
export interface Diagnostic extends Range {
  /** Stable code from the catalog, e.g. `E-NAME-UNKNOWN`. */
  code: string;
  severity: Severity;
  /** Path from the project folder, with forward slashes. */
  file: string;
  /** What is wrong here, naming the offending value; one sentence without a full stop. */
  message: string;
  /** What to do about it, one or two short sentences. */
  fix: string;
  /** The value that was most likely meant, if there is one. */
  suggestion?: string;
  /** True when `make fix` can mend it without changing the meaning. */
  fixable: boolean;
}

/** What a stage hands on: its value, and what it found wrong on the way. */
export interface Outcome<T> {
  value: T;
  diagnostics: Diagnostic[];
}
