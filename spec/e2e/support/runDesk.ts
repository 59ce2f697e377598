import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** Runs the desk as `npm run desk` does, for the tests of a file. */
export function runDesk(): { url(): string } {
  let desk: ChildProcess | undefined;
  let url = '';

  beforeAll(async () => {
    // Beside the page, whose content security policy takes scripts from there alone.
    copyFileSync(
      join(root, '.cache/e2e/recorder.js'),
      join(root, 'examples/angular/dist/desk/browser/recorder.js'),
    );
    desk = spawn(process.execPath, ['.cache/desk/desk.js', '--port', '0'], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    for await (const text of desk.stdout!) {
      told += String(text);
      url = /http:\/\/\S+/.exec(told)?.[0] ?? '';
      if (url !== '') break;
    }
    expect(url).not.toBe('');
  });
  afterAll(async () => {
    if (desk?.exitCode !== null) return;
    desk.kill('SIGTERM');
    await once(desk, 'exit');
  });

  return { url: () => url };
}
