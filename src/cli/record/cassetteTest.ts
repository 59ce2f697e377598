import { isVoiceError } from '../../errors';
import { type Cassette, tapeServices, type TapeService } from '../../gateway';
import { type Replayed, replayService } from './replayService';

/**
 * A test, and how a session of ours deviates from the tape, if it does.
 *
 * @internal
 */
export interface CassetteTest {
  readonly code: string;
  readonly deviation: string | undefined;
}

/**
 * Writes the marble test of a cassette: for each service on it a session that is given what the recorded one was given, and the diagram
 * of what came of it. It passes as it is.
 *
 * @param name - the cassette, as people call it
 * @param path - where it is, from the test
 * @internal
 */
export function cassetteTest(name: string, path: string, cassette: Cassette): CassetteTest {
  const found = ['tts', 'stt'].flatMap((service) => {
    const first = tapeServices(cassette).find((one) => one.service === service);
    return first === undefined
      ? []
      : [{ service: first, replayed: replayService(cassette, first) }];
  });
  const cases = found.map(({ service, replayed }) => caseOf(service, replayed));
  const code = [
    `// What happened in ${name}, as a marble test. It passes as it is: change a diagram to what should have happened,`,
    '// and it fails until that does.',
    "import { join } from 'node:path';",
    "import { cold, marbleTest } from 'jest-marbles';",
    importOf('rxjs', cases),
    importOf('rxjs-voice', cases),
    "import { readCassette } from 'rxjs-voice/node';",
    importOf('rxjs-voice/testing', cases),
    '',
    `const cassette = readCassette(join(__dirname, ${quoted(path)}));`,
    '',
    `describe(${quoted(name)}, () => {`,
    cases
      .map(({ lines }) => lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n'))
      .join('\n\n'),
    '});',
    '',
  ].join('\n');
  const deviation = found
    .map(({ replayed: { stream } }) => stream.error)
    .find((error) => isVoiceError(error, 'socket-closed') && error.reason.startsWith('Tape line'));
  return {
    code,
    deviation: isVoiceError(deviation, 'socket-closed') ? deviation.reason : undefined,
  };
}

type Module = 'rxjs' | 'rxjs-voice' | 'rxjs-voice/testing';

interface Case {
  readonly lines: readonly string[];
  readonly uses: Readonly<Record<Module, readonly string[]>>;
}

function importOf(module: Module, cases: readonly Case[]): string {
  const names = [...new Set(cases.flatMap(({ uses }) => uses[module]))].sort((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  );
  return `import { ${names.join(', ')} } from '${module}';`;
}

function caseOf({ service, route }: TapeService, replayed: Replayed): Case {
  const { options, interruptedAt, stream } = replayed;
  const speaks = service === 'tts';
  const session = speaks ? 'tts' : 'stt';
  const source = speaks ? 'sentText' : 'sentAudio';
  const operator = speaks ? 'speak' : 'transcribe';
  const factory = speaks ? 'synthesizer' : 'recognizer';
  // Values that come while a group is still open have no place in a diagram: then it is a list, at its end.
  const listed = stream.moved > 0;
  const failed = 'error' in stream && !listed;
  const steps = [
    `${operator}(${session})`,
    ...(interruptedAt === undefined ? [] : [`takeUntil(timer(${interruptedAt}))`]),
    'map(readable)',
    ...(listed
      ? [
          'materialize()',
          "map((heard) => (heard.kind === 'N' ? heard.value : heard.kind))",
          'toArray()',
        ]
      : []),
    `finalize(() => ${session}.close())`,
  ];
  const ending = 'error' in stream ? 'E' : 'C';
  const expected = listed
    ? [`const heard = ${JSON.stringify([...replayed.values, ending], null, 2)};`]
    : replayed.code.trimEnd().split('\n');

  return {
    uses: {
      rxjs: [
        'finalize',
        'map',
        ...(interruptedAt === undefined ? [] : ['takeUntil', 'timer']),
        ...(listed ? ['materialize', 'toArray'] : []),
      ],
      'rxjs-voice': [operator, factory],
      'rxjs-voice/testing': ['fakeSocket', 'readable', 'replayCassette', source],
    },
    lines: [
      `it('${speaks ? 'should speak' : 'should hear'} as it was recorded', marbleTest(() => {`,
      `  const socket = fakeSocket(replayCassette(cassette));`,
      `  const ${session} = ${factory}({`,
      `    gateway: { url: 'ws://tape', token: 'any', route: '${route}', socket },`,
      ...Object.entries(options).map(([key, value]) => `    ${key}: ${written(value)},`),
      "    backoff: { jitter: 'none' }, // so that every run is the same",
      '  });',
      ...expected
        .flatMap((line) => line.split('\n'))
        .map((line) => (line === '' ? '' : `  ${line}`)),
      ...(failed ? [`  const failure = expect.objectContaining(${factsOf(stream.error)});`] : []),
      '',
      `  const heard$ = ${source}(cassette).pipe(`,
      ...steps.map((step) => `    ${step},`),
      '  );',
      listed
        ? `  expect(heard$).toBeObservable(cold('${replayed.endedAt}ms (a|)', { a: heard }));`
        : `  expect(heard$).toBeObservable(cold(heard, values${failed ? ', failure' : ''}));`,
      '}));',
    ],
  };
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const written = (value: unknown) =>
  typeof value === 'string' ? quoted(value) : JSON.stringify(value);

/** What tells one failure from another. */
function factsOf(error: unknown): string {
  if (isVoiceError(error, 'socket-closed')) {
    return `{ code: '${error.code}', closeCode: ${error.closeCode} }`;
  }
  if (isVoiceError(error, 'socket-refused')) {
    return `{ code: '${error.code}', status: ${error.status} }`;
  }
  return isVoiceError(error) ? `{ code: '${error.code}' }` : '{}';
}
