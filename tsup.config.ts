import { defineConfig } from 'tsup';

const shared = {
  target: 'es2022',
  sourcemap: true,
  // One copy of every module for all entries of a format, so that an entry never carries its own.
  splitting: true,
  shims: true,
} as const;

const entries = {
  index: 'src/index.ts',
  node: 'src/node/index.ts',
  testing: 'src/testing/index.ts',
};

// Worker threads start from files of their own, found by name beside the entries. Both builds start the ESM one.
const workers = {
  fliteWorker: 'src/node/flite/fliteWorker.ts',
  earsWorker: 'src/node/soundswallower/earsWorker.ts',
};

export default defineConfig([
  {
    ...shared,
    entry: { ...entries, ...workers },
    format: ['esm', 'cjs'],
    dts: { entry: entries },
    clean: true,
  },
]);
