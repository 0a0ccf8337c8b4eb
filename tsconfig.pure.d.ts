/** What Node, pages and their workers have in common beyond the language itself, as far as the pure part uses it. */

declare class TextDecoder {
  constructor(encoding: 'utf-8', options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class URL {
  constructor(text: string);
  static canParse(text: string): boolean;
  readonly host: string;
  readonly pathname: string;
  readonly searchParams: { keys(): Iterable<string>; delete(key: string): void; sort(): void };
}

declare function structuredClone<T>(value: T): T;
