import { isSurelyBefore, spanOf, UNKNOWN } from '../../model/dates/spans.ts';
import type { Questions } from '../questions.ts';
import { describeEntry } from './describe.ts';
import { byId, type Entry } from './entry.ts';
import * as failures from './failures.ts';
import { findId, recordNames, usesOf } from './lookup.ts';
import { holderOf, officesMeant, readOffice } from './office.ts';
import { namesInRow } from './printed.ts';
import { isMetonymOf, namedTarget, nameReadings, type Sifted, sift, titleReadings } from './readings.ts';
import { accepts, acceptsType, SLOTS } from './slots.ts';
import {
  type Failure,
  type Known,
  type Mention,
  type Outcome,
  type RecordScope,
  type Resolution,
  resolved,
} from './types.ts';
import * as unknown from './unknown.ts';

export { SLOTS, type Slot } from './slots.ts';
export type { Failure, Mention, Outcome, RecordScope, Resolution, Warning } from './types.ts';

/**
 * Finds the entity or event that a name in a record means, by section 6 of the design.
 *
 * An id decides at once, and so does a line of the record's `names`. Otherwise all rules are asked (exact name, normalised
 * name, name without title, office on the date), the filters applied first, and the answers must agree: the method is
 * that of the first rule that found the entity. That later rules may object, but never overrule, is what keeps a new
 * entry of the registry from changing silently what an old name means.
 *
 * @returns the entity with the rule and reading, or the reason with candidates and a remedy; never the first of several
 */
export function resolveMention(registry: Questions, scope: RecordScope, asWritten: Mention): Outcome {
  const text = asWritten.text.trim();
  const mention = text === asWritten.text ? asWritten : { ...asWritten, text };
  const pronoun = mention.slot === SLOTS.any ? null : unknown.pronoun(registry, mention);
  if (pronoun !== null && byRecordNames(registry, scope, mention) === null) return failed(pronoun);
  const outcome =
    byIdOf(registry, scope, mention) ??
    byRecordNames(registry, scope, mention) ??
    byName(registry, scope, mention);
  return outcome.ok ? withLifetime(registry, outcome, mention) : outcome;
}

function byIdOf(registry: Questions, scope: RecordScope, mention: Mention): Outcome | null {
  const target = findId(registry, scope, mention.text);
  if (target === null) return null;
  if ('split' in target) return failed(failures.splitId(registry, mention, target.split));
  if ('retired' in target) return failed(failures.retiredId(mention, target.retired));
  return settle(
    registry,
    scope,
    mention,
    resolved(target.entry, target.redirected ? 'redirect' : 'explicit-id', 'literal'),
  );
}

function byRecordNames(registry: Questions, scope: RecordScope, mention: Mention): Outcome | null {
  const targets = recordNames(registry, scope, mention.text);
  if (targets.length === 0) return null;
  const entries = new Set<Entry>();
  for (const target of targets) {
    const entry = namedTarget(registry, scope, target);
    if (entry === null) return failed(failures.brokenNamesLine(mention, target));
    entries.add(entry);
  }
  const [entry] = entries as Set<Entry> & [Entry];
  if (entries.size > 1)
    return failed(
      failures.ambiguousName(registry, mention, [...entries], { why: 'two lines of names say so' }),
    );
  const reading = isMetonymOf(registry, mention.text, entry) ? 'metonym' : 'literal';
  return settle(registry, scope, mention, resolved(entry, 'record-names', reading));
}

/** An entry that was named for certain: the field must take it, and an office stands for its holder where persons do. */
function settle(registry: Questions, scope: RecordScope, mention: Mention, resolution: Resolution): Outcome {
  const { entry } = resolution;
  if (accepts(mention.slot, entry)) return { ok: true, resolution };
  if (entry.type !== 'office' || !acceptsType(mention.slot, 'person')) {
    return failed(failures.wrongKind(registry, mention, [entry]));
  }
  const answer = holderOf(registry, scope, [entry], mention.text, mention.on);
  if ('failure' in answer) return failed(answer.failure);
  return { ok: true, resolution: resolved(answer.holder, 'office', 'office', entry.name) };
}

function byName(registry: Questions, scope: RecordScope, mention: Mention): Outcome {
  const sifted = sift(usesOf(registry, scope, mention.text), mention);
  const { titled, phrases, offices } = registry.analysis(mention.text);
  // Most names are the name of one thing and nothing else.
  if (titled.length + phrases.length + offices.length + sifted.held.length === 0 && sifted.fit.length === 1)
    return { ok: true, resolution: nameReadings(mention.text, sifted.fit)[0] as Resolution };
  const takesPersons = acceptsType(mention.slot, 'person');
  const office = takesPersons ? readOffice(registry, scope, mention.text, mention.on) : null;
  const readings = [...nameReadings(mention.text, sifted.fit), ...titleReadings(registry, scope, mention)];
  if (office !== null && 'holder' in office) {
    readings.push(resolved(office.holder, 'office', 'office', mention.text));
  }
  // Where only an office can stand, its name means it and not its holder.
  if (!takesPersons && acceptsType(mention.slot, 'office'))
    for (const entry of officesMeant(registry, scope, mention.text))
      readings.push(resolved(entry, 'normalized', 'literal'));
  const answers = firstPerEntry(readings);
  // Possible holders of the office decide nothing, but they object to another reading.
  const holders =
    office !== null && 'failure' in office && answers.length > 0 ? office.failure.candidates : [];
  const meant = new Set([...answers.map(({ entry }) => entry), ...sifted.held, ...holders]);
  const [only] = answers;
  if (only !== undefined && meant.size === 1) return { ok: true, resolution: only };
  if (only !== undefined || sifted.held.length > 0) {
    const others = only === undefined ? ['the place itself'] : [];
    return failed(failures.ambiguousName(registry, mention, [...meant], { others }));
  }
  if (office !== null && 'failure' in office) return failed(office.failure);
  return failed(whyNot(registry, scope, mention, sifted));
}

/** For each entry the reading of the earliest rule, a literal one before a metonym. */
function firstPerEntry(readings: readonly Resolution[]): Resolution[] {
  const sorted = [...readings].sort(
    (a, b) =>
      byId(a.entry, b.entry) ||
      Number(a.reading === 'metonym') - Number(b.reading === 'metonym') ||
      a.level - b.level ||
      Number(a.warning !== undefined) - Number(b.warning !== undefined),
  );
  return sorted.filter(({ entry }, position) => position === 0 || sorted[position - 1]?.entry !== entry);
}

/** Nothing counted: says what came nearest to counting, and only then that the name is unknown. */
function whyNot(registry: Questions, scope: RecordScope, mention: Mention, sifted: Sifted): Failure {
  const { weak, needsCountry, wrongTime, wrongKind } = sifted;
  if (needsCountry.length > 0) {
    const why = 'the name alone does not tell the country';
    return failures.ambiguousName(registry, mention, [...needsCountry, ...weak], { why });
  }
  if (weak.length > 0) {
    return failures.ambiguousName(registry, mention, weak, {
      why: 'the name is too loose to decide by itself',
    });
  }
  if (wrongTime.length > 0) return failures.wrongTime(registry, mention, wrongTime);
  const { titled, offices } = registry.analysis(mention.text);
  if (wrongKind.length + offices.length > 0) {
    return failures.wrongKind(registry, mention, [...wrongKind, ...offices]);
  }
  const names = unknown.mayBeSearched(scope)
    ? namesInRow(mention.text, (text) => isKnown(registry, scope, { ...mention, text }))
    : null;
  if (names !== null) return unknown.severalNames(mention, names);
  return unknown.unknownName(registry, scope, mention, titled.at(-1)?.name);
}

/** Whether a text is one name that is known and may stand there; why not is not asked. */
export function isKnown(registry: Questions, scope: RecordScope, mention: Mention): boolean {
  const { text } = mention;
  const decided = byIdOf(registry, scope, mention) ?? byRecordNames(registry, scope, mention);
  if (decided !== null) return decided.ok;
  if (sift(usesOf(registry, scope, text), mention).fit.length > 0) return true;
  const office = acceptsType(mention.slot, 'person') ? readOffice(registry, scope, text, mention.on) : null;
  return (office !== null && 'holder' in office) || titleReadings(registry, scope, mention).length > 0;
}

/** Adds a warning when something that had ended, or had not begun, is said to speak. */
function withLifetime(registry: Questions, known: Known, { slot, on, text }: Mention): Outcome {
  const { entry, warning } = known.resolution;
  const { value } = entry;
  if (warning !== undefined || (slot.key !== 'claimant' && slot.key !== 'via')) return known;
  const start = 'start' in value ? value.start : undefined;
  const end = 'end' in value ? value.end : undefined;
  const time = on ?? UNKNOWN;
  const ended = isSurelyBefore(spanOf(end), time);
  if (!ended && !isSurelyBefore(time, spanOf(start))) return known;
  const what = ended ? `ended ${end}` : `began ${start}`;
  const message = `"${text}" is ${describeEntry(registry, entry)}, which ${what}, but this claim was made ${on?.min ?? '..'}`;
  const fix = 'Check the date under made, or write the id of who spoke.';
  return { ok: true, resolution: { ...known.resolution, warning: { code: 'W-NAME-DATE', message, fix } } };
}

function failed(failure: Failure): Outcome {
  return { ok: false, failure };
}
