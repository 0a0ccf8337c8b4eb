import type { Registry } from './actors.ts';
import { drawCast } from './cast.ts';
import { type Claim, makeClaim } from './claim.ts';
import type { Setting } from './details.ts';
import { type Random, randomFrom } from './random.ts';
import { phrase, sentence } from './words.ts';
import { type Node, writeItems, writeMap } from './write-yaml.ts';

const RELATIONS = [
  'supports',
  'contradicts',
  'in-tension-with',
  'elaborates',
  'exemplifies',
  'generalizes',
  'qualifies',
];
const KINDS = ['op-ed', 'news-report', 'analysis', 'speech-text', 'press-release', 'report'];

/** The id of record `number`, counted from 1. */
export function recordId(number: number): string {
  return `bench-${String(number).padStart(6, '0')}`;
}

/**
 * Writes the YAML text of one record. It depends on the seed and the number alone, so that a corpus of more records
 * begins with the records of a smaller one.
 */
export function writeRecord(number: number, claimCount: number, registry: Registry, seed: number): string {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ number);
  const year = random.between(2001, 2020);
  const cast = drawCast(number, year, registry, random);
  const publisher = random.chance(0.5) ? cast.daily : random.pick(registry.media);
  const setting: Setting = { cast, registry, year, publisher, quotable: 150 };
  const units = drawUnits(claimCount, random);
  const claims = Array.from({ length: claimCount }, (_, index) => {
    const claim = makeClaim(claimId(index), anchorOf(units, index, random), setting, random);
    return { ...claim, relations: relations(number, index, random) };
  });
  const head = (key: string, value: Node): string[] => ['', ...writeMap({ [key]: value }, 0, random)];
  return [
    '# yaml-language-server: $schema=../../schemas/editor/record.schema.json',
    ...writeMap({ id: recordId(number), codebook: '1.2.0', status: 'published' }, 0, random),
    ...head('coding', { coder: 'claude', coded: '2026-01-15', mode: 'single', basis: 'full-text' }),
    ...head('source', source(number, setting, random)),
    ...(random.chance(0.3) ? head('defaults', { event: 'none' }) : []),
    ...head('names', cast.names),
    ...head('entities', cast.entities),
    ...head('events', cast.events),
    ...head('anchors', anchors(units, random)),
    '',
    'claims:',
    ...claims.flatMap((claim) => writeClaim(claim, random)),
    '',
  ].join('\n');
}

function claimId(index: number): string {
  return `c${String(index + 1).padStart(2, '0')}`;
}

function writeClaim(claim: Claim, random: Random): string[] {
  const comment = random.chance(0.1) ? [`  # ${phrase(random, 6)}`] : [];
  return [...comment, ...writeItems([claim], 2, random)];
}

function source(number: number, { cast, publisher, year }: Setting, random: Random): Node {
  const url = `https://news.example/${year}/12/${recordId(number)}`;
  const archive = {
    id: 'archive',
    kind: 'archive',
    archived_url: `https://archive.example/${url}`,
    seen: false,
  };
  const page = {
    id: 'page',
    kind: 'original',
    url,
    accessed: '2026-01-10',
    seen: true,
    completeness: 'full',
  };
  return {
    title: sentence(random, random.between(5, 11)).slice(0, -1),
    kind: random.pick(KINDS),
    language: random.pick(['en', 'en', 'en', 'es', 'fr', 'zh-Hans']),
    publisher: random.pick(publisher.forms),
    authors: [random.pick(cast.author.forms)],
    published: random.chance(0.9) ? `${year}-12-${random.between(10, 31)}` : undefined,
    url: random.chance(0.8) ? url : undefined,
    rights: random.pick(['all-rights-reserved', 'CC-BY-4.0']),
    copies: random.chance(0.2) ? [page, archive] : [page],
    paratext: { headline: publisher.id },
  };
}

/** Addresses of the fingerprinted units: the title, then paragraphs of one to four sentences. */
function drawUnits(claimCount: number, random: Random): string[] {
  const units = ['title'];
  for (let paragraph = 1; units.length < claimCount + 1; paragraph++) {
    const sentences = random.between(1, 4);
    for (let place = 1; place <= sentences; place++) units.push(`p${paragraph}.s${place}`);
  }
  return units;
}

/** The address of a claim: mostly one unit, now and then the span from it to the next sentence of its paragraph. */
function anchorOf(units: readonly string[], index: number, random: Random): string {
  const unit = index === 0 && random.chance(0.5) ? 'title' : units[index + 1]!;
  const [paragraph] = unit.split('.');
  const next = units[index + 2]?.split('.');
  return unit !== 'title' && next?.[0] === paragraph && random.chance(0.1) ? `${unit}-${next![1]}` : unit;
}

function anchors(units: readonly string[], random: Random): Node {
  const prints = units.map((unit) => [unit, [random.between(8, 45), random.hex(16)]] as const);
  const words = prints.reduce((sum, [unit, [count]]) => sum + (unit === 'title' ? 0 : (count as number)), 0);
  return {
    rule: 'paragraph-sentence/1',
    normalization: 'nfkc-casefold-alnum/1',
    copy: 'page',
    file: random.hex(64),
    body: [words, random.hex(16)],
    units: Object.fromEntries(prints.map(([unit, print]) => [unit, [...print]])),
  };
}

/** Links to earlier claims: of the same record, or the first claim of an earlier one. */
function relations(number: number, index: number, random: Random): Node | undefined {
  if (number > 1 && random.chance(0.03)) {
    const to = `${recordId(random.between(1, number - 1))}/c01`;
    return [{ type: random.pick(RELATIONS), to, by: 'annotator' }];
  }
  if (index === 0 || !random.chance(0.35)) return undefined;
  const to = claimId(random.between(0, index - 1));
  return [{ type: random.pick(RELATIONS), to, by: random.pick(['source', 'annotator']) }];
}
