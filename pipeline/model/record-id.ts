/** The id of the record that a file is about: its name up to the first dot, also in `harbour-speech.ada-coder.yaml`. */
export function recordIdOf(path: string): string {
  return path.split('/').at(-1)?.split('.')[0] ?? '';
}
