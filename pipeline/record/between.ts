import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { withRange } from '../diagnostics/finding.ts';
import { parseYaml } from '../ingest/parse.ts';
import { locate } from '../ingest/positions.ts';
import { readBytes } from '../ingest/read.ts';
import { mapOf } from '../model/codebook.ts';
import { checkRelatedClaims } from '../normalize/related-claims.ts';
import { checkSameClaims } from '../normalize/same-claims.ts';
import type { Project } from '../project.ts';
import { checkAcross, horizonOf } from '../validate/across.ts';
import { checkHorizon } from '../validate/registry/horizon.ts';
import type { Report } from './report.ts';

/** Checks what holds between records, and between them and the registry. Only files with a finding are read again, to say where in them it stands. */
export async function checkBetween(
  { root, registryFiles, model }: Project,
  { summaries, alike, isSound }: Report,
): Promise<Diagnostic[]> {
  const ofRegistry = checkHorizon(registryFiles, horizonOf(summaries));
  const gists = alike();
  const findings = [
    ...checkAcross(summaries),
    ...checkSameClaims(gists, isSound()),
    ...checkRelatedClaims(gists, mapOf(model.codebook, 'type', 'class')),
  ];
  const { value: files } = await readBytes(root, [...new Set(findings.map(({ file }) => file))]);
  const locators = new Map(
    files.map(({ path, bytes }) => [path, locate(parseYaml(path, bytes).value)] as const),
  );
  const placed = findings.flatMap((finding) => {
    const locator = locators.get(finding.file);
    return locator === undefined ? [] : [withRange(finding, locator.value(finding.path))];
  });
  return [...ofRegistry, ...placed];
}
