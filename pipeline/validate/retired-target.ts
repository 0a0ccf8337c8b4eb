import type { Extras } from '../diagnostics/problem.ts';

/**
 * Words for a relation that leads to a claim which is no longer in the data.
 * @param to the claim as the message should name it
 * @param successors what took its place, as it would be written at that place
 */
export function retiredTarget(
  to: string,
  successors: readonly string[],
): { message: string; fix: string; extras: Extras } {
  const [only] = successors;
  return {
    message: `${to} is no longer in the data`,
    fix:
      successors.length === 0
        ? 'Remove the relation: nothing took its place.'
        : `Write ${successors.join(' or ')}, which took its place, or remove the relation.`,
    extras: successors.length === 1 && only !== undefined ? { suggestion: only } : {},
  };
}
