import { itemsOf } from '../data/decode.ts';
import type { Explorer } from '../explorer.ts';
import { Fact, webLink } from './fact.tsx';
import { byInWords, listInWords } from './words.ts';

/** What a claim rests on and what stands around it: work, address, file, coder, relations, open questions, history. */
export function Evidence({ explorer, claim }: { explorer: Explorer; claim: number }) {
  const { data, link } = explorer;
  const { claims, sources, label } = data;
  const cell = (column: string): string => claims.cell(column, claim);
  const id = cell('claim_id');
  const source = sources.find(cell('source_id'));
  const relations = data.table('claim_relations');
  const from = relations.rowsWith('claim_id', id);
  const to = relations.rowsWith('to_claim_id', id);
  const proposition = data.table('propositions').find(cell('proposition_id'));
  const same =
    proposition === -1
      ? []
      : itemsOf(data.table('propositions').listed('claim_ids'), proposition).filter((other) => other !== id);
  const disagreements = data.table('disagreements');
  const questions = disagreements.rowsWith('first_claim', id);
  const url = cell('source_url');
  const other = (otherId: string) => {
    const row = claims.find(otherId);
    return (
      <>
        <a href={link({ claim: otherId })} dir="auto">
          {row === -1 ? otherId : claims.cell('claim_text', row)}
        </a>{' '}
        {row !== -1 && (
          <span class="small muted">
            <bdi>{listInWords(claims.cell('claimant_names', row))}</bdi>,{' '}
            <bdi>{claims.cell('source_title', row)}</bdi>
          </span>
        )}
      </>
    );
  };
  return (
    <>
      <section>
        <h3>Where it stands</h3>
        <dl class="facts">
          <Fact name="Work">
            <a href={link({ view: 'work', options: { in: cell('source_id') } })}>
              <bdi>{cell('source_title')}</bdi>
            </a>
            <span class="muted">
              {' '}
              <bdi>
                {[cell('source_publisher'), cell('source_published')]
                  .filter((text) => text !== '')
                  .join(', ')}
              </bdi>
            </span>
          </Fact>
          <Fact name="Link">
            {webLink(url, shortened(url))}
            {sources.cell('url_of', source) !== '' && url !== '' && (
              <span class="muted small">
                {' '}
                ({label('url-of', sources.cell('url_of', source)).toLowerCase()})
              </span>
            )}
          </Fact>
          <Fact name="Address">
            <span class="code">{cell('anchor')}</span>
            {cell('paragraph') !== '' && (
              <span class="muted small">
                {' '}
                paragraph {cell('paragraph')}
                {cell('sentence') !== '' && `, sentence ${cell('sentence')}`}
              </span>
            )}
          </Fact>
          <Fact name="File">
            <span class="code">
              {sources.cell('record_path', source)}:{cell('record_line')}
            </span>
          </Fact>
          <Fact name="Coded by">
            {cell('coder')} ({label('coder-kind', cell('coder_kind')).toLowerCase()})
          </Fact>
          <Fact name="Status">
            {cell('claim_status') !== 'active' && label('claim-status', cell('claim_status'))}
          </Fact>
          <Fact name="Note">{cell('note')}</Fact>
          <Fact name="History">
            {cell('+first_release') === ''
              ? 'not yet in a release'
              : `since release ${cell('+first_release')}`}
            {cell('+last_changed_release') !== '' && `, last changed in ${cell('+last_changed_release')}`}
          </Fact>
        </dl>
      </section>
      {from.length + to.length > 0 && (
        <section>
          <h3>Answers and relations</h3>
          <ul class="others">
            {from.map((row) => (
              <li key={`from ${row}`}>
                <b>{label('relation', relations.cell('relation', row))}</b>{' '}
                {other(relations.cell('to_claim_id', row))}{' '}
                <span class="small muted">({byInWords(relations, row)})</span>
              </li>
            ))}
            {to.map((row) => (
              <li key={`to ${row}`}>
                {other(relations.cell('claim_id', row))}{' '}
                <b>{label('relation', relations.cell('relation', row))} this</b>{' '}
                <span class="small muted">({byInWords(relations, row)})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {same.length > 0 && (
        <section>
          <h3>Says the same</h3>
          <p class="small muted" dir="auto">
            {data.table('propositions').cell('text', proposition)}
          </p>
          <ul class="others">
            {same.map((otherId) => (
              <li key={otherId}>{other(otherId)}</li>
            ))}
          </ul>
        </section>
      )}
      {cell('repeats_id') !== '' && (
        <section>
          <h3>Repeats</h3>
          <p>{other(cell('repeats_id'))}</p>
        </section>
      )}
      {questions.length > 0 && (
        <section>
          <h3>Open to question</h3>
          <ul class="others">
            {questions.map((row) => (
              <li key={row}>
                <b>{disagreements.cell('field', row)}</b>:{' '}
                {disagreements.cell('first_value', row) || 'nothing'}, or{' '}
                {disagreements.cell('second_value', row) || 'nothing'}?{' '}
                <span class="muted" dir="auto">
                  {disagreements.cell('reason', row)}
                </span>{' '}
                <span class="small muted">
                  ({label('disagreement-kind', disagreements.cell('kind', row)).toLowerCase()},{' '}
                  {disagreements.cell('raised_by', row)}
                  {disagreements.cell('decision', row) !== '' &&
                    `; decided: ${disagreements.cell('decision', row)}`}
                  )
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function shortened(url: string): string {
  return url.length > 70 ? `${url.slice(0, 67)}…` : url;
}
