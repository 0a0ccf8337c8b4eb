import { download } from '../shared/download.ts';

/** A file that can be written again where it was opened, where the browser can do that. */
export interface FileHandle {
  name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(data: string): Promise<void>; close(): Promise<void> }>;
}

interface Pickers {
  showSaveFilePicker?: (options: object) => Promise<FileHandle>;
}

/** Whether the browser can write to a place that the coder chooses, and not only to the folder of downloads. */
export function canChoosePlace(): boolean {
  return typeof (globalThis as Pickers).showSaveFilePicker === 'function';
}

/** Asks for a place and writes a text there. @returns null when the coder changed their mind */
export async function saveAs(name: string, text: string): Promise<FileHandle | null> {
  try {
    const handle = await (globalThis as unknown as Required<Pickers>).showSaveFilePicker({
      suggestedName: name,
      types: [{ description: 'Record', accept: { 'text/yaml': ['.yaml'] } }],
    });
    await writeTo(handle, text);
    return handle;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return null;
    throw error;
  }
}

export async function writeTo(handle: FileHandle, text: string): Promise<void> {
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
}

/** Puts a text into the folder of downloads. */
export function saveDownload(name: string, text: string): void {
  download(name, new Blob([text], { type: 'text/yaml' }));
}
