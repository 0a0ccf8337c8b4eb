/** A file of our own that cannot be read: which, why, and how to mend it, in sentences. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';

  /**
   * @param path from the project folder
   * @param reason words that follow the path, such as "is no JSON"
   */
  constructor(path: string, reason: string, remedy: string) {
    super(`${path} ${reason}. ${remedy}`);
  }
}

/**
 * What keeps a text from being read as JSON, in words that follow its path.
 * @returns null when nothing does
 */
export function jsonFault(text: string): string | null {
  const line = text.split(/\r?\n/).findIndex((one) => /^(<{7}|>{7}|={7})( |$)/.test(one));
  if (line !== -1) return `holds the marks of a merge that is not settled (line ${line + 1})`;
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return text.trim() === '' ? 'is empty' : `is no JSON (${(error as Error).message})`;
  }
}
