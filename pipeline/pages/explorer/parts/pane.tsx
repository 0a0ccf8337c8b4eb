import { useEffect } from 'preact/hooks';
import { withCommas } from '../../shared/numbers.ts';
import { itemsOf } from '../data/decode.ts';
import type { Explorer } from '../explorer.ts';
import { bibtexOf } from './cite.ts';
import { Evidence } from './evidence.tsx';
import { CopyButton, Fact } from './fact.tsx';
import { dateInWords, listInWords, wayInWords } from './words.ts';

/** A claim with all that is known of it and all that speaks for it. */
export function Pane({ explorer }: { explorer: Explorer }) {
  const { data, state, go, link } = explorer;
  const { claims, label, definition } = data;
  const claim = claims.find(state.claim);
  useEffect(() => {
    document.title = claim === -1 ? 'Foreign-Policy Claims' : `${state.claim}: Foreign-Policy Claims`;
    return () => {
      document.title = 'Foreign-Policy Claims';
    };
  }, [claim]);
  const close = (): void => {
    go({ claim: '' });
    document.querySelector<HTMLElement>('.claim-list')?.focus();
  };
  if (claim === -1)
    return (
      <aside class="pane" aria-label="Claim">
        <p class="notice warning">
          There is no claim <b>{state.claim}</b> in this dataset. It may stand in another version; retired ids
          are listed in csv/retired.csv.
        </p>
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </aside>
    );
  const cell = (column: string): string => claims.cell(column, claim);
  const code = (vocabulary: string, value: string) => (
    <span title={definition(vocabulary, value)}>{label(vocabulary, value)}</span>
  );
  const roles = data.table('roles');
  const roleRows = roles.rowsWith('claim_id', state.claim);
  const actors = (column: string, role: string) =>
    itemsOf(claims.listed(column), claim).map((id, place) => {
      const actor = data.actors.find(id);
      const country = data.actors.cell('country', actor);
      const capacity = roleRows.find(
        (row) => roles.cell('entity_id', row) === id && roles.cell('role', row) === role,
      );
      const more = [
        capacity === undefined ? '' : roles.cell('described_role', capacity),
        label('entity-type', data.actors.cell('type', actor)).toLowerCase(),
        country === '' || country === id ? '' : data.stateName(country),
      ].filter((part) => part !== '');
      return (
        <span key={id} class="actor">
          {place > 0 && '; '}
          <a href={link({ view: 'actor', options: { actor: id }, claim: '' })}>
            <bdi>{data.actorName(id)}</bdi>
          </a>{' '}
          <span class="muted small">({more.join(', ')})</span>
        </span>
      );
    });
  const codes = (column: string, vocabulary: string) =>
    itemsOf(claims.listed(column), claim).map((one, place) => (
      <span key={one}>
        {place > 0 && ', '}
        {code(vocabulary, one)}
      </span>
    ));
  const reasons = itemsOf(claims.listed('not_recommended_because'), claim);
  const span =
    cell('date_min') === cell('date_max')
      ? ''
      : [cell('date_min') || '…', cell('date_max') || '…'].join(' to ');
  const holders = itemsOf(claims.listed('holder_ids'), claim);

  return (
    <aside
      class="pane"
      aria-label={`Claim ${state.claim}`}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header>
        <a class="code" href={link({})} title="The address of this claim, to keep or to send">
          {state.claim}
        </a>
        <span class="tools no-print">
          <CopyButton
            label="Copy link"
            text={() => `${location.href.replace(/#.*/, '')}#claim=${state.claim}`}
          />
          <button type="button" class="button" onClick={() => print()}>
            Print
          </button>
          <button type="button" class="button" onClick={close}>
            Close
          </button>
        </span>
      </header>
      <h2 class="claim-text" dir="auto">
        {cell('claim_text')}
      </h2>
      {cell('quote') !== '' && (
        <blockquote dir="auto">
          <span class="aside">Exact words: </span>“{cell('quote')}”
        </blockquote>
      )}
      <p class={`way voice-${cell('voice')}`}>{wayInWords(data, claim)}</p>
      {holders.length > 0 && (
        <div class="imputed">
          <p>
            <b>Read into a mind.</b> The claim says what {actors('holder_ids', 'holder')} thinks or wants (
            {code('imputed', cell('imputed'))}). These are not words of {data.actorName(holders[0] as string)}
            .
          </p>
        </div>
      )}
      {reasons.length > 0 && (
        <p class="notice">
          Not recommended for counting:{' '}
          {reasons.map((reason, place) => (
            <span key={reason} title={definition('not-recommended', reason)}>
              {place > 0 && ', '}
              {label('not-recommended', reason).toLowerCase()}
            </span>
          ))}
          .
        </p>
      )}
      <dl class="facts">
        <Fact name="Who says it">
          {actors('claimant_ids', 'claimant')}
          {cell('claimants_jointly') === 'true' && ', together'}
          {cell('claimants_jointly') === 'false' && ', each for himself or herself'}
        </Fact>
        <Fact name="Put to">{actors('addressee_ids', 'addressee')}</Fact>
        <Fact name="About">{actors('subject_ids', 'subject')}</Fact>
        <Fact name="Acting on">{actors('object_ids', 'object')}</Fact>
        <Fact name="Through">{actors('via_ids', 'via')}</Fact>
        <Fact name="Attitude">
          {itemsOf(claims.listed('stance'), claim).map((stance) => (
            <span key={stance} class="actor">
              <bdi>{stance}</bdi>{' '}
            </span>
          ))}
        </Fact>
        <Fact name="Type">{code('type', cell('claim_type'))}</Fact>
        <Fact name="Topics">{codes('topics', 'topic')}</Fact>
        <Fact name="Frames">{codes('frames', 'frame')}</Fact>
        <Fact name="Certainty">
          {code('certainty', cell('certainty'))}
          {cell('polarity') === 'negated' && ', negated'}
          {cell('presupposed') === 'true' && ', taken for granted'}
        </Fact>
        <Fact name="The reporter">
          {cell('reporter_stance') !== '' && code('reporter-stance', cell('reporter_stance'))}
        </Fact>
        <Fact name="Said">
          {dateInWords(data, claim)}
          {span !== '' && cell('date') !== '' && <span class="muted small"> {span}</span>}
          {cell('said_in_name') !== '' && <> · in {cell('said_in_name')}</>}
        </Fact>
        <Fact name="Concerns">
          {[cell('event_name'), cell('period'), cell('place_name')].filter((text) => text !== '').join(' · ')}
        </Fact>
        <Fact name="Numbers">{withCommas(itemsOf(claims.listed('quantities'), claim).join('; '))}</Fact>
        <Fact name="Members">
          {[cell('members_of'), cell('members_category'), listInWords(cell('member_names'))]
            .filter((text) => text !== '')
            .join(': ')}
        </Fact>
        <Fact name="Change">
          {[
            cell('change_dimension'),
            cell('change_from') && `from ${cell('change_from')}`,
            cell('change_to') && `to ${cell('change_to')}`,
            cell('change_direction') && label('change-direction', cell('change_direction')).toLowerCase(),
          ]
            .filter((text) => text !== '')
            .join(', ')}
        </Fact>
      </dl>
      <Evidence explorer={explorer} claim={claim} />
      <section class="cite">
        <h3>Cite this claim</h3>
        <p class="small" dir="auto">
          {cell('citation')}
        </p>
        <p class="no-print tools">
          <CopyButton label="Copy text" text={() => cell('citation')} />
          <CopyButton label="Copy BibTeX" text={() => bibtexOf(data, claim)} />
        </p>
      </section>
    </aside>
  );
}
