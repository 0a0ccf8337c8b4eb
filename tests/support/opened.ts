import { openProject, type Project, toolsOf } from '../../pipeline/project.ts';
import { REPOSITORY } from './project.ts';

/** What follows from the schemas of the repository, compiled once for all tests of a file. */
export const tools = await toolsOf(REPOSITORY);
export const { model } = tools;

/** Opens the project in a folder, with the schemas of the repository. */
export function open(root: string): Promise<Project> {
  return openProject({ root, schemas: REPOSITORY }, tools);
}
