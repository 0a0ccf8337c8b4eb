import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { problem } from '../../diagnostics/problem.ts';
import type { Model } from '../../model/model.ts';
import { keysMeant } from '../../validate/schema/other-words.ts';
import { readAnswer } from './answers.ts';
import type { Field } from './describe.ts';

/** Something to be answered: on a terminal, or as an option with the name of the field. */
export interface Question {
  field: Field;
  /** What an empty answer means. */
  preset?: string | undefined;
  /** Judges the value of an answer. */
  check: (value: unknown) => Diagnostic[];
  /** What to think about before it is kept: names that the registry does not know, or knows twice. */
  doubts?: (value: unknown) => Diagnostic[];
}

/** A question that rests on the answers before it. */
export type LaterQuestion = (values: ReadonlyMap<string, unknown>) => Question | Promise<Question>;

/** Puts a line to the person at the terminal and waits for the answer. */
export type Ask = (prompt: string) => Promise<string>;

/** Answers by key, and what is wrong with those that were given as options. */
interface Answers {
  values: Map<string, unknown>;
  problems: string[];
}

/** Typed instead of an answer, it leads to the question before. */
const BACK = '<';

/**
 * Collects the answers: options first, then, at a terminal, the rest by asking. A wrong option is a problem; a wrong answer
 * is told at once and asked again, and so is one to think about, which Enter keeps. `<` goes back to the question before.
 * @param given texts by option, as {@link readOptions} gives them
 * @param ask null where nobody sits at a terminal: then presets count, and what is needed and missing is a problem
 * @param nameOf how an option was typed
 */
export async function collect(
  questions: readonly (Question | LaterQuestion)[],
  given: ReadonlyMap<string, string[]>,
  ask: Ask | null,
  model: Model,
  nameOf = optionName,
): Promise<Answers> {
  const answers: Answers = { values: new Map(), problems: [] };
  const asked: number[] = [];
  for (let at = 0; at < questions.length; at += 1) {
    const next = questions[at] as Question | LaterQuestion;
    // What rests on wrong answers need not be asked.
    if (typeof next === 'function' && answers.problems.length > 0) continue;
    const question = typeof next === 'function' ? await next(answers.values) : next;
    const { field, preset, check } = question;
    const texts = given.get(field.key) ?? (ask === null && preset !== undefined ? [preset] : undefined);
    if (texts !== undefined) {
      const name = nameOf(field.key);
      if (texts.length > 1 && field.form === 'text') answers.problems.push(`${name} is given twice.`);
      const value = readAnswer(field, texts, model);
      // The message may begin with the key itself.
      const said = check(value).map((one) => words(one).replace(new RegExp(`^${field.key}:? `), ''));
      for (const one of said.map((text) => `${name}: ${text}`)) answers.problems.push(one);
      answers.values.set(field.key, value);
    } else if (ask !== null) {
      const before = asked.at(-1);
      const answer = await askUntilRight(question, ask, model, before !== undefined);
      if (answer === BACK && before !== undefined) {
        at = (asked.pop() as number) - 1;
        continue;
      }
      asked.push(at);
      answers.values.delete(field.key);
      if (answer !== undefined) answers.values.set(field.key, answer);
    } else if (field.needed) answers.problems.push(`${nameOf(field.key)} is needed. ${helpOf(field)}`);
  }
  return answers;
}

/** Asks until the answer can be kept. @returns undefined for one that is left out, `<` for the wish to go back */
async function askUntilRight(
  { field, preset, check, doubts }: Question,
  ask: Ask,
  model: Model,
  hasBefore: boolean,
): Promise<unknown> {
  let fallback = preset;
  let doubted: string | undefined;
  const how = [
    field.needed ? 'needed' : 'Enter to leave it out',
    ...(hasBefore ? [`${BACK} to go back`] : []),
  ];
  let prompt = `\n${field.key} (${how.join(', ')}): ${helpOf(field)}\n`;
  for (;;) {
    const shown = fallback === undefined ? '' : ` [${fallback}]`;
    const text = (await ask(`${prompt}${field.key}${shown}> `)).trim() || fallback || '';
    if (text === BACK && hasBefore) return BACK;
    if (text === '' && !field.needed) return undefined;
    const value = readAnswer(field, [text], model);
    const wrong = text === '' ? [] : check(value);
    // What was told once is kept when it is given again.
    const found = wrong.length > 0 || text === '' || text === doubted ? wrong : (doubts?.(value) ?? []);
    if (text !== '' && found.length === 0) return value;
    const isDoubt = wrong.length === 0 && text !== '';
    if (isDoubt) doubted = text;
    const [first] = found;
    const keep = isDoubt
      ? `\nTo keep it all the same, ${first?.suggestion === undefined ? 'press Enter' : 'type it again'}.`
      : '';
    prompt = text === '' ? 'This one is needed.\n' : `${found.map(words).join('\n')}${keep}\n`;
    // Of one answer the right form can be offered; in a list nobody can tell which part it is for.
    if (isDoubt) fallback = (field.form === 'text' ? first?.suggestion : undefined) ?? text;
    else fallback = field.form === 'text' ? (first?.suggestion ?? preset) : preset;
  }
}

/** Refuses an id, in the form of any other refusal. */
export function takenId(id: string, why: string): Diagnostic {
  const place = { line: 1, column: 1, endColumn: 2 };
  return problem('E-ENTITY-TWICE', id, place, why, 'Give this one another id, such as one with a year.');
}

/** What a diagnostic says, in a line. */
export function words({ message, suggestion, fix }: Diagnostic): string {
  const offer = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return `${message}.${offer} ${fix}`;
}

function helpOf({ about, codes, example, form, main }: Field): string {
  const parts = [about];
  if (codes !== null) parts.push(`One of: ${codes.join(', ')}.`);
  else if (example !== undefined) parts.push(`For example: ${answerLike(example, form)}`);
  if (main !== null)
    parts.push(`A word alone is its ${main.key}${main.codes === null ? '' : `: ${main.codes.join(', ')}`}.`);
  return parts.join(' ');
}

/** An example of the schema as one would answer it. */
function answerLike(example: unknown, form: Field['form']): string {
  if (form === 'text') return String(example);
  if (form === 'list') return (example as unknown[]).join(', ');
  const group = form === 'list of groups' ? (example as unknown[])[0] : example;
  const pairs = Object.entries(group as object).map(([key, value]) => `${key}=${[value].flat().join('; ')}`);
  return `${pairs.join(', ')}.`;
}

/**
 * Reads `--key value` and `--key=value`. Capitals count for nothing, and a list may go by the name of one of its items
 * (`--author`); an option that is given twice adds to its list.
 * @returns the texts by key of the questions, what is no option, and how the options were typed
 */
export function readOptions(
  tokens: readonly string[],
  keys: readonly string[],
): { given: Map<string, string[]>; problems: string[]; nameOf: (key: string) => string } {
  // `make` hands its variables on in capitals: KIND=speech-text.
  const nameOf = tokens.some((token) => /^--[A-Z]/.test(token)) ? variableName : optionName;
  const given = new Map<string, string[]>();
  const problems: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string;
    const match = /^--([\w-]+)(?:=(.*))?$/s.exec(token);
    if (match === null) {
      problems.push(`"${token}" is no option: put quotation marks round an answer of several words.`);
      continue;
    }
    const word = match[1]!.toLowerCase().replaceAll('-', '_');
    const value = match[2] ?? tokens[++at];
    const key = keys.find((one) =>
      [one, one.replace(/ies$/, 'y'), one.replace(/e?s$/, ''), one.replace(/s$/, '')].includes(word),
    );
    if (key === undefined) problems.push(unknownOption(word, keys, nameOf));
    else if (value === undefined) problems.push(`${nameOf(key)} has no answer behind it.`);
    else if (value.trim() !== '') given.set(key, [...(given.get(key) ?? []), value]);
  }
  return { given, problems, nameOf };
}

function optionName(key: string): string {
  return `--${key}`;
}

function variableName(key: string): string {
  return `${key.toUpperCase()}=`;
}

function unknownOption(word: string, keys: readonly string[], nameOf: (key: string) => string): string {
  const [meant] = [...keysMeant(word, keys), ...nearest(word, keys)];
  const offer =
    meant === undefined ? `Use: ${keys.map(nameOf).join(' ')}.` : `Did you mean ${nameOf(meant)}?`;
  return `There is no option ${nameOf(word)}. ${offer}`;
}
