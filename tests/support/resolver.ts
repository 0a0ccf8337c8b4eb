import { join } from 'node:path';
import { listSources } from '../../pipeline/ingest/list.ts';
import { parseYaml } from '../../pipeline/ingest/parse.ts';
import { readSources } from '../../pipeline/ingest/read.ts';
import type { ParsedFile } from '../../pipeline/model/authored.ts';
import { type DateSpan, isFault, readDate } from '../../pipeline/model/dates/dates.ts';
import type { Registry } from '../../pipeline/normalize/names/registry.ts';
import {
  type Failure,
  type RecordScope,
  type Resolution,
  resolveMention,
  SLOTS,
} from '../../pipeline/normalize/names/resolve.ts';
import { askRegistry } from '../../pipeline/normalize/questions.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** The registry files of the project. */
export async function realFiles(): Promise<ParsedFile[]> {
  const { registry } = await listSources(ROOT);
  return (await readSources(ROOT, registry)).value;
}

export function fileOf(text: string, path = 'sources/registry/fixture.yaml'): ParsedFile {
  return parseYaml(path, Buffer.from(text)).value;
}

export const emptyScope = (names: Record<string, string> = {}): RecordScope => ({
  recordId: 'some-record',
  file: 'sources/records/some-record.yaml',
  names: new Map(Object.entries(names)),
  local: new Map(),
  refused: new Set(),
  searches: { left: 100 },
});

export function spanOf(date: string | null): DateSpan | null {
  if (date === null) return null;
  const span = readDate(date);
  if (isFault(span)) throw new Error(`${date} is no date`);
  return span;
}

interface Asked {
  slot?: keyof typeof SLOTS;
  on?: string | null;
  country?: string;
  scope?: RecordScope;
}

function ask(
  registry: Registry,
  text: string,
  { slot = 'claimant', on = '2021-07-06', country, scope }: Asked,
) {
  const mention = { text, slot: SLOTS[slot], on: spanOf(on), country };
  return resolveMention(askRegistry(registry), scope ?? emptyScope(), mention);
}

/** The resolution of a text that must resolve. */
export function found(registry: Registry, text: string, asked: Asked = {}): Resolution {
  const outcome = ask(registry, text, asked);
  if (!outcome.ok) throw new Error(`${text}: ${outcome.failure.code} ${outcome.failure.message}`);
  return outcome.resolution;
}

/** The failure of a text that must not resolve. */
export function refused(registry: Registry, text: string, asked: Asked = {}): Failure {
  const outcome = ask(registry, text, asked);
  if (outcome.ok) throw new Error(`${text} became ${outcome.resolution.entry.id}`);
  return outcome.failure;
}

/** The id a text became, or the code of its failure. */
export function answer(registry: Registry, text: string, asked: Asked = {}): string {
  const outcome = ask(registry, text, asked);
  return outcome.ok ? outcome.resolution.entry.id : outcome.failure.code;
}

export const idsOf = (failure: Failure): string[] => failure.candidates.map(({ id }) => id);
