import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { recordId } from '../../contribute/new/id.ts';
import { findCopy, partsOf } from '../../evidence/text/divisions.ts';
import { ruleOf } from '../../evidence/text/rules.ts';
import type { Unit } from '../../evidence/text/units.ts';
import type { Verification } from '../../evidence/verify.ts';
import type { KnownPhrases } from '../../evidence/wording.ts';
import type { AuthoredMap, AuthoredValue, ValuePath } from '../../model/authored.ts';
import type { RecordScope } from '../../normalize/names/resolve.ts';
import { dropDraft, folderOf, holdRecord, type KeptDraft, keepDraft } from './drafts.ts';
import { type RegistryEntry, withEntries } from './model/entries.ts';
import { phrasesOf, type TextWords, verification, wordsOfText } from './model/evidence.ts';
import { type Finding, isAt, type Judged, judge, judgeField } from './model/findings.ts';
import { change, type History, readDraft, redo, replaceText, startHistory, undo } from './model/history.ts';
import { scopeOf } from './model/names.ts';
import { bytesOf, type Project } from './model/open.ts';
import {
  kindsOf,
  likelyKinds,
  type ParagraphKind,
  type PrivateText,
  partsFrom,
  unitsOf,
} from './model/text.ts';
import { listAt, textAt, valueAt, withValueAt } from './model/value.ts';

export const sha256 = (data: string | Uint8Array): string =>
  bytesToHex(digest(typeof data === 'string' ? bytesOf(data) : data));

export const STEPS = ['text', 'work', 'claims', 'names', 'save', 'settle'] as const;
export type Step = 'start' | (typeof STEPS)[number];

/** A file as it was opened. */
export interface Opened {
  name: string;
  text: string;
}

/** Everything that the views of the desk show and do. */
export interface Desk {
  /** The project with what was prepared for the registry. */
  project: Project;
  /** The project as the page brought it, which is what `make check` has until the entries are handed in. */
  given: Project;
  step: Step;
  go: (step: Step) => void;
  /** The record; there is one from the start on. */
  history: History;
  record: AuthoredMap;
  yaml: string;
  path: string;
  isCoding: boolean;
  opened: Opened | null;
  judged: Judged;
  /** Messages of the record and, where there is a text, of what `make verify` says. */
  findings: readonly Finding[];
  scope: RecordScope;
  known: KnownPhrases;
  verified: Verification | null;
  /** Whether the whole record, as it is now, was held against the text; true without one. */
  isVerified: boolean;
  text: PrivateText | null;
  kinds: readonly ParagraphKind[];
  units: readonly Unit[];
  words: TextWords | null;
  /** The digest of the text that a restored draft was made from, while it is not there. */
  wanted: string | null;
  claim: number;
  choose: (index: number) => void;
  /** The field that is being worked on, for the YAML beside the form. */
  focus: ValuePath;
  setFocus: (path: ValuePath) => void;
  change: (after: AuthoredMap, about?: string | null) => void;
  set: (path: ValuePath, to: AuthoredValue | undefined, about?: string | null) => void;
  undo: () => void;
  redo: () => void;
  start: (yaml: string, opened: Opened | null, isCoding?: boolean, kept?: KeptDraft) => boolean;
  loadText: (text: PrivateText) => void;
  mark: (kinds: readonly ParagraphKind[]) => void;
  putYaml: (yaml: string) => void;
  saved: (yaml: string) => void;
  /** What was prepared for the registry, to be handed in beside the record. */
  entries: readonly RegistryEntry[];
  addEntry: (entry: RegistryEntry) => void;
  dropEntry: (entry: RegistryEntry) => void;
  /** Whether another tab has the same record open. */
  isElsewhere: boolean;
  /** When the draft was last kept in the browser; null when it is not, with `keptFault` saying why. */
  keptAt: number | null;
  keptFault: boolean;
  isDirty: boolean;
}

const Context = createContext<Desk | null>(null);
export const DeskProvider = Context.Provider;

export function useDeskState(): Desk {
  return useContext(Context) as Desk;
}

/** Tells the drafts of records that have no name yet apart. */
const THIS_TAB = Math.random().toString(36).slice(2);

/** Milliseconds of rest after which a draft is kept, and after which the text is asked about the whole record. */
const KEEP_AFTER = 250;
const VERIFY_AFTER = 350;
/** Characters from which a record is long, and how long the typing rests before the whole of it is taken again. */
const [LONG, TAKE_AFTER] = [30_000, 250];

/** The day of the person at the keyboard. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** The file of a record with nothing in it. */
export function emptyRecord(project: Project): string {
  return `# yaml-language-server: $schema=../../schemas/editor/record.schema.json
codebook: '${project.model.codebook.version}'
status: draft

coding:
  coded: '${today()}'
  mode: single
  basis: full-text

source:
  copies:
    - {id: copy-read, kind: original, seen: true}
`;
}

/** The id that publisher, title and date suggest; '' while there is no title. */
function idFor(record: AuthoredMap): string {
  const say = (key: string): string => textAt(record, ['source', key]);
  return say('title') === ''
    ? ''
    : recordId(say('publisher') || undefined, say('title'), say('published') || undefined);
}

/** As long as nobody typed an id, it follows the title. */
function withSuggestedId(record: AuthoredMap): AuthoredMap {
  return withValueAt(record, ['id'], idFor(record));
}

/** Puts together what the desk knows and can do. */
export function useDesk(given: Project): Desk {
  const [entries, setEntries] = useState<readonly RegistryEntry[]>([]);
  const project = useMemo(() => withEntries(given, entries), [given, entries]);
  const [step, setStep] = useState<Step>('start');
  const [history, setHistory] = useState<History>(() =>
    startHistory(readDraft(emptyRecord(project)) as NonNullable<ReturnType<typeof readDraft>>),
  );
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isCoding, setCoding] = useState(false);
  const [text, setText] = useState<PrivateText | null>(null);
  const [kinds, setKinds] = useState<readonly ParagraphKind[]>([]);
  const [wanted, setWanted] = useState<string | null>(null);
  const [claim, choose] = useState(0);
  const [focus, setFocus] = useState<ValuePath>([]);
  const [verified, setVerified] = useState<(Verification & { findings: Finding[]; of: string }) | null>(null);
  const [isElsewhere, setElsewhere] = useState(false);
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const [keptFault, setKeptFault] = useState(false);
  const [isIdTyped, setIdTyped] = useState(false);
  const [savedYaml, setSavedYaml] = useState(history.now.text);
  const [savedEntries, setSavedEntries] = useState<readonly RegistryEntry[]>([]);

  const { text: yaml, value: record } = history.now;
  const id = textAt(record, ['id']);
  const coder = textAt(record, ['coding', 'coder']);
  const path = isCoding
    ? `sources/codings/${id}.${coder}.yaml`
    : `sources/records/${id || 'record-without-name'}.yaml`;
  const key = `${folderOf(location)} ${id === '' ? `without a name, ${THIS_TAB}` : path}`;
  // In a long record the field that is typed in is judged at once, and the whole when the typing rests.
  const [taken, setTaken] = useState(() => ({ project, yaml, path, judged: judge(project, path, yaml) }));
  const typedAt = /^claims\.(\d+)\.(\w+)$/.exec(history.about ?? '');
  const isLong = step === 'claims' && typedAt !== null && yaml.length > LONG;
  const isBehind = taken.yaml !== yaml || taken.path !== path || taken.project !== project;
  const judged = useMemo(
    () => (isBehind && !isLong ? judge(project, path, yaml) : taken.judged),
    [project, path, yaml, isLong, isBehind, taken],
  );
  useEffect(() => {
    if (!isBehind) return undefined;
    const settleDown = (): void =>
      setTaken({ project, yaml, path, judged: isLong ? judge(project, path, yaml) : judged });
    if (!isLong) return settleDown();
    const timer = setTimeout(settleDown, TAKE_AFTER);
    return () => clearTimeout(timer);
  }, [project, path, yaml, judged, isLong, isBehind]);
  const atOnce = useMemo(() => {
    if (!isLong || !isBehind || typedAt === null) return null;
    const at = ['claims', Number(typedAt[1]), typedAt[2] as string];
    const found = judgeField(project, path, yaml, at);
    return found === null ? null : { at, found };
  }, [project, path, yaml, isLong, isBehind, history.about]);
  const scope = useMemo(() => scopeOf(judged.taken), [judged]);
  const rule = ruleOf(record as Parameters<typeof ruleOf>[0]);
  const units = useMemo(() => (text === null ? [] : unitsOf(text, kinds, rule)), [text, kinds, rule]);
  const words = useMemo(() => (units.length === 0 ? null : wordsOfText(units)), [units]);
  const named = JSON.stringify([record.entities, record.events, record.names, record.phrases]);
  const known = useMemo(() => phrasesOf(project, judged.taken), [project, named]);

  useEffect(() => {
    if (text === null) return undefined;
    const timer = setTimeout(() => {
      const result = verification(project, judged.taken, text, sha256);
      setVerified(result === null ? null : { ...result, of: yaml });
    }, VERIFY_AFTER);
    return () => clearTimeout(timer);
  }, [project, judged, text, yaml]);
  const findings = useMemo(() => {
    if (atOnce !== null) return [...judged.findings.filter((one) => !isAt(one, atOnce.at)), ...atOnce.found];
    return verified !== null && verified.of === yaml
      ? [...judged.findings, ...verified.findings]
      : judged.findings;
  }, [judged, verified, yaml, atOnce]);

  const isVerified = text === null || !judged.taken.checked.valid || verified?.of === yaml;
  const isStarted = step !== 'start';
  const isDirty = isStarted && (yaml !== savedYaml || (entries.length > 0 && entries !== savedEntries));
  const lastKey = useRef<string | null>(null);
  const keep = (): void => {
    const draft: KeptDraft = {
      ...{ key, yaml, opened, isCoding, digest: text?.digest ?? wanted },
      kinds: [...kinds],
      entries: [...entries],
      kept: Date.now(),
    };
    const before = lastKey.current;
    lastKey.current = key;
    keepDraft(draft)
      .then(() => (before !== null && before !== key ? dropDraft(before) : undefined))
      .then(
        () => {
          setKeptAt(draft.kept);
          setKeptFault(false);
        },
        () => setKeptFault(true),
      );
  };
  useEffect(() => {
    if (!isDirty) return undefined;
    const timer = setTimeout(keep, KEEP_AFTER);
    return () => clearTimeout(timer);
  }, [yaml, text, kinds, entries, isDirty, key]);
  useEffect(() => {
    if (!isStarted || id === '') return undefined;
    return holdRecord(key, setElsewhere);
  }, [key, isStarted, id]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isDirty) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);

  const { schemas } = project.model;
  const put = (after: AuthoredMap, about: string | null = null): void =>
    setHistory((before) => change(before, after, schemas, about));

  return {
    ...{
      project,
      given,
      step,
      history,
      record,
      yaml,
      path,
      isCoding,
      opened,
      judged,
      findings,
      scope,
      known,
      verified,
      isVerified,
    },
    ...{
      text,
      kinds,
      units,
      words,
      wanted,
      claim,
      choose,
      focus,
      setFocus,
      entries,
      isElsewhere,
      keptAt,
      keptFault,
      isDirty,
    },
    go: (to) => {
      setStep(to);
      scrollTo(0, 0);
    },
    change: put,
    set: (at, to, about = null) => {
      if (at[0] === 'id') setIdTyped(true);
      const isNamed = isIdTyped || isCoding || at[0] !== 'source';
      setHistory((before) => {
        const after = withValueAt(before.now.value, at, to);
        return change(before, isNamed ? after : withSuggestedId(after), schemas, about);
      });
    },
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    start: (from, file, coding = false, kept) => {
      const draft = readDraft(from);
      if (draft === null) return false;
      setHistory(startHistory(draft));
      setOpened(file);
      setCoding(coding);
      setText(null);
      setKinds((kept?.kinds ?? []) as ParagraphKind[]);
      setWanted(kept?.digest ?? null);
      setIdTyped(file !== null || textAt(draft.value, ['id']) !== idFor(draft.value));
      lastKey.current = kept?.key ?? null;
      setSavedYaml(kept === undefined ? (file?.text ?? from) : (file?.text ?? ''));
      setKeptAt(kept?.kept ?? null);
      setEntries(kept?.entries ?? []);
      setSavedEntries([]);
      choose(0);
      setStep('text');
      return true;
    },
    loadText: (loaded) => {
      setText(loaded);
      const count = loaded.copy.paragraphs.length;
      const parts = partsOf(findCopy(record as Parameters<typeof findCopy>[0]));
      const isMarked = Object.keys(parts).length > 0 || valueAt(record, ['claims']) !== undefined;
      const likely = isMarked ? kindsOf(parts, count) : likelyKinds(loaded.copy);
      const now = kinds.length === count && loaded.digest === wanted ? [...kinds] : likely;
      setKinds(now);
      setWanted(null);
      if (!isMarked) setHistory((before) => withParts(before, now));
    },
    mark: (marked) => {
      setKinds(marked);
      setHistory((before) => withParts(before, marked));
    },
    putYaml: (to) => setHistory((before) => replaceText(before, to)),
    saved: (written) => {
      setSavedYaml(written);
      setSavedEntries(entries);
      setKeptAt(null);
      void dropDraft(key).catch(() => undefined);
    },
    addEntry: (entry) =>
      setEntries((before) => [...before.filter(({ text: other }) => other !== entry.text), entry]),
    dropEntry: (entry) => setEntries((before) => before.filter((one) => one !== entry)),
  };

  /** Writes down what the paragraphs of the copy are. */
  function withParts(before: History, marked: readonly ParagraphKind[]): History {
    const { value } = before.now;
    const copies = listAt(value, ['source', 'copies']) as AuthoredMap[];
    const wantedCopy = findCopy(value as Parameters<typeof findCopy>[0]);
    const index = copies.findIndex((one) => textAt(one, ['id']) === wantedCopy?.id);
    if (index === -1) return before;
    const parts = partsFrom(marked) as AuthoredMap | undefined;
    return change(before, withValueAt(value, ['source', 'copies', index, 'parts'], parts), schemas, 'parts');
  }
}
