import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode, type Message, makeDecoder } from './messages.ts';

/** A language server that runs as a process of its own. */
interface Connection {
  /** Asks and waits for the answer. Rejects when the server answers with an error, or not in time. */
  request<Result>(method: string, params: unknown): Promise<Result>;
  notify(method: string, params?: unknown): void;
  /** Ends the server: asks it first, and kills it when it does not go. */
  stop(): Promise<void>;
}

/** What to do when the server asks or tells something. */
interface Client {
  answer(method: string, params: unknown): unknown;
  notice(method: string, params: unknown): void;
}

/** An answer takes a few milliseconds; whoever waits that long waits for ever. */
const PATIENCE = 10_000;

/** Starts a server, a script for Node, that speaks over standard input and output. */
export function connect(script: string, client: Client): Connection {
  const server = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(server, 'exit');
  const waiting = new Map<number, (message: Message) => void>();
  let requests = 0;

  const send = (message: Message): void => void server.stdin.write(encode(message));
  const take = ({ id, method, params, ...answer }: Message): void => {
    if (method === undefined) waiting.get(id ?? 0)?.(answer);
    else if (id === undefined) client.notice(method, params);
    else send({ id, result: client.answer(method, params) });
  };
  const decode = makeDecoder();
  server.stdout.on('data', (bytes: Buffer) => {
    for (const message of decode(bytes)) take(message);
  });

  const request: Connection['request'] = async <Result>(method: string, params: unknown) => {
    requests += 1;
    const id = requests;
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    send({ id, method, params });
    const { result, error } = await inTime(answer, method);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as Result;
  };
  return {
    request,
    notify: (method, params) => send({ method, params }),
    async stop() {
      await request('shutdown', null).catch(() => null);
      send({ method: 'exit' });
      await Promise.race([exit, sleep(2000, null, { ref: false })]);
      if (server.exitCode === null) server.kill('SIGKILL');
    },
  };
}

/** @throws Error when the value does not come */
export async function inTime<Value>(value: Promise<Value>, what: string): Promise<Value> {
  const waiting = new AbortController();
  const tooLate = sleep(PATIENCE, null, { signal: waiting.signal }).then(() => {
    throw new Error(`the language server did not answer in ${PATIENCE / 1000} s: ${what}`);
  });
  try {
    return await Promise.race([value, tooLate]);
  } finally {
    waiting.abort();
    tooLate.catch(() => null);
  }
}
