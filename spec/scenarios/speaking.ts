import {
  concat,
  concatMap,
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  NEVER,
  of,
  Subject,
  switchMap,
  take,
  takeWhile,
  tap,
  throwError,
} from 'rxjs';
import { type SpeechCommand } from '../../src/protocol';
import { speak } from '../../src/sessions';
import { script, type ScriptLine } from '../../src/testing';
import { asText, behindFirst, codeOf, flush, type SessionCase, speech, voice } from './kit';

/** A gateway of one line after the other. */
const says =
  (...lines: readonly ScriptLine[]) =>
  () =>
    script(lines, speech);
const said = (...pieces: readonly (string | SpeechCommand)[]) => of(...pieces);

export const speaking: readonly SessionCase[] = [
  {
    name: 'speaks a turn',
    scenario: says({ answers: { init: '--R', flush: '-a-b-(FA)' } }),
    test: (world) => voice(world).speak('T').pipe(asText),
    values: ['a', 'b'],
    lines: [['init', '"T"', 'flush', 'close']],
  },
  {
    name: 'speaks segments one after the other, of a source',
    scenario: says({ answers: { init: 'R', flush: ['-a-(FA)', '-b-(FA)'] } }),
    test: (world) => said('T', 'U', flush, 'V').pipe(speak(voice(world)), asText),
    values: ['a', 'b'],
    lines: [['init', '"TU"', 'flush', '"V"', 'flush', 'close']],
  },
  {
    name: 'joins blank text to the next segment',
    scenario: says({ answers: { init: 'R', flush: '-a-(FA)' } }),
    test: (world) =>
      voice(world)
        .speak(said('  ', flush, 'T'))
        .pipe(asText),
    values: ['a'],
    lines: [['init', '"  T"', 'flush', 'close']],
  },
  {
    name: 'dials nothing for a turn without text',
    scenario: says(),
    test: (world) => voice(world).speak(said(' ', flush)).pipe(asText),
    values: [],
    lines: [],
  },
  {
    name: 'refuses what is no text, and dials nothing for it',
    scenario: says(),
    test: (world) => {
      const wrong = [7, null, { type: 'txet' }] as unknown as string[];
      return from(wrong).pipe(mergeMap((piece) => voice(world).speak(of(piece)).pipe(codeOf)));
    },
    values: ['(invalid-option)', '(invalid-option)', '(invalid-option)'],
    lines: [],
  },
  {
    name: 'passes an error of the text at once, and interrupts',
    scenario: says({ answers: { init: 'R', flush: '-a-b-c', clear: '-C' } }),
    test: (world) => {
      const broke = new Subject<never>();
      return voice(world)
        .speak(merge(said('T', flush), broke))
        .pipe(
          asText,
          behindFirst(() => broke.error(new Error('the model broke'))),
          codeOf,
        );
    },
    values: ['a', '(the model broke)'],
    lines: [['init', '"T"', 'flush', 'clear', 'close']],
  },
  {
    name: 'goes one turn after another over one line with concatMap, and sends no clear',
    scenario: says({ answers: { init: 'R', flush: ['-a-(FA)', '-b-(FA)'] } }),
    test: (world) => {
      const tts = voice(world);
      return of('T', 'U').pipe(
        concatMap((turn) => tts.speak(turn)),
        asText,
      );
    },
    values: ['a', 'b'],
    lines: [['init', '"T"', 'flush', '"U"', 'flush', 'close']],
  },
  {
    name: 'interrupts with switchMap: clear at once, and no late frame in the next turn',
    scenario: says({ answers: { init: 'R', flush: ['-a-b-c-d-e', '-f-(FA)'], clear: 'b-c-C' } }),
    test: (world) => {
      const tts = voice(world);
      const turns = new Subject<string>();
      return concat(of('T'), turns).pipe(
        switchMap((turn) => tts.speak(turn).pipe(asText)),
        behindFirst(() => {
          turns.next('U');
          turns.complete();
        }),
      );
    },
    values: ['a', 'f'],
    lines: [['init', '"T"', 'flush', 'clear', '"U"', 'flush', 'close']],
  },
  {
    name: 'interrupts by being left, and goes on with the next turn',
    scenario: says({ answers: { init: 'R', flush: ['-a-b-c', '-d-(FA)'], clear: 'C' } }),
    test: (world) => {
      const tts = voice(world);
      const talking$ = merge(said('T', flush), NEVER);
      return concat(tts.speak(talking$).pipe(take(1)), tts.speak('U')).pipe(asText);
    },
    values: ['a', 'd'],
    lines: [['init', '"T"', 'flush', 'clear', '"U"', 'flush', 'close']],
  },
  {
    name: 'dials a fresh line when cleared does not come',
    scenario: says(
      { answers: { init: 'R', flush: '-a' } },
      { answers: { init: 'R', flush: '-b-(FA)' } },
    ),
    test: (world) => {
      const tts = voice(world);
      return concat(tts.speak('T').pipe(take(1)), tts.speak('U')).pipe(asText);
    },
    values: ['a', 'b'],
    lines: [
      ['init', '"T"', 'flush', 'clear'],
      ['init', '"U"', 'flush', 'close'],
    ],
  },
  {
    name: 'frees the line before complete: a handler that speaks at once is not cleared',
    scenario: says({ answers: { init: 'R', flush: ['-a-(FA)', '-b-(FA)'] } }),
    test: (world) => {
      const tts = voice(world);
      const again = new Subject<string>();
      const first$ = tts.speak('T').pipe(
        asText,
        tap({
          complete: () => {
            again.next('U');
            again.complete();
          },
        }),
      );
      return merge(again.pipe(switchMap((turn) => tts.speak(turn))).pipe(asText), first$);
    },
    values: ['a', 'b'],
    lines: [['init', '"T"', 'flush', '"U"', 'flush', 'close']],
  },
  {
    name: 'keeps the text of turns that wait, and speaks them in order',
    scenario: says({ answers: { init: 'R', flush: ['-a-(FA)', '-b-(FA)', '-c-(FA)'] } }),
    test: (world) => {
      const tts = voice(world);
      return merge(...['T', 'U', 'V'].map((text) => tts.speak(text))).pipe(asText);
    },
    values: ['a', 'b', 'c'],
    lines: [['init', '"T"', 'flush', '"U"', 'flush', '"V"', 'flush', 'close']],
  },
  {
    name: 'ends a turn by a lone terminal, and does not end the next by its late second one',
    scenario: says({ answers: { init: 'R', text: ['', 'F'], flush: ['-a-A', '-b-A'] } }),
    test: (world) => {
      const tts = voice(world);
      return concat(tts.speak('T'), tts.speak('U')).pipe(asText);
    },
    values: ['a', 'b'],
    lines: [['init', '"T"', 'flush', '"U"', 'flush', 'close']],
  },
  {
    name: 'tells of segments, words, strays and rubbish in events',
    scenario: says({ answers: { init: 'R', flush: '(NJ)W-a-(FAA)N' } }),
    test: (world) => {
      const tts = voice(world);
      const events$ = tts.events$.pipe(
        map(({ type }) => type),
        // The stray one may come behind the end of the turn.
        takeWhile((type) => type !== 'stray', true),
      );
      return merge(events$, tts.speak('T').pipe(asText));
    },
    values: ['segment', 'unknown', 'undecodable', 'words', 'a', 'segment-end', 'done', 'stray'],
  },
  {
    name: 'fails the turn over an error that will not pass, and dials for the next',
    scenario: says(
      { answers: { init: 'R', flush: '-Y' } },
      { answers: { init: 'R', flush: '-a-(FA)' } },
    ),
    test: (world) => {
      const tts = voice(world);
      return concat(tts.speak('T').pipe(asText, codeOf), tts.speak('U').pipe(asText));
    },
    values: ['(gateway-error)', 'a'],
  },
  {
    name: 'fails what runs and what comes when it is closed',
    scenario: says({ answers: { init: 'R', flush: '-a-b-c-d' } }),
    test: (world) => {
      const tts = voice(world);
      const speech$ = tts.speak('T').pipe(
        asText,
        behindFirst(() => tts.close()),
        codeOf,
      );
      const states$ = tts.status$.pipe(
        map(({ state }) => state),
        ignoreElements(),
      );
      return concat(speech$, tts.speak('U').pipe(codeOf), states$);
    },
    values: ['a', '(session-closed)', '(session-closed)'],
    lines: [['init', '"T"', 'flush', 'close']],
  },
  {
    name: 'fails over silence, on the second line running',
    scenario: says({ answers: { init: 'R' } }, { answers: { init: 'R' } }),
    test: (world) => voice(world, { firstAudioTimeout: 20 }).speak('T').pipe(codeOf),
    values: ['(turn-timeout)'],
    lines: [
      ['init', '"T"', 'flush'],
      ['init', '"T"', 'flush'],
    ],
  },
  {
    name: 'passes an error of a source that never spoke',
    scenario: says(),
    test: (world) => throwError(() => new Error('no')).pipe(speak(voice(world)), codeOf),
    values: ['(no)'],
    lines: [],
  },
];
