import { expect, it } from 'vitest';
import { buildRegistry } from '../../pipeline/normalize/names/registry.ts';
import { answer, realFiles } from '../support/resolver.ts';

const registry = buildRegistry(await realFiles());

/** Names of states as others write them, with a day on which they were in use: ours, not those of a list. */
it.each([
  ['Kingdom of Morocco', '2021', 'iso-MA'],
  ['Federal Republic of Nigeria', '2021', 'iso-NG'],
  ['Netherlands (the)', '2021', 'iso-NL'],
  ['Philippines (the)', '2021', 'iso-PH'],
  ['Korea, Republic of', '2021', 'iso-KR'],
  ["Korea (the Democratic People's Republic of)", '2021', 'iso-KP'],
  ['Tanzania, United Republic of', '2021', 'iso-TZ'],
  ['Iran (Islamic Republic of)', '2021', 'iso-IR'],
  ['Bolivia (Plurinational State of)', '2021', 'iso-BO'],
  ['Cocos (Keeling) Islands (the)', '2021', 'iso-CC'],
  ['Falkland Islands (the) [Malvinas]', '2021', 'iso-FK'],
  ['United Mexican States', '2021', 'iso-MX'],
  ['Greenland', '2021', 'iso-GL'],
  ['Puerto Rico', '2021', 'iso-PR'],
  ['Swaziland', '2015', 'iso-SZ'],
  ['Eswatini', '2021', 'iso-SZ'],
  ['Congo', '2021', 'E-NAME-AMBIGUOUS'],
  ['Macedonia', '2015', 'E-NAME-AMBIGUOUS'],
  ['Korea', '2021', 'E-NAME-AMBIGUOUS'],
  ['Stateless', '2021', 'E-NAME-UNKNOWN'],
])('"%s" of %s is %s', (name, on, id) => {
  expect(answer(registry, name, { slot: 'subject', on })).toBe(id);
});

it.each([
  ['Upper Volta', '1980'],
  ['Soviet Union', '1980'],
  ['Czechoslovakia', '1980'],
  ['German Democratic Republic', '1980'],
  ['United Arab Republic', '1960'],
  ['Yugoslavia', '1980'],
])('"%s" is a name that was in use in %s', (name, on) => {
  expect(answer(registry, name, { slot: 'subject', on })).not.toMatch(/^E-/);
});
