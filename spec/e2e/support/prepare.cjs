const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '../../..');
const built = join(root, 'dist');

/** Jest's `globalSetup`: builds the package where that is missing or older than its source, and what the test page runs. */
module.exports = function prepare() {
  // Builds the package first, where that is older than its source.
  execFileSync('npm', ['run', 'desk', '--', '--build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const page = join(root, 'spec/e2e/page');
  buildSync({
    absWorkingDir: root,
    entryPoints: ['page', 'tap', 'recorder'].map((name) => join(page, `${name}.ts`)),
    outdir: join(root, '.cache/e2e'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    // The package as it is published: neither the source nor the paths of the repository's own compiler.
    tsconfigRaw: {},
    alias: {
      'rxjs-voice': join(built, 'index.js'),
      'rxjs-voice/browser': join(built, 'browser.js'),
      'rxjs-voice/testing': join(built, 'testing.js'),
    },
  });
};
