import { useEffect, useState } from 'preact/hooks';

/** Whether the screen, or what its reader wants, is as a query of CSS says; it follows when that changes. */
export function useMedia(wanted: string): boolean {
  const [isSo, setSo] = useState(() => matchMedia(wanted).matches);
  useEffect(() => {
    const query = matchMedia(wanted);
    const follow = (): void => setSo(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [wanted]);
  return isSo;
}
