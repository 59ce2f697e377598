// Sees to it that there is a Chromium for the end-to-end tests: the one of CHROMIUM, or of the system, or Debian's, installed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const ours = '/usr/bin/chromium';

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => runs(join(folder, name)));

function install() {
  for (const args of [
    ['update', '--quiet'],
    ['install', '--quiet', '--yes', '--no-install-recommends', 'chromium'],
  ]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0) return `apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`;
  }
  return runs(ours) ? undefined : `Debian's chromium was installed, but is not at ${ours}.`;
}

function missing() {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    return runs(named) ? undefined : `CHROMIUM names ${named}, which cannot be run.`;
  }
  if (runs(ours)) return undefined;
  if (process.getuid?.() === 0 && onPath('apt-get')) return install();
  return `The end-to-end tests need a Chromium, and there is none at ${ours}. Install one, or name it: CHROMIUM=/path/to/chromium npm run e2e`;
}

const problem = missing();
if (problem !== undefined) {
  console.error(`error: ${problem}`);
  process.exitCode = 1;
}
