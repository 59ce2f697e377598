import { buildSync } from 'esbuild';
import { partOf, partsOf } from '../../scripts/size/partsOf';
import { limit, report } from '../../scripts/size/report';

describe('the size of an application', () => {
  it.each([
    ['../src/sessions/turns.ts', 'src/sessions'],
    ['/home/me/node_modules/io-ts/es6/index.js', 'io-ts'],
    ['node_modules/@scope/name/src/deep/file.js', '@scope/name'],
    ['node_modules/outer/node_modules/inner/index.js', 'inner'],
    ['scripts/size/application.ts', 'scripts/size/application.ts'],
  ])('should be told by package and folder: %s', (source, part) => {
    expect(partOf(source)).toBe(part);
  });

  it('should count every byte once, those of other alphabets too', () => {
    const [map, bundle] = buildSync({
      stdin: { contents: 'console.log("é", 1);\nconsole.log("more");', sourcefile: 'src/a/b.ts' },
      charset: 'utf8',
      minify: true,
      sourcemap: 'external',
      write: false,
      outdir: 'out',
    }).outputFiles;
    const parts = partsOf(bundle!.text, map!.text);

    expect(parts.map(({ name }) => name)).toEqual(['src/a']);
    expect(parts[0]!.min).toBe(bundle!.contents.length - 1); // Less the end of the line.
  });

  it('should be shown beside its limit', () => {
    const text = report({
      min: 100_000,
      gzip: 40_000,
      brotli: 35_000,
      parts: [{ name: 'src/a', min: 1234 }],
    });

    expect(text).toContain(`   40.0 kB  gzip, of ${(limit / 1000).toFixed(1)} kB at most`);
    expect(text).toContain('    1.2 kB  src/a');
  });
});
