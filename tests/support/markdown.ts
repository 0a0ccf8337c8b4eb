/** A fenced block of a Markdown text. */
export interface Block {
  language: string;
  body: string;
  /** The block of plain text that follows: what the block prints. Empty when none follows. */
  output: string;
}

/** The fenced blocks of a text in order, without the indentation of the list they may stand in. */
export function blocksIn(markdown: string): Block[] {
  const fences = markdown.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm);
  const found = [...fences].map(([, indent = '', language = '', body = '']) => ({
    language,
    body: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
  return found.map((block, index) => {
    const next = found[index + 1];
    return { ...block, output: next?.language === 'text' ? next.body : '' };
  });
}

/**
 * The cells of the table with this heading, row by row.
 * @throws Error when the text has no such table
 */
export function tableIn(markdown: string, heading: readonly string[]): string[][] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(`| ${heading.join(' | ')} |`);
  if (start === -1) throw new Error(`there is no table with the heading ${heading.join(' | ')}`);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((row) => !row.startsWith('|')),
    )
    .map((row) => row.slice(2, -2).split(' | '));
}

/** The anchor that GitHub makes of a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
