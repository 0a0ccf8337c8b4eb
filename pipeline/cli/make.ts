import type { Io } from './terminal/io.ts';
import { UsageError } from './terminal/terminal.ts';

/** What a target of the Makefile does with the variables it takes. */
interface Target {
  /** Variables that become arguments, in their order; those that were not given are left out. */
  places?: readonly string[];
  /** Variables that become options with a value. */
  options?: Readonly<Record<string, string>>;
  /** Variables that switch something on. */
  flags?: Readonly<Record<string, string>>;
}

const FORMAT = { FORMAT: '--format' };
const STORE = { STORE: '--store' };
const FULL = { FULL: '--full' };

const TARGETS: Readonly<Record<string, Target>> = {
  build: { options: { ...FORMAT, ...STORE }, flags: FULL },
  check: { options: { ...FORMAT, ...STORE }, flags: FULL },
  pieces: { options: { PART: '--part', ...FORMAT, ...STORE }, flags: FULL },
  clean: { options: STORE },
  names: { places: ['RECORD'] },
  explain: { places: ['CLAIM'], options: { FIELD: '--field', ...FORMAT } },
  'explain-error': { places: ['CODE'] },
  report: { options: { BASE: '--base', HEAD: '--head' } },
  agreement: { places: ['RECORD'], options: FORMAT },
  'review-sample': {
    options: { REVIEWER: '--reviewer', RECORD: '--record', SEED: '--seed', NUMBER: '--number' },
  },
  diff: { options: { FROM: '--from', TO: '--to', ENTITY: '--entity' } },
  release: { options: { VERSION: '--version', DATE: '--date' } },
  releases: {},
  cite: { places: ['RELEASE'] },
  formats: { places: ['RELEASE'] },
  audit: { places: ['FOLDER'], options: FORMAT },
  fix: { places: ['FILE'], options: FORMAT, flags: { CHECK: '--check', IDS: '--ids', ...FULL } },
  template: { places: ['FILE'] },
  import: { places: ['FILE'], options: FORMAT },
  sentences: { places: ['TEXT'], options: { RECORD: '--record', COPY: '--copy', ...FORMAT } },
  fingerprint: { places: ['RECORD', 'TEXT'], options: { COPY: '--copy', ...FORMAT } },
  'verify-texts': { places: ['RECORD', 'TEXT'], options: { TEXTS: '--texts', ...FORMAT } },
  'verify-release': { places: ['RELEASE'] },
  generate: {},
};

/** Variables that tell make itself something. */
const OF_MAKE = new Set(['NODE', 'MAKE', 'SHELL', 'MAKEFLAGS']);

/**
 * The arguments of a command that was called as a target of the Makefile. make hands its variables on in the environment,
 * where no shell parses them, and names in GIVEN those that were typed on the command line: others of the same names
 * belong to whoever started it.
 * @param argv the target, and arguments to put before those of the variables
 * @throws UsageError when a variable was given that the target does not take
 */
export function argumentsFromMake(
  [target = '', ...before]: readonly string[],
  env: Io['env'],
): readonly string[] {
  const names = (env.GIVEN ?? '').split(/\s+/).filter((name) => name !== '' && !OF_MAKE.has(name));
  const given = new Map(names.map((name) => [name, env[name] ?? '']));
  // An empty value leaves a variable out, but an answer of a new record may be empty.
  const set = new Map([...given].filter(([, value]) => value !== ''));
  if (target === 'new') {
    const answers = [...given]
      .filter(([name]) => name !== 'TYPE')
      .map(([name, value]) => `--${name}=${value}`);
    return ['new', ...before, '--', set.get('TYPE') ?? 'record', ...answers];
  }
  const name = target === 'verify' ? (set.has('RELEASE') ? 'verify-release' : 'verify-texts') : target;
  const { places = [], options = {}, flags = {} } = TARGETS[name] ?? {};
  const taken = [...places, ...Object.keys(options), ...Object.keys(flags)];
  for (const one of set.keys()) if (!taken.includes(one)) throw new UsageError(notTaken(target, one, taken));
  return [
    name,
    ...before,
    ...Object.entries(options).flatMap(([one, option]) =>
      set.has(one) ? [`${option}=${set.get(one)}`] : [],
    ),
    ...Object.entries(flags).flatMap(([one, flag]) => (set.has(one) ? [flag] : [])),
    '--',
    ...places.flatMap((one) => set.get(one) ?? []),
  ];
}

function notTaken(target: string, name: string, taken: readonly string[]): string {
  const what = taken.length === 0 ? 'no variable' : taken.map((one) => `${one}=`).join(', ');
  return `make ${target} does not take ${name}=. It takes ${what}.`;
}
