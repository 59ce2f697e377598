import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');
const pages = [
  'docs/recipes/README.md',
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The design is a contract, with sketches in it. */
const taught = pages.filter((page) => page !== 'docs/design.md');

/** The TypeScript examples of a page that are whole programs: they import what they use. */
const examplesIn = (page: string): string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code]) => code ?? '')
    .filter((code) => code.startsWith('import '));

const examples = new Map(
  taught.flatMap((page) =>
    examplesIn(page).map((code, i) => [join(root, `${page}.${i + 1}.ts`), code] as const),
  ),
);

describe('the documentation', () => {
  it('should have examples that compile', () => {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
      ts.sys.readFile(path),
    ) as {
      config: { compilerOptions: object };
    };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
    const host = ts.createCompilerHost(options);
    const disk = { ...host };
    host.fileExists = (name) => examples.has(name) || disk.fileExists(name);
    host.getSourceFile = (name, version, ...rest) => {
      const code = examples.get(name);
      return code === undefined
        ? disk.getSourceFile(name, version, ...rest)
        : ts.createSourceFile(name, `${code}\nexport {};`, version);
    };
    const program = ts.createProgram(
      [...examples.keys()],
      {
        ...options,
        noUnusedLocals: false,
        paths: {
          'rxjs-voice': [join(root, 'src/index.ts')],
          'rxjs-voice/node': [join(root, 'src/node/index.ts')],
          'rxjs-voice/testing': [join(root, 'src/testing/index.ts')],
          'rxjs-voice/browser': [join(root, 'src/browser/index.ts')],
          'rxjs-voice/angular': [join(root, 'src/angular/index.ts')],
          'rxjs-voice/opentelemetry': [join(root, 'src/opentelemetry/index.ts')],
        },
      },
      host,
    );
    const wrong = [...examples.keys()].flatMap((name) =>
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(name))
        .map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
    );

    expect(examples.size).toBeGreaterThan(4);
    expect(wrong).toEqual([]);
  }, 60_000);

  it('should name specs that exist', () => {
    const named = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/`(spec\/[^`*…]+\.ts)`/g)].map(
        ([, spec = '']) => ({ page, spec }),
      ),
    );

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ spec }) => !ts.sys.fileExists(join(root, spec)))).toEqual([]);
  });

  it('should name a proof for each problem that goes wrong elsewhere', () => {
    const text = readFileSync(join(root, 'docs/why.md'), 'utf8');
    const rows = text
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);

    expect(rows.length).toBeGreaterThanOrEqual(14);
    expect(rows.filter((row) => !/`spec\/.*`|\]\(/.test(row.split('|')[3] ?? ''))).toEqual([]);
  });

  it('should have links that lead somewhere', () => {
    const broken = pages.flatMap((page) => {
      const text = readFileSync(join(root, page), 'utf8');
      return [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !ts.sys.fileExists(join(root, page, '..', target)))
        .map((target) => `${page}: ${target}`);
    });

    expect(broken).toEqual([]);
  });
});
