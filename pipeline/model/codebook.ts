/** One value of a vocabulary. */
export interface Code {
  code: string;
  label: string;
  definition: string;
  /** The yes/no question that decides for this code. */
  test: string;
  examples: string[];
  /** Key of a scheme (cap, plover, marpor, class, …) → the corresponding category, as text. */
  maps: Record<string, string>;
}

/** A closed list of codes for one key. */
export interface Vocabulary {
  /** Name, which is also the file name without `.yaml`. */
  vocabulary: string;
  title: string;
  /** What the coder asks. */
  question: string;
  description: string;
  /** True when the order of the codes means something, as in the ladder of claim types. */
  ordered: boolean;
  /** The code that an absent key counts as. */
  default?: string;
  /** 1-based line of the file that says so; 0 without a default. */
  defaultLine: number;
  codes: Code[];
}

/** All vocabularies, by name and in the order of their names. */
export interface Codebook {
  version: string;
  title: string;
  description: string;
  vocabularies: Map<string, Vocabulary>;
}

/**
 * Finds a vocabulary.
 * @throws Error when there is none of that name
 */
export function vocabularyNamed(codebook: Codebook, name: string): Vocabulary {
  const vocabulary = codebook.vocabularies.get(name);
  if (vocabulary === undefined) throw new Error(`the codebook has no vocabulary ${name}`);
  return vocabulary;
}

/** The codes of a vocabulary, in its own order. Throws as {@link vocabularyNamed}. */
export function codesOf(codebook: Codebook, vocabulary: string): string[] {
  return vocabularyNamed(codebook, vocabulary).codes.map(({ code }) => code);
}

/** Code → category in another scheme, for the codes that have one. Throws as {@link vocabularyNamed}. */
export function mapOf(codebook: Codebook, vocabulary: string, mapKey: string): Map<string, string> {
  const mapped = new Map<string, string>();
  for (const { code, maps } of vocabularyNamed(codebook, vocabulary).codes) {
    if (Object.hasOwn(maps, mapKey)) mapped.set(code, maps[mapKey]!);
  }
  return mapped;
}
