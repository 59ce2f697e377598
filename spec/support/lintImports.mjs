import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

// Lints, for each `[folder, import]` of its argument, a file of that folder that imports that, and prints what the rules about
// imports say. A program of its own: Jest's modules cannot load ESLint's configuration.

const rules = new Set([
  'import-x/no-restricted-paths',
  'no-restricted-globals',
  'no-restricted-properties',
]);
const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => rules.has(ruleId),
  // None of them asks for types, which take long.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

const found = [];
for (const [folder, code] of JSON.parse(process.argv[2])) {
  const [{ messages }] = await eslint.lintText(`${code}\n`, { filePath: `src/${folder}/index.ts` });
  found.push(messages.map(({ message }) => message));
}
console.log(JSON.stringify(found));
