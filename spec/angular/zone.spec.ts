import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** zone.js patches what all files of a Jest worker share, so what needs it runs in a process of its own. */
describe('the Angular entry with zone.js', () => {
  it('should pass what zoned.ts says', () => {
    const unit = require('../../jest.config.cjs') as object;
    const config = {
      ...unit,
      rootDir: root,
      roots: [__dirname],
      testMatch: [join(__dirname, 'zoned.ts')],
      coverageThreshold: {},
    };
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const { status, stderr } = spawnSync(
      process.execPath,
      [jest, '--config', JSON.stringify(config), '--runInBand'],
      { cwd: root, encoding: 'utf8' },
    );
    expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
  });
});
