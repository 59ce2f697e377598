import { existsSync } from 'node:fs';
import eslint from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import rxjsX from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

// The house, from the ground up. A file imports from its own folder or from a lower floor.
const floors = [
  ['errors'],
  ['audio'],
  ['connection', 'protocol'],
  ['operators'],
  ['sessions', 'gateway'],
  ['node', 'browser', 'angular', 'opentelemetry', 'testing'],
  ['cli'],
];

const floorZones = floors.flatMap((rooms, level) =>
  rooms.map((room) => ({
    target: `./src/${room}`,
    from: [
      './src/index.ts',
      ...floors
        .slice(level)
        .flatMap((others) => others.filter((other) => other !== room))
        .map((other) => `./src/${other}`),
    ],
    message: `src/${room} stands on floor ${level}: it imports from its own folder or a lower floor only.`,
  })),
);

const clocks = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'queueMicrotask',
  'performance',
].map((name) => ({
  name,
  message: 'One clock: use an RxJS timer, and asyncScheduler.now() to read the time.',
}));

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/.angular/',
      'coverage/',
      'docs/api/',
      'spec/fixtures/',
      'node_modules/',
    ],
  },
  // The desk is a project of its own: without its packages there are no types to check it by.
  {
    ignores: existsSync(new URL('examples/angular/node_modules', import.meta.url))
      ? []
      : ['examples/'],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      rxjsX.configs.recommended,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: floorZones }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // `retryWhen` is what the package is built on; it stands in connection/reconnect.ts alone.
      '@typescript-eslint/no-deprecated': 'error',
      'max-lines': ['error', 250],
    },
  },
  {
    files: ['src/{errors,audio,connection,protocol,operators,sessions,gateway}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...clocks,
        { name: 'Buffer', message: 'These floors also run in browsers: use Uint8Array.' },
        { name: 'process', message: 'These floors also run in browsers.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'One clock: read asyncScheduler.now().' },
      ],
    },
  },
  {
    files: ['spec/**/*.ts', 'docs/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      'rxjs-x/no-ignored-subscription': 'off',
    },
  },
  {
    // Their types are those of the built package and of an installation of their own; their own build checks them.
    files: ['examples/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: Object.fromEntries(
      Object.keys(rxjsX.configs.recommended.rules).map((rule) => [rule, 'off']),
    ),
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      globals: {
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        queueMicrotask: 'readonly',
      },
    },
  },
);
