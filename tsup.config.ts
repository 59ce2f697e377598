import { defineConfig } from 'tsup';

const shared = {
  target: 'es2022',
  sourcemap: true,
  // One copy of every module for all entries of a format, so that an entry never carries its own.
  splitting: true,
  shims: true,
} as const;

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' },
    format: ['esm', 'cjs'],
    dts: true,
    clean: true,
  },
]);
