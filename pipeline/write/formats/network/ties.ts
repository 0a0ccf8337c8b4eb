/** An actor in a claim that is counted. */
export interface NetworkActor {
  id: string;
  name: string;
  /** Entity type. */
  type: string;
  country: string | null;
  countryName: string | null;
}

/** What a network needs of one claim. */
export interface CountedClaim {
  /** Code of the vocabulary type. */
  type: string;
  /** Whether a plain count may take it. */
  recommended: boolean;
  /** First and last day on which it can have been said; null when unknown. */
  dateMin: string | null;
  dateMax: string | null;
  topics: readonly string[];
  /** Who voices it. The shares are 1 each, or make up 1 together when they speak jointly. */
  claimants: readonly (NetworkActor & { share: number })[];
  /** Actors it is about or who are acted on, each once. */
  targets: readonly NetworkActor[];
  /** Attitudes it expresses, as codes of the vocabulary stance, by the id of whom they are towards. */
  stances: ReadonlyMap<string, string>;
}

/** An edge: what one actor says about another, or on a topic. */
export interface Tie {
  source: string;
  target: string;
  weight: number;
  claims: number;
  /** How many of them a plain count may take. */
  recommended: number;
  /** First and last day on which any of them can have been said. */
  dateMin: string | null;
  dateMax: string | null;
  /** Claims by type: few, for which a Map takes more room than all else. */
  types: { type: string; claims: number }[];
  stanceSum: number;
  stances: number;
}

/** A node: an actor or a topic. */
export interface NetworkNode {
  id: string;
  label: string;
  /** Entity type, or `topic`. */
  type: string;
  country: string | null;
  countryName: string | null;
  /** Claims it voices, joint ones by share. */
  voiced: number;
  /** Claims about it, or on the topic, by weight. */
  about: number;
}

/** Edges by source, and those of a source by target. */
export type Ties = Map<string, Map<string, Tie>>;

/** The networks of one voice. */
export interface Network {
  nodes: Map<string, NetworkNode>;
  actorActor: Ties;
  actorTopic: Ties;
}

/** Mixed counts like neutral: as far from the one end as from the other. */
const STANCE_VALUES: Record<string, number> = { positive: 1, negative: -1, neutral: 0, mixed: 0 };

export function emptyNetwork(): Network {
  return { nodes: new Map(), actorActor: new Map(), actorTopic: new Map() };
}

/** Entity ids are slugs, without a colon, so that a topic never shares its id with an actor. */
function topicNode(topic: string): string {
  return `topic:${topic}`;
}

/**
 * Counts one claim. Its weight is 1 for a statement by one or by several together, and 1 for each who makes it alone; it is
 * divided evenly among the actors it is about, and among its topics.
 * @param topicLabel the topic in words
 */
export function count(network: Network, claim: CountedClaim, topicLabel: (topic: string) => string): void {
  const { claimants, targets, topics, stances } = claim;
  for (const claimant of claimants) {
    nodeOf(network, claimant).voiced += claimant.share;
    const toActors = tiesOf(network.actorActor, claimant.id);
    const toTopics = tiesOf(network.actorTopic, claimant.id);
    for (const target of targets) {
      const tie = tieOf(toActors, claimant.id, target.id);
      const weight = claimant.share / targets.length;
      add(tie, claim, weight);
      addStance(tie, stances.get(target.id));
      nodeOf(network, target).about += weight;
    }
    for (const topic of topics) {
      const id = topicNode(topic);
      const tie = tieOf(toTopics, claimant.id, id);
      const weight = claimant.share / topics.length;
      add(tie, claim, weight);
      for (const stance of stances.values()) addStance(tie, stance);
      nodeOf(network, {
        id,
        name: topicLabel(topic),
        type: 'topic',
        country: null,
        countryName: null,
      }).about += weight;
    }
  }
}

function add(tie: Tie, { type, recommended, dateMin, dateMax }: CountedClaim, weight: number): void {
  tie.weight += weight;
  tie.claims += 1;
  if (recommended) tie.recommended += 1;
  if (dateMin !== null && (tie.dateMin === null || dateMin < tie.dateMin)) tie.dateMin = dateMin;
  if (dateMax !== null && (tie.dateMax === null || dateMax > tie.dateMax)) tie.dateMax = dateMax;
  const same = tie.types.find((one) => one.type === type);
  if (same === undefined) tie.types.push({ type, claims: 1 });
  else same.claims += 1;
}

function addStance(tie: Tie, stance: string | undefined): void {
  if (stance === undefined) return;
  const value = STANCE_VALUES[stance];
  if (value === undefined) throw new Error(`the stance ${stance} has no number`);
  tie.stanceSum += value;
  tie.stances += 1;
}

function tiesOf(all: Ties, source: string): Map<string, Tie> {
  let ties = all.get(source);
  if (ties === undefined) {
    ties = new Map();
    all.set(source, ties);
  }
  return ties;
}

function tieOf(ties: Map<string, Tie>, source: string, target: string): Tie {
  let tie = ties.get(target);
  if (tie === undefined) {
    tie = {
      source,
      target,
      weight: 0,
      claims: 0,
      recommended: 0,
      dateMin: null,
      dateMax: null,
      types: [],
      stanceSum: 0,
      stances: 0,
    };
    ties.set(target, tie);
  }
  return tie;
}

function nodeOf(network: Network, { id, name, type, country, countryName }: NetworkActor): NetworkNode {
  let node = network.nodes.get(id);
  if (node === undefined) {
    node = { id, label: name, type, country, countryName, voiced: 0, about: 0 };
    network.nodes.set(id, node);
  }
  return node;
}
