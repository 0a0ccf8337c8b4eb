import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { inFileOrder } from '../diagnostics/problem.ts';
import { byCodeUnit, fileDiagnostic } from './fault.ts';

/** The source files of a project as paths from its folder, with forward slashes, sorted by code unit. */
export interface SourceList {
  records: string[];
  /** Independent second codings. */
  codings: string[];
  registry: string[];
  diagnostics: Diagnostic[];
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Of a second coding: the record, a dot, the coder. */
const CODING = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Lists `sources/records/*.yaml`, `sources/codings/*.yaml` and `sources/registry/**\/*.yaml` below the project folder `root`. Whatever else lies
 * there is reported and not read; hidden files are passed over. A missing folder counts as empty.
 */
export async function listSources(root: string): Promise<SourceList> {
  const records = await listFolder(root, 'sources/records', false);
  const codings = await listFolder(root, 'sources/codings', false);
  const registry = await listFolder(root, 'sources/registry', true);
  return {
    records: records.files.sort(byCodeUnit),
    codings: codings.files.sort(byCodeUnit),
    registry: registry.files.sort(byCodeUnit),
    diagnostics: inFileOrder([...records.diagnostics, ...codings.diagnostics, ...registry.diagnostics]),
  };
}

interface Listing {
  files: string[];
  diagnostics: Diagnostic[];
}

async function listFolder(root: string, folder: string, isNested: boolean): Promise<Listing> {
  const listing: Listing = { files: [], diagnostics: [] };
  let entries: Dirent[];
  try {
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
    const refusal = entry.isSymbolicLink() ? await refuseLink(root, path) : undefined;
    if (refusal !== undefined) {
      listing.diagnostics.push(refusal);
      continue;
    }
    const isFolder =
      entry.isDirectory() || (entry.isSymbolicLink() && (await stat(join(root, path))).isDirectory());
    if (isFolder && isNested && !entry.isSymbolicLink()) {
      const below = await listFolder(root, path, true);
      listing.files.push(...below.files);
      listing.diagnostics.push(...below.diagnostics);
    } else if (isFolder) listing.diagnostics.push(subfolder(path));
    else {
      const fault = refuseName(path, entry.name);
      if (fault !== undefined) listing.diagnostics.push(fault);
      else listing.files.push(path);
    }
  }
  return listing;
}

/** A link may point anywhere inside `sources/`; outside it would bring in text no reviewer of this project sees. */
async function refuseLink(root: string, path: string): Promise<Diagnostic | undefined> {
  try {
    const target = relative(await realpath(join(root, 'sources')), await realpath(join(root, path)));
    if (target !== '..' && !target.startsWith(`..${sep}`) && !target.startsWith(sep)) return undefined;
  } catch {
    return fileDiagnostic(path, {
      code: 'E-FILE-UNREADABLE',
      message: 'this link leads to nothing',
      fix: 'Delete the link or put the file in its place.',
    });
  }
  return fileDiagnostic(path, {
    code: 'E-SYMLINK',
    message: 'this link leads out of sources/',
    fix: 'Put the file itself in its place.',
  });
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
  const isCoding = path.startsWith('sources/codings/');
  if ((isCoding ? CODING : SLUG).test(stem)) return undefined;
  if (isCoding) {
    return fileDiagnostic(path, {
      code: 'E-FILE-NAME',
      message: `the file name "${stem}" is not that of a second coding: record, dot, coder`,
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
