declare module 'edtf' {
  /** Parses a date in EDTF; `min` and `max` are milliseconds since 1970 in UTC. Throws on a text it does not know. */
  export default function edtf(text: string): unknown;
}
