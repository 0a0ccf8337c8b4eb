import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentIds } from '../../pipeline/release/tree-ids.ts';
import { type Block, blocksIn } from './markdown.ts';
import { REPOSITORY } from './project.ts';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');

export const README = read('README.md');
const BLOCKS = [README, read('docs/loading.md')].flatMap(blocksIn);

/** The one example of the README and its page on loading in this language that holds this text. */
export function exampleWith(language: string, sign: string): Block {
  const found = BLOCKS.filter((one) => one.language === language && one.body.includes(sign));
  if (found.length !== 1) throw new Error(`there are ${found.length} ${language} examples with ${sign}`);
  return found[0] as Block;
}

/** The release whose numbers the README prints. */
export const RELEASE =
  /numbers and examples on this page are those of v(\d+\.\d+\.\d+)/.exec(README)?.[1] ?? '';

/** Whether sources/ holds what that release was made from, so that the numbers can be checked. */
export function isOfRelease(): boolean {
  const { content } = JSON.parse(read(`output/v${RELEASE}/manifest.json`)) as {
    content: Record<string, string>;
  };
  return contentIds(REPOSITORY, REPOSITORY).sources === content.sources;
}

/** The lines of a text; ends of lines and of the text do not show. */
export function shown(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}
