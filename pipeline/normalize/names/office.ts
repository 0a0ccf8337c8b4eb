import type { DateSpan } from '../../model/dates.ts';
import { type Entry, uniqueById } from './entry.ts';
import { analyse } from './lookup.ts';
import * as failures from './no-holder.ts';
import type { Post } from './phrase.ts';
import type { Registry } from './registry.ts';
import { type Holding, holds, isUndated } from './tenures.ts';
import type { Failure } from './types.ts';

/** What a printed office leads to: its holder, a reason why none can be named, or null when no office was printed. */
type OfficeReading = { holder: Entry } | { failure: Failure } | null;

/** Reads a text as an office by its name or as a post with its owner: "the US president", "President of Iran". */
export function readOffice(registry: Registry, text: string, on: DateSpan | null): OfficeReading {
  const { offices: named, phrases } = analyse(registry, text);
  const posts = phrases
    .map((phrase) => phrase.posts)
    .filter(isOnePost)
    .map(([post]) => post);
  const clear = posts.filter(
    ({ time, owners }) => (time === null || time === 'present') && owners.length === 1,
  );
  const meant = uniqueById([...named, ...clear.flatMap((post) => officesOfPost(registry, post))]);
  if (meant.length > 0) return holderOf(registry, meant, text, on);
  const [post] = posts;
  if (post === undefined) return null;
  if (post.time !== null && post.time !== 'present')
    return {
      failure: failures.notThePresentOne(holdingsOf(registry, officesOfPost(registry, post)), text, on),
    };
  const offices = officesOfPost(registry, post);
  return {
    failure:
      offices.length === 0
        ? failures.noSuchOffice(text, post)
        : failures.sharedWord(holdingsOf(registry, offices), text, post),
  };
}

function isOnePost(posts: Post[]): posts is [Post] {
  return posts.length === 1 && posts[0]?.title.role !== undefined;
}

/** The person who holds one of the offices on the date: exactly one who certainly does, and nobody else who might. */
export function holderOf(
  registry: Registry,
  offices: readonly Entry[],
  text: string,
  on: DateSpan | null,
): { holder: Entry } | { failure: Failure } {
  const holdings = holdingsOf(registry, offices);
  if (isUndated(on)) return { failure: failures.undated(offices, holdings, text) };
  const at = holdings.filter((holding) => holds(holding, on) !== 'no');
  const persons = uniqueById(at.map(({ person }) => person));
  const certain = at.some((holding) => holds(holding, on) === 'yes');
  const [only] = persons;
  if (only !== undefined && persons.length === 1 && certain) return { holder: only };
  const failure =
    persons.length === 0
      ? failures.nobody(offices, holdings, text, on)
      : failures.uncertain(registry, at, text, on);
  return { failure };
}

function officesOfPost(registry: Registry, { title, owners }: Post): Entry[] {
  const offices = owners.flatMap(({ id }) => registry.officesOf.get(id) ?? []);
  return offices.filter(({ value }) => value.type === 'office' && value.role === title.role);
}

function holdingsOf(registry: Registry, offices: readonly Entry[]): Holding[] {
  return offices.flatMap(({ id }) => registry.holdings.get(id) ?? []);
}
