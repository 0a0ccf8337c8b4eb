/**
 * The yardstick: what a competent person would write in an afternoon with `yaml`, `ajv` and `csv-stringify`. It reads
 * and validates every record against the schema and writes the columns that can be taken from the record as it stands.
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

type Cells = Record<string, string | number | boolean | undefined>;

const [folder, out] = process.argv.slice(2) as [string, string];
const schemas = new URL('../../schemas', import.meta.url);
const readSchema = (name: string): object => JSON.parse(readFileSync(new URL(name, schemas), 'utf8'));

// Texts are kept as texts, or dates and digests turn into numbers; Ajv turns `true` and whole numbers into values.
const ajv = new Ajv({ allErrors: true, strict: false, coerceTypes: true });
ajv.addSchema(readSchema('registry.schema.json'));
const schema = readSchema('record.schema.json') as { properties: { defaults: object } };
// What `defaults` may hold is spelled out only when this project fills the schema in.
schema.properties.defaults = { type: 'object' };
const validate = ajv.compile<AuthoredRecord>(schema);

const works: AuthoredRecord[] = [];
const claims: Cells[] = [];
const actors: Cells[] = [];
const codes: Cells[] = [];
const records = join(folder, 'sources', 'records');
for (const name of readdirSync(records).sort()) {
  const work: unknown = parse(readFileSync(join(records, name), 'utf8'), { schema: 'failsafe' });
  if (!validate(work)) throw new Error(`${name}: ${ajv.errorsText(validate.errors)}`);
  works.push(work);
  for (const claim of work.claims) addClaim(work, claim, `sources/records/${name}`);
}

mkdirSync(out, { recursive: true });
for (const [name, rows] of Object.entries({ claims, claim_actors: actors, claim_codes: codes })) {
  const csv = stringify(rows, { header: true, cast: { boolean: (value) => String(value) } });
  writeFileSync(join(out, `${name}.csv`), csv);
}
writeFileSync(join(out, 'claims.json'), JSON.stringify(claims));
writeFileSync(join(out, 'sources.json'), JSON.stringify(works));
console.log(`${works.length} records, ${claims.length} claims`);

function addClaim(work: AuthoredRecord, claim: Claim, path: string): void {
  const claimId = `${work.id}/${claim.id}`;
  claims.push(claimRow(work, claim, claimId, path));
  for (const role of ROLES) {
    listOf(claim[role]).forEach((written, index) => {
      const stance = claim.stance?.[written];
      actors.push({ claim_id: claimId, role, position: index + 1, as_written: written, stance });
    });
  }
  for (const [vocabulary, list] of [
    ['topic', claim.topics],
    ['frame', listOf(claim.frames)],
  ] as const) {
    list.forEach((code, index) => {
      codes.push({ claim_id: claimId, vocabulary, rank: index + 1, code });
    });
  }
}

function claimRow(work: AuthoredRecord, claim: Claim, claimId: string, path: string): Cells {
  const { coding, source } = work;
  const { members, change, quantities = [] } = claim;
  const [spanWords, spanDigest] = work.anchors?.units[claim.at] ?? [];
  return {
    claim_id: claimId,
    claim_text: claim.text,
    claim_type: claim.type,
    claimants: joined(claim.claimant),
    said_in: claim.said_in,
    claimants_jointly: claim.jointly,
    attribution: claim.attribution ?? 'authorial',
    cue: claim.cue,
    via: joined(claim.via),
    holders: joined(claim.holder),
    imputed: claim.imputed,
    addressees: joined(claim.addressee),
    subjects: joined(claim.subject),
    objects: joined(claim.object),
    stance_names: joined(Object.keys(claim.stance ?? {})),
    stances: joined(Object.values(claim.stance ?? {})),
    main_topic: claim.topics[0],
    topics: joined(claim.topics),
    frames: joined(claim.frames),
    certainty: claim.certainty ?? 'certain',
    polarity: claim.polarity ?? 'affirmed',
    presupposed: claim.presupposed ?? false,
    reporter_stance: claim.reporter_stance,
    form: claim.form,
    made: claim.made,
    event: claim.event,
    period: claim.period,
    place: claim.place,
    quantities: joined(quantities.map(({ comparator, value, unit }) => [comparator, value, unit].join(' '))),
    members_of: members?.of,
    members_category: members?.category,
    members_role: members?.role,
    members: joined(members?.list),
    members_complete: members?.complete,
    change_dimension: change?.dimension,
    change_from: change?.from,
    change_to: change?.to,
    change_direction: change?.direction,
    quote: claim.quote,
    quote_words: claim.quote === undefined ? undefined : wordCount(claim.quote),
    text_words: wordCount(claim.text),
    claim_status: claim.status ?? 'active',
    note: claim.note,
    source_id: work.id,
    source_title: source.title,
    source_kind: source.kind,
    source_publisher: source.publisher,
    source_authors: joined(source.authors),
    source_published: source.published,
    source_url: source.url,
    source_archived_url: source.copies.find((copy) => copy.archived_url)?.archived_url,
    source_language: source.language,
    anchor: claim.at,
    span_words: spanWords,
    span_digest: spanDigest,
    record_status: work.status,
    coder: coding.coder,
    coded_on: coding.coded,
    coding_mode: coding.mode,
    coding_basis: coding.basis,
    record_path: path,
    codebook_version: work.codebook,
  };
}

function listOf(value: string[] | string | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function joined(value: string[] | string | undefined): string {
  return listOf(value).join(' | ');
}

function wordCount(text: string): number {
  return text.split(/\s+/).length;
}
