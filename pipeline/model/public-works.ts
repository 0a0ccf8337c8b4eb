/**
 * Kinds of works that are nothing but the words of officials and public bodies: what their authors say there may be quoted,
 * and is a quote without marks.
 */
export const PUBLIC_WORKS: readonly (string | undefined)[] = [
  'speech-text',
  'transcript',
  'official-document',
  'press-release',
];
