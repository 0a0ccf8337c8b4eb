import type { Picked } from '../../picked-rows.ts';
import { definedTerm, type Named, type Node, plainDate, speaker, thing } from './things.ts';

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
  node: Node;
  /** Whether its record is published or a draft. */
  status: string;
}

/** What a claim refers to. */
export interface Lookups {
  named: (id: string) => Named;
  source: (id: string) => SourceNode;
  labelOf: (vocabulary: string, code: string) => string;
}

/**
 * A claim as a node of type Claim (schema.org). `text` is the coder's paraphrase; the author is who voices the claim, never
 * who is said to think it. A document that speaks is no author but a further work in which the claim appears.
 */
export function claimNode(claim: ClaimCells, { named, source, labelOf }: Lookups): Node {
  const claimants = list(claim.claimant_ids).map(named);
  const documents = claimants.filter(({ type }) => type === 'document').map(thing);
  const authors = claimants.filter(({ type }) => type !== 'document').map(speaker);
  const work = source(claim.source_id as string);
  const about = new Set([
    ...list(claim.subject_ids),
    ...list(claim.object_ids),
    ...list([claim.event_id].flat()),
  ]);
  return {
    '@type': 'Claim',
    '@id': `#claim/${claim.claim_id}`,
    identifier: claim.claim_id,
    text: claim.claim_text,
    author: some(authors),
    appearance: [work.node, ...documents],
    citation: claim.citation,
    about: some([...about].map(named).map(thing)),
    keywords: [
      definedTerm('type', claim.claim_type as string, labelOf('type', claim.claim_type as string)),
      ...list(claim.topics).map((code) => definedTerm('topic', code, labelOf('topic', code))),
    ],
    isBasedOn:
      claim.quote === null
        ? undefined
        : {
            '@type': 'Quotation',
            text: claim.quote,
            creator: some(authors),
            isBasedOn: { '@id': work.node['@id'] },
          },
    dateCreated: plainDate(claim.made),
    claimInterpreter: claim.coder_kind === 'person' ? { '@type': 'Person', name: claim.coder } : undefined,
    creditText: `Coded by ${claim.coder}${claim.coder_kind === 'model' ? ', a language model' : ''}`,
    creativeWorkStatus: claim.claim_status === 'active' ? work.status : [work.status, claim.claim_status],
    isPartOf: { '@id': '#dataset' },
  };
}

function list(cell: unknown): string[] {
  return Array.isArray(cell) ? cell.filter((item): item is string => item !== null) : [];
}

function some(nodes: Node[]): Node[] | undefined {
  return nodes.length === 0 ? undefined : nodes;
}
