import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY } from '../project.ts';
import { connect, inTime } from './connection.ts';

/** What the editor underlines. Lines and columns are 1-based as in our own diagnostics, `end` is exclusive. */
interface Complaint {
  line: number;
  column: number;
  end: number;
  message: string;
}

/** What the editor offers at the cursor. */
interface Offer {
  label: string;
  documentation: string;
}

/** An editor as a contributor has it: VS Code's settings of this repository, and yaml-language-server behind it. */
export interface YamlEditor {
  /** Opens a text as if it were this file of the repository and waits for what is underlined. */
  complaints(path: string, text: string): Promise<Complaint[]>;
  /** What is offered where the text has the sign of the cursor. */
  offers(path: string, text: string): Promise<Offer[]>;
  /** What is shown when the mouse rests where the text has the sign of the cursor; empty when nothing is. */
  hover(path: string, text: string): Promise<string>;
  stop(): Promise<void>;
}

/** Stands for the cursor in the texts that are tried. */
export const CURSOR = '‸';

const SERVER = join(REPOSITORY, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
const FOLDER = pathToFileURL(REPOSITORY).href;

/** Starts the server with the settings of the repository. Whoever starts it has to stop it. */
export async function startEditor(): Promise<YamlEditor> {
  const settings = sections(await readFile(join(REPOSITORY, '.vscode', 'settings.json'), 'utf8'));
  const published = new Map<string, (complaints: Complaint[]) => void>();
  const server = connect(SERVER, {
    answer(method, params) {
      if (method !== 'workspace/configuration') return null;
      const { items } = params as { items: { section?: string }[] };
      return items.map(({ section = '' }) => settings[section] ?? null);
    },
    notice(method, params) {
      if (method !== 'textDocument/publishDiagnostics') return;
      const { uri, diagnostics } = params as { uri: string; diagnostics: LspDiagnostic[] };
      published.get(uri)?.(diagnostics.map(complaintOf));
    },
  });

  let documents = 0;
  /** The number makes each opened text a document of its own, in the folder of the file. */
  const open = (path: string, text: string): string => {
    documents += 1;
    const uri = pathToFileURL(join(REPOSITORY, path.replace(/(?=\.yaml$)/, `-${documents}`))).href;
    server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return uri;
  };
  const atCursor = (path: string, marked: string) => {
    const [before = '', after] = marked.split(CURSOR);
    if (after === undefined) throw new Error(`no cursor in ${marked}`);
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)!.length };
    return { textDocument: { uri: open(path, before + after) }, position };
  };

  try {
    await server.request('initialize', {
      processId: process.pid,
      rootUri: FOLDER,
      workspaceFolders: [{ uri: FOLDER, name: 'repository' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
          hover: { contentFormat: ['markdown'] },
        },
      },
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  server.notify('initialized', {});

  return {
    async complaints(path, text) {
      const uri = open(path, text);
      const found = new Promise<Complaint[]>((resolve) => published.set(uri, resolve));
      return inTime(found, `the complaints about ${path}`);
    },
    async offers(path, text) {
      const asked = server.request<{ items: LspItem[] }>('textDocument/completion', atCursor(path, text));
      return (await asked).items.map(({ label, documentation = '' }) => ({
        label,
        documentation: wordsOf(documentation),
      }));
    },
    async hover(path, text) {
      const asked = server.request<{ contents: LspWords } | null>('textDocument/hover', atCursor(path, text));
      return wordsOf((await asked)?.contents ?? '');
    },
    stop: server.stop,
  };
}

type LspWords = string | { value: string };
interface LspItem {
  label: string;
  documentation?: LspWords;
}
interface LspPosition {
  line: number;
  character: number;
}
interface LspDiagnostic {
  range: { start: LspPosition; end: LspPosition };
  message: string;
}

const wordsOf = (words: LspWords): string => (typeof words === 'string' ? words : words.value);

function complaintOf({ range: { start, end }, message }: LspDiagnostic): Complaint {
  return { line: start.line + 1, column: start.character + 1, end: end.character + 1, message };
}

type Settings = { [key: string]: unknown };

/** VS Code writes `yaml.format.enable` as one key and hands the server one object for each section. */
function sections(json: string): Settings {
  const root: Settings = {};
  for (const [name, value] of Object.entries(JSON.parse(json) as Settings)) {
    const path = name.startsWith('[') ? [name] : name.split('.');
    let place = root;
    for (const key of path.slice(0, -1)) {
      place[key] ??= {};
      place = place[key] as Settings;
    }
    place[path.at(-1)!] = value;
  }
  return root;
}
