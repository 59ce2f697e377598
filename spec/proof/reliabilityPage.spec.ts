import { existsSync, readFileSync } from 'node:fs';
import { faults } from '../../src/gateway';

const page = readFileSync('docs/reliability.md', 'utf8');

/** The cells of the first table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const proofsIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);

describe('docs/reliability.md', () => {
  it('should have a row for every fault', () => {
    const named = tableUnder('Every fault').map(([name = '']) => name.replaceAll('`', ''));

    expect([...named].sort()).toEqual(Object.keys(faults).sort());
  });

  it('should have a row for each of the 26 quirks', () => {
    const numbers = tableUnder('Quirks of routes').map(([number]) => Number(number));

    expect(numbers).toEqual(Array.from({ length: 26 }, (_, i) => i + 1));
  });

  it('should say of each what is done, and name specs that are there', () => {
    for (const row of [...tableUnder('Every fault'), ...tableUnder('Quirks of routes')]) {
      const proofs = proofsIn(row.at(-1));
      expect(row).not.toContain('');
      expect(proofs.length).toBeGreaterThan(0);
      expect(proofs.filter((path) => !existsSync(path))).toEqual([]);
    }
  });

  it('should name no spec that is not there', () => {
    const named = [...page.matchAll(/`(spec\/[^`]+\.ts)`/g)].map(([, path = '']) => path);

    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
