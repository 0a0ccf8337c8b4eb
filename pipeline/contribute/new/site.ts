import { readSources } from '../../ingest/read.ts';
import type { Project } from '../../project.ts';
import type { Site } from './plan.ts';

/** The project as `make new` sees it; the records are read when their ids are asked for. */
export function siteOf({ root, schemas: _, store: __, ...project }: Project): Site {
  return {
    ...project,
    localIds: async () => {
      const { value: records } = await readSources(root, project.sources.records);
      return new Map(
        records.flatMap(({ path, value }) => {
          const { entities, events } = (value ?? {}) as Record<string, unknown>;
          return [entities, events]
            .flat()
            .map((item): [string, string] => [(item as { id?: string } | undefined)?.id ?? '', path]);
        }),
      );
    },
  };
}
