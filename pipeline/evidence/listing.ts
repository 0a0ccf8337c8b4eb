import { unitsOf } from '../model/anchors.ts';
import type { AuthoredRecord } from '../model/generated/records.ts';
import { countWords } from '../model/words.ts';
import type { Copy } from './text/copy.ts';
import { normalText } from './text/normal-text.ts';
import type { Parts } from './text/parts.ts';
import type { SentenceRule } from './text/rules.ts';

/** A unit or a paragraph that is left out, as `make sentences` lists it. */
export interface Listed {
  /** The paragraph of the file, counted from 1. */
  paragraph: number;
  /** The address; none for what is left out. */
  at: string | null;
  words: number;
  text: string;
  /** The claims that stand there, where a record was named. */
  claims?: { id: string; text: string }[];
}

/** All units of a copy with the paragraphs that are left out between them, in the order of the file. */
export function listUnits(copy: Copy, parts: Parts, rule: SentenceRule): Listed[] {
  const units = copy.unitsUnder(parts, rule);
  const used = new Set(units.flatMap(({ paragraphs }) => paragraphs));
  const left = copy.paragraphs
    .map(({ text }, index) => ({ at: null, text, paragraphs: [index + 1] }))
    .filter(({ paragraphs: [number = 0] }) => !used.has(number));
  return [...units, ...left]
    .map(({ at, text, paragraphs }) => ({
      paragraph: paragraphs[0] ?? 0,
      at,
      words: countWords(normalText(text)),
      text,
    }))
    .sort((a, b) => a.paragraph - b.paragraph);
}

/** What is needed of claims to set them beside their sentences; those of a draft may lack any of it. */
export type ListedClaim = Partial<Pick<AuthoredRecord['claims'][number], 'id' | 'at' | 'text'>>;

/**
 * Sets each claim beside the first of its sentences.
 * @returns the list, with the claims whose sentence the text does not have at its end
 */
export function withClaims(listed: readonly Listed[], claims: readonly ListedClaim[]): Listed[] {
  const byUnit = new Map<string, { id: string; text: string }[]>();
  for (const { id = '?', at = '?', text = '' } of claims) {
    const unit = String(unitsOf(at)[0] ?? at);
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), { id, text }]);
  }
  const beside = listed.map((one) => {
    const found = byUnit.get(one.at ?? '') ?? [];
    byUnit.delete(one.at ?? '');
    return { ...one, claims: found };
  });
  const nowhere = [...byUnit].map(([at, found]) => ({
    paragraph: 0,
    at,
    words: 0,
    text: NOT_THERE,
    claims: found,
  }));
  return [...beside, ...nowhere];
}

const NOT_THERE = '(the text has no such sentence)';

/** The list as text: paragraph of the file, address, number of words, words; below it the claims. */
export function textOfUnits(listed: readonly Listed[]): string {
  const width = listed.reduce((most, { at }) => Math.max(most, at?.length ?? 1), 1);
  return listed
    .flatMap(({ paragraph, at, words, text, claims = [] }) => [
      [`[${paragraph || '-'}]`.padStart(6), (at ?? '-').padEnd(width), `${words}`.padStart(4), text].join(
        '  ',
      ),
      ...claims.map(
        ({ id, text: said }) => `${' '.repeat(8)}${'>'.padEnd(width)}  ${id.padStart(4)}  ${said}`,
      ),
    ])
    .join('\n');
}
