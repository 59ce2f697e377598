const { execFileSync } = require('node:child_process');
const { cpSync, readdirSync, rmSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '../../..');
const built = join(root, 'dist');

/** Jest's `globalSetup`: builds the package where that is missing or older than its source, the desk, and what the test page runs. */
module.exports = function prepare() {
  if (newest(join(root, 'src')) > oldestOf(['index.d.ts', 'index.cjs', 'worklet.js'])) {
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  execFileSync('npm', ['run', '--silent', 'desk', '--', '--build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Beside the worker threads of the desk, which are found there.
  buildSync({
    absWorkingDir: root,
    entryPoints: ['spec/e2e/support/serveDesk.ts'],
    outfile: '.cache/desk/serveDesk.js',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    target: 'node20',
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
  const desk = join(root, '.cache/e2e/desk');
  rmSync(desk, { recursive: true, force: true });
  cpSync(join(root, 'examples/angular/dist/desk/browser'), desk, { recursive: true });
  cpSync(join(root, '.cache/e2e/recorder.js'), join(desk, 'recorder.js'));
};

const oldestOf = (names) => Math.min(...names.map((name) => timeOf(join(built, name))));

function timeOf(path) {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs),
  );
