import { createRequire } from 'node:module';
import type { Schemas } from '../model/schemas.ts';
import { schemasOfTexts, THOROUGH, type WrittenChecks } from '../validate/schema/compile.ts';
import { OWN_CHECKS } from '../validate/schema/own-checks.ts';
import { writeChecks } from '../validate/schema/write.ts';
import { recall, remember } from './kept.ts';
import { digestOf } from './store/file.ts';

const require = createRequire(import.meta.url);

/**
 * The checks of the schemas from the store, compiled and put there when first there is a fault: compiling them took as long
 * as a check of one changed record.
 */
export function rememberedChecks(store: string, schemas: Schemas): WrittenChecks {
  let known: WrittenChecks | undefined;
  const checks = (): WrittenChecks => {
    const key = keyOf(schemas);
    known ??= readChecks(
      recall<string>(store, 'thorough-checks', key) ??
        remember(store, 'thorough-checks', key, writeChecks(schemas)),
    );
    return known;
  };
  return {
    get record() {
      return checks().record;
    },
    get registry() {
      return checks().registry;
    },
  };
}

/** Tells one state of the schemas, and of the program that compiles them, from another. */
function keyOf(schemas: Schemas): string {
  const { version } = require('ajv/package.json') as { version: string };
  return digestOf(JSON.stringify([version, THOROUGH, Object.keys(OWN_CHECKS), schemasOfTexts(schemas)]));
}

/** The checks of a text that `writeChecks` made. */
function readChecks(text: string): WrittenChecks {
  const exports = {};
  new Function('exports', 'require', 'own', text)(exports, require, OWN_CHECKS);
  return exports as WrittenChecks;
}
