import type { RegistryEntry } from './model/entries.ts';

/** What is kept of a record that is being coded: claims and places, nothing of the text. */
export interface KeptDraft {
  /** Folder and record: other folders of this machine share the room. */
  key: string;
  /** The file of the record as it is now, and as it was opened. */
  yaml: string;
  opened: { name: string; text: string } | null;
  isCoding: boolean;
  /** What was prepared for the registry. */
  entries: RegistryEntry[];
  /** Tells on return whether the same text is given; null before there was one. */
  digest: string | null;
  /** What each paragraph is, in order: words such as `body`. */
  kinds: string[];
  /** When it was kept, as the clock of this machine has it. */
  kept: number;
}

const NAME = 'claims-desk';
const STORE = 'drafts';

/** The folder that the page lies in: drafts of two folders are two drafts. */
export function folderOf({ pathname, origin }: Location): string {
  return `${origin === 'null' ? 'file:' : origin}${pathname.replace(/[^/]*$/, '')}`;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const request = ask(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a draft in the browser. */
export const keepDraft = (draft: KeptDraft): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(draft));
export const dropDraft = (key: string): Promise<unknown> =>
  inStore('readwrite', (store) => store.delete(key));

/** The drafts of a folder, the latest first; none where the browser keeps nothing for this page. */
export async function draftsOf(folder: string): Promise<KeptDraft[]> {
  try {
    const all = (await inStore('readonly', (store) => store.getAll())) as KeptDraft[];
    return all.filter(({ key }) => key.startsWith(`${folder} `)).sort((a, b) => b.kept - a.kept);
  } catch {
    return [];
  }
}

/**
 * Holds a record for this tab.
 * @param onOther hears, in words, that another tab has the same record open
 * @returns lets it go
 */
export function holdRecord(key: string, onOther: (isHere: boolean) => void): () => void {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  const own = Math.random().toString(36).slice(2);
  let isOpen = true;
  channel?.addEventListener(
    'message',
    ({ data }: MessageEvent<{ key: string; from: string; kind: string }>) => {
      if (!isOpen || data.key !== key || data.from === own) return;
      if (data.kind === 'gone') onOther(false);
      else onOther(true);
      if (data.kind === 'here?') channel.postMessage({ key, from: own, kind: 'here' });
    },
  );
  channel?.postMessage({ key, from: own, kind: 'here?' });
  return () => {
    isOpen = false;
    channel?.postMessage({ key, from: own, kind: 'gone' });
    channel?.close();
  };
}
