import {
  concat,
  concatMap,
  defer,
  filter,
  ignoreElements,
  map,
  merge,
  mergeMap,
  NEVER,
  of,
  ReplaySubject,
  skip,
  skipWhile,
  take,
  takeUntil,
  tap,
  toArray,
} from 'rxjs';
import { type AudioChunk } from '../../src/audio';
import { clientMessage, faults, type Gateway, toneVoice, ttsGateway } from '../../src/gateway';
import { type Synthesizer } from '../../src/sessions';
import { readable, sameAudio, script, type ScriptLine, words } from '../../src/testing';
import { asText, codeOf, flush, type SessionCase, speech, voice, when } from './kit';

const says =
  (...lines: readonly ScriptLine[]) =>
  () =>
    script(lines, speech);
const fine: ScriptLine = { answers: { init: 'R', flush: '-a-b-c-(FA)' } };

/** The states a line goes through. */
const states$ = ({ status$ }: Synthesizer) => status$.pipe(map(({ state }) => state));
/** All letters in one: how frames are cut hangs on when a line was lost. */
const asWhole = toArray<unknown>();
const joined = map((parts: readonly unknown[]) => parts.join(''));

const text = 'A sentence that loses its line. ';
/** A gateway that speaks tones, as fast as it can. */
const quick = () => ttsGateway({ engine: toneVoice(), pace: Infinity, clearDelay: 1 });
const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
const toneSession = (world: Parameters<typeof voice>[0]) => voice(world, format);
/** Whether audio is, to the byte, what nothing disturbs. */
const undisturbed = map((chunks: AudioChunk[]) =>
  sameAudio(chunks, words(text, format)) ? 'the same audio' : readable(chunks),
);

/** A line whose segment ends when the next line is ready for it. */
function renewing(): Gateway {
  const ready = new ReplaySubject<void>(1);
  const inner = script(
    [
      // Where the fresh line is not ready in time, the old one goes on.
      { answers: { init: 'R', flush: ['-a', '-c-(FA)'] } }, // A slow machine may find the second line old, too.
      ...Array.from({ length: 9 }, (): ScriptLine => ({
        answers: { init: 'R', flush: '-c-(FA)' },
      })),
    ],
    speech,
  );
  const end = script([{ says: '20ms b-(FA)' }], speech);
  let dials = 0;
  return (client$, request) => {
    const first = ++dials === 1;
    const noted$ = client$.pipe(
      tap((frame) => {
        if (!first && clientMessage(frame).type === 'init') ready.next();
      }),
    );
    const line$ = inner(noted$, request);
    return first ? merge(line$, ready.pipe(mergeMap(() => end(NEVER, request)))) : line$;
  };
}

export const speakingLines: readonly SessionCase[] = [
  {
    name: 'goes on to the sample where a lost line stopped',
    scenario: says({ answers: { init: 'R', flush: '-a-b-#' } }, fine),
    test: (world) => voice(world).speak('T').pipe(asText, asWhole, joined),
    values: ['abc'],
    lines: [
      ['init', '"T"', 'flush'],
      ['init', '"T"', 'flush', 'close'],
    ],
  },
  {
    name: 'tells how its line fares',
    scenario: says({ answers: { init: 'R', flush: '-a-#' } }, fine),
    test: (world) => {
      const tts = voice(world);
      const over$ = tts.speak('T').pipe(ignoreElements());
      return concat(merge(states$(tts), over$.pipe(tap({ complete: () => tts.close() }))));
    },
    values: ['idle', 'connecting', 'ready', 'waiting', 'connecting', 'ready', 'closed'],
  },
  ...(
    [
      ['restart', ['aabc']],
      ['skip', ['a']],
      ['fail', ['a', '(socket-lost)']],
    ] as const
  ).map(([replay, values]): SessionCase => ({
    name: `does with the rest of a segment what replay: '${replay}' says`,
    scenario: says({ answers: { init: 'R', flush: '-a 20ms #' } }, fine),
    test: (world) => {
      const speech$ = voice(world, { replay }).speak('T').pipe(asText, codeOf);
      return replay === 'restart' ? speech$.pipe(asWhole, joined) : speech$;
    },
    values,
  })),
  {
    name: 'gives the same audio over a line that is lost twice, byte for byte',
    scenario: () => faults.dropAfter({ audio: 100, lines: 2 })(quick()),
    test: (world) => toneSession(world).speak(text).pipe(toArray(), undisturbed),
    values: ['the same audio'],
  },
  {
    name: 'gives the same audio through refusals, drops, a late ready and junk',
    scenario: () =>
      faults.refuse({ status: 503 })(
        faults.acceptThenDrop()(
          faults.closeWith({ code: 1011, audio: 60 })(
            faults.lateReady(5)(faults.junk()(faults.splitFrames()(quick()))),
          ),
        ),
      ),
    test: (world) => toneSession(world).speak(text).pipe(toArray(), undisturbed),
    values: ['the same audio'],
  },
  {
    name: 'speaks the next turn of a real gateway over the same line after an interruption',
    scenario: () => ttsGateway({ engine: toneVoice(), clearDelay: 1 }),
    test: (world) => {
      const tts = toneSession(world);
      const talking$ = merge(of('A very long sentence indeed.', flush), NEVER);
      const next$ = tts.speak(text).pipe(toArray(), undisturbed);
      return concat(tts.speak(talking$).pipe(take(1), ignoreElements()), next$);
    },
    values: ['the same audio'],
    lines: [
      ['init', '"A very long sentence indeed."', 'flush', 'clear', `"${text}"`, 'flush', 'close'],
    ],
  },
  {
    name: 'does the work again after an error that may pass',
    scenario: says({ answers: { init: 'R', flush: '-a-X' } }, fine),
    test: (world) => voice(world).speak('T').pipe(asText, asWhole, joined),
    values: ['abc'],
  },
  {
    name: 'goes on with a fresh line between segments when the old one grows old',
    scenario: renewing,
    test: (world) =>
      voice(world, { maxLineAge: 10 })
        .speak(of('T', flush, 'U'))
        .pipe(asText, asWhole, joined),
    values: ['abc'],
  },
  {
    name: 'dials again, quietly, when it was closed with 1000 between turns',
    scenario: says({ answers: { init: 'R', flush: '-a-(FA)-Q' } }, fine),
    test: (world) => {
      const tts = voice(world);
      const closed$ = when(tts.status$.pipe(skip(1)), ({ state }) => state === 'idle');
      const waited$ = states$(tts).pipe(filter((state) => state === 'waiting'));
      return merge(
        waited$,
        concat(tts.speak('T'), closed$.pipe(ignoreElements()), tts.speak('U')).pipe(
          asText,
          tap({ complete: () => tts.close() }),
        ),
      );
    },
    values: ['a', 'a', 'b', 'c'],
    lines: [
      ['init', '"T"', 'flush'],
      ['init', '"U"', 'flush', 'close'],
    ],
  },
  {
    name: 'dials again at once after each segment of a route that closes so',
    scenario: says(
      { answers: { init: 'R', flush: '-a-|' } },
      { answers: { init: 'R', flush: '-b-|' } },
      { answers: { init: 'R', flush: '-c-(FA)' } },
    ),
    test: (world) =>
      voice(world)
        .speak(of('T', flush, 'U', flush, 'V'))
        .pipe(asText),
    values: ['a', 'b', 'c'],
    lines: [
      ['init', '"T"', 'flush'],
      ['init', '"U"', 'flush'],
      ['init', '"V"', 'flush', 'close'],
    ],
  },
  {
    name: 'does not take a close with 1000 before the flush for an end',
    scenario: says({ answers: { init: 'R', text: '-a 20ms |' } }, fine),
    test: (world) => {
      const tts = voice(world);
      const mended$ = states$(tts).pipe(
        skipWhile((state) => state !== 'waiting'),
        filter((state) => state === 'ready'),
      );
      const said$ = concat(of('T'), NEVER).pipe(takeUntil(mended$));
      return tts.speak(said$).pipe(asText, asWhole, joined);
    },
    values: ['abc'],
    lines: [
      ['init', '"T"'],
      ['init', '"T"', 'flush', 'close'],
    ],
  },
  {
    name: 'gives a line up as unstable when five in a row were no use, and begins anew with the next turn',
    scenario: says(
      ...Array.from({ length: 5 }, (): ScriptLine => ({ answers: { init: 'D' } })),
      fine,
    ),
    test: (world) => {
      const tts = voice(world);
      return concat(tts.speak('T').pipe(asText, codeOf), tts.speak('U').pipe(asText));
    },
    values: ['(line-unstable)', 'a', 'b', 'c'],
    lines: [...Array.from({ length: 5 }, () => ['init']), ['init', '"U"', 'flush', 'close']],
  },
  {
    name: 'gives up at once on a refusal that will not pass',
    scenario: says({ says: 'Z' }),
    test: (world) => {
      const tts = voice(world);
      const cause$ = defer(() => tts.status$).pipe(
        take(1),
        map((status) => ('cause' in status ? status.cause.code : status.state)),
      );
      return concat(tts.speak('T').pipe(codeOf), cause$);
    },
    values: ['(socket-refused)', 'socket-refused'],
    lines: [[]],
  },
  {
    name: 'bounds dials that never open by attempts',
    scenario: says({ says: 'B' }, { says: 'B' }, { says: 'B' }),
    test: (world) =>
      voice(world, { backoff: { attempts: 2 } })
        .speak('T')
        .pipe(codeOf),
    values: ['(socket-refused)'],
    lines: [[], [], []],
  },
  {
    name: 'gives up at once when init is refused',
    scenario: says({ answers: { init: 'Y' } }),
    test: (world) => voice(world).speak('T').pipe(codeOf),
    values: ['(gateway-error)'],
    lines: [['init']],
  },
  {
    name: 'waits no longer than readyTimeout',
    scenario: says({}),
    test: (world) =>
      voice(world, { readyTimeout: 20, backoff: { attempts: 0 } })
        .speak('T')
        .pipe(codeOf),
    values: ['(ready-timeout)'],
    lines: [['init']],
  },
  {
    name: 'is ready at open on a direct route',
    scenario: says({ answers: { flush: '-a-(FA)' } }),
    test: (world) =>
      voice(world, { gateway: { ...world.gateway, route: 'direct' } })
        .speak('T')
        .pipe(asText),
    values: ['a'],
    lines: [['init', '"T"', 'flush', 'close']],
  },
  {
    name: 'hangs up on stray audio, and speaks the next turn on a fresh line',
    scenario: says({ answers: { init: 'R', flush: '-a-(FA)-b' } }, fine),
    test: (world) => {
      const tts = voice(world);
      const hungUp$ = when(tts.status$.pipe(skip(1)), ({ state }) => state === 'idle');
      return concat(tts.speak('T'), hungUp$.pipe(ignoreElements()), tts.speak('U')).pipe(asText);
    },
    values: ['a', 'a', 'b', 'c'],
  },
  {
    name: 'asks for a token at each dial',
    scenario: says({ answers: { init: 'R', flush: '#' } }, fine),
    test: (world) => {
      let asked = 0;
      const token = () => of(`KEY-${++asked}`);
      return concat(
        voice(world, { gateway: { ...world.gateway, token } })
          .speak('T')
          .pipe(asText),
        defer(() => of(asked)),
      );
    },
    values: ['a', 'b', 'c', 2],
  },
  {
    name: 'tries the next gateway of a list where the first is refused',
    scenario: () => [script([{ says: 'B' }], speech), script([fine], speech)],
    test: (world) => voice(world, { gateway: world.gateways }).speak('T').pipe(asText),
    values: ['a', 'b', 'c'],
    lines: [[], ['init', '"T"', 'flush', 'close']],
  },
  {
    name: 'tries the next gateway in the middle of a segment, over an error that will not pass',
    scenario: () => [
      script([{ answers: { init: 'R', flush: '-a-Y' } }], speech),
      script([fine], speech),
    ],
    test: (world) =>
      voice(world, { gateway: world.gateways }).speak('T').pipe(asText, asWhole, joined),
    values: ['abc'],
  },
  {
    name: 'fails the turn when all gateways of a list refuse it',
    scenario: () => [script([{ says: 'Z' }], speech), script([{ says: 'Z' }], speech)],
    test: (world) => voice(world, { gateway: world.gateways }).speak('T').pipe(codeOf),
    values: ['(socket-refused)'],
    lines: [[], []],
  },
  {
    name: 'speaks a whole turn for each of many sessions at once',
    scenario: () =>
      script(
        Array.from({ length: 5 }, () => fine),
        speech,
      ),
    test: (world) =>
      of(1, 2, 3, 4, 5).pipe(
        concatMap(() => voice(world).speak('T').pipe(asText, asWhole, joined)),
      ),
    values: ['abc', 'abc', 'abc', 'abc', 'abc'],
  },
  {
    name: 'names a service that the scenario has not',
    scenario: () => ({ stt: script('R') }),
    test: (world) => voice(world).speak('T').pipe(codeOf),
    values: ['(socket-refused)'],
  },
];
