import fc from 'fast-check';
import {
  asyncScheduler,
  concat,
  concatMap,
  delay,
  finalize,
  from,
  ignoreElements,
  map,
  mergeMap,
  type Observable,
  of,
  take,
  timer,
} from 'rxjs';
import { type AudioFormat } from '../../src/audio';
import { isVoiceError } from '../../src/errors';
import { type Gateway, type SynthesisEngine, toneVoice, ttsGateway } from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import { synthesizer, type SynthesizerOptions } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { type Drawn, faultsOf, schedule } from './kinds';
import { disturb, inStates, type Impossible, missed, noHits, only, show, table } from './schedule';
import { type LineState, type LineWatch, speakingStates, watchLine } from './strikes';
import { virtually } from './virtually';

const formatOf = (encoding: Conversation['encoding']): AudioFormat => ({
  encoding,
  sampleRate: 8000,
  channels: 1,
});
const tones = toneVoice({ byteMs: 2 });

/** The tone voice, thinking for a while before it speaks. */
const thoughtful: SynthesisEngine = {
  synthesize: (text, voice) => timer(20).pipe(concatMap(() => tones.synthesize(text, voice))),
};

/** A gateway that stays in each state long enough to be struck there. */
const calmGateway = (): Gateway => {
  const gateway = ttsGateway({
    engine: thoughtful,
    ready: 20,
    pace: 1,
    frameMs: 10,
    clearDelay: 30,
  });
  return (client$, request) =>
    gateway(client$, request).pipe(
      concatMap((frame) =>
        typeof frame === 'string' && frame.includes('audio_end')
          ? of(frame).pipe(delay(20))
          : of(frame),
      ),
    );
};

/** Turns; the first is interrupted after so many chunks. Each is segments; each of these is tokens, some ms apart. */
interface Conversation {
  readonly turns: readonly (readonly (readonly string[])[])[];
  readonly interrupt: number;
  readonly gap: number;
  /** How long nothing is said before the last turn, ms: long enough to find a line dead, or not. */
  readonly pause: number;
  readonly encoding: 'mulaw' | 'linear16';
  /** After how long a line is replaced, ms. */
  readonly maxLineAge: number;
  /** How many gateways there are to try. */
  readonly gateways: 1 | 2;
}

const token = fc.string({
  unit: fc.constantFrom(...Array.from('abc é.! ')),
  minLength: 1,
  maxLength: 9,
});
const segment = fc
  .tuple(fc.array(token, { maxLength: 4 }), fc.constantFrom('Hi. ', 'Yes! ', 'So it is. '))
  .map(([tokens, end]) => [...tokens, end]);
const turn = fc.array(segment, { minLength: 1, maxLength: 3 });
const conversation = fc.record<Conversation>({
  turns: fc.array(turn, { minLength: 2, maxLength: 3 }),
  interrupt: fc.integer({ min: 1, max: 3 }),
  gap: fc.integer({ min: 1, max: 8 }),
  pause: fc.constantFrom(40, 40, 40, 7000),
  encoding: fc.constantFrom('mulaw', 'mulaw', 'linear16'),
  maxLineAge: fc.oneof(
    { weight: 4, arbitrary: fc.constant(Infinity) },
    { weight: 1, arbitrary: fc.integer({ min: 50, max: 400 }) },
  ),
  gateways: fc.constantFrom(1, 1, 1, 2),
});

const said = (segments: Conversation['turns'][number], gap: number): Observable<SpeechCommand> =>
  from(segments).pipe(
    concatMap((tokens) =>
      concat(
        from(tokens).pipe(
          concatMap((text) => timer(gap).pipe(map(() => ({ type: 'text', text }) as const))),
        ),
        of({ type: 'flush' } as const).pipe(delay(gap)),
      ),
    ),
  );

/** Speaks it all, and gives each turn's audio. */
function speakAll(
  gateway: Gateway,
  { turns, interrupt, gap, pause, encoding, maxLineAge, gateways }: Conversation,
  more: Partial<SynthesizerOptions> = {},
) {
  const spoken = turns.map(() => [] as { data: Uint8Array; format: AudioFormat }[]);
  const course = virtually(() => {
    const tts = synthesizer({
      gateway: Array.from({ length: gateways }, (_, i) => ({
        url: `wss://voice${i}.test`,
        token: 'KEY',
        socket: fakeSocket(gateway, { latency: 3 }),
      })),
      model: 'some/model:1',
      encoding,
      sampleRate: 8000,
      maxLineAge,
      keepalive: 1000,
      backoff: { initial: 5, jitter: 'none' },
      firstAudioTimeout: 800,
      turnTimeout: 1000,
      readyTimeout: 900,
      ...more,
    });
    tts.warm();
    return from(turns).pipe(
      concatMap((segments, i) => {
        const speech$ = tts.speak(said(segments, gap)).pipe(map((chunk) => spoken[i]?.push(chunk)));
        return concat(
          timer(i === turns.length - 1 ? pause : 40).pipe(ignoreElements()),
          i === 0 ? speech$.pipe(take(interrupt)) : speech$,
        );
      }),
      finalize(() => tts.close()),
    );
  });
  return { ...course, audio: spoken.map(joined) };
}

/** Audio as text: equality of long arrays is slow to tell. */
const joined = (chunks: readonly { readonly data: Uint8Array }[]) =>
  chunks.map(({ data }) => Buffer.from(data).toString('hex')).join('');

/** What the voice makes of a turn that nothing disturbs. */
function undisturbed(
  segments: Conversation['turns'][number],
  encoding: Conversation['encoding'],
): string {
  const format = formatOf(encoding);
  const parts: { data: Uint8Array; format: AudioFormat }[] = [];
  from(segments)
    .pipe(
      mergeMap((tokens) => tones.synthesize(tokens.join(''), { format })),
      mergeMap((part) => ('data' in part ? [part] : [])),
    )
    .subscribe((part) => parts.push(part));
  return joined(parts);
}

/** The course of the first line when nothing disturbs it and it is never replaced, and when it ended. */
function calm(talk: Conversation) {
  const now = () => asyncScheduler.now();
  let line: LineWatch | undefined;
  let end = 0;
  speakAll(
    (client$, request) => {
      const watch = (line ??= watchLine('tts', now));
      return watch
        .gateway(calmGateway())(client$, request)
        .pipe(finalize(() => (end = now())));
    },
    { ...talk, maxLineAge: Infinity },
  );
  return { line: line?.entered ?? [], end };
}

const names = faultsOf('tts');
const just = (reason: string, ...states: LineState[]) => only(speakingStates, states, reason);
const says = 'the gateway says no text in this state';
const rubbish = { opening: says, idle: says, collecting: says };
const impossible: Impossible = {
  refuse: just('the upgrade is answered, and there is no line yet', 'opening'),
  rejectDeflate: just('a session never offers compression'),
  acceptThenDrop: just('the line is cut before its init arrives', 'opening'),
  lateReady: just('a ready is said once', 'greeting'),
  noReady: just('a ready is said once', 'greeting'),
  junk: rubbish,
  unknownFrames: rubbish,
  malformedFrames: rubbish,
  splitFrames: just('there is no audio', 'flushed', 'speaking', 'clearing'),
  singleTurn: just('text comes when the segment before it is over', 'idle'),
  closeInsteadOfEnd: just('the first terminal comes behind the audio', 'speaking'),
  dieBeforeAudio: just('a flush comes behind text', 'collecting'),
  strayAudio: just('it comes behind the end of a segment', 'idle'),
};

describe('speech through generated faults, in virtual time', () => {
  it('should be byte for byte that of the undisturbed turns, whatever strikes in which state', () => {
    const coverage = noHits(names);

    fc.assert(
      fc.property(conversation, schedule(names), (talk, drawn: readonly Drawn[]) => {
        const { line, end } = calm(talk);
        const gateway = disturb('tts', calmGateway(), drawn, inStates(line, end), coverage);
        const { audio, error, hung } = speakAll(gateway, talk);
        const whole = talk.turns.map((each) => undisturbed(each, talk.encoding));

        expect({ error, hung }).toEqual({ error: undefined, hung: false });
        const [begun = '', ...others] = audio;
        expect(begun).toEqual(whole[0]?.slice(0, begun.length));
        expect(others).toEqual(whole.slice(1));
      }),
      { seed: 3, numRuns: 500 },
    );

    show(
      'Speaking: how often each fault struck in each state',
      table(coverage, speakingStates, impossible),
    );
    expect(missed(coverage, speakingStates, impossible)).toEqual([]);
  });

  it('should end with a typed error, or whole, where the rest is not spoken again, and never hang', () => {
    fc.assert(
      fc.property(
        conversation,
        schedule(names),
        fc.constantFrom('restart' as const, 'skip' as const, 'fail' as const),
        (talk, drawn, replay) => {
          const { line, end } = calm(talk);
          const gateway = disturb('tts', calmGateway(), drawn, inStates(line, end), noHits([]));
          const { audio, error, hung } = speakAll(gateway, talk, { replay });
          const lengths = talk.turns.map((each) => undisturbed(each, talk.encoding).length);

          expect(hung).toBe(false);
          if (error !== undefined) {
            expect(replay).toBe('fail');
            expect(isVoiceError(error)).toBe(true);
            return;
          }
          audio.slice(1).forEach((got, i) => {
            const whole = lengths[i + 1] ?? 0;
            if (replay === 'skip') expect(got.length).toBeLessThanOrEqual(whole);
            else expect(got.length).toBeGreaterThanOrEqual(whole);
          });
        },
      ),
      { seed: 4, numRuns: 100 },
    );
  });
});
