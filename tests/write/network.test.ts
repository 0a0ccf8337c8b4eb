import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { graphmlOf } from '../../pipeline/write/formats/network/graphml.ts';
import { nodeTable, tieTable } from '../../pipeline/write/formats/network/tables.ts';
import {
  type CountedClaim,
  count,
  emptyNetwork,
  type Network,
  type NetworkActor,
  type Tie,
  type Ties,
} from '../../pipeline/write/formats/network/ties.ts';

const actor = (id: string, name = id): NetworkActor => ({
  id,
  name,
  type: 'person',
  country: null,
  countryName: null,
});
const IDS = ['ann', 'bo', 'cy', 'di'];
const some = (ids: readonly string[], minLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...ids), { minLength });

/** Any claim that the tables could hold. */
const claims: fc.Arbitrary<CountedClaim> = fc
  .record({
    type: fc.constantFrom('fact', 'criticism'),
    recommended: fc.boolean(),
    date: fc.constantFrom(null, '2021-03-01', '2021-03-02', '2022-01-01'),
    jointly: fc.boolean(),
    claimants: some(IDS, 1),
    targets: some(IDS, 0),
    topics: some(['trade', 'health', 'other'], 1),
    stances: fc.dictionary(
      fc.constantFrom(...IDS, 'an-event'),
      fc.constantFrom('positive', 'negative', 'neutral', 'mixed'),
    ),
  })
  .map(({ type, recommended, date, jointly, claimants, targets, topics, stances }) => ({
    type,
    recommended,
    dateMin: date,
    dateMax: date,
    topics,
    targets: targets.map((id) => actor(id)),
    claimants: claimants.map((id) => ({ ...actor(id), share: jointly ? 1 / claimants.length : 1 })),
    stances: new Map(Object.entries(stances)),
  }));

function networkOf(all: readonly CountedClaim[]): Network {
  const network = emptyNetwork();
  for (const claim of all) count(network, claim, (topic) => topic.toUpperCase());
  return network;
}

const allOf = (ties: Ties): Tie[] => [...ties.values()].flatMap((ofOne) => [...ofOne.values()]);
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);
const shareOf = ({ claimants }: CountedClaim): number => sum(claimants.map(({ share }) => share));

describe('weights', () => {
  it('add up to the claims: 1 for a joint statement, 1 for each who speaks alone', () => {
    fc.assert(
      fc.property(fc.array(claims), (all) => {
        const { actorActor, actorTopic, nodes } = networkOf(all);
        const total = sum(all.map(shareOf));
        const aimed = sum(all.filter(({ targets }) => targets.length > 0).map(shareOf));
        expect(sum(allOf(actorTopic).map(({ weight }) => weight))).toBeCloseTo(total, 9);
        expect(sum(allOf(actorActor).map(({ weight }) => weight))).toBeCloseTo(aimed, 9);
        expect(sum([...nodes.values()].map(({ voiced }) => voiced))).toBeCloseTo(total, 9);
        expect(sum([...nodes.values()].map(({ about }) => about))).toBeCloseTo(total + aimed, 9);
      }),
    );
  });

  it('never exceed the number of claims behind an edge', () => {
    fc.assert(
      fc.property(fc.array(claims), (all) => {
        const { actorActor, actorTopic } = networkOf(all);
        for (const { weight, claims: behind } of [...allOf(actorActor), ...allOf(actorTopic)])
          expect(weight).toBeLessThanOrEqual(behind + 1e-9);
      }),
    );
  });

  it('and tables do not depend on the order of the claims', () => {
    fc.assert(
      fc.property(fc.array(claims), (all) => {
        const [forth, back] = [networkOf(all), networkOf([...all].reverse())];
        expect(tieTable(back, back.actorActor)).toEqual(tieTable(forth, forth.actorActor));
        expect(nodeTable(back.nodes.values())).toEqual(nodeTable(forth.nodes.values()));
      }),
    );
  });
});

it('an edge tells how many of its claims may be counted, their types, and first and last day', () => {
  fc.assert(
    fc.property(fc.array(claims), (all) => {
      for (const { source, target, ...tie } of allOf(networkOf(all).actorActor)) {
        const behind = all.filter(
          (claim) =>
            claim.claimants.some(({ id }) => id === source) && claim.targets.some(({ id }) => id === target),
        );
        const days = behind.flatMap(({ dateMin }) => dateMin ?? []).sort();
        expect(tie.claims).toBe(behind.length);
        expect(tie.recommended).toBe(behind.filter(({ recommended }) => recommended).length);
        expect([tie.dateMin, tie.dateMax]).toEqual([days[0] ?? null, days.at(-1) ?? null]);
        for (const { type, claims: number } of tie.types)
          expect(number).toBe(behind.filter((claim) => claim.type === type).length);
        expect(sum(tie.types.map(({ claims: number }) => number))).toBe(behind.length);
      }
    }),
  );
});

describe('the mean stance', () => {
  it('goes over expressed attitudes only and lies between -1 and 1', () => {
    fc.assert(
      fc.property(fc.array(claims), (all) => {
        const network = networkOf(all);
        const { columns, rows } = tieTable(network, network.actorActor);
        const at = (name: string): number => columns.indexOf(name);
        for (const row of rows) {
          const [source, target] = row;
          const [mean, number] = [row[at('stance_mean')], row[at('stance_count')]];
          const behind = all.filter(
            (claim) =>
              claim.claimants.some(({ id }) => id === source) &&
              claim.targets.some(({ id }) => id === target) &&
              claim.stances.has(target as string),
          );
          expect(number).toBe(behind.length);
          if (behind.length === 0) expect(mean).toBeUndefined();
          else expect(Math.abs(mean as number)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('GraphML', () => {
  it('is well-formed XML that gives every name back as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'<>&"\' ;#=\n\t', 'é', '港', 'ש', '🚢')).map((all) => all.join('')),
        (name) => {
          const claim = {
            ...{ type: 'fact', recommended: true, dateMin: null, dateMax: null },
            ...{ topics: [], targets: [actor('bo')], stances: new Map() },
          };
          const network = networkOf([{ ...claim, claimants: [{ ...actor('ann', name), share: 1 }] }]);
          const text = [
            ...graphmlOf(nodeTable(network.nodes.values()), tieTable(network, network.actorActor)),
          ].join('\n');
          const labels: string[] = [];
          let isLabel = false;
          const parser = new SaxesParser();
          parser.on('error', (error) => {
            throw error;
          });
          parser.on('opentag', ({ attributes }) => {
            isLabel = attributes.key === 'node-label';
            if (isLabel) labels.push('');
          });
          parser.on('text', (piece) => {
            if (isLabel) labels.push(`${labels.pop()}${piece}`);
          });
          parser.on('closetag', () => {
            isLabel = false;
          });
          parser.write(text).close();
          expect(labels).toEqual([name, 'bo']);
        },
      ),
    );
  });
});
