const { join } = require('node:path');
const { buildSync } = require('esbuild');

/** Bundles the command and its workers from source, for specs that run it as a process of its own. Gives its path. */
module.exports = function bundleCli() {
  const root = join(__dirname, '../..');
  const folder = join(root, '.cache/spec-cli');
  buildSync({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli/main.ts',
      fliteWorker: 'src/node/flite/fliteWorker.ts',
      earsWorker: 'src/node/soundswallower/earsWorker.ts',
    },
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
  });
  return join(folder, 'cli.js');
};
