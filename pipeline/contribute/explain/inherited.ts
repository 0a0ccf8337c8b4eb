import type { Entry } from '../../normalize/names/registry.ts';
import { excerptOf, valueAt } from './lines.ts';
import type { TracedClaim } from './load.ts';
import { declarationOf, type Step } from './names.ts';
import { type Origin, stepsOfHead, writtenPath } from './written.ts';

/** Steps of a value that comes from the utterance in said_in or from the head of the record. */
export function inheritedStep(claim: TracedClaim, key: string, row: Origin): Step[] {
  const utterance = utteranceOf(claim);
  const isFromUtterance = utterance !== null && row.file === utterance.file && row.line === utterance.line;
  if (isFromUtterance) return [fromUtterance(claim, key, utterance)];
  if (key !== 'claimant') {
    return [
      {
        what: `Neither the claim nor an utterance says ${key}, so it takes the publication of the source.`,
        rule: 'What the authors or the publisher say themselves was said when the source came out.',
        excerpts: [excerptOf(claim.file, ['source', 'published'])],
      },
    ];
  }
  const written = writtenPath(claim, 'claimant');
  const paratext = written === null ? paratextPath(claim) : null;
  const path = paratext ?? ['source', 'authors'];
  return [
    {
      what:
        written !== null
          ? 'The word authors stands for the authors of the source.'
          : paratext !== null
            ? 'The claim does not say who voices it, so whoever answers for the headline or caption does.'
            : 'The claim does not say who voices it, so the authors of the source do.',
      rule: 'Without claimant and said_in, whoever source.paratext names speaks in title, deck and caption, and the authors everywhere else.',
      excerpts: [excerptOf(claim.file, path)],
    },
    ...stepsOfHead(claim, path),
  ];
}

function fromUtterance(claim: TracedClaim, key: string, utterance: Entry): Step {
  const path = writtenPath(claim, 'said_in') ?? [];
  const { date, event } = utterance.value as { date?: string; event?: string };
  // A document without a date of its own has that of the event at which it came out.
  const release = key === 'made' && date === undefined ? entryOf(claim, event) : undefined;
  const declared = [utterance, ...(release === undefined ? [] : [release])].flatMap(
    (entry) => declarationOf(claim, entry) ?? [],
  );
  return {
    what: `The claim does not say ${key}, so it takes that of ${utterance.id} (${utterance.name}), in which it was said.`,
    rule: 'The event or document in said_in supplies claimant, form and made: its speakers or authors (a document whose authors are unknown speaks itself), its form and its date.',
    excerpts: [excerptOf(claim.file, path), ...declared],
  };
}

function entryOf({ resolved, registry }: TracedClaim, id: string | undefined): Entry | undefined {
  return resolved.local.find((entry) => entry.id === id) ?? registry.entries.get(id ?? '');
}

function utteranceOf(claim: TracedClaim): Entry | null {
  const path = writtenPath(claim, 'said_in');
  if (path === null) return null;
  return claim.resolutionOf('said_in', String(valueAt(claim.record, path)))?.entry ?? null;
}

/** Where the record says who answers for the part that the claim stands in. */
function paratextPath({ own, record }: TracedClaim): string[] | null {
  const key = { title: 'headline', deck: 'headline', caption: 'caption' }[own.at];
  return key === undefined || valueAt(record.source, ['paratext', key]) === undefined
    ? null
    : ['source', 'paratext', key];
}
