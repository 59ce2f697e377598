import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newest, oldest } from '../../scripts/desk/prepare/newest';
import { prepareDesk } from '../../scripts/desk/prepare/prepareDesk';
import { runProgram } from '../../scripts/desk/prepare/runProgram';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'desk-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A file that changed at this second. */
function file(name: string, second: number): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '');
  utimesSync(path, second, second);
  return path;
}

describe('what is older than its source', () => {
  it('should be found in folders too', () => {
    const old = file('src/deep/old.ts', 100);
    const young = file('src/deep/young.ts', 300);
    const missing = join(folder, 'missing');

    // A folder changes when a file in it is taken away.
    utimesSync(join(folder, 'src/deep'), 200, 200);
    expect(newest([join(folder, 'src')])).toBe(300_000);
    utimesSync(join(folder, 'src/deep'), 400, 400);
    expect(newest([join(folder, 'src')])).toBe(400_000);
    expect(newest([old])).toBe(100_000);
    expect([newest([missing]), newest([missing], 0)]).toEqual([Infinity, 0]);
    expect(oldest([old, young])).toBe(100_000);
    expect(oldest([old, missing])).toBe(0);
  });
});

describe('runProgram', () => {
  it('should say what failed, with all that was said', async () => {
    const script = 'console.log("out"); console.error("a type is wrong"); process.exit(3)';
    const failing = runProgram(process.execPath, ['-e', script], {
      purpose: 'build the page',
      folder,
    });

    await expect(failing).rejects.toThrow(/^could not build the page: .* ended with 3\.\n\n/);
    await expect(failing).rejects.toThrow('a type is wrong');
  });

  it('should say that there is no such program', async () => {
    await expect(
      runProgram('no-such-program-here', [], { purpose: 'install', folder }),
    ).rejects.toThrow(/^could not install: no-such-program-here .* did not start: /);
  });

  it('should go on behind one that ends well', async () => {
    await expect(
      runProgram(process.execPath, ['-e', ''], { purpose: 'do nothing', folder }),
    ).resolves.toBeUndefined();
  });
});

describe('prepareDesk', () => {
  it('should say that the application is not there', async () => {
    await expect(prepareDesk(folder, (_doing, step) => step())).rejects.toThrow(
      'did not find the Angular application',
    );
  });
});
