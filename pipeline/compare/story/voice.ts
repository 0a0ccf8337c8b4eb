/** How a story is told: what words of others and ids look like. */
export interface Voice {
  /** Text of others as it is, in one line. */
  plain: (text: string) => string;
  /** An id, column or code. */
  code: (text: string) => string;
}

/** For a terminal. */
export const TEXT: Voice = { plain: inOneLine, code: inOneLine };

/** For a page that is shown by a renderer of Markdown. */
export const MARKDOWN: Voice = {
  // Bars are taken care of by tables; outside one they mean nothing.
  plain: (text) => inOneLine(text).replace(/[\\`*_{}[\]<>#~!&]/g, '\\$&'),
  code: (text) => `\`${inOneLine(text).replaceAll('`', "'")}\``,
};

/** Every sign that a renderer takes for the end of a line or that acts on a terminal becomes a blank. */
function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, (run) => (/[\p{Cc}\u2028\u2029]/u.test(run) ? ' ' : run));
}
