import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Ask } from '../../contribute/new/dialogue.ts';
import { UsageError } from './terminal.ts';

/** Somebody who answers, until `close` is called. */
export interface Answerer {
  ask: Ask;
  close: () => void;
}

/**
 * Asks at a terminal. Answers that are typed or pasted before their question wait for it.
 * `ask` throws a UsageError when the person stops (Ctrl-C or Ctrl-D) and nothing typed is left.
 */
export function askAtTerminal(input: Readable, output: Writable): Answerer {
  const lines = createInterface({ input, output });
  const waiting: string[] = [];
  let wake = (): void => undefined;
  let isOpen = true;
  lines.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  lines.once('close', () => {
    isOpen = false;
    wake();
  });
  return {
    ask: async (prompt) => {
      const [early] = waiting;
      // What waits was shown when it was typed, far above its question.
      if (early !== undefined) output.write(`${prompt}${early}\n`);
      else if (isOpen) {
        lines.setPrompt(prompt);
        lines.prompt();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const answer = waiting.shift();
      if (answer === undefined) throw new UsageError('\nStopped; nothing was written.');
      return answer;
    },
    close: () => lines.close(),
  };
}

/**
 * Takes answers from a pipe or a file, one a line, to the end; null when there is none.
 * `ask` throws a UsageError when the lines run out.
 */
export async function askInput(input: Readable, output: Writable): Promise<Answerer | null> {
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  const text = Buffer.concat(parts).toString('utf8');
  if (text.trim() === '') return null;
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return {
    ask: async (prompt) => {
      const answer = lines.shift();
      output.write(`${prompt}${answer ?? ''}\n`);
      if (answer !== undefined) return answer;
      const how =
        'Every question takes a line; an empty line leaves it out, or takes what stands in brackets.';
      throw new UsageError(`The answers end before this question; nothing was written. ${how}`);
    },
    close: () => undefined,
  };
}
