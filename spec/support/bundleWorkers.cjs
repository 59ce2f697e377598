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
  for (const { path, text } of outputFiles) {
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
