import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimAt, SPEECH, SPEECH_HEAD } from '../support/evidence.ts';
import { makeProject, type Project } from '../support/project.ts';
import { type Ended, ended, runCli, startProgram } from '../support/run-cli.ts';

const ID = 'harbour-speech';
const QUOTE = '    claimant: [iso-NO]\n    attribution: partial-quote\n    quote: patient and open talks\n';
const RECORD = `${SPEECH_HEAD}claims:\n${claimAt('c01', 'p2.s3', QUOTE)}${claimAt('c02', 'p3.s3')}`;

let project: Project;
let text: string;
const run = (...args: string[]): Promise<Ended> =>
  runCli([...args, '--root', project.root], { cwd: project.root });
const record = (): Promise<string> => readFile(join(project.root, `sources/records/${ID}.yaml`), 'utf8');

beforeAll(async () => {
  project = await makeProject({ [ID]: RECORD });
  text = join(project.root, 'My texts', 'a copy.txt');
  await project.put('My texts/a copy.txt', SPEECH);
});
afterAll(() => project.remove());

describe('sentences', () => {
  it('lists addresses with paragraphs of the file, and what the record leaves out', async () => {
    const { code, stdout } = await run('sentences', text, '--record', ID);
    expect(code).toBe(0);
    expect(stdout).toContain('   [1]  title     4  A Harbour for All\n');
    expect(stdout).toContain(
      '   [4]  p2.s4    9  No. 7 of our common charter promises nothing less.\n'.replace('  9', '   9'),
    );
    expect(stdout).toContain('   [7]  -         5  Press office of the harbour\n');
  });
  it('lists them for programs', async () => {
    const { stdout } = await run('sentences', text, '--format', 'json');
    expect(JSON.parse(stdout)[3]).toEqual({
      paragraph: 3,
      at: 'p3.s2',
      words: 14,
      text: expect.stringMatching(/^Nobody/),
    });
  });
  it('stops without a fuss when nobody reads on', async () => {
    await project.put('long.txt', 'The sea is free and the harbour is open to all. '.repeat(20_000));
    const child = startProgram(['sentences', join(project.root, 'long.txt')]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  });
  it('wants a text', async () => {
    expect(await run('sentences')).toMatchObject({ code: 2, stderr: expect.stringContaining('TEXT=') });
    expect(await run('sentences', text, '--record', 'none')).toMatchObject({ code: 2 });
    const none = join(project.root, 'none.txt');
    expect(await run('sentences', none)).toMatchObject({ code: 2, stderr: `${none} does not exist.\n` });
    expect(await run('sentences', project.root)).toMatchObject({
      code: 2,
      stderr: `${project.root} is a folder; give one text file.\n`,
    });
    expect(await run('verify-texts', '--texts', none)).toMatchObject({
      code: 2,
      stderr: `${none} does not exist.\n`,
    });
    expect(await run('verify-texts', '--texts', text)).toMatchObject({
      code: 2,
      stderr: `${text} is no folder, or lies in none.\n`,
    });
    await project.put('word.txt', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
    expect(await run('sentences', join(project.root, 'word.txt'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('UTF-8'),
    });
  });
});

describe('fingerprint and verify', () => {
  it('write fingerprints once, find everything exact, and leave the rest of the record alone', async () => {
    const first = await run('fingerprint', ID, text);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('13 units') });
    const written = await record();
    expect(written.replace(/anchors:\n(?: .*\n)+\n/, '')).toBe(RECORD);
    expect(await run('fingerprint', ID, text)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('already'),
    });
    expect(await record()).toBe(written);
    const held = await run('verify-texts', ID, text);
    expect(held).toMatchObject({ code: 0, stderr: '' });
    expect(held.stdout).toContain(
      '13 exact, 0 moved, 0 changed, 0 missing (the fingerprinted file, divided as page)',
    );
    expect(held.stdout).toContain('1 found');
  });

  it('tell what is wrong with its line, and write nothing', async () => {
    const before = [await record(), await readdir(project.root, { recursive: true })];
    const other = join(project.root, `${ID}.txt`);
    await writeFile(other, SPEECH.replace('open talks', 'open discussions'));
    const { code, stderr, stdout } = await run('verify-texts', ID, other);
    expect(code).toBe(1);
    expect(stderr).toMatch(/harbour-speech\.yaml:\d+:5 {2}E-ANCHOR-CHANGED {2}p2\.s3 \(c01\)/);
    expect(stderr).toMatch(/harbour-speech\.yaml:\d+:12 {2}E-QUOTE-INVENTED/);
    expect(stdout + stderr).not.toContain('discussions');
    const json = JSON.parse((await run('verify-texts', ID, other, '--format', 'json')).stdout);
    expect(json).toMatchObject([
      {
        record: ID,
        counts: { exact: 12, moved: 0, changed: 1, missing: 0 },
        quotes: [{ verdict: 'invented' }],
      },
    ]);
    expect(json[0].diagnostics[0].why).not.toBe('');
    await rm(other);
    expect([await record(), await readdir(project.root, { recursive: true })]).toEqual(before);
  });

  it('tell of claims that stand at other words than their own, so that no wrong address is sealed', async () => {
    const other = await makeProject({ [ID]: RECORD.replace('at: p2.s3', 'at: p3.s2') });
    const { code, stdout, stderr } = await runCli(['fingerprint', ID, text, '--root', other.root]);
    await other.remove();
    expect(code).toBe(1);
    expect(stdout).toContain('written into the record');
    expect(stderr).toContain('E-QUOTE-ELSEWHERE');
  });
  it('hold all records against a folder of texts', async () => {
    await project.put('My texts/nothing-known.txt', 'Another text.');
    const { code, stdout } = await run('verify-texts', '--texts', join(project.root, 'My texts'));
    expect(code).toBe(0);
    expect(stdout).toContain('verified   1 record with 1 text\n');
    expect(stdout).toContain('no record  My texts/nothing-known.txt\n');
  });

  it('hold second codings against the text of their record', async () => {
    const coding = RECORD.replace('patient and open talks', 'patient and open minds').replace(
      'single',
      'independent',
    );
    await project.put(`sources/codings/${ID}.claude.yaml`, coding);
    const { code, stdout, stderr } = await run('verify-texts', ID, text);
    expect(code).toBe(1);
    expect(stdout).toContain(`verify     ${ID}.claude against`);
    expect(stderr).toMatch(/codings\/harbour-speech\.claude\.yaml:\d+:12 {2}E-QUOTE-INVENTED/);
    const all = await run('verify-texts', '--texts', join(project.root, 'My texts'));
    expect(all.stdout).toContain('verified   1 record and 1 second coding with 1 text\n');
    await project.put('Others/nothing-known.txt', 'Another text.');
    const none = await run('verify-texts', '--texts', join(project.root, 'Others'));
    expect(none.stdout).toContain(`verified   0 records with 0 texts\nno text    ${ID}\n`);
    await rm(join(project.root, 'sources/codings'), { recursive: true });
  });

  it('refuse a text that is another one, and addresses that it lacks', async () => {
    const other = join(project.root, 'My texts', 'nothing-known.txt');
    const before = await record();
    expect(await run('fingerprint', ID, other)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Nothing was written'),
    });
    await project.put(`sources/records/${ID}.yaml`, before.replace('at: p3.s3', 'at: p3.s9'));
    expect(await run('fingerprint', ID, text)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('E-ADDRESS-UNKNOWN'),
    });
    await project.put(`sources/records/${ID}.yaml`, before);
  });

  it('say what they want', async () => {
    expect(await run('verify-texts', ID)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('TEXTS='),
    });
    expect(await run('fingerprint', ID)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('RECORD='),
    });
    expect(await run('fingerprint', 'harbor-speech', text)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean harbour-speech?'),
    });
    expect(await run('verify-texts', 'harbor-speech', text)).toMatchObject({ code: 2 });
  });
});
