import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import type { Identity } from '../descriptor.ts';
import type { WrittenFile } from '../files.ts';

/** What a format is made from: the finished tables of a build and what they mean. */
export interface FormatContext {
  /** The folder of the build; csv/ and json/ stand in it, complete. */
  folder: string;
  model: Model;
  identity: Identity;
  /** How many records, claims, entities … are in the data. */
  counts: Readonly<Record<string, number>>;
  /** Takes what the reader should know of a format that cannot hold this dataset. */
  warn: (diagnostic: Diagnostic) => void;
  /** What a format kept when it was made last by the same program; undefined when nothing is kept. */
  kept?: KeptParts | undefined;
}

/** Values that formats keep for the next time, by name, and the dataset in place, which they may tell of. */
export interface KeptParts {
  recall: <T>(name: string) => T | undefined;
  remember: (name: string, value: object) => void;
  /** The folder of the dataset in place. */
  latest: string;
}

/** What formats may be made from beyond the tables. */
export interface ProjectContext extends FormatContext {
  /** The folder that holds schemas/, and the files of the registry: what coding a record needs. */
  project: { schemas: string; registry: readonly { path: string; text: string }[] };
}

/** Writes one further format of the dataset into the folder of the build. */
export type Format = (context: FormatContext) => Promise<WrittenFile[]>;
