import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../docs/recipes');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => name.replace('.ts', ''));

/** A run of spaces is one: diagrams are aligned differently in a comment and in a spec. */
const squeezed = (text: string) => text.replace(/\s+/g, ' ');

/** The rows of the diagram in a recipe's first comment: a name, two spaces or more, its marbles, and perhaps what they mean. */
const diagramOf = (recipe: string) =>
  (/ \* ```text\n(.*?) \* ```\n/s.exec(recipe)?.[1] ?? '')
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => row.replace(/^ \* /, '').split(/ {2,}/))
    .map(([name, marbles]) => ({ name, marbles }));

describe('the recipe shelf', () => {
  const index = readFileSync(join(folder, 'README.md'), 'utf8');

  it('should hold at least twelve recipes', () => {
    expect(names.length).toBeGreaterThanOrEqual(12);
  });

  it.each(names)('should have a spec beside %s, and a line in the index', (name) => {
    expect(existsSync(join(folder, `${name}.spec.ts`))).toBe(true);
    expect(index).toContain(`[${name}](${name}.ts)`);
  });

  it.each(names)('should draw of %s what its spec asserts', (name) => {
    const recipe = readFileSync(join(folder, `${name}.ts`), 'utf8');
    const spec = squeezed(readFileSync(join(folder, `${name}.spec.ts`), 'utf8'));
    const rows = diagramOf(recipe);

    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(
      rows.filter(({ marbles = '?' }) => !new RegExp(`['\` ]${escaped(marbles)}['\` ]`).test(spec)),
    ).toEqual([]);
  });

  it.each(names)('should import the package in %s as its readers do', (name) => {
    for (const file of [`${name}.ts`, `${name}.spec.ts`]) {
      const text = readFileSync(join(folder, file), 'utf8');
      const modules = [...text.matchAll(/from '([^']+)'/g)].map(([, module]) => module ?? '');

      expect(modules.filter((module) => module.startsWith('../'))).toEqual([]);
    }
  });

  it.each(names)('should keep %s to about a screen', (name) => {
    expect(readFileSync(join(folder, `${name}.ts`), 'utf8').split('\n').length).toBeLessThanOrEqual(
      80,
    );
  });
});

const escaped = (marbles: string) => squeezed(marbles).replace(/[|()#^$.*+?[\]\\{}]/g, '\\$&');
