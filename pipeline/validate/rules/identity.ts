import { nearest } from '../../diagnostics/nearest.ts';
import { recordIdOf } from '../../model/record-id.ts';
import { compareVersions } from '../../model/versions.ts';
import { type ClaimView, isPublished, knowsAllIds, type RecordContext, type Rule } from './context.ts';

/** The record's id is its file name, so that a row leads to its file. */
export const recordId: Rule = ({ file, record, report }) => {
  const expected = recordIdOf(file.path);
  if (record.id === undefined || record.id === expected) return;
  const fix = `Write id: ${expected}, or rename the file to ${record.id}.yaml if it was never published.`;
  report('E-RECORD-ID', ['id'], `the id "${record.id}" is not the file name`, fix, {
    suggestion: expected,
  });
};

/** Claim ids are unique in the record. */
export const claimIds: Rule = ({ record, claims, report, lineOf }) => {
  const first = new Map<string, ClaimView>();
  for (const claim of claims) {
    if (claim.full.id === undefined) continue;
    const earlier = first.get(claim.id);
    if (earlier === undefined) first.set(claim.id, claim);
    else {
      const line = lineOf([...earlier.path, 'id']);
      const free = freeId([...claims, ...(record.retired ?? [])]);
      report(
        'E-CLAIM-TWICE',
        claim.pathTo('id'),
        `${claim.id} is already the id of the claim on line ${line}`,
        `Give this claim a number that is free, such as ${free}.`,
        { suggestion: free },
      );
    }
  }
};

/** Copies have ids of their own, and the fingerprints name one of them. */
export const copyIds: Rule = ({ record, report }) => {
  const ids = (record.source?.copies ?? []).map((copy) => copy?.id);
  ids.forEach((id, index) => {
    if (id !== undefined && ids.indexOf(id) < index) {
      report(
        'E-COPY-TWICE',
        ['source', 'copies', index, 'id'],
        `"${id}" is already the id of another copy`,
        'Give each copy an id of its own.',
      );
    }
  });
  const used = record.anchors?.copy;
  if (used === undefined || ids.includes(used) || ids.some((id) => id === undefined)) return;
  const [suggestion] = nearest(
    used,
    ids.filter((id) => id !== undefined),
  );
  report(
    'E-COPY-UNKNOWN',
    ['anchors', 'copy'],
    `source.copies has no copy "${used}"`,
    'Name the copy that the fingerprints were taken from.',
    suggestion === undefined ? {} : { suggestion },
  );
};

/** Titles with which offices head the report of a talk. */
const READOUT = /^(?:readout\b|(?:telephone|phone) (?:conversation|call)\b)/iu;

/** What one office tells of a talk is a press release, in whatever form the words of the speakers were. */
export const readoutKind: Rule = ({ record, report }) => {
  const { title, kind } = record.source ?? {};
  if (title === undefined || kind === undefined || kind === 'press-release' || !READOUT.test(title)) return;
  report(
    'W-READOUT-KIND',
    ['source', 'kind'],
    `the title says that one office reports a talk, but the kind is ${kind}`,
    'Write kind: press-release, and name the talk in said_in for what the speakers said.',
  );
};

/** Coders are declared, so that readers can tell a person from a model. */
export const coders: Rule = (context) => {
  checkCoder(context, context.record.coding?.coder, ['coding', 'coder']);
  for (const [index, disagreement] of (context.record.disagreements ?? []).entries()) {
    checkCoder(context, disagreement?.by, ['disagreements', index, 'by']);
  }
};

/** A disagreement is about a claim that exists. */
export const disagreements: Rule = ({ record, claims, report }) => {
  if (record.disagreements === undefined || !knowsAllIds(record, claims)) return;
  const ids = claims.map((claim) => claim.id);
  for (const [index, disagreement] of record.disagreements.entries()) {
    const id = disagreement?.claim;
    if (id === undefined || ids.includes(id)) continue;
    const [suggestion] = nearest(id, ids);
    report(
      'E-CLAIM-UNKNOWN',
      ['disagreements', index, 'claim'],
      `this record has no claim ${id}`,
      'Name a claim of this record.',
      suggestion === undefined ? {} : { suggestion },
    );
  }
};

/** Nobody codes under a codebook that does not exist yet; what is published follows the rules of today. */
export const codebookVersion: Rule = ({ file, record, codebookVersion: current, report }) => {
  if (record.codebook === undefined || record.codebook === current) return;
  const minor = `${current.split('.', 2).join('.')}.0`;
  if (isPublished(file, record) && compareVersions(record.codebook, minor) < 0)
    report(
      'W-CODEBOOK-OLD',
      ['codebook'],
      `the record was coded under codebook ${record.codebook}; the rules are those of ${current}`,
      `Go through its claims with the rules that changed, then write codebook: '${current}'.`,
    );
  if (compareVersions(record.codebook, current) <= 0) return;
  report(
    'E-CODEBOOK-VERSION',
    ['codebook'],
    `the codebook is at version ${current}, not ${record.codebook}`,
    `Write the version you coded under, at most ${current}.`,
    { suggestion: current },
  );
};

function checkCoder(
  { coders: known, report }: RecordContext,
  coder: string | undefined,
  path: (string | number)[],
): void {
  if (coder === undefined || known.has(coder)) return;
  const [suggestion] = nearest(coder, known.keys());
  report(
    'E-CODER-UNKNOWN',
    path,
    `"${coder}" is not in sources/registry/coders.yaml`,
    'Add the coder there, with kind person or model.',
    suggestion === undefined ? {} : { suggestion },
  );
}

function freeId(holders: readonly ({ id?: string } | undefined)[]): string {
  const taken = new Set(holders.map((holder) => holder?.id));
  let number = 1;
  while (taken.has(idOf(number))) number += 1;
  return idOf(number);
}

function idOf(number: number): string {
  return `c${String(number).padStart(2, '0')}`;
}
