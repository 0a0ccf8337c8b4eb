import type { Model } from '../model/model.ts';
import type { Registry } from '../normalize/names/registry.ts';
import type { Validator } from '../validate/validator.ts';
import { recordRowMaker } from '../write/record-rows.ts';

/** What follows from schemas/ alone, and may serve several projects. */
export interface Tools {
  model: Model;
  validator: Validator;
}

/** What a record needs on its way through the stages: nothing of it changes, and none of it touches a file. */
export interface ProjectCore extends Tools {
  registry: Registry;
  /** Makes the rows of a record that is in the data. */
  rowsOf: ReturnType<typeof recordRowMaker>;
}

/** Puts together what records need, from parts that are at hand. */
export function coreOf({ model, validator }: Tools, registry: Registry): ProjectCore {
  return { model, validator, registry, rowsOf: recordRowMaker(model) };
}
