import { versionInWords } from '../../../write/released.ts';
import type { Dataset } from '../data/dataset.ts';
import { itemsOf } from '../data/decode.ts';

/** The signs that TeX would take for commands. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** How to cite a claim as BibTeX: its work, the place in it, and where in this dataset it stands. */
export function bibtexOf({ claims, sources, about }: Dataset, claim: number): string {
  const id = claims.cell('claim_id', claim);
  const source = sources.find(claims.cell('source_id', claim));
  const cell = (column: string): string => sources.cell(column, source);
  const authors = itemsOf(sources.listed('author_names'), source);
  const year = /^\d{4}/.exec(cell('published'))?.[0] ?? '';
  const fields: [string, string][] = [
    ['author', authors.map((author) => `{${tex(author)}}`).join(' and ')],
    ['title', `{${tex(cell('title'))}}`],
    ['howpublished', tex(cell('publisher_name'))],
    ['year', year],
    ['url', cell('url')],
    [
      'note',
      `At ${tex(claims.cell('anchor', claim))}. Foreign-Policy Claims, ${tex(versionInWords(about.version ?? ''))}, ${tex(id)}`,
    ],
  ];
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${id.replace(/[^A-Za-z0-9-]+/g, '-')},\n${lines.join(',\n')}\n}`;
}

function tex(text: string): string {
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}
