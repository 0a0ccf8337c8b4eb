import { useMemo } from 'preact/hooks';
import { counted, shareText } from '../../shared/numbers.ts';
import { itemsOf } from '../data/decode.ts';
import { valuesIn } from '../data/engine.ts';
import { type Explorer, listOf } from '../explorer.ts';
import { Choose } from '../parts/choose.tsx';
import { VOICES } from '../parts/claim-list.tsx';
import { CopyButton, Fact, webLink } from '../parts/fact.tsx';
import { listInWords } from '../parts/words.ts';

/** One work: what it is, how it was coded, and its claims in order beside their addresses. */
export function WorkView({ explorer }: { explorer: Explorer }) {
  const { data, engine, state, selection, go, link } = explorer;
  const { claims, sources, label } = data;
  const choices = (wanted?: number) =>
    valuesIn(selection, engine.facet('work'), wanted).map((work) => ({
      ...work,
      also: sources.cell('author_names', sources.find(work.value)),
    }));
  const first = useMemo(() => choices(1)[0]?.value ?? '', [selection]);
  const work = state.options.in ?? state.filters.work?.[0] ?? first;
  const source = sources.find(work);
  const works = claims.coded('source_id');
  const rows = useMemo(() => {
    const code = works.values.indexOf(work);
    return [...selection.claims.filter((claim) => works.codes[claim] === code)];
  }, [selection, work]);
  if (source === -1) return <p class="notice">No work is in what is chosen. Take away a filter above.</p>;
  const cell = (column: string): string => sources.cell(column, source);
  const all = Number(cell('claims'));
  const code = (vocabulary: string, column: string): string =>
    cell(column) && label(vocabulary, cell(column)).toLowerCase();
  const copies = data.table('source_copies');
  return (
    <div class="stack">
      <Choose
        label="Work"
        choices={choices}
        chosen={cell('title')}
        onChoose={(value) => go({ options: { ...state.options, in: value } })}
      />
      <header class="subject">
        <h2>
          <bdi>{cell('title')}</bdi>
        </h2>
        <p class="muted">
          <bdi>
            {[listInWords(cell('author_names')), cell('publisher_name'), cell('published')]
              .filter((text) => text !== '')
              .join(' · ')}
          </bdi>
        </p>
      </header>
      <dl class="facts wide">
        <Fact name="Kind">{[code('source-kind', 'kind'), cell('language')].filter(Boolean).join(', ')}</Fact>
        <Fact name="Link">{webLink(cell('url'))}</Fact>
        <Fact name="Copies">
          {copies
            .rowsWith('source_id', work)
            .map((row) =>
              [label('copy-kind', copies.cell('kind', row)).toLowerCase(), copies.cell('publisher_name', row)]
                .filter(Boolean)
                .join(', '),
            )
            .join('; ')}
        </Fact>
        <Fact name="Archived">{webLink(cell('archived_url'))}</Fact>
        <Fact name="With">{listInWords(cell('contributor_names'))}</Fact>
        <Fact name="Corrections">{itemsOf(sources.listed('corrections'), source).join('; ')}</Fact>
        <Fact name="Rights">{cell('rights')}</Fact>
        <Fact name="Coded by">
          {cell('coder_name')} ({label('coder-kind', cell('coder_kind')).toLowerCase()}), {cell('coded_on')};{' '}
          {code('coding-mode', 'coding_mode')}, {code('coding-basis', 'coding_basis')}; codebook{' '}
          {cell('codebook_version')}
        </Fact>
        <Fact name="Covered">
          {cell('sentence_share') !== '' &&
            `${cell('coded_sentences')} of ${cell('text_sentences')} sentences (${shareText(Number(cell('sentence_share')), 1)}); `}
          {code('verification', 'verification')}
        </Fact>
        <Fact name="Not stated">{itemsOf(sources.listed('not_stated'), source).join('; ')}</Fact>
        <Fact name="Gaps">
          {itemsOf(sources.listed('gaps'), source)
            .map((gap) => label('gap', gap).toLowerCase())
            .join('; ')}
        </Fact>
        <Fact name="Note">{cell('coding_note')}</Fact>
        <Fact name="File">
          <span class="code">{cell('record_path')}</span>
        </Fact>
        <Fact name="Cite">
          <span class="small">{cell('citation')}</span>{' '}
          <CopyButton label="Copy" text={() => cell('citation')} />
        </Fact>
      </dl>
      <section aria-label="Claims of the work">
        <h3>
          {counted(rows.length, 'claim')}
          {rows.length < all && <span class="muted"> of {all}; the others do not pass the filters</span>}{' '}
          <a class="small" href={link(listOf(explorer, { work: [work] }))}>
            open as a list
          </a>
        </h3>
        <table class="table addresses">
          <caption class="aside">Claims in the order of the work, with their addresses</caption>
          <thead>
            <tr>
              <th scope="col">address</th>
              <th scope="col">who</th>
              <th scope="col">claim</th>
              <th scope="col">type</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const one = (column: string): string => claims.cell(column, row);
              return (
                <tr key={row}>
                  <th scope="row" class="code">
                    {one('anchor')}
                  </th>
                  <td>
                    <bdi>{listInWords(one('claimant_names'))}</bdi>{' '}
                    <span class={`voice ${one('voice')}`}>{VOICES[one('voice')]}</span>
                  </td>
                  <td>
                    <a class="reading" href={link({ claim: one('claim_id') })} dir="auto">
                      {one('claim_text')}
                    </a>
                    {one('quote') !== '' && (
                      <span class="muted" dir="auto">
                        {' '}
                        “{one('quote')}”
                      </span>
                    )}
                  </td>
                  <td>{label('type', one('claim_type')).toLowerCase()}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}
