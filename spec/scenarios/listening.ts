import {
  catchError,
  concat,
  concatMap,
  defer,
  filter,
  from,
  ignoreElements,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  Subject,
  take,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { type VoiceError } from '../../src/errors';
import { faults, sttGateway } from '../../src/gateway';
import { finals, frameAudio } from '../../src/operators';
import { type SpeechEvent } from '../../src/protocol';
import { type Recognizer, transcribe } from '../../src/sessions';
import { script, type ScriptLine, tone, words } from '../../src/testing';
import {
  behindEach,
  behindFirst,
  chunk,
  codeOf,
  ears,
  hearing,
  inShort,
  type SessionCase,
} from './kit';

const says =
  (...lines: readonly ScriptLine[]) =>
  () =>
    script(lines, hearing);
const chunks = (letters: string) => from(letters.split('')).pipe(map((letter) => chunk(letter)));

/** What to do when something was heard, by how that reads in short, once each. */
type Steps = Readonly<Record<string, (audio: Subject<AudioChunk>) => void>>;
const complete = (audio: Subject<AudioChunk>) => audio.complete();
const say = (letters: string) => (audio: Subject<AudioChunk>) =>
  letters.split('').forEach((letter) => audio.next(chunk(letter)));

/** Hears audio that goes on where something was heard. */
function conversation(stt: Recognizer, first: string, steps: Steps): Observable<string> {
  return defer(() => {
    const audio = new Subject<AudioChunk>();
    const left = new Map(Object.entries(steps));
    return stt.transcribe(concat(chunks(first), audio)).pipe(
      inShort,
      behindEach((heard) => {
        const step = left.get(heard);
        left.delete(heard);
        step?.(audio);
      }),
    );
  });
}

const story = 'It was late. Nobody spoke! Who knew? They waited for a long while. ';
const format = { sampleRate: 8000 } as const;
const recording = () => of(words(story, format)).pipe(frameAudio({ ms: 20 }));
/** All that was heard, without regard for where finals end. */
const storyOf = (heard$: Observable<SpeechEvent>) =>
  heard$.pipe(
    finals(),
    map((event) => event.text.replaceAll(' ', '')),
    toArray(),
    map((parts) => parts.join('')),
  );
const allOfIt = story.replaceAll(' ', '');

export const listening: readonly SessionCase[] = [
  {
    name: 'dials at the first chunk, and ends with the final of all audio',
    scenario: says({ answers: { init: '--R', audio: 'P', finalize: 'T' } }),
    test: (world) => ears(world).transcribe(chunks('ab')).pipe(inShort),
    values: ['hel…', 'hel…', 'hello'],
    lines: [['init', 'audio 2 ms', 'finalize', 'close']],
  },
  {
    name: 'listens to a source',
    scenario: says({ answers: { init: 'R', finalize: 'T' } }),
    test: (world) => chunks('ab').pipe(transcribe(ears(world)), inShort),
    values: ['hello'],
    lines: [['init', 'audio 2 ms', 'finalize', 'close']],
  },
  {
    name: 'dials nothing for audio that is empty',
    scenario: says(),
    test: (world) =>
      ears(world)
        .transcribe(of(chunk('')))
        .pipe(inShort),
    values: [],
    lines: [],
  },
  {
    name: 'passes empty finals and utterance ends, and no partials where none are wanted',
    scenario: says({ answers: { init: 'R', audio: 'PTOU', finalize: 'M' } }),
    test: (world) =>
      conversation(ears(world, { partials: false }), 'a', { 'utterance-end': complete }),
    values: ['hello', '', 'utterance-end', 'mark 0-1'],
    lines: [['init', 'audio 1 ms', 'finalize', 'close']],
  },
  {
    name: 'asks for a final at each value of finalizeOn, where audio came since the last',
    scenario: says({ answers: { init: 'R', audio: 'P', finalize: 'T' } }),
    test: (world) => {
      const audio = new Subject<AudioChunk>();
      const finalizeOn = new Subject<void>();
      let finals = 0;
      return ears(world)
        .transcribe(concat(of(chunk('a')), audio), { finalizeOn })
        .pipe(
          inShort,
          behindEach((heard) => {
            if (heard === 'hel…') {
              // The second has nothing to ask for.
              finalizeOn.next();
              finalizeOn.next();
            } else if (++finals === 1) audio.next(chunk('b'));
            else audio.complete();
          }),
        );
    },
    values: ['hel…', 'hello', 'hel…', 'hello'],
    lines: [['init', 'audio 1 ms', 'finalize', 'audio 1 ms', 'finalize', 'close']],
  },
  {
    name: 'withdraws the partial of a lost line, and sends again all audio without a final, on one clock',
    scenario: says(
      { answers: { init: 'R', audio: ['V', '', 'P 20ms #'] } },
      { answers: { init: 'R', finalize: 'W' } },
    ),
    test: (world) => conversation(ears(world), 'a', { 'one 0-1': say('bc'), '…': complete }),
    values: ['one 0-1', 'hel…', '…', 'two 1-3'],
    lines: [
      ['init', 'audio 3 ms'],
      ['init', 'audio 2 ms', 'finalize', 'close'],
    ],
  },
  {
    name: 'does not double a final, and dials again only for more audio',
    scenario: says(
      { answers: { init: 'R', audio: ['', '', 'T 20ms #'] } },
      { answers: { init: 'R', finalize: 'T' } },
    ),
    test: (world) => {
      const stt = ears(world);
      const audio = new Subject<AudioChunk>();
      const lost$ = stt.status$.pipe(
        filter(({ state }) => state === 'waiting' || state === 'idle'),
        filter((_, i) => i === 1),
        take(1),
        tap(() => {
          audio.next(chunk('d'));
          audio.complete();
        }),
        ignoreElements(),
      );
      return merge(lost$, stt.transcribe(concat(chunks('abc'), audio)).pipe(inShort));
    },
    values: ['hello', 'hello'],
    lines: [
      ['init', 'audio 3 ms'],
      ['init', 'audio 1 ms', 'finalize', 'close'],
    ],
  },
  {
    name: 'tells the gap when a line dies with audio that is not kept',
    scenario: says(
      { answers: { init: 'R', audio: ['P', '', '20ms #'] } },
      { answers: { init: 'R', finalize: 'T' } },
    ),
    test: (world) =>
      conversation(ears(world, { replayWindow: 2 }), 'a', {
        'hel…': say('bc'),
        'gap 0-1': complete,
      }),
    values: ['hel…', '…', 'gap 0-1', 'hello'],
    lines: [
      ['init', 'audio 3 ms'],
      ['init', 'audio 2 ms', 'finalize', 'close'],
    ],
  },
  {
    name: 'gives up a line whose final does not come, and the transcription after a second',
    scenario: says({ answers: { init: 'R' } }, { answers: { init: 'R' } }),
    test: (world) =>
      ears(world, { finalTimeout: 20 }).transcribe(chunks('a')).pipe(inShort, codeOf),
    values: ['(turn-timeout)'],
    lines: [
      ['init', 'audio 1 ms', 'finalize'],
      ['init', 'audio 1 ms', 'finalize'],
    ],
  },
  {
    name: 'dials again, quietly, after a clean close with a final',
    scenario: says(
      { answers: { init: 'R', audio: 'T-Q' } },
      { answers: { init: 'R', finalize: 'T' } },
    ),
    test: (world) => {
      const stt = ears(world);
      const audio = new Subject<AudioChunk>();
      const closed$ = stt.status$.pipe(
        filter(({ state }) => state === 'idle'),
        filter((_, i) => i === 1),
        take(1),
        tap(() => {
          audio.next(chunk('b'));
          audio.complete();
        }),
        ignoreElements(),
      );
      const states: string[] = [];
      stt.status$.subscribe(({ state }) => states.push(state));
      return concat(
        merge(closed$, stt.transcribe(concat(chunks('a'), audio)).pipe(inShort)),
        defer(() => of(states.includes('waiting'))),
      );
    },
    values: ['hello', 'hello', false],
    lines: [
      ['init', 'audio 1 ms'],
      ['init', 'audio 1 ms', 'finalize', 'close'],
    ],
  },
  {
    name: 'gives up a gateway that closes cleanly without a final',
    scenario: says(
      ...Array.from({ length: 5 }, (): ScriptLine => ({ answers: { init: 'R', audio: 'Q' } })),
    ),
    test: (world) =>
      ears(world)
        .transcribe(concat(chunks('a'), NEVER))
        .pipe(inShort, codeOf),
    values: ['(line-unstable)'],
    lines: Array.from({ length: 5 }, () => ['init', 'audio 1 ms']),
  },
  {
    name: 'passes an error of the audio, and of finalizeOn, at once',
    scenario: says({ answers: { init: 'R', audio: 'P' } }, { answers: { init: 'R', audio: 'P' } }),
    test: (world) => {
      const run = (fail: (broke: Subject<never>) => Observable<unknown>) =>
        defer(() => fail(new Subject<never>()));
      const listen = (
        stt: Recognizer,
        audio$: Observable<AudioChunk>,
        broke: Subject<never>,
        finalizeOn?: Observable<never>,
      ) =>
        stt.transcribe(audio$, finalizeOn === undefined ? {} : { finalizeOn }).pipe(
          inShort,
          behindFirst(() => broke.error(new Error('the microphone broke'))),
          codeOf,
        );
      return concat(
        run((broke) => listen(ears(world), concat(chunks('a'), broke), broke)),
        run((broke) => listen(ears(world), concat(chunks('a'), NEVER), broke, broke)),
      );
    },
    values: ['hel…', '(the microphone broke)', 'hel…', '(the microphone broke)'],
  },
  {
    name: 'fails by an error that will not pass, mends one that may, and tells of both',
    scenario: says({ answers: { init: 'R', audio: 'X' } }, { answers: { init: 'R', audio: 'Y' } }),
    test: (world) => {
      const stt = ears(world);
      const events$ = stt.events$.pipe(map(({ type }) => type));
      const heard$ = stt
        .transcribe(concat(chunks('a'), NEVER))
        .pipe(inShort, codeOf, tap({ complete: () => stt.close() }));
      return merge(events$, heard$);
    },
    values: ['error', 'replayed', 'error', '(gateway-error)'],
    lines: [
      ['init', 'audio 1 ms'],
      ['init', 'audio 1 ms'],
    ],
  },
  {
    name: 'fails where the gateway refuses, and dials anew for the next',
    scenario: says({ says: 'Z' }, { answers: { init: 'R', finalize: 'T' } }),
    test: (world) => {
      const stt = ears(world);
      const status = catchError((error: unknown) =>
        of((error as VoiceError & { status: number }).status),
      );
      return concat(
        stt.transcribe(chunks('a')).pipe(inShort, status),
        stt.transcribe(chunks('b')).pipe(inShort),
      );
    },
    values: [401, 'hello'],
    lines: [[], ['init', 'audio 1 ms', 'finalize', 'close']],
  },
  {
    name: 'refuses a change of format',
    scenario: says({ answers: { init: 'R' } }),
    test: (world) =>
      ears(world)
        .transcribe(of(chunk('a'), tone(20)))
        .pipe(codeOf),
    values: ['(format-mismatch)'],
  },
  {
    name: 'gives each transcription its own line',
    scenario: says(
      { answers: { init: 'R', audio: 'P' } },
      { answers: { init: 'R', finalize: 'T' } },
    ),
    test: (world) => {
      const stt = ears(world);
      return stt.transcribe(concat(chunks('a'), NEVER)).pipe(
        inShort,
        concatMap((heard) => concat(of(heard), stt.transcribe(chunks('bc')).pipe(inShort))),
        take(2),
      );
    },
    values: ['hel…', 'hello'],
    lines: [
      ['init', 'audio 1 ms'],
      ['init', 'audio 2 ms', 'finalize', 'close'],
    ],
  },
  {
    name: 'ends for good what listens, and what comes later, when it is closed',
    scenario: says({ answers: { init: 'R', audio: 'P' } }),
    test: (world) => {
      const stt = ears(world);
      return concat(
        stt.transcribe(concat(chunks('a'), NEVER)).pipe(
          inShort,
          behindFirst(() => stt.close()),
          codeOf,
        ),
        stt.transcribe(chunks('a')).pipe(codeOf),
      );
    },
    values: ['hel…', '(session-closed)', '(session-closed)'],
  },
  {
    name: 'makes events of what nobody understands',
    scenario: says({ answers: { init: 'R', audio: 'NJN', finalize: '---T' } }),
    test: (world) => {
      const stt = ears(world);
      const events$ = stt.events$.pipe(
        map((event) => ('count' in event ? `${event.type} ${event.count}` : event.type)),
      );
      const heard$ = stt
        .transcribe(chunks('a'))
        .pipe(inShort, tap({ complete: () => stt.close() }));
      return merge(events$, heard$);
    },
    values: ['unknown 1', 'undecodable 1', 'unknown 2', 'hello'],
    lines: [['init', 'audio 1 ms', 'finalize', 'close']],
  },
  {
    name: 'tries the next gateway of a list where the first is refused',
    scenario: () => [
      script([{ says: 'B' }], hearing),
      script([{ answers: { init: 'R', finalize: 'T' } }], hearing),
    ],
    test: (world) => ears(world, { gateway: world.gateways }).transcribe(chunks('a')).pipe(inShort),
    values: ['hello'],
    lines: [[], ['init', 'audio 1 ms', 'finalize', 'close']],
  },
  {
    name: 'hears a recording whole',
    scenario: () => sttGateway(),
    test: (world) => storyOf(ears(world).transcribe(recording())),
    values: [allOfIt],
    lines: [['init', `audio ${story.length * 10} ms`, 'finalize', 'close']],
  },
  {
    name: 'hears a recording whole over lines that are lost',
    scenario: () => faults.dropAfter({ audio: 250, lines: 3 })(sttGateway()),
    test: (world) => storyOf(ears(world).transcribe(recording())),
    values: [allOfIt],
  },
  {
    name: 'hears a recording whole through every fault',
    scenario: () =>
      faults.refuse({ status: 503 })(
        faults.acceptThenDrop()(
          faults.closeWith({ code: 1000, audio: 300, lines: 2 })(
            faults.lateReady(5)(faults.junk()(sttGateway())),
          ),
        ),
      ),
    test: (world) => storyOf(ears(world).transcribe(recording())),
    values: [allOfIt],
  },
  {
    name: 'never dials for an audio that errors first',
    scenario: says(),
    test: (world) =>
      ears(world)
        .transcribe(throwError(() => new Error('no')))
        .pipe(codeOf),
    values: ['(no)'],
    lines: [],
  },
];
