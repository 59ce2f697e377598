const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { buildSync } = require('esbuild');

/** Jest's `globalSetup`: worker threads cannot run TypeScript, so theirs is bundled from source before the specs start. */
module.exports = function bundleWorkers() {
  const root = join(__dirname, '../..');
  const folder = join(root, 'node_modules/.cache/rxjs-voice');
  mkdirSync(folder, { recursive: true });
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['src/node/flite/fliteWorker.ts', 'src/node/soundswallower/earsWorker.ts'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2022',
    outExtension: { '.js': '.mjs' },
    write: false,
  });
  // Jest runs CommonJS, and this optional package is an ES module that looks for its files beside itself.
  const fvad = buildSync({
    absWorkingDir: root,
    entryPoints: ['node_modules/@echogarden/fvad-wasm/fvad.js'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'fvadUrl' },
    banner: {
      js: `const fvadUrl = require('node:url').pathToFileURL(${JSON.stringify(join(root, 'node_modules/@echogarden/fvad-wasm/fvad.js'))}).href;`,
    },
    outExtension: { '.js': '.cjs' },
    write: false,
  });
  for (const { path, text } of [...outputFiles, ...fvad.outputFiles]) {
    const target = join(folder, basename(path));
    if (contentOf(target) === text) continue;
    // Another run may be reading it: put it in place in one step.
    writeFileSync(`${target}.${process.pid}`, text);
    renameSync(`${target}.${process.pid}`, target);
  }
};

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
