import type { Code, Codebook, Vocabulary } from '../model/codebook.ts';
import type { Schemas } from '../model/schemas.ts';
import { anchorOf, NOTICE, prose, table } from './markdown.ts';
import { type Use, vocabularyUses } from './vocabulary-use.ts';

/** Parts of a claim, which the schema defines beside it. */
const CLAIM_PARTS = ['claim', 'quantity', 'members', 'change', 'relation'];

interface Group {
  heading: string;
  intro: string;
  vocabularies: Vocabulary[];
}

/**
 * The codebook as a page: every vocabulary with its question, every code with definition, test, examples and maps.
 * Vocabularies come in the order in which a coder meets them; those that the build derives come last.
 */
export function codebookPage(codebook: Codebook, schemas: Schemas): string {
  const uses = vocabularyUses(schemas, codebook);
  const groups = groupsOf(codebook, uses);
  return [
    NOTICE,
    `# ${codebook.title}\n`,
    `Version **${codebook.version}**. ${prose(codebook.description)}\n`,
    howToRead(codebook),
    '## Contents\n',
    ...groups.map((group) => contents(group, uses)),
    ...groups.map((group) => section(group, uses)),
  ].join('\n');
}

function groupsOf(codebook: Codebook, uses: Map<string, Use[]>): Group[] {
  // The uses stand in the order of the schemas, and so do the vocabularies of each group.
  const typed = [...uses.keys()].map((name) => codebook.vocabularies.get(name) as Vocabulary);
  const groupOf = ({ vocabulary }: Vocabulary): string => {
    const [first] = uses.get(vocabulary) ?? [];
    if (first?.schema === 'registry') return 'registry';
    return CLAIM_PARTS.includes(first?.owner ?? '') ? 'claim' : 'record';
  };
  const inGroup = (group: string): Vocabulary[] =>
    typed.filter((vocabulary) => groupOf(vocabulary) === group);
  return [
    {
      heading: 'Codes of a claim',
      intro: 'Written in the claims of a record.',
      vocabularies: inGroup('claim'),
    },
    {
      heading: 'Codes of a record and its source',
      intro: 'Written once at the head of a record.',
      vocabularies: inGroup('record'),
    },
    {
      heading: 'Codes of the registry',
      intro: 'Written in `sources/registry/`, and under `entities` and `events` of a record.',
      vocabularies: inGroup('registry'),
    },
    {
      heading: 'Derived codes',
      intro: '**Never typed.** The build works them out; they stand only in the tables.',
      vocabularies: [...codebook.vocabularies.values()].filter(({ vocabulary }) => !uses.has(vocabulary)),
    },
  ];
}

function howToRead({ version }: Codebook): string {
  return [
    '## How to read it\n',
    '- One section is one vocabulary: the question a coder asks, how to use it, and its codes.',
    '- **Ask** is a question for one code; if the answer is yes, the code fits.',
    '- Codes with a step have an order. In [Claim type](#claim-type) the order is a ladder: ask from the top, **the first yes',
    '  decides**, and what stands below is not asked any more.',
    '- Write the code as it stands here, in small letters.',
    '- Examples are invented; Arvania, Belloria, Cordovia and their people do not exist.',
    '- **Elsewhere** gives the nearest category of other schemes. The build adds it; it is never typed.',
    `- A record names the version of the codebook it was coded under: \`codebook: '${version}'\`.\n`,
  ].join('\n');
}

function contents({ heading, vocabularies }: Group, uses: Map<string, Use[]>): string {
  const rows = vocabularies.map((vocabulary) => [
    `[${vocabulary.title}](#${anchorOf(vocabulary.title)})`,
    prose(vocabulary.question),
    places(uses.get(vocabulary.vocabulary)),
    String(vocabulary.codes.length),
  ]);
  return `**${heading}**\n\n${table(['Vocabulary', 'Question', 'Written as', 'Codes'], rows)}`;
}

function section({ heading, intro, vocabularies }: Group, uses: Map<string, Use[]>): string {
  const parts = vocabularies.map((vocabulary) =>
    vocabularySection(vocabulary, uses.get(vocabulary.vocabulary)),
  );
  return `## ${heading}\n\n${intro}\n\n${parts.join('\n')}`;
}

function vocabularySection(vocabulary: Vocabulary, uses: Use[] | undefined): string {
  const { title, question, description, ordered, codes, default: fallback } = vocabulary;
  const facts = [
    uses === undefined ? 'Derived, never typed.' : `Written as ${places(uses)}.`,
    fallback === undefined ? '' : `Left out, it counts as \`${fallback}\`.`,
    `File: [${vocabulary.vocabulary}.yaml](schemas/codebook/${vocabulary.vocabulary}.yaml).`,
  ];
  return [
    `### ${title}\n`,
    `**${prose(question)}** ${prose(description)}\n`,
    `${facts.filter((fact) => fact !== '').join(' ')}\n`,
    ...(ordered ? [inOrder(codes)] : []),
    codeTable(vocabulary),
  ].join('\n');
}

function inOrder(codes: Code[]): string {
  return `In order: ${codes.map(({ code }) => `\`${code}\``).join(' → ')}\n`;
}

function codeTable({ codes, ordered }: Vocabulary): string {
  const mapped = codes.some(({ maps }) => Object.keys(maps).length > 0);
  const head = [
    ...(ordered ? ['Step'] : []),
    'Code',
    'Definition',
    'Ask',
    'Examples',
    ...(mapped ? ['Elsewhere'] : []),
  ];
  const rows = codes.map(({ code, label, definition, test, examples, maps }, index) => [
    ...(ordered ? [String(index + 1)] : []),
    `\`${code}\``,
    `**${prose(label)}.** ${prose(definition)}`,
    prose(test),
    examples.map((example) => `*${prose(example)}*`).join('\n'),
    ...(mapped
      ? [
          Object.entries(maps)
            .map(([scheme, category]) => `${scheme}: ${category}`)
            .join('\n'),
        ]
      : []),
  ]);
  return table(head, rows);
}

function places(uses: Use[] | undefined): string {
  return uses === undefined ? 'derived' : uses.map(({ title, key }) => `\`${key}\` of ${title}`).join(', ');
}
