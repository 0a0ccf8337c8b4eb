import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type {
  AgreementRow,
  ChangesRow,
  DisagreementsRow,
  RetiredRow,
  ReviewsRow,
} from '../model/generated/tables.ts';
import type { Model } from '../model/model.ts';
import { type Row, tableNamed } from '../model/tables.ts';
import type { Entry } from '../normalize/names/registry.ts';
import { rowCheck } from './check-row.ts';
import { WORK } from './cite.ts';
import { datapackageOf, type SourceOfFacts } from './descriptor.ts';
import { type FileWriter, openFile, type WrittenFile } from './files.ts';
import { csvHeader, csvLines, csvLinesOfMany } from './formats/csv/lines.ts';
import type { FormatContext } from './formats/format.ts';
import { BETWEEN_ITEMS, leanRows } from './formats/json.ts';
import { type InputDigests, manifestOf, sumsOf } from './manifest.ts';
import { type FinishedText, type RecordParts, SORTED, STREAMED } from './pieces.ts';
import { codebookRows } from './rows/codebook-rows.ts';
import { propositionRows } from './rows/proposition-rows.ts';
import { sortedFiles } from './sorted/files.ts';
import type { Streams } from './streams.ts';

/** The table that is written when all others are, because it compares them; it stands last. */
const LAST = 'changes';

/** What a build says about itself. */
export interface Facts {
  version: string;
  counts: Record<string, number>;
  inputs: { sources: InputDigests; schemas: InputDigests };
  /** Takes what a format says that cannot hold this dataset. */
  warn: (diagnostic: Diagnostic) => void;
  /** The day of a release. */
  released?: string | undefined;
  /** Ids that git gives to what the build was made from, by path. */
  content: Record<string, string>;
  /** The release before, and the digest of its SHA256SUMS. */
  previous: { version: string; sums: string } | null;
  /** Ids that are no longer in the tables, sorted. */
  retired: readonly RetiredRow[];
  /** What the facts of the registry were taken from. */
  sources: readonly SourceOfFacts[];
  /** Compares the finished tables with those of the release before. */
  changes: (written: readonly WrittenFile[]) => Promise<ChangesRow[]>;
  /** Makes the formats beside CSV and JSON of the finished tables. */
  formats: (context: FormatContext, tables: readonly WrittenFile[]) => Promise<WrittenFile[]>;
  /** Writes what a release holds beside its tables. */
  further?: ((folder: string) => Promise<WrittenFile[]>) | undefined;
}

/** What the dataset holds beside its records. */
interface Rest {
  /** What second codings see differently. */
  disagreements: readonly DisagreementsRow[];
  agreement: readonly AgreementRow[];
  reviews: readonly ReviewsRow[];
}

/** Writes the files of one build into a folder: records piece by piece, then the rest. */
interface DatasetWriter {
  /** @param text is given away: nobody else may use its bytes afterwards */
  add: (text: FinishedText) => Promise<void>;
  /** Says that all records were added. Their files are brought to the disk while the caller goes on. */
  endRecords: (registry: ReadonlyMap<string, Entry>) => void;
  /** Writes what is about the registry and the codebook, the descriptor, the manifest and the sums. */
  finish: (rest: Rest, facts: Facts) => Promise<WrittenFile[]>;
  /** Closes the files without finishing them. */
  abandon: () => Promise<void>;
}

/**
 * Opens the files of a build.
 * @param streams those that grow record by record
 */
export async function openDataset(folder: string, model: Model, streams: Streams): Promise<DatasetWriter> {
  const { tables, codebook } = model;
  const csv = new Map<string, FileWriter>();
  for (const { name } of tables.tables) {
    if (isStreamed(name)) continue;
    const writer = await openFile(folder, `csv/${name}.csv`);
    await writer.append(csvHeader(tableNamed(tables, name)), 0);
    csv.set(name, writer);
  }
  const sorted = sortedFiles(tables);
  const parts: RecordParts[] = [];
  let ofRecords: Promise<WrittenFile[]> | undefined;

  const append = (name: string, text: string | Uint8Array, rows: number): Promise<void> =>
    (csv.get(name) as FileWriter).append(text, rows);
  const check = rowCheck();
  const appendRows = (name: string, rows: readonly Row[]): Promise<void> => {
    check(tableNamed(tables, name), rows[0]);
    return append(name, csvLinesOfMany(tableNamed(tables, name), rows), rows.length);
  };
  // What was kept has lost the keys without a value, and was held against the contract when it was made.
  const appendKept = (name: string, rows: readonly Row[]): Promise<void> =>
    append(name, csvLinesOfMany(tableNamed(tables, name), rows), rows.length);
  const writeItems = async (
    path: string,
    items: Iterable<string | Uint8Array>,
    rows: number,
  ): Promise<WrittenFile> => {
    const writer = await openFile(folder, `json/${path}`);
    await writer.append('[\n', rows);
    for (const item of items) await writer.append(item);
    await writer.append('\n]\n');
    return writer.close();
  };
  const writeJson = (name: string, rows: readonly object[]): Promise<WrittenFile> => {
    const lean = leanRows(tableNamed(tables, name));
    const items = rows.map((row) => JSON.stringify(lean(row))).join(BETWEEN_ITEMS);
    return writeItems(`${name}.json`, [items], rows.length);
  };
  const writeSorted = (name: (typeof SORTED)[number]): Promise<WrittenFile> => {
    const { texts, rows } = sorted.file(name);
    return writeItems(name, withoutFirst(texts), rows);
  };

  return {
    add: async (text) => {
      sorted.add(text);
      for (const one of text.parts) parts.push(one);
      await streams.add(text);
    },
    endRecords: (registry) => {
      sorted.addRegistry(
        registry,
        parts.flatMap(({ provenance }) => provenance),
      );
      ofRecords = streams.end(sorted.file('shared provenance'));
      // It is waited for later; should the build end before, nobody hears of it.
      ofRecords.catch(() => undefined);
    },
    finish: async ({ disagreements: ofCodings, agreement, reviews }, facts) => {
      const { version, counts, inputs, retired, warn } = facts;
      for (const name of SORTED) {
        if (!csv.has(name)) continue;
        const { texts, rows } = sorted.file(name);
        await append(name, '', rows);
        for (const text of texts) await append(name, text, 0);
      }
      const codes = codebookRows(codebook);
      const propositions = propositionRows(parts.flatMap(({ stated }) => stated));
      const disagreements = [...parts.flatMap(({ questions }) => questions), ...ofCodings].sort((a, b) =>
        a.coding_id < b.coding_id ? -1 : a.coding_id > b.coding_id ? 1 : a.position - b.position,
      );
      await appendRows('propositions', propositions);
      await appendRows('agreement', agreement);
      await appendKept('disagreements', disagreements);
      await appendRows('reviews', reviews);
      check(tableNamed(tables, 'codebook'), codes[0]);
      await append('codebook', csvLines(tableNamed(tables, 'codebook'), codes), codes.length);

      await appendRows('retired', retired);

      const streamed = new Map((await ofRecords)?.map((file, place) => [STREAMED[place] as string, file]));
      const written = await Promise.all(
        tables.tables
          .filter(({ name }) => name !== LAST)
          .map(async ({ name }) => streamed.get(name) ?? (csv.get(name) as FileWriter).close()),
      );
      const changes = await facts.changes(written);
      await appendRows(LAST, changes);
      written.push(await (csv.get(LAST) as FileWriter).close());
      for (const name of STREAMED) if (name.includes('.')) written.push(streamed.get(name)!);
      written.push(
        await writeSorted('entities.json'),
        await writeSorted('entity_countries.json'),
        await writeSorted('events.json'),
        await writeJson('propositions', propositions),
        await writeJson('agreement', agreement),
        await writeJson('disagreements', disagreements),
        await writeJson('reviews', reviews),
        await writeJson('codebook', codes),
        await writeJson('retired', retired),
      );

      const identity = {
        version,
        released: facts.released,
        title: WORK.title,
        description:
          'Who said what about whom in foreign policy, with the evidence for every row. A claim is not a fact: the dataset records who says what.',
      };
      const closing = async (path: string, text: string): Promise<WrittenFile> => {
        const writer = await openFile(folder, path);
        await writer.append(text);
        return writer.close();
      };
      written.push(
        await closing('datapackage.json', datapackageOf(tables, codebook, written, identity, facts.sources)),
      );
      for (const file of await facts.formats({ folder, model, identity, counts, warn }, written))
        written.push(file);
      for (const file of (await facts.further?.(folder)) ?? []) written.push(file);
      written.push(
        await closing(
          'manifest.json',
          manifestOf({
            version,
            released: facts.released,
            codebookVersion: codebook.version,
            tablesVersion: tables.version,
            counts,
            inputs,
            content: facts.content,
            previous: facts.previous,
            files: written,
          }),
        ),
      );
      await closing('SHA256SUMS', sumsOf(written));
      return written;
    },
    abandon: async () => {
      await ofRecords?.catch(() => undefined);
      // All of them, also when one cannot be closed or is closed already.
      await Promise.allSettled([...[...csv.values()].map((writer) => writer.close()), streams.abandon()]);
    },
  };
}

/** Pieces of a list without what stands before the first item. */
function* withoutFirst(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let isFirst = true;
  for (const piece of pieces) {
    yield isFirst ? piece.subarray(BETWEEN_ITEMS.length) : piece;
    isFirst = false;
  }
}

function isStreamed(table: string): boolean {
  return (STREAMED as readonly string[]).includes(table);
}
