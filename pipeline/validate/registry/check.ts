import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { RegistryContext } from './context.ts';

/** One rule about the registry as a whole. Checks do not know of each other and may run in any order. */
export interface Check {
  name: string;
  /** Finds every breach of the rule. Parts that the schema refused are undefined and pass. */
  check(context: RegistryContext): Iterable<Diagnostic>;
}
