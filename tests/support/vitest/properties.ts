import fc from 'fast-check';

/** Every property is tried with the seed of the run, which vitest.config.ts chooses. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.SEED) });
