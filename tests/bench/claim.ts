import { countWords } from '../../pipeline/model/words.ts';
import type { Actor } from './actors.ts';
import { changeOf, FRAMES, membersOf, periodOf, quantityOf, type Setting, written } from './details.ts';
import type { Random } from './random.ts';
import { CUES, phrase, sentence } from './words.ts';
import type { Node } from './write-yaml.ts';

export type Claim = { [key: string]: Node | undefined };

const TYPES =
  `declaration threat commitment commitment prescription prescription prescription denial accusation accusation
criticism criticism endorsement endorsement prediction change change classification causal evaluation interpretation
interpretation interpretation fact fact fact fact`.split(/\s+/);
const TOPICS =
  `diplomacy party-diplomacy world-order alliances-blocs international-organizations governance-models
territory war-peace defense-security military-aid terrorism trade sanctions investment-finance technology
energy-resources climate-environment migration human-rights humanitarian health culture-religion`.split(
    /\s+/,
  );

/**
 * Makes a claim that keeps the coding rules: a quote stands with a quoting attribution, a holder with what is imputed, a
 * change with type change, a demand or a charge with whom it is about.
 */
export function makeClaim(id: string, at: string, setting: Setting, random: Random): Claim {
  const { cast, registry, year } = setting;
  const isReported = at !== 'title' && random.chance(0.45);
  const type = random.pick(TYPES);
  const actors = random.sample(registry.actors, 3);
  const pending = cast.unused.shift();
  const subject = pending ? [pending] : actors.splice(0, random.between(1, 2));
  const object = random.chance(0.5) ? actors.slice(-1) : [];
  const isPraise = type === 'endorsement';
  // An accusation and a criticism are negative towards their subject by themselves.
  const isBlame = ['accusation', 'criticism'].includes(type);
  // An event has no stance towards it; the cast's meeting is the only one among the subjects.
  const liked = [...subject, ...object].filter((actor) => actor.id !== cast.meeting);
  const isImputed = !isReported && (type === 'interpretation' || random.chance(0.04));
  const speech = isReported ? report(type, setting, random) : {};
  const isCertain = speech.attribution === 'speech-act-report' || random.chance(0.7);
  const certainty = isCertain ? undefined : random.pick(Object.keys(HEDGES));
  const isNegated = type === 'denial' || random.chance(0.05);
  const isPresupposed = random.chance(0.15);
  const isAddressed = type === 'prescription' || random.chance(0.1);
  const topics = random.sample(TOPICS, random.between(1, 3));
  return {
    id,
    at,
    claimant: at === 'title' ? [setting.publisher.id] : speech.claimant,
    said_in: speech.said_in,
    via: speech.via,
    attribution: speech.attribution,
    cue: speech.cue,
    text: worded(sentence(random, random.between(9, 21)), certainty, isNegated),
    quote: speech.quote,
    type,
    topics,
    holder: isImputed ? written(random.sample(registry.holders, 1), random) : undefined,
    imputed: isImputed ? random.pick(['belief', 'goal', 'meaning', 'emotion']) : undefined,
    addressee: isAddressed ? written(random.sample(registry.addressees, 1), random) : undefined,
    subject: written(subject, random),
    object: some(written(object, random)),
    stance:
      liked.length > 0 && !isBlame && (isPraise || random.chance(0.15))
        ? stances(liked, isPraise, random)
        : undefined,
    frames: random.chance(0.6) ? random.sample(FRAMES, random.between(1, 2)) : undefined,
    certainty,
    polarity: isNegated ? 'negated' : undefined,
    presupposed: isPresupposed ? true : undefined,
    reporter_stance: speech.reporter_stance,
    jointly: speech.jointly,
    form: at === 'title' ? 'headline' : speech.form,
    made: speech.made,
    event: random.chance(0.3) ? random.pick([cast.meeting, 'none']) : undefined,
    period: random.chance(0.25) ? periodOf(year, random) : undefined,
    place: random.chance(0.15) ? written([random.pick(registry.places)], random)[0] : undefined,
    quantities: random.chance(0.2) ? [quantityOf(cast, random)] : undefined,
    members:
      type === 'classification' || random.chance(0.04) ? membersOf(setting, subject, random) : undefined,
    change: type === 'change' ? changeOf(cast, random) : undefined,
    status: random.chance(0.01) ? 'corrected' : undefined,
    // What the rules of coding doubt is answered in a note.
    note:
      isPresupposed || isAddressed || type === 'commitment' || random.chance(0.05)
        ? sentence(random, random.between(8, 18))
        : undefined,
  };
}

function some(texts: string[]): string[] | undefined {
  return texts.length > 0 ? texts : undefined;
}

function stances(actors: readonly Actor[], isPraise: boolean, random: Random): Node {
  return { [actors[0]!.id]: isPraise ? 'positive' : random.pick(['negative', 'neutral', 'mixed']) };
}

/** The words that a text keeps for a claim that is not certain. */
const HEDGES: Record<string, string> = { probable: ' probably', possible: ' perhaps', unknown: '' };

/** The text with the hedge and the negation that its codes tell of. */
function worded(text: string, certainty: string | undefined, isNegated: boolean): string {
  const [country, ...rest] = text.split(' ');
  const hedge = certainty === undefined ? '' : HEDGES[certainty];
  return `${country}${hedge}${isNegated ? ' does not' : ''} ${rest.join(' ')}`;
}

/** The keys of a claim that somebody else than the authors voices. */
function report(type: string, setting: Setting, random: Random): Claim {
  const quote = phrase(random, random.between(5, 14));
  // A name in Chinese characters counts as more than one word.
  const words = countWords(quote);
  const isQuoted = random.chance(0.5) && words <= setting.quotable;
  if (isQuoted) setting.quotable -= words;
  const unquoted = type === 'endorsement' || type === 'criticism' ? 'speech-act-report' : 'indirect-speech';
  return {
    ...claimantOf(setting, random),
    attribution: isQuoted ? random.pick(['direct-quote', 'partial-quote']) : unquoted,
    cue: random.pick(CUES),
    via: random.chance(0.08) ? [random.pick(setting.cast.daily.forms)] : undefined,
    quote: isQuoted ? quote : undefined,
    reporter_stance: random.chance(0.2) ? random.pick(['endorses', 'distances', 'disputes']) : undefined,
  };
}

/** The speech of the cast supplies the claimant of most reports; the others name one or two, and form and date. */
function claimantOf({ cast, registry, year }: Setting, random: Random): Claim {
  if (random.chance(0.6)) return { said_in: cast.speech };
  const claimants = random.sample(registry.claimants, random.between(1, 2));
  return {
    claimant: written(claimants, random),
    jointly: claimants.length > 1 ? random.chance(0.5) : undefined,
    form: random.pick(['remark', 'statement', 'press-release']),
    made: random.chance(0.5) ? `${year}-0${random.between(1, 9)}-${random.between(10, 28)}` : undefined,
  };
}
