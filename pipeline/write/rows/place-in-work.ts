import { partOf } from '../../model/anchors.ts';

/** Where a claim stands in its work. */
interface PlaceInWork {
  paragraph: number | undefined;
  /** The first, where it stands in several. */
  sentence: number | undefined;
}

/** The paragraph and sentence that an anchor names; neither for headings, captions and recordings. */
export function placeInWork(at: string): PlaceInWork {
  const [, paragraph, sentence] = /^p(\d+)(?:\.s(\d+))?/.exec(at) ?? [];
  return { paragraph: numberOf(paragraph), sentence: numberOf(sentence) };
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

const PARTS = ['title', 'deck', 'caption', 'body', 'recording'];

/** Sorts claims as their work has them: title, deck, caption, then the text as it runs; at one place as the record has them. */
export function inReadingOrder<Claim extends { authored: { at: string }; index: number }>(
  claims: readonly Claim[],
): Claim[] {
  return claims
    .map((claim) => ({ claim, place: placeKey(claim.authored.at) }))
    .sort((a, b) => {
      const at = a.place.findIndex((part, index) => part !== b.place[index]);
      return at === -1 ? a.claim.index - b.claim.index : (a.place[at] ?? 0) - (b.place[at] ?? 0);
    })
    .map(({ claim }) => claim);
}

/** Numbers that stand in the order of places: the part, then paragraph and sentence, or the seconds of a recording. */
function placeKey(at: string): number[] {
  const part = partOf(at);
  const { paragraph = 0, sentence = 0 } = placeInWork(at);
  const [hours = 0, minutes = 0, seconds = 0] =
    part === 'recording' ? at.slice(1).split(':').map(Number) : [];
  return [PARTS.indexOf(part), paragraph, sentence, (hours * 60 + minutes) * 60 + seconds];
}
