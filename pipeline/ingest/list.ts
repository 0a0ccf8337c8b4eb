import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inFileOrder } from '../diagnostics/problem.ts';
import { byCodeUnit } from '../model/order.ts';
import { recordIdOf } from '../model/record-id.ts';
import { fileDiagnostic } from './fault.ts';
import { refuseSize } from './guard/bytes.ts';

/** The source files of a project as paths from its folder, with forward slashes, sorted by code unit. */
export interface SourceList {
  records: string[];
  /** Independent second codings. */
  codings: string[];
  /** What people say who held claims against their source. */
  reviews: string[];
  registry: string[];
  diagnostics: Diagnostic[];
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Of a second coding or a review: the record, a dot, the coder. */
const CODING = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Names that Windows keeps for devices, whatever follows a dot. */
const ON_WINDOWS = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The folders of sources; what else lies beside them is read by nobody. */
const FOLDERS: ReadonlySet<string> = new Set(['records', 'codings', 'reviews', 'registry']);

/**
 * Lists `sources/records/*.yaml`, `sources/codings/*.yaml`, `sources/reviews/*.yaml` and `sources/registry/**\/*.yaml` below the project folder `root`. Whatever else lies
 * there is reported and not read; hidden files are passed over. A missing folder counts as empty.
 */
export async function listSources(root: string): Promise<SourceList> {
  const records = await listFolder(root, 'sources/records', false);
  const codings = await listFolder(root, 'sources/codings', false);
  const reviews = await listFolder(root, 'sources/reviews', false);
  const registry = await listFolder(root, 'sources/registry', true);
  return {
    // By id, as the sources stand in the data: `a` before `a-b`, whose file names sort the other way round.
    records: records.files.sort((a, b) => byCodeUnit(recordIdOf(a), recordIdOf(b))),
    codings: codings.files.sort(byCodeUnit),
    reviews: reviews.files.sort(byCodeUnit),
    registry: registry.files.sort(byCodeUnit),
    diagnostics: inFileOrder([
      ...(await strangersIn(root)),
      ...records.diagnostics,
      ...codings.diagnostics,
      ...reviews.diagnostics,
      ...registry.diagnostics,
    ]),
  };
}

/** What lies in sources/ itself and is none of its folders. */
async function strangersIn(root: string): Promise<Diagnostic[]> {
  const entries = await readdir(join(root, 'sources'), { withFileTypes: true }).catch(() => []);
  return entries
    .filter(({ name }) => !name.startsWith('.') && !FOLDERS.has(name))
    .map((entry) => {
      const path = `sources/${entry.name}`;
      const refusal = entry.isDirectory() ? undefined : refuseFile(path, entry);
      if (refusal !== undefined) return refusal;
      return fileDiagnostic(path, {
        code: 'W-FILE-IGNORED',
        message: `the ${entry.isDirectory() ? 'folder' : 'file'} is not read: sources are ${[...FOLDERS].join(', ')}`,
        fix: 'Move it into the folder in which it belongs, or out of sources.',
      });
    });
}

interface Listing {
  files: string[];
  diagnostics: Diagnostic[];
}

async function listFolder(root: string, folder: string, isNested: boolean): Promise<Listing> {
  const listing: Listing = { files: [], diagnostics: [] };
  let entries: Dirent[];
  try {
    const refusal = await refuseLinkedFolder(root, folder);
    if (refusal !== undefined) return { files: [], diagnostics: [refusal] };
    entries = await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      listing.diagnostics.push(unreadable(folder, error));
    return listing;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith('._')) listing.diagnostics.push(shadow(path));
    if (entry.name.startsWith('.')) continue;
    const refusal = entry.isDirectory() ? undefined : refuseFile(path, entry);
    if (refusal !== undefined) listing.diagnostics.push(refusal);
    else if (entry.isDirectory() && isNested) {
      const below = await listFolder(root, path, true);
      for (const one of below.files) listing.files.push(one);
      for (const one of below.diagnostics) listing.diagnostics.push(one);
    } else if (entry.isDirectory()) listing.diagnostics.push(subfolder(path));
    else {
      const fault = refuseName(path, entry.name);
      if (fault !== undefined) listing.diagnostics.push(fault);
      else listing.files.push(path);
    }
  }
  return listing;
}

/** A folder of sources that is a link, or stands in one. */
async function refuseLinkedFolder(root: string, folder: string): Promise<Diagnostic | undefined> {
  const outer = folder.split('/').slice(0, 2);
  for (const path of [outer[0] as string, outer.join('/')]) {
    const stats = await lstat(join(root, path));
    if (!stats.isDirectory()) return refuseFile(path, stats) ?? notFolder(path);
  }
  return undefined;
}

function notFolder(path: string): Diagnostic {
  return fileDiagnostic(path, {
    code: 'E-FILE-UNREADABLE',
    message: 'this is a file, and a folder is expected',
    fix: 'Move the file elsewhere and make a folder of this name.',
  });
}

/**
 * Refuses what is no regular file, and one that is too large: neither is opened. A link is not followed: it could bring in
 * text that no reviewer of this project sees, or a device that has no end.
 */
export function refuseFile(path: string, stats: Dirent | Stats): Diagnostic | undefined {
  if (stats.isSymbolicLink()) {
    return fileDiagnostic(path, {
      code: 'E-SYMLINK',
      message: 'this is a link, and links are not followed',
      fix: 'Put the file itself in its place.',
    });
  }
  if (!stats.isFile()) {
    return fileDiagnostic(path, {
      code: 'E-FILE-SPECIAL',
      message: 'this is a pipe, a socket or a device and no file, and it is not read',
      fix: 'Delete it, or put a file in its place.',
    });
  }
  return 'size' in stats ? refuseSize(path, stats.size) : undefined;
}

function refuseName(path: string, name: string): Diagnostic | undefined {
  if (/\.ya?ml$/i.test(name) && !name.endsWith('.yaml')) {
    return fileDiagnostic(path, {
      code: 'E-FILE-EXTENSION',
      message: 'the file is not read, because its name does not end in .yaml',
      fix: `Rename it to ${name.replace(/\.ya?ml$/i, '.yaml')}.`,
      suggestion: name.replace(/\.ya?ml$/i, '.yaml'),
    });
  }
  if (!name.endsWith('.yaml')) {
    return fileDiagnostic(path, {
      code: 'W-FILE-IGNORED',
      message: 'the file is not read: only .yaml files belong here',
      fix: 'Move it elsewhere.',
    });
  }
  const stem = name.slice(0, -'.yaml'.length);
  // Beside a record stands who coded or reviewed it.
  const isCoding = /^sources\/(?:codings|reviews)\//.test(path);
  if (ON_WINDOWS.test(stem)) {
    return fileDiagnostic(path, {
      code: 'E-FILE-NAME',
      message: `the file name "${stem}" stands for a device on Windows, where nobody could check the project out`,
      fix: `Rename it, for example to ${stem.split('.')[0]}-text.yaml.`,
    });
  }
  if ((isCoding ? CODING : SLUG).test(stem)) return undefined;
  if (isCoding) {
    return fileDiagnostic(path, {
      code: 'E-FILE-NAME',
      message: `the file name "${stem}" is not that of a second coding or a review: record, dot, coder`,
      fix: 'Rename it, such as harbour-speech.ada-coder.yaml.',
    });
  }
  const suggestion = slugOf(stem);
  return fileDiagnostic(path, {
    code: 'E-FILE-NAME',
    message: `the file name "${stem}" is no id: small letters a to z, digits and single hyphens only`,
    fix: suggestion === '' ? 'Rename the file.' : `Rename it, for example to ${suggestion}.yaml.`,
    suggestion: suggestion === '' ? undefined : `${suggestion}.yaml`,
  });
}

function slugOf(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function shadow(path: string): Diagnostic {
  return fileDiagnostic(path, {
    code: 'W-FILE-SHADOW',
    message: 'not a record: a macOS shadow file, which holds no text',
    fix: 'Delete it; copying with `ditto --norsrc` or through git leaves it out.',
  });
}

function subfolder(path: string): Diagnostic {
  return fileDiagnostic(path, {
    code: 'E-FILE-SUBFOLDER',
    message: 'folders are not searched here',
    fix: 'Move the files directly into the folder above, and delete this one.',
  });
}

/** A file or folder the system refuses to hand out. */
export function unreadable(path: string, error: unknown): Diagnostic {
  const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
  return fileDiagnostic(path, {
    code: 'E-FILE-UNREADABLE',
    message: `cannot be read (${reason})`,
    fix: 'Check that it exists and that you are allowed to read it.',
  });
}
