/** A message of the Language Server Protocol: a request, a response or a notification. */
export interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

const HEADER_END = '\r\n\r\n';

/** The bytes of a message: a header that gives the length of the body in bytes, then the body as JSON. */
export function encode(message: Message): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${HEADER_END}`), body]);
}

/**
 * Makes a decoder. It takes the bytes as they come, in pieces of any size, and gives the messages that are complete.
 * @returns throws an Error on a header without a length
 */
export function makeDecoder(): (bytes: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const messages: Message[] = [];
    for (;;) {
      const end = rest.indexOf(HEADER_END);
      if (end === -1) return messages;
      const header = rest.toString('ascii', 0, end);
      const length = /^Content-Length: (\d+)$/im.exec(header)?.[1];
      if (length === undefined) throw new Error(`a message without a length: ${header}`);
      const start = end + HEADER_END.length;
      if (rest.length < start + Number(length)) return messages;
      messages.push(JSON.parse(rest.toString('utf8', start, start + Number(length))) as Message);
      rest = rest.subarray(start + Number(length));
    }
  };
}
