/** A private copy of a work as it lies on somebody's disk: notes about it, and its text. */
export interface PrivateText {
  /** `# key: value` lines above the text, by key in lower case. */
  header: ReadonlyMap<string, string>;
  text: string;
}

const END_OF_HEADER = /^#\s*-{3,}\s*text below/i;

/**
 * Takes a text file apart. A header is there only when every line down to `# ---- text below` begins with `#`, so a
 * heading that begins with `#` stays text.
 * @param file the file as text
 */
export function readPrivateText(file: string): PrivateText {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const header = new Map<string, string>();
  let at = 0;
  while (text.startsWith('#', at)) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? undefined : end);
    at = end === -1 ? text.length : end + 1;
    if (END_OF_HEADER.test(line)) return { header, text: text.slice(at) };
    const [, key, value] = /^#\s*([^:]+?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) header.set(key.toLowerCase(), value);
  }
  return { header: new Map(), text };
}
