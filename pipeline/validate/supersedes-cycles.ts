import type { CrossFinding } from '../diagnostics/finding.ts';
import type { ValuePath } from '../model/authored.ts';
import type { RecordSummary } from './summary.ts';

/** A claim cannot, by way of others, supersede itself. Each circle is told once, at the link that closes it. */
export function checkCycles(summaries: readonly RecordSummary[]): CrossFinding[] {
  const edges = new Map<string, { to: string; file: string; path: ValuePath }[]>();
  for (const { path: file, links } of summaries) {
    for (const { from, to, type, path } of links) {
      if (type !== 'supersedes' || from === to) continue;
      edges.set(from, [...(edges.get(from) ?? []), { to, file, path }]);
    }
  }
  const findings: CrossFinding[] = [];
  const done = new Set<string>();
  for (const start of edges.keys()) {
    const trail: string[] = [];
    const visit = (claim: string): void => {
      if (done.has(claim)) return;
      trail.push(claim);
      for (const edge of edges.get(claim) ?? []) {
        const loop = trail.indexOf(edge.to);
        if (loop === -1) visit(edge.to);
        else {
          const circle = [...trail.slice(loop), edge.to].join(' → ');
          findings.push({
            code: 'E-SUPERSEDES-CYCLE',
            file: edge.file,
            path: edge.path,
            message: `these claims supersede each other in a circle: ${circle}`,
            fix: 'Remove the link that is wrong: the later claim supersedes the earlier one.',
            extras: {},
          });
        }
      }
      trail.pop();
      done.add(claim);
    };
    visit(start);
  }
  return findings;
}
