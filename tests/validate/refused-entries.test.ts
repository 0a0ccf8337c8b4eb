import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../pipeline/build.ts';
import { check, INVENTED, ROOT, withClaim } from '../support/checked.ts';
import { tools } from '../support/opened.ts';

const codes = (found: readonly { code: string; line: number }[]): string[] =>
  found.map(({ code, line }) => `${code} ${line}`);

/** Every way to write the entity, of which some faulty entry is told. */
const USES = 'subject: [dockers, The Dockers, the dockers, Dock People]\nobject: [Crew]';
const entity = (rest: string): string =>
  `names: {Crew: dockers}\nentities: [{${rest}, membership: open, aliases: [{name: Dock People}]}]\n`;

describe('an entity of a record that the schema refuses', () => {
  it.each([
    ['for its type', 'id: dockers, type: xgroup, name: The Dockers', 'E-CODE-UNKNOWN 13'],
    ['for its lack of a type', 'id: dockers, name: The Dockers', 'E-KEY-MISSING 13'],
    ['for its id', 'id: Dockers, type: group, name: The Dockers', 'E-VALUE-FORM 13'],
  ])('%s is told once, not at each use', (_, rest, told) => {
    expect(codes(check(withClaim(USES, entity(rest))))).toEqual([told]);
  });

  it('does not hide other names that nobody knows', () => {
    const found = check(withClaim('subject: [dockers, Dokers]', entity('id: dockers, type: x, name: Crew')));
    expect(codes(found)).toEqual(['E-CODE-UNKNOWN 13', 'E-NAME-UNKNOWN 20']);
  });

  it('is told once where it is an event, too', () => {
    const events = 'events: [{id: dock-meeting, type: meting, name: Dock Meeting}]\n';
    expect(codes(check(withClaim('event: dock-meeting', events)))).toEqual(['E-CODE-UNKNOWN 12']);
  });
});

describe('an entry of the registry that the schema refuses', () => {
  it.each([
    ['for its type', 'people/arvania.yaml', 'type: person', 'type: xperson', 'E-CODE-UNKNOWN'],
    ['for its id', 'people/arvania.yaml', 'id: mira-tolan', 'id: Mira-Tolan', 'E-VALUE-FORM'],
    ['for the kind of a coder', 'coders/fixtures.yaml', 'kind: person', 'kind: xperson', 'E-CODE-UNKNOWN'],
  ])('%s is told once, not at each use', async (_, file, right, wrong, code) => {
    const root = mkdtempSync(join(tmpdir(), 'claims-refused-'));
    try {
      cpSync(join(INVENTED, 'sources/registry'), join(root, 'sources/registry'), { recursive: true });
      const path = join(root, 'sources/registry', file);
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(right);
      writeFileSync(path, text.replace(right, wrong));
      mkdirSync(join(root, 'sources/records'));
      writeFileSync(
        join(root, 'sources/records/harbour-speech.yaml'),
        withClaim('claimant: [Mira Tolan]\nsubject: [mira-tolan]\nobject: [MIRA TOLAN]'),
      );
      const { diagnostics } = await build({ root, schemas: ROOT, output: null, tools });
      expect(diagnostics.map(({ code, file }) => `${code} ${file}`)).toEqual([
        `${code} sources/registry/${file}`,
      ]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
