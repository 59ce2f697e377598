import { type either } from 'fp-ts';
import { concat, finalize, interval, map, merge, of, take, tap, timer } from 'rxjs';
import { type Frame } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';
import {
  type DecodeFailure,
  decodeStt,
  decodeTts,
  type SttMessage,
  type TtsMessage,
} from '../../src/protocol';
import { recognizer, synthesizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { dialects, frameMaker } from './frameMaker';
import { show } from './schedule';
import { virtually } from './virtually';

type Message = TtsMessage | SttMessage;
type Decoded = either.Either<DecodeFailure, readonly Message[]>;
type Decode = (frame: Frame, redact?: (text: string) => string) => Decoded;

/** So many frames go through each decoder. */
const count = 500_000;

const types = new Set(
  [
    ['ready', 'audio', 'words', 'segment-start', 'segment-end', 'flushed', 'audio-end', 'cleared'],
    ['go-away', 'error', 'info', 'unknown', 'partial', 'final', 'utterance-end'],
  ].flat(),
);

/** What a value amounts to: its text, bytes and numbers, however deep they lie. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 1;
  // Lists of keys would take most of the time.
  for (const key in value) size += sizeOf((value as Record<string, unknown>)[key]);
  return size;
}

/** What is wrong with a value that must be plain and finite, if anything. */
function faultIn(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `the number ${value}`;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined;
  const parent: unknown = Object.getPrototypeOf(value);
  if (parent !== Object.prototype && parent !== Array.prototype) return 'a foreign prototype';
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return `a ${key}`;
    const fault = faultIn((value as Record<string, unknown>)[key]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What a decoder may make of a frame; where it is anything else, what that is. */
function complaint(frame: Frame, decoded: Decoded, looked: number): string | undefined {
  if (looked > 40_000) return `${looked} characters were searched for secrets`;
  if (decoded._tag === 'Left') {
    const { path, sample, message } = decoded.left;
    if (path.length > 100 || sample.length > 200 || message.length > 500) return 'a long failure';
    return message.endsWith('.') ? undefined : 'no sentence';
  }
  // What is read may name each part of the frame, and the fields that it adds are few.
  if (sizeOf(decoded.right) > 20 * frame.length + 1000) return 'more than was sent';
  for (const message of decoded.right) {
    if (!types.has(message.type)) return `the type ${message.type}`;
    if (message.type === 'info' || message.type === 'unknown') {
      if (message.name.length > 60 || message.sample.length > 200) return 'a long note';
    }
    if (message.type === 'error' && message.code.length > 60) return 'a long code';
    if (message.type === 'error' && message.message.length > 1000) return 'a long error';
  }
  return faultIn(decoded.right);
}

const named = [
  ['decodeTts', decodeTts],
  ['decodeStt', decodeStt],
] as const satisfies readonly (readonly [string, Decode])[];

/** Decodes a frame, counting the characters that secrets are looked for in. */
function tried(decode: Decode, frame: Frame): { decoded?: Decoded; wrong?: string | undefined } {
  let looked = 0;
  try {
    const decoded = decode(frame, (text) => {
      looked += text.length;
      return text;
    });
    return { decoded, wrong: complaint(frame, decoded, looked) };
  } catch (error) {
    return { wrong: `it threw ${String(error)}` };
  }
}

/** Everything that a frame could reach by way of prototypes. */
const prototypes = [Object, Array, Function, String, Number, Boolean, Uint8Array, Map, Set, Error];
const fingerprint = () =>
  prototypes
    .flatMap(({ prototype }) => [...Reflect.ownKeys(prototype), Object.isFrozen(prototype)])
    .map(String)
    .join();

// Most of the time would go into the stacks of JSON's errors.
const stackLines = Error.stackTraceLimit;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackLines));

const untouched = fingerprint();
afterEach(() => expect(fingerprint()).toBe(untouched));

describe.each(named)('%s', (name, decode: Decode) => {
  it(`should read ${count} generated frames, or say in a sentence why not`, () => {
    const next = frameMaker(name.length * 7919 + name.charCodeAt(6));
    const kinds = new Map<string, number>();
    const wrong: unknown[] = [];
    for (let i = 0; i < count && wrong.length < 5; i++) {
      const frame = next();
      const { decoded, wrong: what } = tried(decode, frame);
      if (what !== undefined) wrong.push({ frame, what });
      const kind = decoded?._tag === 'Right' ? (decoded.right[0]?.type ?? 'nothing') : 'a failure';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    show(`${name}: what the frames were`, JSON.stringify(Object.fromEntries(kinds)));

    expect(wrong).toEqual([]);
    // Each of them is reached thousands of times, failures too: the generator is neither too tame nor too wild.
    const rare = [...kinds].filter(([kind, hits]) => kind !== 'nothing' && hits < 1000);
    expect(rare).toEqual([]);
    expect(kinds.size).toBeGreaterThan(name === 'decodeTts' ? 11 : 7);
  });

  it('should read every dialect as it is', () => {
    const failed = dialects.filter((frame) => tried(decode, frame).wrong !== undefined);
    expect(failed).toEqual([]);
  });

  it.each([
    ['100 000 lists in each other', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['100 000 lists that do not end', '['.repeat(100_000)],
    ['100 000 objects in each other', '{"data":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    ['100 000 objects that do not end', '{"type":'.repeat(100_000)],
    ...['data', 'error', 'words', 'tokens', 'channel', 'word_timestamps', 'code', 'type'].flatMap(
      (key) =>
        ['audio_chunk', 'error', 'final_transcript', 'Results', 'timestamps', 'event', ''].map(
          (type): [string, string] => [
            `a ${type} with a deep ${key}`,
            `{"type":"${type}","${key}":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
          ],
        ),
    ),
    ['a million letters', 'a'.repeat(1_000_000)],
    ['a million quotes', '"'.repeat(1_000_000)],
    ['a million backslashes', `"${'\\'.repeat(1_000_000)}"`],
    ['a million half characters', '\ud83d'.repeat(1_000_000)],
    ['a million white spaces', ' '.repeat(1_000_000)],
    ['a type of a million letters', `{"type":"${'a'.repeat(1_000_000)}"}`],
    [
      'an error of a million letters',
      `{"type":"error","code":"${'c'.repeat(1e6)}","message":"${'m'.repeat(1e6)}"}`,
    ],
    ['an error code of a million digits', `{"error_code":"${'4'.repeat(1e6)}","error":"x"}`],
    ['a number of a million digits', `{"type":"audio_end","duration":${'9'.repeat(1_000_000)}}`],
    ['audio of a million letters', `{"type":"audio_chunk","data":"${'A'.repeat(1_000_000)}"}`],
    ['audio of a million wrong letters', `{"type":"audio_chunk","data":"${'A'.repeat(999_999)}!"}`],
    ['audio of a million pads', `{"type":"audio_chunk","data":"${'='.repeat(1_000_000)}"}`],
    ['a session of a million letters', `{"type":"ready","session_id":"${'s'.repeat(1_000_000)}"}`],
    ['a million names', `{${Array.from({ length: 100_000 }, (_, i) => `"key${i}":1`).join()}}`],
    ['a million bytes', new Uint8Array(1_000_000)],
  ])('should bear %s', (_, frame: Frame) => {
    expect(tried(decode, frame).wrong).toBeUndefined();
  });
});

/** JSON that counts how often its parts are looked at. */
function counting<T>(value: T, looked: () => void): T {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, key, self) => {
      looked();
      return counting(Reflect.get(target, key, self), looked);
    },
  });
}

describe('the work for a frame', () => {
  afterEach(() => void jest.restoreAllMocks());

  /** How many parts of it are looked at. */
  function workFor(decode: Decode, frame: string): number {
    let looks = 0;
    const real = JSON.parse;
    const spy = jest
      .spyOn(JSON, 'parse')
      .mockImplementation((text) => counting(real(text) as unknown, () => looks++));
    const decoded = decode(frame);
    spy.mockRestore();
    expect(decoded._tag).toBe('Right');
    return looks;
  }

  const word = { word: 'so', start: 1, end: 2, start_ms: 1, end_ms: 2, text: 'so', speaker: 1 };
  const list = <T>(item: T, length: number) => Array<T>(length).fill(item);
  const sized: [string, Decode, (n: number) => object][] = [
    [
      'three lists of words',
      decodeTts,
      (n) => ({
        type: 'timestamps',
        word_timestamps: { words: list('so', n), start: list(1, n), end: list(2, n) },
      }),
    ],
    ['a list of words', decodeTts, (n) => ({ type: 'timestamps', word_timestamps: list(word, n) })],
    [
      'a transcript',
      decodeStt,
      (n) => ({ type: 'final_transcript', transcript: 'so', words: list(word, n) }),
    ],
    [
      'segments',
      decodeStt,
      (n) => ({
        type: 'final_transcript',
        transcript: 'so',
        segments: list({ start: 1, end: 2 }, n),
      }),
    ],
    [
      'results',
      decodeStt,
      (n) => ({ type: 'Results', channel: { alternatives: list({ words: list(word, 3) }, n) } }),
    ],
    [
      'tokens that all are one word',
      decodeStt,
      (n) => ({ tokens: list({ text: 'so', start_ms: 1, end_ms: 2, is_final: true }, n) }),
    ],
    [
      'tokens that all end something',
      decodeStt,
      (n) => ({ tokens: list({ text: '<fin>', is_final: true }, n) }),
    ],
    [
      'tokens of words and ends',
      decodeStt,
      (n) => ({
        tokens: list(
          [{ text: ' so', start_ms: 1, end_ms: 2, is_final: true }, { text: '<end>' }],
          n,
        ).flat(),
      }),
    ],
  ];

  it.each(sized)('should grow with its length and no faster: %s', (_, decode, frame) => {
    const [once, twice] = [1000, 2000].map((n) => workFor(decode, JSON.stringify(frame(n))));

    expect(once).toBeGreaterThan(1000);
    expect(twice! / once!).toBeLessThanOrEqual(2);
  });
});

describe('whole sessions fed with generated frames', () => {
  const ready = '{"type":"ready"}';

  /** A gateway that says `ready`, and then frames that are made, one a ms. */
  const babble = (seed: number): Gateway => {
    const next = frameMaker(seed);
    return () => concat(of(ready), interval(1).pipe(map(next)));
  };
  const settings = (seed: number) => ({
    gateway: { url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(babble(seed)) },
    model: 'some/model:1',
    backoff: { initial: 1, jitter: 'none' as const },
  });
  /** Events and statuses as they come; none of them is longer than a note may be. */
  const longest = { is: 0 };
  const measured = <T>(value: T) => {
    longest.is = Math.max(longest.is, JSON.stringify(value).length);
    return value;
  };

  const speaking = (seed: number) => () => {
    const tts = synthesizer({ ...settings(seed), sampleRate: 8000 });
    const told$ = merge(tts.events$, tts.status$).pipe(tap(measured));
    told$.subscribe();
    return tts.speak('So it is.').pipe(finalize(() => tts.close()));
  };
  const hearing = (seed: number) => () => {
    const stt = recognizer(settings(seed));
    merge(stt.events$, stt.status$).pipe(tap(measured)).subscribe();
    const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
    const chunk = { data: new Uint8Array(320), format };
    const audio$ = timer(0, 20).pipe(
      take(10),
      map(() => chunk),
    );
    return stt.transcribe(audio$).pipe(finalize(() => stt.close()));
  };

  it.each([
    ['a turn', speaking],
    ['a transcription', hearing],
  ] as const)('should bring %s to an end, well or with a typed error', (_, session) => {
    longest.is = 0;
    const wrong: unknown[] = [];
    let errors = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { error, hung } = virtually<unknown>(session(seed * 104_729));
      if (hung || (error !== undefined && !isVoiceError(error))) wrong.push({ seed, hung, error });
      if (error !== undefined) errors++;
    }

    expect(wrong).toEqual([]);
    expect(errors).toBeGreaterThan(0);
    expect(longest.is).toBeLessThan(20_000);
  });
});
