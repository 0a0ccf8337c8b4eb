import type { Picked } from '../../picked-rows.ts';
import { jsonText } from '../row-text.ts';
import { type Named, plainDate } from './things.ts';

/** The columns of claims that a node is made from. */
export const CLAIM_COLUMNS = [
  'claim_id',
  'claim_text',
  'claim_type',
  'claimant_ids',
  'subject_ids',
  'object_ids',
  'event_id',
  'topics',
  'made',
  'quote',
  'claim_status',
  'citation',
  'source_id',
  'coder',
  'coder_kind',
] as const;
type ClaimCells = Picked<(typeof CLAIM_COLUMNS)[number]>;

/** A work as the node of its claims says it. */
export interface SourceNode {
  /** Its id and the whole node, as JSON. */
  id: string;
  node: string;
  /** Whether its record is published or a draft. */
  status: string;
}

/** What a claim refers to. */
export interface Lookups {
  named: (id: string) => Named;
  source: (id: string) => SourceNode;
  /** The node of a code of the codebook, as JSON. */
  term: (vocabulary: string, code: string) => string;
}

/**
 * A claim as a node of type Claim (schema.org), as JSON: most of it are nodes that many claims have, which are made once.
 * `text` is the coder's paraphrase; the author is who voices the claim, never who is said to think it. A document that speaks
 * is no author but a further work in which the claim appears.
 */
export function claimJson(claim: ClaimCells, { named, source, term }: Lookups): string {
  const claimants = list(claim.claimant_ids).map(named);
  const documents = claimants.filter(({ type }) => type === 'document').map(({ thing }) => thing);
  const authors = claimants.filter(({ type }) => type !== 'document').map(({ speaker }) => speaker);
  const work = source(claim.source_id as string);
  const about = new Set([
    ...list(claim.subject_ids),
    ...list(claim.object_ids),
    ...list([claim.event_id].flat()),
  ]);
  const keywords = [
    term('type', claim.claim_type as string),
    ...list(claim.topics).map((code) => term('topic', code)),
  ];
  const made = plainDate(claim.made);
  const text = (cell: unknown): string => jsonText(cell as string);
  let json = `{"@type":"Claim","@id":${text(`#claim/${claim.claim_id}`)},"identifier":${text(claim.claim_id)}`;
  json += `,"text":${text(claim.claim_text)}${some('author', authors)}`;
  json += `,"appearance":[${[work.node, ...documents].join(',')}],"citation":${text(claim.citation)}`;
  json += some(
    'about',
    [...about].map((id) => named(id).thing),
  );
  json += some('keywords', keywords);
  if (claim.quote !== null)
    json += `,"isBasedOn":{"@type":"Quotation","text":${text(claim.quote)}${some('creator', authors)},"isBasedOn":{"@id":${work.id}}}`;
  if (made !== undefined) json += `,"dateCreated":"${made}"`;
  if (claim.coder_kind === 'person')
    json += `,"claimInterpreter":{"@type":"Person","name":${text(claim.coder)}}`;
  json += `,"creditText":${text(`Coded by ${claim.coder}${claim.coder_kind === 'model' ? ', a language model' : ''}`)}`;
  const status =
    claim.claim_status === 'active' ? `"${work.status}"` : `["${work.status}","${claim.claim_status}"]`;
  return `${json},"creativeWorkStatus":${status},"isPartOf":{"@id":"#dataset"}}`;
}

function list(cell: unknown): string[] {
  return Array.isArray(cell) ? cell.filter((item): item is string => item !== null) : [];
}

/** A property with its values, if there are any. */
function some(property: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `,"${property}":[${values.join(',')}]`;
}
