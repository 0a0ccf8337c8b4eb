import { mapOf } from '../../model/codebook.ts';
import type { Model } from '../../model/model.ts';
import { unitCoder } from './units.ts';

/** What follows from the codes of a claim; made once, asked for every claim. */
export interface Derivations {
  claimClass: (type: string) => string;
  /** PLOVER event of a claim type; undefined for types that have none. */
  ploverEvent: (type: string) => string | undefined;
  /** FactBank value of certainty and polarity. */
  factuality: (certainty: string, polarity: string) => string;
  /** Codes of topics in the Comparative Agendas Project, without the topics that have none. */
  capsOf: (topics: readonly string[]) => string[];
  /** Code of a unit by its words. */
  unitCode: (words: string) => string;
}

/** Prepares the derivations from the maps of the codebook. */
export function derivationsOf({ codebook }: Model): Derivations {
  const classes = mapOf(codebook, 'type', 'class');
  const plover = mapOf(codebook, 'type', 'plover');
  const factualities = codebook.vocabularies.get('factuality')?.codes ?? [];
  const caps = mapOf(codebook, 'topic', 'cap');
  return {
    claimClass: (type) => required(classes.get(type), `class of ${type}`),
    ploverEvent: (type) => plover.get(type),
    factuality: (certainty, polarity) => {
      const match = factualities.find(
        ({ maps }) => maps.certainty === certainty && (maps.polarity ?? polarity) === polarity,
      );
      return required(match?.code, `factuality of ${certainty} and ${polarity}`);
    },
    capsOf: (topics) => {
      const codes: string[] = [];
      for (const topic of topics) if (caps.has(topic)) codes.push(caps.get(topic) as string);
      return codes;
    },
    unitCode: unitCoder(codebook),
  };
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the codebook does not give the ${what}`);
  return value;
}
