/** Types and properties of schema.org that are used; a test holds each to its definition there. */
const TERMS = [
  ...['Claim', 'CreativeWork', 'Dataset', 'DefinedTerm', 'Quotation'],
  ...['Country', 'Event', 'Place', 'Thing', 'Person', 'Organization'],
  ...['GovernmentOrganization', 'NewsMediaOrganization', 'PoliticalParty', 'Corporation'],
  ...['about', 'appearance', 'author', 'citation', 'claimInterpreter', 'creativeWorkStatus', 'creator'],
  ...[
    'creditText',
    'dateCreated',
    'datePublished',
    'description',
    'genre',
    'headline',
    'identifier',
    'inDefinedTermSet',
  ],
  ...[
    'inLanguage',
    'isBasedOn',
    'isPartOf',
    'keywords',
    'name',
    'publisher',
    'termCode',
    'text',
    'url',
    'version',
  ],
];

/** Properties whose values are addresses, so that they link in RDF. */
const LINKS = ['license', 'sameAs'];

/**
 * The context stands in the file, so that nobody has to fetch it. It names every term instead of taking any word for one:
 * a misspelt property is then dropped by processors and found by the tests.
 */
export const CONTEXT = {
  schema: 'https://schema.org/',
  ...Object.fromEntries(TERMS.map((term) => [term, `schema:${term}`])),
  ...Object.fromEntries(LINKS.map((term) => [term, { '@id': `schema:${term}`, '@type': '@id' }])),
};
