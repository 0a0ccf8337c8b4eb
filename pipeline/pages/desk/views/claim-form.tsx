import type { ComponentChildren } from 'preact';
import { flushSync } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { unitsOf } from '../../../model/anchors.ts';
import type { AuthoredMap, ValuePath } from '../../../model/authored.ts';
import { vocabularyNamed } from '../../../model/codebook.ts';
import { PUBLIC_WORKS } from '../../../model/public-works.ts';
import { countWords } from '../../../model/words.ts';
import { describeEntry } from '../../../normalize/names/describe.ts';
import { SLOTS } from '../../../normalize/names/resolve.ts';
import { CodeButtons, CodeSearch, Ladder, Truth } from '../fields/codes.tsx';
import { Changes, Members, Quantities, Relations, Stances } from '../fields/groups.tsx';
import { Line } from '../fields/line.tsx';
import { Messages } from '../fields/messages.tsx';
import { dateFor, Names } from '../fields/names.tsx';
import { Quote } from '../fields/quote.tsx';
import { copiedRuns } from '../model/evidence.ts';
import { asked } from '../model/names.ts';
import { namesIn, quantitiesIn } from '../model/offers.ts';
import { textAt, valueAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';
import { Doubt } from './doubt.tsx';

/** The keys that jump to a field together with Alt, by the letter on the keyboard. */
export const FIELD_KEYS: Readonly<Record<string, string>> = {
  text: 'X',
  claimant: 'C',
  said_in: 'I',
  via: 'V',
  attribution: 'R',
  cue: 'U',
  type: 'T',
  subject: 'S',
  addressee: 'A',
  object: 'O',
  stance: 'N',
  topics: 'P',
  quote: 'Q',
  quantities: 'Z',
  holder: 'H',
  imputed: 'J',
  frames: 'F',
  certainty: 'Y',
  polarity: 'W',
  presupposed: 'K',
  event: 'E',
  period: 'D',
  place: 'L',
  made: 'M',
  form: 'G',
  relations: 'B',
};

/** What is folded away until it is needed, in the order of the record. */
const REST = [
  'said_in',
  'via',
  'attribution',
  'cue',
  'quote',
  'addressee',
  'object',
  'stance',
  'holder',
  'imputed',
  'quantities',
  'frames',
  'certainty',
  'polarity',
  'presupposed',
  'reporter_stance',
  'jointly',
  'form',
  'made',
  'event',
  'period',
  'place',
  'members',
  'change',
  'relations',
  'proposition',
  'status',
  'note',
] as const;
/** Fields that come with others. */
const WITH: Readonly<Record<string, readonly string[]>> = { holder: ['imputed'], imputed: ['holder'] };
const LABELS: Readonly<Record<string, string>> = {
  text: 'What does it say?',
  claimant: 'Who says it?',
  said_in: 'Said in which speech or document?',
  via: 'Through whom?',
  attribution: 'How do the words reach us?',
  cue: 'The reporting verb',
  type: 'What is the claimant doing?',
  subject: 'About whom?',
  addressee: 'To whom?',
  object: 'Acting on whom or what?',
  stance: 'What attitude do the words express?',
  topics: 'On which topics?',
  quote: 'Quoted words',
  holder: 'Into whose mind does it read?',
  imputed: 'What is put there?',
  quantities: 'Numbers',
  frames: 'Why does the claimant say it matters?',
  certainty: 'How sure?',
  polarity: 'Affirmed or negated?',
  presupposed: 'Taken for granted?',
  reporter_stance: 'How does the author treat it?',
  jointly: 'One act of all claimants?',
  form: 'Form of the utterance',
  made: 'When was it said?',
  event: 'About which event?',
  period: 'About what time?',
  place: 'About which place?',
  members: 'A list of members or guests',
  change: 'What changes?',
  relations: 'Links to other claims',
  proposition: 'The same as claims of other works',
  status: 'Status',
  note: 'Note',
};

/** The id of a field in the page. */
export const fieldId = (key: string): string => `field-${key}`;

/** The form of one claim, in the order in which a coder thinks; the rest folded away, with what it counts as. */
export function ClaimForm({ index }: { index: number }) {
  const desk = useDeskState();
  const { record, project, units, words, known, judged, text } = desk;
  const claim = valueAt(record, ['claims', index]) as AuthoredMap | undefined;
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [isLadder, setLadder] = useState(false);
  const id = textAt(claim, ['id']);
  useEffect(() => {
    setOpened([]);
    setLadder(false);
  }, []);
  const at = textAt(claim, ['at']);
  const sentence = useMemo(
    () =>
      unitsOf(at)
        .map((unit) => units.find((one) => one.at === unit)?.text ?? '')
        .join(' '),
    [at, units],
  );
  const on = dateFor(desk, index);
  const day = on?.min ?? '';
  const offers = useMemo(
    () =>
      namesIn(sentence, project.registry, desk.scope, on).map(({ text: name, entry, role, doubt }) => ({
        text: name,
        about: `${describeEntry(asked(project.registry), entry)}${role === null ? '' : `, printed as “${role}”`}`,
        doubt,
      })),
    [sentence, project, desk.scope, day],
  );
  const numbers = useMemo(() => quantitiesIn(sentence), [sentence]);
  const open = (key: string, isFocused: boolean): void => {
    flushSync(() => setOpened((before) => [...before, key]));
    if (isFocused) focusField(key);
  };
  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || !event.code.startsWith('Key')) return;
      const key = Object.keys(FIELD_KEYS).find((name) => FIELD_KEYS[name] === event.code.slice(3));
      if (key === undefined) return;
      event.preventDefault();
      flushSync(() => setOpened((before) => (before.includes(key) ? before : [...before, key])));
      focusField(key);
    };
    addEventListener('keydown', jump);
    return () => removeEventListener('keydown', jump);
  }, []);
  if (claim === undefined) return null;

  const pathTo = (key: string): ValuePath => ['claims', index, key];
  const isShown = (key: string): boolean =>
    claim[key] !== undefined ||
    opened.includes(key) ||
    (WITH[key] ?? []).some((other) => claim[other] !== undefined || opened.includes(other)) ||
    needs(key);
  const resolved = judged.taken.resolved.claims.find((one) => one.index === index);
  const isReported = claim.claimant !== undefined && claim.claimant !== 'authors';
  const vocabulary = (name: string) => vocabularyNamed(project.model.codebook, name);
  const typedText = textAt(claim, ['text']);
  const runs = words === null || typedText === '' ? [] : copiedRuns(typedText, words, known);
  const count = countWords(typedText);
  const field = (key: string, children: ComponentChildren, help?: ComponentChildren) => (
    <Field key={key} name={key} path={pathTo(key)} help={help} claim={id}>
      {children}
    </Field>
  );
  const props = (key: string) => ({
    path: pathTo(key),
    label: LABELS[key] ?? key,
    id: fieldId(key),
    describedBy: `${fieldId(key)}-messages`,
  });

  return (
    <form class="claim-form" onSubmit={(event) => event.preventDefault()} aria-label={`Claim ${id}`}>
      {field(
        'text',
        <Line {...props('text')} isLong placeholder="In your own words; it must make sense alone" />,
        <span>
          <span class={`number ${count > 40 ? 'over' : ''}`}>{count} of 40 words</span>
          {runs.map((run) => (
            <mark key={run.text} class="run" role="status">
              {' '}
              {run.free} words in a row from {run.at}: “{run.text}”
            </mark>
          ))}
        </span>,
      )}
      {field(
        'claimant',
        <Names
          {...props('claimant')}
          slot={SLOTS.claimant}
          claim={index}
          offers={offers}
          placeholder={
            resolved === undefined || resolved.claimants.length === 0
              ? 'the authors'
              : `${resolved.claimants.map(({ entry }) => entry.name).join(', ')} (left out)`
          }
          words={[{ value: 'authors', about: 'the authors themselves' }]}
        />,
      )}
      {REST.slice(0, 4)
        .filter((key) => isShown(key))
        .map((key) => rest(key))}
      {field(
        'type',
        isLadder ? (
          <Ladder
            vocabulary={vocabulary('type')}
            onDone={(code) => {
              setLadder(false);
              if (code !== null) desk.set(pathTo('type'), code);
              setTimeout(() => focusField('type'));
            }}
          />
        ) : (
          <CodeButtons {...props('type')} vocabulary={vocabulary('type')} />
        ),
        <button type="button" class="plain small" onClick={() => setLadder(true)}>
          Ask the ladder, one question at a time
        </button>,
      )}
      {field('subject', <Names {...props('subject')} slot={SLOTS.subject} claim={index} offers={offers} />)}
      {['addressee', 'object', 'stance'].filter(isShown).map(rest)}
      {field('topics', <CodeSearch {...props('topics')} vocabulary={vocabulary('topic')} most={3} />)}
      {REST.filter(
        (key) =>
          !['said_in', 'via', 'attribution', 'cue', 'addressee', 'object', 'stance'].includes(key) &&
          isShown(key),
      ).map(rest)}
      <fieldset class="rest">
        <legend>More, if the text says more</legend>
        <ul>
          {REST.filter((key) => !isShown(key)).map((key) => (
            <li key={key}>
              <button type="button" class="plain" onClick={() => open(key, true)}>
                + {key.replaceAll('_', ' ')}
              </button>
              {FIELD_KEYS[key] !== undefined && (
                <kbd title={`Alt and ${FIELD_KEYS[key]}`}>{FIELD_KEYS[key]}</kbd>
              )}
              <span class="muted small"> {countsAs(key)}</span>
            </li>
          ))}
        </ul>
      </fieldset>
    </form>
  );

  /** What asks for a field by what stands in others. */
  function needs(key: string): boolean {
    if (key === 'attribution') return isReported;
    if (key === 'change') return claim?.type === 'change';
    if (key === 'jointly') return Array.isArray(claim?.claimant) && claim.claimant.length > 1;
    if (key === 'quantities') return numbers.length > 0;
    if (key === 'quote') return isReported || PUBLIC_WORKS.includes(textAt(record, ['source', 'kind']));
    return false;
  }

  function rest(key: string) {
    return field(key, control(key));
  }

  function control(key: string) {
    switch (key) {
      case 'said_in':
        return <Names {...props(key)} slot={SLOTS.utterance} claim={index} isSingle />;
      case 'via':
        return <Names {...props(key)} slot={SLOTS.via} claim={index} offers={offers} />;
      case 'attribution':
      case 'certainty':
      case 'imputed':
      case 'polarity':
        return <CodeButtons {...props(key)} vocabulary={vocabulary(key)} otherwise={countsAs(key)} />;
      case 'reporter_stance':
        return <CodeButtons {...props(key)} vocabulary={vocabulary('reporter-stance')} />;
      case 'status':
        return <CodeButtons {...props(key)} vocabulary={vocabulary('claim-status')} />;
      case 'form':
        return <CodeSearch {...props(key)} vocabulary={vocabulary('form')} most={1} />;
      case 'frames':
        return <CodeSearch {...props(key)} vocabulary={vocabulary('frame')} most={2} />;
      case 'quote':
        return <Quote {...props(key)} sentence={text === null ? null : sentence} at={at} index={index} />;
      case 'addressee':
        return <Names {...props(key)} slot={SLOTS.addressee} claim={index} offers={offers} />;
      case 'object':
        return <Names {...props(key)} slot={SLOTS.object} claim={index} offers={offers} />;
      case 'holder':
        return <Names {...props(key)} slot={SLOTS.holder} claim={index} offers={offers} />;
      case 'event':
        return (
          <Names
            {...props(key)}
            slot={SLOTS.event}
            claim={index}
            isSingle
            words={[{ value: 'none', about: 'no event in particular' }]}
          />
        );
      case 'place':
        return <Names {...props(key)} slot={SLOTS.place} claim={index} isSingle offers={offers} />;
      case 'presupposed':
        return <Truth {...props(key)} otherwise="not said: counts as false" />;
      case 'jointly':
        return <Truth {...props(key)} otherwise="not said: counts as true" />;
      case 'stance':
        return <Stances {...props(key)} claim={index} offers={offers} />;
      case 'quantities':
        return <Quantities {...props(key)} offers={numbers} claim={index} />;
      case 'members':
        return <Members {...props(key)} claim={index} />;
      case 'change':
        return <Changes {...props(key)} />;
      case 'relations':
        return <Relations {...props(key)} own={id} />;
      default:
        return (
          <Line
            {...props(key)}
            isLong={key === 'note'}
            placeholder={
              key === 'made' || key === 'period' ? '2021-07-06, 2021-07, XXXX-07-06, 2017/2021' : undefined
            }
          />
        );
    }
  }

  /** What a field that is left out counts as for this claim, and why. */
  function countsAs(key: string): string {
    if (resolved === undefined) return '';
    const origin = resolved.origins.find((one) => one.field === key);
    const why = origin === undefined ? '' : ` (${origin.rule})`;
    const values: Readonly<Record<string, string | null | undefined>> = {
      attribution: resolved.attribution,
      certainty: resolved.certainty,
      polarity: resolved.polarity,
      presupposed: String(resolved.presupposed),
      form: resolved.form,
      made: resolved.date.text,
      event: resolved.event?.entry.id ?? (resolved.authored.event as string | undefined),
      status: resolved.status,
      stance: resolved.stances.map(({ actor, code }) => `${actor.entry.name} ${code}`).join(', ') || null,
      jointly: resolved.jointly === null ? null : String(resolved.jointly),
      addressee: resolved.addressees.map(({ entry }) => entry.name).join(', ') || null,
    };
    const value = values[key];
    return value === null || value === undefined ? '' : `${value}${why}`;
  }
}

/** Puts the cursor into a field. */
export function focusField(key: string): void {
  const field = document.getElementById(fieldId(key));
  const inner = field?.matches('input, textarea, select, button')
    ? field
    : (field?.querySelector<HTMLElement>('input:checked, input, textarea, select, button') ?? null);
  const target =
    inner ?? document.querySelector<HTMLElement>(`[data-field="${key}"] input, [data-field="${key}"] button`);
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

/** One question of the form with its answer, its help and its messages. */
function Field({
  name,
  path,
  help,
  claim,
  children,
}: {
  name: string;
  path: ValuePath;
  help?: ComponentChildren;
  claim: string;
  children: ComponentChildren;
}) {
  const key = FIELD_KEYS[name];
  return (
    <section class="field" data-field={name}>
      <header>
        <h3>
          {LABELS[name] ?? name}
          <span class="key muted code">{name}</span>
          {key !== undefined && <kbd title={`Alt and ${key}`}>{key}</kbd>}
        </h3>
        <Doubt claim={claim} field={name} />
      </header>
      {children}
      {help !== undefined && <div class="small help">{help}</div>}
      <Messages path={path} id={`${fieldId(name)}-messages`} />
    </section>
  );
}
