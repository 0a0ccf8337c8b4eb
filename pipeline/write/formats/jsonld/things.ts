import type { TypedCell } from '../../table-rows.ts';

/** A node of the graph; undefined values are left out of the file. */
export type Node = { [key: string]: unknown };

/** An entity or event as other nodes mention it. */
export interface Named {
  id: string;
  kind: 'entity' | 'event';
  name: string;
  /** Entity type or event type. */
  type: string;
  qid: string | null;
}

/** What an entity type is in schema.org when it is spoken about. */
const THINGS: Record<string, string> = {
  person: 'Person',
  party: 'PoliticalParty',
  state: 'Country',
  territory: 'Place',
  government: 'GovernmentOrganization',
  agency: 'GovernmentOrganization',
  igo: 'Organization',
  organization: 'Organization',
  company: 'Corporation',
  media: 'NewsMediaOrganization',
  group: 'Organization',
  place: 'Place',
  document: 'CreativeWork',
};

/** An entity or event that a claim is about. */
export function thing(named: Named): Node {
  return mention(named, named.kind === 'event' ? 'Event' : (THINGS[named.type] ?? 'Thing'));
}

/** An entity that speaks or publishes. Only people and organisations can do so in schema.org: a state speaks as one. */
export function speaker(named: Named): Node {
  const isPlace = named.type === 'state' || named.type === 'territory';
  return isPlace ? mention(named, 'Organization') : thing(named);
}

function mention({ id, kind, name, qid }: Named, type: string): Node {
  return {
    '@type': type,
    '@id': `#${kind}/${id}`,
    name,
    sameAs: qid === null ? undefined : `http://www.wikidata.org/entity/${qid}`,
  };
}

/** A code of the codebook. */
export function definedTerm(vocabulary: string, code: string, label: string): Node {
  return {
    '@type': 'DefinedTerm',
    '@id': `#codebook/${vocabulary}/${code}`,
    name: label,
    termCode: code,
    inDefinedTermSet: { '@id': `#codebook/${vocabulary}` },
  };
}

/** A date that ISO 8601 knows, for properties that take such dates; EDTF's open and uncertain ones are left out. */
export function plainDate(edtf: TypedCell): string | undefined {
  return typeof edtf === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(edtf) ? edtf : undefined;
}
