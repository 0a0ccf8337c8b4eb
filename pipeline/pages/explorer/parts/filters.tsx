import { useMemo, useState } from 'preact/hooks';
import { byCodeUnit } from '../../../model/order.ts';
import { Facet, type FacetValue } from '../../shared/facet.tsx';
import { foldForSearch } from '../../shared/fold.ts';
import { labelOf } from '../data/engine.ts';
import type { FacetColumn } from '../data/facets.ts';
import { firstOf } from '../data/first.ts';
import type { Explorer } from '../explorer.ts';
import { toggled, withFilter } from '../state.ts';

/** Open when the page opens; the others open on a click. */
const OPEN = ['claimant', 'country', 'type', 'topic'];

/** All facets with live counts. */
export function Filters({ explorer }: { explorer: Explorer }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set([...OPEN, ...Object.keys(explorer.state.filters)]),
  );
  const listed = [...explorer.engine.facets.values()].filter(({ isListed }) => isListed);
  const openOrClose = (name: string, isOpen: boolean): void => {
    if (open.has(name) === isOpen) return;
    const next = new Set(open);
    if (isOpen) next.add(name);
    else next.delete(name);
    setOpen(next);
  };
  return (
    <>
      {listed.map((facet) => (
        <OneFacet
          key={facet.name}
          explorer={explorer}
          facet={facet}
          isOpen={open.has(facet.name)}
          onOpen={(isOpen) => openOrClose(facet.name, isOpen)}
        />
      ))}
    </>
  );
}

interface OneFacetProps {
  explorer: Explorer;
  facet: FacetColumn;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

function OneFacet({ explorer, facet, isOpen, onOpen }: OneFacetProps) {
  const { state, selection, go } = explorer;
  const chosen = state.filters[facet.name] ?? [];
  const values = useMemo(() => {
    return (wanted: number, find: string) => {
      const counts = selection.counts.get(facet.name);
      const isChosen = new Set(chosen);
      const some: number[] = [];
      for (let code = 0; code < counts.length; code += 1) {
        const value = facet.values[code] as string;
        if ((counts[code] as number) === 0 && !isChosen.has(value)) continue;
        if (find !== '' && !foldForSearch(`${labelOf(facet, value)} ${value}`).includes(find)) continue;
        some.push(code);
      }
      const order = (a: number, b: number): number =>
        Number(isChosen.has(facet.values[b] as string)) - Number(isChosen.has(facet.values[a] as string)) ||
        (facet.isOrdered ? 0 : (counts[b] as number) - (counts[a] as number)) ||
        byCodeUnit(facet.values[a] as string, facet.values[b] as string);
      const shown = firstOf(some, wanted, order).map((code): FacetValue => {
        const value = facet.values[code] as string;
        return {
          value,
          label: labelOf(facet, value),
          hint: facet.hint?.(value) || undefined,
          count: counts[code] as number,
          chosen: isChosen.has(value),
        };
      });
      return { shown, all: some.length };
    };
  }, [selection, chosen.join('\n')]);
  return (
    <Facet
      name={facet.name}
      title={facet.title}
      values={values}
      chosen={chosen.length}
      isOpen={isOpen}
      onOpen={onOpen}
      onToggle={(value) => go(toggled(state, facet.name, value))}
      onClear={() => go({ filters: withFilter(state.filters, facet.name, []) })}
    />
  );
}
