import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import { useMemo } from 'preact/hooks';
import { Chart, type Paper } from '../../shared/chart.tsx';
import { svgElement } from '../../shared/svg.ts';
import { dyadsOf } from '../data/dyads.ts';
import { startTallies, type Tally, worksOf } from '../data/tally.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Pick } from './pick.tsx';
import { CAVEAT, largest, restsOn, shortName, tallyText, unitOf } from './said.ts';
import { CLAIMS_AND_WORKS, COUNTED } from './tally-columns.ts';

interface Tie extends Tally {
  from: string;
  to: string;
}

interface Node {
  id: string;
  name: string;
  size: number;
  x?: number;
  y?: number;
}

/** Ties drawn; with more nothing can be read. */
const MOST = 22;
const TICKS = 120;

/** Who speaks about whom round one actor: their strongest ties and those between the others. */
export function Network({ explorer, actor }: { explorer: Explorer; actor: string }) {
  const { data, state, selection, go } = explorer;
  const { ties, claims, works } = useMemo(() => tiesOf(explorer, actor), [selection, state.isWhole, actor]);
  const name = (id: string): string => data.actorName(id);
  const pick = ({ from, to }: Tie): void => go(listOf(explorer, { claimant: [from], target: [to] }));

  const draw = (rows: readonly Tie[], { palette, width }: Paper): Element => {
    const height = Math.max(360, Math.min(620, width * 0.62));
    const nodes = new Map<string, Node>();
    for (const { from, to, amount } of rows)
      for (const id of [from, to]) {
        const node = nodes.get(id) ?? { id, name: name(id), size: 0 };
        node.size += amount;
        nodes.set(id, node);
      }
    const all = [...nodes.values()];
    const most = rows.reduce((sum, { amount }) => Math.max(sum, amount), 1);
    const radius = (node: Node): number =>
      4 + 10 * Math.sqrt(node.size / Math.max(1, ...all.map(({ size }) => size)));
    const links = rows.map(({ from, to }) => ({ source: from, target: to }));
    // Starts from fixed places and draws no lots, so that the same ties give the same picture.
    const simulation = forceSimulation(all as (Node & { index?: number })[])
      .randomSource(steady())
      .force(
        'link',
        forceLink<Node & { index?: number }, never>(links as never[])
          .id(({ id }) => id)
          .distance(Math.min(width * 0.3, height * 0.36))
          .strength(0.35),
      )
      .force('apart', forceManyBody().strength(-width * 0.9))
      .force(
        'room',
        forceCollide<Node & { index?: number }>((node) => radius(node) + 17),
      )
      .force('x', forceX(width / 2).strength(0.03))
      .force('y', forceY(height / 2).strength(0.08))
      .alphaDecay(1 - 0.001 ** (1 / TICKS))
      .stop();
    for (let tick = 0; tick < TICKS; tick += 1) simulation.tick();
    const labelOf = (node: Node): string => shortName(node.name, width < 600 ? 14 : 26);
    const inside = (value: number, most: number, edge: number): number =>
      Math.max(edge, Math.min(most - edge, value));
    for (const node of all) {
      // So far from the edge that its name, which stands above it, is not cut.
      node.x = inside(node.x ?? 0, width, 6 + 3.6 * [...labelOf(node)].length);
      node.y = inside(node.y ?? 0, height, 22);
    }
    const svg = svgElement('svg', {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'system-ui, sans-serif',
      'font-size': 12,
    });
    svg.style.background = palette.ground;
    const arrow = svgElement('marker', {
      id: 'arrow',
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 7,
      markerHeight: 7,
      orient: 'auto',
      markerUnits: 'userSpaceOnUse',
    });
    arrow.append(svgElement('path', { d: 'M0 0L8 4L0 8z', fill: palette.muted }));
    const definitions = svgElement('defs', {});
    definitions.append(arrow);
    const lines = svgElement('g', {
      class: 'picks',
      fill: 'none',
      stroke: palette.muted,
      'stroke-opacity': 0.65,
    });
    for (const [place, { from, to, amount }] of rows.entries()) {
      const [a, b] = [nodes.get(from) as Required<Node>, nodes.get(to) as Required<Node>];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const length = Math.max(1, Math.hypot(dx, dy));
      const gap = radius(b) + 3;
      const [x, y] = [b.x - (dx / length) * gap, b.y - (dy / length) * gap];
      // Bent to one side, so that two directions do not hide each other.
      const [mx, my] = [(a.x + x) / 2 - dy * 0.12, (a.y + y) / 2 + dx * 0.12];
      const line = svgElement('path', {
        d: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`,
        'stroke-width': (1 + 5 * Math.sqrt(amount / most)).toFixed(2),
        'marker-end': 'url(#arrow)',
        class: 'tie',
      });
      line.append(
        svgElement('title', {}, `${name(from)} about ${name(to)}\n${tallyText(rows[place] as Tie)}`),
      );
      (line as unknown as { __data__: number }).__data__ = place;
      lines.append(line);
    }
    const dots = svgElement('g', { class: 'nodes' });
    for (const node of all) {
      const { id, x = 0, y = 0 } = node;
      const isOwn = id === actor;
      const dot = svgElement('g', { 'data-actor': id, cursor: 'pointer' });
      dot.append(
        svgElement('title', {}, name(id)),
        svgElement('circle', {
          cx: x.toFixed(1),
          cy: y.toFixed(1),
          r: radius(node).toFixed(1),
          fill: isOwn ? (palette.kinds[1] as string) : palette.accent,
          stroke: palette.ground,
          'stroke-width': 1.5,
        }),
        svgElement(
          'text',
          {
            x: x.toFixed(1),
            y: (y - radius(node) - 4).toFixed(1),
            'text-anchor': 'middle',
            fill: palette.ink,
            stroke: palette.ground,
            'stroke-width': 3,
            'paint-order': 'stroke',
            'font-weight': isOwn ? 700 : 400,
          },
          labelOf(node),
        ),
      );
      dot.addEventListener('click', () => go({ view: 'actor', options: { actor: id }, claim: '' }));
      dots.append(dot);
    }
    svg.append(definitions, lines, dots);
    return svg;
  };
  return (
    <Chart
      name={`network-${actor}`}
      title={`Who speaks about whom, round ${shortName(name(actor), 60)}`}
      unit={`${unitOf(explorer)}; arrows lead from who speaks to who is spoken about`}
      rests={restsOn(claims, works)}
      alternative={largest(
        ties.map((tie) => ({ text: `${name(tie.from)} about ${name(tie.to)}`, amount: tie.amount })),
      )}
      rows={ties}
      columns={[
        {
          title: 'who speaks',
          cell: (tie) => <Pick onPick={() => pick(tie)}>{name(tie.from)}</Pick>,
        },
        { title: 'about', cell: ({ to }) => name(to) },
        COUNTED,
        ...CLAIMS_AND_WORKS,
      ]}
      draw={draw}
      onPick={pick}
      note={
        <>
          The {MOST} strongest ties and those between the others. A click on a name opens that actor. {CAVEAT}
        </>
      }
    />
  );
}

/** The strongest ties of an actor and those between the others, and what all of them rest on. */
function tiesOf({ data, state, selection }: Explorer, actor: string) {
  const ids = data.actors.keys();
  const own = data.actors.find(actor);
  const each = dyadsOf(data);
  // Only ties of the one in the middle are added up for all others; the further ones only between those that are drawn.
  const far = startTallies(data, state.isWhole, 2 * ids.length);
  for (const claim of selection.claims)
    each(claim, (claimant, _, target, __, weight) => {
      if (target === -1 || target === claimant) return;
      if (claimant === own) far.add(target, claim, weight);
      else if (target === own) far.add(ids.length + claimant, claim, weight);
    });
  const idsOf = (key: number): string =>
    key < ids.length ? `${actor} ${ids[key]}` : `${ids[key - ids.length]} ${actor}`;
  const close = far.mostFirst(idsOf, MOST).map(tieOf);
  const near = [...new Set([actor, ...close.flatMap(({ from, to }) => [from, to])])];
  const size = near.length;
  const placeOf = new Int32Array(ids.length).fill(-1);
  for (const [place, id] of near.entries()) placeOf[data.actors.find(id)] = place;
  const tallies = startTallies(data, state.isWhole, size * size);
  const reached: number[] = [];
  for (const claim of selection.claims) {
    let isReached = false;
    each(claim, (claimant, _, target, __, weight) => {
      const from = placeOf[claimant] as number;
      const to = target === -1 ? -1 : (placeOf[target] as number);
      if (from === -1 || to === -1 || from === to) return;
      isReached = true;
      if (from !== 0 && to !== 0) tallies.add(from * size + to, claim, weight);
    });
    if (isReached) reached.push(claim);
  }
  const between = tallies
    .mostFirst((key) => `${near[Math.floor(key / size)]} ${near[key % size]}`, MOST)
    .map(tieOf);
  const found = [...close, ...between];
  const isDrawn = new Set(found.map(({ from, to }) => near.indexOf(from) * size + near.indexOf(to)));
  const concerned = reached.filter((claim) => {
    let isOne = false;
    each(claim, (claimant, _, target) => {
      const [from, to] = [placeOf[claimant] as number, target === -1 ? -1 : (placeOf[target] as number)];
      isOne ||= from !== -1 && to !== -1 && isDrawn.has(from * size + to);
    });
    return isOne;
  });
  return { ties: found, claims: concerned.length, works: worksOf(data, concerned) };
}

function tieOf([key, tally]: [string, Tally]): Tie {
  const [from = '', to = ''] = key.split(' ');
  return { ...tally, from, to };
}

/** Numbers that look drawn by lot and are the same each time. */
function steady(): () => number {
  let state = 1;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
