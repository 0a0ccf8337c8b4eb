/** Whether a version names a release; that of any other build ends in `+unreleased`. */
export function isReleased(version: string): boolean {
  return !version.endsWith('+unreleased');
}

/** A version in words: `version 1.2.0`, or that there is none. */
export function versionInWords(version: string): string {
  return isReleased(version) ? `version ${version}` : 'not a release';
}
