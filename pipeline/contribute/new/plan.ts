import type { Project } from '../../project.ts';

/** A file to be written, and what to say about it. */
export interface Plan {
  /** From the project folder, with forward slashes. */
  path: string;
  text: string;
  /** Why it cannot be written; empty when it can. */
  problems: string[];
  /** What is left to do. */
  notices: string[];
}

/** What `make new` needs to know of a project. Nothing in it touches a file but what is handed in to be called. */
export type Site = Omit<Project, 'root' | 'schemas' | 'memory'> & {
  /** Which record declares an entity or event for itself, by id; asked for only when that matters. */
  localIds: () => Promise<ReadonlyMap<string, string>>;
};
