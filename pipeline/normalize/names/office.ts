import type { DateSpan } from '../../model/dates/dates.ts';
import type { Questions } from '../questions.ts';
import { type Entry, uniqueById } from './entry.ts';
import * as failures from './no-holder.ts';
import type { Post } from './phrase.ts';
import { type Holding, holds, isUndated, readHolding } from './tenures.ts';
import type { Failure, RecordScope } from './types.ts';

/** What a printed office leads to: its holder, a reason why none can be named, or null when no office was printed. */
type OfficeReading = { holder: Entry } | { failure: Failure } | null;

/** Reads a text as an office by its name or as a post with its owner: "the US president", "President of Iran". */
export function readOffice(
  registry: Questions,
  scope: RecordScope,
  text: string,
  on: DateSpan | null,
): OfficeReading {
  const meant = officesMeant(registry, scope, text);
  if (meant.length > 0) return holderOf(registry, scope, meant, text, on);
  const [post] = postsIn(registry, text);
  if (post === undefined) return null;
  if (post.time !== null && post.time !== 'present')
    return {
      failure: failures.notThePresentOne(
        holdingsOf(registry, scope, officesOfPost(registry, scope, post)),
        text,
        on,
      ),
    };
  const offices = officesOfPost(registry, scope, post);
  return {
    failure:
      offices.length === 0
        ? failures.noSuchOffice(text, post)
        : failures.sharedWord(holdingsOf(registry, scope, offices), text, post),
  };
}

/** The offices that a text names, whoever holds them: by their name, or as a post with its owner. */
export function officesMeant(registry: Questions, scope: RecordScope, text: string): Entry[] {
  const clear = postsIn(registry, text).filter(
    ({ time, owners }) => (time === null || time === 'present') && owners.length === 1,
  );
  const offices = clear.flatMap((post) => officesOfPost(registry, scope, post));
  return uniqueById([...registry.analysis(text).offices, ...offices]);
}

function postsIn(registry: Questions, text: string): Post[] {
  return registry
    .analysis(text)
    .phrases.map((phrase) => phrase.posts)
    .filter(isOnePost)
    .map(([post]) => post);
}

function isOnePost(posts: Post[]): posts is [Post] {
  return posts.length === 1 && posts[0]?.title.role !== undefined;
}

/** The person who holds one of the offices on the date: exactly one who certainly does, and nobody else who might. */
export function holderOf(
  registry: Questions,
  scope: RecordScope,
  offices: readonly Entry[],
  text: string,
  on: DateSpan | null,
): { holder: Entry } | { failure: Failure } {
  const holdings = holdingsOf(registry, scope, offices);
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

function officesOfPost(registry: Questions, scope: RecordScope, { title, owners }: Post): Entry[] {
  const ids = new Set(owners.map(({ id }) => id));
  return officesWithRole(registry, scope, title.role ?? '').filter(
    ({ value }) => value.type === 'office' && ids.has(value.of),
  );
}

/** Offices of a role, of the registry and of the record. */
export function officesWithRole(registry: Questions, { local }: RecordScope, role: string): Entry[] {
  const own = [...local.values()].filter(({ value }) => value.type === 'office' && value.role === role);
  return [...registry.officesWithRole(role), ...own];
}

/** Who held the offices, as the registry and the record's own entities say. */
export function holdingsOf(
  registry: Questions,
  { local }: RecordScope,
  offices: readonly Entry[],
): Holding[] {
  const ids = new Set(offices.map(({ id }) => id));
  const own: Holding[] = [];
  for (const person of local.values()) {
    const { value } = person;
    if (value.type !== 'person') continue;
    for (const tenure of value.tenures ?? [])
      if (ids.has(tenure.office)) own.push(readHolding(person, tenure));
  }
  return [...[...ids].flatMap((id) => registry.holdings(id)), ...own];
}
