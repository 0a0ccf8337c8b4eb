import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Field } from '../../../contribute/new/describe.ts';
import { slug } from '../../../contribute/new/id.ts';
import { listItem } from '../../../contribute/new/yaml.ts';
import type { AuthoredMap, ValuePath } from '../../../model/authored.ts';
import { vocabularyNamed } from '../../../model/codebook.ts';
import { SLOTS } from '../../../normalize/names/resolve.ts';
import { CodeSearch } from '../fields/codes.tsx';
import { Select } from '../fields/groups.tsx';
import { Line } from '../fields/line.tsx';
import { Messages } from '../fields/messages.tsx';
import { Names } from '../fields/names.tsx';
import { headFields } from '../model/entries.ts';
import { listAt, textAt } from '../model/value.ts';
import { useDeskState } from '../state.ts';

/** The questions about the work and the coding, each with what it means and where to look it up. */
export function WorkView() {
  const desk = useDeskState();
  const { project, record } = desk;
  const source = headFields(project, 'source');
  const coding = headFields(project, 'coding');
  const of = (fields: readonly Field[], key: string): Field | undefined =>
    fields.find((one) => one.key === key);
  const copies = listAt(record, ['source', 'copies']) as AuthoredMap[];
  const question = (
    fields: readonly Field[],
    path: ValuePath,
    key: string,
    title: string,
    control: ComponentChildren,
  ) => (
    <Question key={key} title={title} field={of(fields, key)} path={path}>
      {control}
    </Question>
  );
  const sourceLine = (key: string, title: string, placeholder?: string) =>
    question(
      source,
      ['source', key],
      key,
      title,
      <Line
        path={['source', key]}
        label={title}
        id={`work-${key}`}
        placeholder={placeholder}
        describedBy={`work-${key}-messages`}
      />,
    );

  return (
    <main id="content" class="work-view">
      <h2>The work and its coding</h2>
      <p class="muted">
        What your copy does not print stays empty: a missing answer means “unknown”, and that is a good
        answer. A guessed one is not.
      </p>
      <div class="columns">
        <section class="card" aria-labelledby="work-source">
          <h3 id="work-source">The work</h3>
          {question(
            source,
            ['source', 'kind'],
            'kind',
            'What kind of text is it?',
            <Select path={['source', 'kind']} label="Kind" id="work-kind" vocabulary="source-kind" />,
          )}
          {sourceLine('title', 'Its title, as printed')}
          {question(
            source,
            ['source', 'publisher'],
            'publisher',
            'Who published it?',
            <Names
              path={['source', 'publisher']}
              slot={SLOTS.publisher}
              label="Publisher"
              id="work-publisher"
              isSingle
            />,
          )}
          {question(
            source,
            ['source', 'authors'],
            'authors',
            'Who wrote or spoke it?',
            <Names path={['source', 'authors']} slot={SLOTS.author} label="Authors" id="work-authors" />,
          )}
          {sourceLine('published', 'When did it appear?', '2021-07-06, 2021-07 or 2021')}
          {sourceLine('language', 'In which language?', 'en')}
          {sourceLine('url', 'Where can it be read?', 'https://…')}
        </section>
        <section class="card" aria-labelledby="work-coding">
          <h3 id="work-coding">The coding</h3>
          {question(coding, ['coding', 'coder'], 'coder', 'Who are you?', <Coder />)}
          {question(
            coding,
            ['coding', 'basis'],
            'basis',
            'What did you read?',
            <Select path={['coding', 'basis']} label="Basis" id="work-basis" vocabulary="coding-basis" />,
          )}
          {question(
            coding,
            ['coding', 'coded'],
            'coded',
            'On which day?',
            <Line path={['coding', 'coded']} label="Day of the coding" id="work-coded" />,
          )}
          {question(
            coding,
            ['coding', 'note'],
            'note',
            'Anything a reader should know of it?',
            <Line path={['coding', 'note']} label="Note on the coding" id="work-note" isLong />,
          )}
          <Question
            title="The name of the record"
            path={['id']}
            about="Made of publisher, title and date. It is typed once and never changes: people cite it."
          >
            <Line path={['id']} label="Id of the record" id="work-id" />
          </Question>
          <h3>Your copy</h3>
          {copies.map((_, index) => {
            const at: ValuePath = ['source', 'copies', index];
            return (
              <div key={textAt(record, [...at, 'id'])} class="group">
                <Select path={[...at, 'kind']} label={`what sort of copy`} vocabulary="copy-kind" />
                <Names
                  path={[...at, 'publisher']}
                  slot={SLOTS.publisher}
                  label={`Copy ${index + 1}: who carries it`}
                  id={`work-copy-${index}`}
                  isSingle
                  placeholder="who carries it"
                />
                <Select path={[...at, 'completeness']} label={`how much of it`} vocabulary="completeness" />
                <Line
                  path={[...at, 'url']}
                  label={`Copy ${index + 1}: address`}
                  id={`work-copy-url-${index}`}
                  placeholder="https://…"
                />
                {copies.length > 1 && (
                  <button type="button" class="plain" onClick={() => desk.set(at, undefined)}>
                    Remove
                  </button>
                )}
              </div>
            );
          })}
          <Messages path={['source', 'copies']} id="work-copies-messages" />
          <button
            type="button"
            class="plain small"
            onClick={() =>
              desk.set(
                ['source', 'copies'],
                [...copies, { id: `copy-${copies.length + 1}`, kind: 'archive', seen: 'false' }],
              )
            }
          >
            + another copy
          </button>
        </section>
        <section class="card" aria-labelledby="work-more">
          <h3 id="work-more">What holds for the claims</h3>
          <Question
            title="Who answers for the headline?"
            path={['source', 'paratext', 'headline']}
            about="A claim in the headline is voiced by whoever wrote it: mostly the publisher."
          >
            <Names
              path={['source', 'paratext', 'headline']}
              slot={SLOTS.paratext}
              label="Who answers for the headline"
              id="work-headline"
              isSingle
            />
          </Question>
          <Question title="Who answers for captions?" path={['source', 'paratext', 'caption']}>
            <Names
              path={['source', 'paratext', 'caption']}
              slot={SLOTS.paratext}
              label="Who answers for captions"
              id="work-caption"
              isSingle
            />
          </Question>
          <Question
            title="How sure are most claims?"
            path={['defaults', 'certainty']}
            about="Holds for every claim that says nothing else."
          >
            <Select
              path={['defaults', 'certainty']}
              label="Certainty"
              id="work-certainty"
              vocabulary="certainty"
            />
          </Question>
          <Question
            title="About which event are most claims?"
            path={['defaults', 'event']}
            about="Write none when most are about policy at large."
          >
            <Names
              path={['defaults', 'event']}
              slot={SLOTS.event}
              label="Event of most claims"
              id="work-event"
              isSingle
              words={[{ value: 'none', about: 'no event in particular' }]}
            />
          </Question>
          <Question
            title="What form have most utterances?"
            path={['defaults', 'form']}
            about="Left out, it follows from the kind of the work."
          >
            <CodeSearch
              path={['defaults', 'form']}
              vocabulary={vocabularyNamed(project.model.codebook, 'form')}
              label="Form of most utterances"
              id="work-form"
              most={1}
            />
          </Question>
        </section>
      </div>
      <p class="row">
        <button type="button" class="button main" onClick={() => desk.go('claims')}>
          Go on to the claims
        </button>
      </p>
    </main>
  );
}

function Question({
  title,
  field,
  about,
  path,
  children,
}: {
  title: string;
  field?: Field | undefined;
  about?: string;
  path: ValuePath;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <h4>
        {title} {field?.needed && <span class="muted small">needed</span>}
      </h4>
      {children}
      <p class="small muted">{field?.about ?? about}</p>
      <Messages path={path} id={`work-${String(path.at(-1))}-messages`} />
    </div>
  );
}

/** A coder of the list, or a new one with the line for coders.yaml. */
function Coder() {
  const desk = useDeskState();
  const { project, record } = desk;
  const [isNew, setNew] = useState(false);
  const [name, setName] = useState('');
  const [kind, setKind] = useState('person');
  const coders = [...project.registry.coders.values()];
  const chosen = textAt(record, ['coding', 'coder']);
  const id = slug(name);
  const add = (): void => {
    desk.set(['coding', 'coder'], id);
    desk.addEntry({
      path: 'sources/registry/coders.yaml',
      list: 'coders',
      text: listItem({ id, name: name.trim(), kind }, '  '),
    });
    setNew(false);
  };
  return (
    <>
      <select
        id="work-coder"
        aria-label="Coder"
        value={isNew ? '+' : chosen}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setNew(value === '+');
          if (value !== '+') desk.set(['coding', 'coder'], value);
        }}
      >
        <option value="">choose…</option>
        {coders.map((coder) => (
          <option key={coder.id} value={coder.id}>
            {coder.name} ({coder.id})
          </option>
        ))}
        {chosen !== '' && !coders.some((coder) => coder.id === chosen) && (
          <option value={chosen}>{chosen} (new)</option>
        )}
        <option value="+">I am new here</option>
      </select>
      {isNew && (
        <div class="group">
          <input
            type="text"
            aria-label="Your name"
            placeholder="your name or a pen name"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <select
            aria-label="Person or model"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
          >
            <option value="person">a person</option>
            <option value="model">a language model</option>
          </select>
          <button type="button" class="button" disabled={id === ''} onClick={add}>
            I am {id || '…'}
          </button>
          <p class="small muted">
            The line for sources/registry/coders.yaml is kept under “Save”, to be handed in with the record.
          </p>
        </div>
      )}
    </>
  );
}
