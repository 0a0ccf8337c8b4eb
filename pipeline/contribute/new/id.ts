import { foldName } from '../../model/fold.ts';

/** Longest id that is suggested; people have to read it in references to claims. */
const LONGEST = 60;

/** A name as an id: small letters without accents, digits and hyphens; '' for a name in a script that is not Latin. */
export function slug(text: string): string {
  return foldName(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** The id to suggest for a record: publisher, title and date, as many words of the title as fit. */
export function recordId(
  publisher: string | undefined,
  title: string,
  published: string | undefined,
): string {
  const start = slug(publisher ?? '');
  const end = slug(published ?? '');
  const room = LONGEST - start.length - end.length - 2;
  let middle = '';
  for (const word of slug(title).split('-')) {
    const longer = middle === '' ? word : `${middle}-${word}`;
    if (longer.length > room) break;
    middle = longer;
  }
  return [start, middle, end].filter((part) => part !== '').join('-');
}

/** `wanted`, or with a number behind it when it is taken. */
export function unusedId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
  return id;
}
