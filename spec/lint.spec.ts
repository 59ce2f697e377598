import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What the linter says of each file: its folder, and its only line. */
function lint(files: readonly (readonly [folder: string, code: string])[]): string[][] {
  const program = join(__dirname, 'support/lintImports.mjs');
  const out = execFileSync(process.execPath, [program, JSON.stringify(files)], {
    encoding: 'utf8',
  });
  return JSON.parse(out) as string[][];
}

describe('the floors of the house', () => {
  it('should be held by the linter', () => {
    const refused = [
      ['errors', "import '../audio';"],
      ['audio', "import '../operators';"],
      ['connection', "import '../protocol';"],
      ['protocol', "import '../connection';"],
      ['operators', "import '../sessions';"],
      ['sessions', "import '../gateway';"],
      ['gateway', "import '../sessions';"],
      ['gateway', "import '../node';"],
      ['node', "import '../testing';"],
      ['testing', "import '../node';"],
      ['node', "import '../cli/run';"],
      ['cli', "import '../index';"],
    ] as const;
    const allowed = [
      ['audio', "import '../errors';"],
      ['sessions', "import '../operators';"],
      ['cli', "import '../node';"],
    ] as const;

    const complaints = lint([...refused, ...allowed]);

    for (const [i, [folder, code]] of [...refused, ...allowed].entries()) {
      const message = expect.stringContaining(`src/${folder} stands on floor`);
      expect({ folder, code, said: complaints[i] }).toEqual({
        folder,
        code,
        said: i < refused.length ? [message] : [],
      });
    }
  }, 60_000);

  it('should have one clock, and no Node below the entries', () => {
    const [timer, now, buffer, above] = lint([
      ['operators', 'setTimeout(() => undefined, 1);'],
      ['sessions', 'export const now = Date.now();'],
      ['audio', 'export const bytes = Buffer.alloc(1);'],
      ['node', 'setTimeout(() => undefined, 1);'],
    ]);

    expect(timer).toEqual([expect.stringContaining('One clock')]);
    expect(now).toEqual([expect.stringContaining('One clock')]);
    expect(buffer).toEqual([expect.stringContaining('use Uint8Array')]);
    expect(above).toEqual([]);
  }, 60_000);
});
