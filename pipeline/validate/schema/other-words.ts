import { nearest } from '../../diagnostics/nearest.ts';

/** Words that people write for a key, and the keys they may mean; which of these exists depends on the place. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  // of a claim
  speaker: ['claimant', 'authors', 'speakers'],
  author: ['authors', 'claimant'],
  actor: ['claimant', 'subject'],
  who: ['claimant'],
  said_by: ['claimant'],
  recipient: ['addressee'],
  audience: ['addressee'],
  target: ['object', 'addressee'],
  about: ['subject'],
  thinker: ['holder'],
  verb: ['cue'],
  claim: ['text', 'claims'],
  summary: ['text'],
  paraphrase: ['text'],
  quotation: ['quote'],
  anchor: ['at'],
  sentence: ['at'],
  theme: ['topics'],
  issue: ['topics'],
  tone: ['stance'],
  sentiment: ['stance'],
  attitude: ['stance'],
  confidence: ['certainty'],
  negated: ['polarity'],
  location: ['place'],
  number: ['quantities'],
  comment: ['note'],
  remark: ['note'],
  // of a source or copy
  date: ['made', 'period', 'published', 'coded', 'start'],
  publication_date: ['published'],
  headline: ['title'],
  type: ['kind'],
  genre: ['kind'],
  lang: ['language'],
  outlet: ['publisher'],
  newspaper: ['publisher'],
  byline: ['authors'],
  link: ['url'],
  address: ['url'],
  website: ['url'],
  license: ['rights'],
  // of the record and its coding
  annotator: ['coder'],
  actors: ['entities'],
  people: ['entities'],
  // of an entity
  alias: ['aliases'],
  also_known_as: ['aliases'],
  wikidata: ['qid'],
  surname: ['family_name'],
  last_name: ['family_name'],
  nationality: ['country'],
  parent: ['part_of'],
  from: ['start'],
  to: ['end'],
  title: ['name'],
};

/** Words that people write for a code, by vocabulary. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  topic: {
    economy: 'trade',
    economics: 'trade',
    commerce: 'trade',
    finance: 'investment-finance',
    climate: 'climate-environment',
    environment: 'climate-environment',
    military: 'defense-security',
    nuclear: 'arms-control',
    disarmament: 'arms-control',
    war: 'war-peace',
    covid: 'health',
    pandemic: 'health',
    refugees: 'migration',
    aid: 'development-aid',
    democracy: 'governance-models',
    un: 'international-organizations',
    sovereignty: 'sovereignty-noninterference',
  },
  frame: { economy: 'economic-development', growth: 'economic-development', law: 'legality' },
  stance: {
    support: 'positive',
    supports: 'positive',
    favourable: 'positive',
    oppose: 'negative',
    opposes: 'negative',
    against: 'negative',
    critical: 'negative',
    ambivalent: 'mixed',
  },
  polarity: { positive: 'affirmed', negative: 'negated' },
  certainty: { sure: 'certain', likely: 'probable', maybe: 'possible' },
};

/**
 * The keys among `known` that somebody who writes another word may mean, or a misspelt one of them. Capitals, hyphens and
 * spaces count for nothing.
 */
export function keysMeant(word: string, known: readonly string[]): string[] {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  // Coded, PUBLISHED, part-of: the same word as keys are written.
  if (known.includes(plain)) return [plain];
  const exact = meaningsOf(plain, known);
  const isNearKey = exact.length > 0 || nearest(word, known).length > 0;
  return isNearKey ? exact : nearest(plain, Object.keys(KEYS)).flatMap((other) => meaningsOf(other, known));
}

function meaningsOf(word: string, known: readonly string[]): string[] {
  return Object.hasOwn(KEYS, word) ? (KEYS[word] ?? []).filter((key) => known.includes(key)) : [];
}

/** The code of a vocabulary that somebody who writes `word` means. */
export function codeMeant(word: string, vocabulary: string): string | undefined {
  const words = CODES[vocabulary];
  const plain = word.trim().toLowerCase();
  return words !== undefined && Object.hasOwn(words, plain) ? words[plain] : undefined;
}
