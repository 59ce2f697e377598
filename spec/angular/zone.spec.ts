import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** zone.js patches what all files of a Jest worker share, so what needs it runs in a process of its own. */
describe('the Angular entry with zone.js', () => {
  it('should pass what zoned.ts says', () => {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const { status, stderr } = spawnSync(
      process.execPath,
      [jest, '-c', join(__dirname, 'zoned.config.cjs'), '--runInBand'],
      { cwd: root, encoding: 'utf8' },
    );
    expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
  }, 60_000);
});
