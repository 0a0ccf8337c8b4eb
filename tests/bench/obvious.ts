/**
 * The yardstick: what a competent person would write in an afternoon with `yaml`, `ajv` and `csv-stringify`. It reads
 * and validates every record against the schema and writes, of each table about claims and works, the columns that can be
 * taken from the record as it stands, under the names that they have in the contract.
 *
 * It does not guard against unreadable or ambiguous text, keep positions, resolve a name, check a code, a reference, a
 * coding rule or a date, apply what is inherited, derive a column, tell provenance, digest or sort anything, read the
 * registry, or replace its output as a whole; and it stops at the first faulty record.
 * Run as: node --import tsx tests/bench/obvious.ts <folder> <out>
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { stringify } from 'csv-stringify/sync';
import { parse } from 'yaml';
import type { AuthoredRecord, Claim } from '../../pipeline/model/generated/records.ts';

const ROLES = ['claimant', 'via', 'holder', 'addressee', 'subject', 'object'] as const;
/** The roles of those whom a claim is about or put to. */
const TARGETS = ['subject', 'object', 'addressee'] as const;

type Cells = Record<string, string | number | boolean | undefined>;

const [folder, out] = process.argv.slice(2) as [string, string];
const schemas = new URL('../../schemas/', import.meta.url);
const readSchema = (name: string): object => JSON.parse(readFileSync(new URL(name, schemas), 'utf8'));

// Texts are kept as texts, or dates and digests turn into numbers; Ajv turns `true` and whole numbers into values.
const ajv = new Ajv({ allErrors: true, strict: false, coerceTypes: true });
ajv.addSchema(readSchema('registry.schema.json'));
const schema = readSchema('record.schema.json') as { properties: { defaults: object } };
// What `defaults` may hold is spelled out only when this project fills the schema in.
schema.properties.defaults = { type: 'object' };
const validate = ajv.compile<AuthoredRecord>(schema);

const tables = {
  claims: [] as Cells[],
  dyads: [] as Cells[],
  claim_actors: [] as Cells[],
  claim_codes: [] as Cells[],
  claim_quantities: [] as Cells[],
  claim_members: [] as Cells[],
  claim_relations: [] as Cells[],
  sources: [] as Cells[],
  source_copies: [] as Cells[],
  anchors: [] as Cells[],
};
const lines: string[] = [];
const records = join(folder, 'sources', 'records');
for (const name of readdirSync(records).sort()) {
  const work: unknown = parse(readFileSync(join(records, name), 'utf8'), { schema: 'failsafe' });
  if (!validate(work)) throw new Error(`${name}: ${ajv.errorsText(validate.errors)}`);
  const path = `sources/records/${name}`;
  addWork(work, path);
  work.claims.forEach((claim, index) => {
    addClaim(work, claim, index + 1);
  });
}

mkdirSync(out, { recursive: true });
for (const [name, rows] of Object.entries(tables)) {
  const csv = stringify(rows, { header: true, cast: { boolean: (value) => String(value) } });
  writeFileSync(join(out, `${name}.csv`), csv);
}
writeFileSync(join(out, 'claims.jsonl'), lines.join(''));
writeFileSync(join(out, 'sources.json'), JSON.stringify(tables.sources));
console.log(`${tables.sources.length} records, ${tables.claims.length} claims`);

function addWork(work: AuthoredRecord, path: string): void {
  const { id, source, coding, anchors } = work;
  tables.sources.push({
    source_id: id,
    title: source.title,
    kind: source.kind,
    language: source.language,
    publisher_name: source.publisher,
    author_names: joined(source.authors),
    published: source.published,
    url: source.url,
    archived_url: source.copies.find((copy) => copy.archived_url)?.archived_url,
    doi: source.doi,
    citation: citationOf(work),
    rights: source.rights,
    record_status: work.status,
    coder: coding.coder,
    coded_on: coding.coded,
    coding_mode: coding.mode,
    coding_basis: coding.basis,
    coding_note: coding.note,
    codebook_version: work.codebook,
    claims: work.claims.length,
    anchor_rule: anchors?.rule,
    anchor_normalization: anchors?.normalization,
    anchor_copy_id: anchors?.copy,
    record_path: path,
  });
  for (const { id: copyId, kind, url, accessed, archived_url, seen, completeness } of source.copies)
    tables.source_copies.push({
      ...{ source_id: id, copy_id: copyId, kind, url, accessed, archived_url, seen, completeness },
    });
  for (const [unit, [words, digest]] of Object.entries(anchors?.units ?? {}))
    tables.anchors.push({ source_id: id, unit, words, digest });
}

function addClaim(work: AuthoredRecord, claim: Claim, order: number): void {
  const claimId = `${work.id}/${claim.id}`;
  const row = claimRow(work, claim, claimId, order);
  tables.claims.push(row);
  const actors = ROLES.flatMap((role) =>
    listOf(claim[role]).map((written, index) => ({
      role,
      position: index + 1,
      as_written: written,
      stance: claim.stance?.[written],
    })),
  );
  for (const actor of actors) tables.claim_actors.push({ claim_id: claimId, ...actor });
  addDyads(claimId, row, claim);
  for (const [vocabulary, list] of [
    ['topic', claim.topics],
    ['frame', listOf(claim.frames)],
  ] as const) {
    list.forEach((code, index) => {
      tables.claim_codes.push({ claim_id: claimId, vocabulary, rank: index + 1, code });
    });
  }
  const { quantities = [], members, relations = [] } = claim;
  quantities.forEach(({ comparator, value, value_max, unit, of }, index) => {
    const position = index + 1;
    tables.claim_quantities.push({
      ...{ claim_id: claimId, position, comparator, value, value_max, unit, of_name: of },
    });
  });
  listOf(members?.list).forEach((name, index) => {
    const { role, of, category, complete } = members as NonNullable<Claim['members']>;
    const position = index + 1;
    tables.claim_members.push({
      ...{ claim_id: claimId, position, as_written: name, role, of_name: of, category, complete },
    });
  });
  relations.forEach(({ type, to, by }, index) => {
    const position = index + 1;
    tables.claim_relations.push({ claim_id: claimId, position, relation: type, to_claim_id: to, by });
  });
  lines.push(`${JSON.stringify({ ...row, actors, quantities, members, relations })}\n`);
}

/** Claimant by target, as the record names them; whose country each is, the record does not say. */
function addDyads(claimId: string, row: Cells, claim: Claim): void {
  const roles = new Map<string, string>();
  for (const role of TARGETS)
    for (const target of listOf(claim[role])) if (!roles.has(target)) roles.set(target, role);
  const targets = roles.size === 0 ? [[undefined, undefined] as const] : [...roles];
  const claimants = listOf(claim.claimant ?? 'authors');
  const share = claim.jointly === true ? 1 / claimants.length : 1;
  let position = 0;
  for (const claimant of claimants)
    for (const [target, role] of targets) {
      position += 1;
      tables.dyads.push({
        claim_id: claimId,
        position,
        date: row.made,
        claim_type: row.claim_type,
        main_topic: row.main_topic,
        claimant_name: claimant,
        target_role: role,
        target_name: target,
        stance: target === undefined ? undefined : claim.stance?.[target],
        weight: share / targets.length,
        count_claim: position === 1 ? 1 : 0,
      });
    }
}

function claimRow(work: AuthoredRecord, claim: Claim, claimId: string, order: number): Cells {
  const { coding, source } = work;
  const { members, change, quantities = [] } = claim;
  return {
    claim_id: claimId,
    claimant_names: joined(claim.claimant),
    claim_type: claim.type,
    claim_text: claim.text,
    subject_names: joined(claim.subject),
    stance: joined(Object.entries(claim.stance ?? {}).map(([name, code]) => `${name}: ${code}`)),
    main_topic: claim.topics[0],
    quote: claim.quote,
    source_title: source.title,
    source_publisher: source.publisher,
    source_published: source.published,
    source_url: source.url,
    citation: `${citationOf(work)} At ${claim.at}. Foreign-Policy Claims, ${claimId}.`,
    claimants_jointly: claim.jointly,
    via_names: joined(claim.via),
    holder_names: joined(claim.holder),
    imputed: claim.imputed,
    addressee_names: joined(claim.addressee),
    object_names: joined(claim.object),
    stances: joined(Object.values(claim.stance ?? {})),
    attribution: claim.attribution ?? 'authorial',
    form: claim.form,
    cue: claim.cue,
    reporter_stance: claim.reporter_stance,
    certainty: claim.certainty ?? 'certain',
    polarity: claim.polarity ?? 'affirmed',
    presupposed: claim.presupposed ?? false,
    topics: joined(claim.topics),
    frames: joined(claim.frames),
    made: claim.made,
    said_in_name: claim.said_in,
    event_name: claim.event,
    period: claim.period,
    place_name: claim.place,
    quantities: joined(quantities.map(({ comparator, value, unit }) => [comparator, value, unit].join(' '))),
    members_of: members?.of,
    members_category: members?.category,
    members_role: members?.role,
    member_names: joined(members?.list),
    members_complete: members?.complete,
    change_dimension: change?.dimension,
    change_from: change?.from,
    change_to: change?.to,
    change_direction: change?.direction,
    source_id: work.id,
    anchor: claim.at,
    order,
    coder: coding.coder,
    claim_status: claim.status ?? 'active',
    note: claim.note,
  };
}

function citationOf({ source }: AuthoredRecord): string {
  const { authors, title, publisher, published } = source;
  return [listOf(authors).join(', '), title, [publisher, published].filter(Boolean).join(', ')]
    .filter((part) => part !== '')
    .map((part) => `${part}.`)
    .join(' ');
}

function listOf(value: string[] | string | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function joined(value: string[] | string | undefined): string {
  return listOf(value).join(' | ');
}
