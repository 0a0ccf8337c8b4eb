import { locate } from '../ingest/positions.ts';
import { inheritedStep } from './explain-inherited.ts';
import { excerptOf, lineExcerpt, valueAt } from './explain-lines.ts';
import type { TracedClaim } from './explain-load.ts';
import { nameStep, type Step } from './explain-names.ts';
import { type Origin, writtenPath } from './explain-written.ts';

/**
 * The steps from what a claim says under a key to what stands in the data, from the rows of provenance.
 * @param absent what it means when the key is left out and no other rule supplies a value
 */
export function stepsOfKey(claim: TracedClaim, key: string, absent: string): Step[] {
  const steps: Step[] = [];
  let last: Origin | undefined;
  for (const row of claim.parts.provenance.filter(({ field }) => field === key)) {
    if (row.as_written !== undefined) steps.push(stepOfName(claim, key, row.as_written, row.position));
    else if (last === undefined || last.line !== row.line || last.file !== row.file)
      steps.push(...unwritten(claim, key, row, absent));
    last = row;
  }
  return steps;
}

function stepOfName(claim: TracedClaim, key: string, text: string, position: number): Step {
  const path = writtenPath(claim, key) ?? [];
  const locator = locate(claim.file);
  const lineOf = (): number => {
    if (key === 'stance') return locator.key([...path, text]).line;
    if (key === 'members') return locator.value([...path, 'list', position - 1]).line;
    return locator.value(Array.isArray(valueAt(claim.record, path)) ? [...path, position - 1] : path).line;
  };
  const resolution = claim.resolutionOf(key, text);
  if (resolution === undefined) throw new Error(`nothing is known of ${text} under ${key}`);
  return nameStep(claim, text, resolution, lineOf());
}

/** A value that the claim does not write. */
function unwritten(claim: TracedClaim, key: string, row: Origin, absent: string): Step[] {
  const { file, index } = claim;
  const path = writtenPath(claim, key);
  if (path?.[0] === 'defaults' && row.origin === 'inherited') {
    return [
      {
        what: `The claim does not say ${key}, so it takes what the record's defaults say.`,
        rule: 'A key under defaults holds for every claim of the record that does not say it itself.',
        excerpts: [excerptOf(file, path)],
      },
    ];
  }
  if (row.origin === 'derived') {
    return [
      {
        what: `Neither the claim nor an utterance says ${key}; it follows from where the claim stands and from the kind of source.`,
        rule: 'In title, deck and caption the form is headline or caption; in the body it is the form that the codebook maps to the kind of source.',
        excerpts: [excerptOf(file, ['claims', index, 'at']), lineExcerpt(file, row.line)],
      },
    ];
  }
  if (row.origin === 'inherited') return inheritedStep(claim, key, row);
  const codebook = row.file === file.path ? undefined : claim.files.get(row.file);
  if (codebook === undefined)
    return [{ what: `The claim does not say ${key}.`, rule: absent, excerpts: [lineExcerpt(file, row.line)] }];
  return [
    {
      what: `Nothing says ${key}, so the default of the codebook holds: ${row.value}.`,
      rule: 'A key with a default in the codebook may be left out; the default then holds.',
      excerpts: [lineExcerpt(codebook, row.line)],
    },
  ];
}
