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
}

/** Writes one further format of the dataset into the folder of the build. */
export type Format = (context: FormatContext) => Promise<WrittenFile[]>;
