import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '../..');
const script = join(root, '.cache/spec-exits/chaos.mjs');

beforeAll(() => {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['spec/proof/chaos.ts'],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'es2022',
  });
});

/** Runs the script as a process of its own, which is ended where it does not end. */
const run = () =>
  new Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>((resolve) => {
    const child = execFile(process.execPath, [script], { timeout: 25_000 }, (_, out, err) =>
      resolve({ code: child.exitCode ?? child.signalCode, out, err }),
    );
  });

describe('a process with sessions under every fault, some of them left', () => {
  it('should end by itself, with nothing unhandled and no warning', async () => {
    const { code, out, err } = await run();

    expect({ code, err }).toEqual({ code: 0, err: '' });
    const did = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, number>;
    // Each of it happened.
    expect(did.sessions).toBeGreaterThan(200);
    for (const key of ['completed', 'failed', 'left', 'faults'])
      expect(did[key]).toBeGreaterThan(20);
  });
});
