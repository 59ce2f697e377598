import { buildSync } from 'esbuild';
import { defineConfig } from 'tsup';

// Runs on the browser's audio thread, where nothing can be imported: one file, all in it. It is shipped beside the entries, for
// pages whose content security policy wants a file, and inlined into the browser's entry, for bundlers that need no setting.
const inlined = buildSync({
  entryPoints: ['src/browser/worklet/worklet.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  write: false,
}).outputFiles[0];

const shared = {
  target: 'es2022',
  sourcemap: true,
  // One copy of every module for all entries of a format, so that an entry never carries its own.
  splitting: true,
  shims: true,
  define: { __VOICE_WORKLET__: JSON.stringify(inlined?.text ?? '') },
} as const;

const entries = {
  index: 'src/index.ts',
  node: 'src/node/index.ts',
  testing: 'src/testing/index.ts',
  browser: 'src/browser/index.ts',
  angular: 'src/angular/index.ts',
  opentelemetry: 'src/opentelemetry/index.ts',
};

// Worker threads start from files of their own, found by name beside the entries. Both builds start the ESM one.
const workers = {
  fliteWorker: 'src/node/flite/fliteWorker.ts',
  earsWorker: 'src/node/soundswallower/earsWorker.ts',
};

// What the bundled types do not reach is left out anyhow, and what they do reach must be there.
const dts = { entry: entries, only: true, compilerOptions: { stripInternal: false } };

// The package's scripts empty the folder first: builds that each clean it would race.
export default defineConfig(({ dts: withTypes = true }) => {
  const esm = {
    ...shared,
    entry: { ...entries, ...workers, cli: 'src/cli/main.ts' },
    format: 'esm',
  } as const;
  // Without types it is built to run the command, as the demo does.
  if (!withTypes) return [esm];
  return [
    esm,
    { ...shared, entry: entries, format: 'cjs' },
    {
      entry: { worklet: 'src/browser/worklet/worklet.ts' },
      format: 'iife',
      outExtension: () => ({ js: '.js' }),
      minify: true,
      target: 'es2022',
    },
    { entry: entries, format: ['esm', 'cjs'], dts },
  ];
});
