import fc from 'fast-check';
import {
  asyncScheduler,
  concat,
  concatMap,
  defer,
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
import {
  type Coverage,
  disturb,
  type Drawn,
  type Impossible,
  missed,
  schedule,
  show,
  table,
} from './schedule';
import { speakingStates, strikes } from './strikes';
import { virtually } from './virtually';

const format: AudioFormat = { encoding: 'mulaw', sampleRate: 8000, channels: 1 };
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
  { turns, interrupt, gap }: Conversation,
  more: Partial<SynthesizerOptions> = {},
) {
  const spoken = turns.map(() => [] as { data: Uint8Array; format: AudioFormat }[]);
  const course = virtually(() => {
    const tts = synthesizer({
      gateway: {
        url: 'wss://voice.test',
        token: 'KEY',
        socket: fakeSocket(gateway, { latency: 3 }),
      },
      model: 'some/model:1',
      encoding: 'mulaw',
      sampleRate: 8000,
      keepalive: false,
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
          timer(40).pipe(ignoreElements()),
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
function undisturbed(segments: Conversation['turns'][number]): string {
  const parts: { data: Uint8Array; format: AudioFormat }[] = [];
  from(segments)
    .pipe(
      mergeMap((tokens) => tones.synthesize(tokens.join(''), { format })),
      mergeMap((part) => ('data' in part ? [part] : [])),
    )
    .subscribe((part) => parts.push(part));
  return joined(parts);
}

/** The course of the first line when nothing disturbs it, and when it ended. */
function calm(talk: Conversation) {
  const watch = strikes('tts', () => asyncScheduler.now());
  let end = 0;
  speakAll(
    watch.above(
      watch.below((client$, request) =>
        defer(() => calmGateway()(client$, request)).pipe(
          finalize(() => (end = asyncScheduler.now())),
        ),
      ),
    ),
    talk,
  );
  return { line: watch.lines[0] ?? [], end };
}

const beforeOpen = 'the upgrade is answered, and there is no line yet';
const says = 'the gateway says nothing in this state';
const onlyOpening: Impossible[string] = Object.fromEntries(
  speakingStates.filter((state) => state !== 'opening').map((state) => [state, beforeOpen]),
);
const impossible: Impossible = {
  refuse: onlyOpening,
  acceptThenDrop: Object.fromEntries(
    speakingStates
      .filter((state) => state !== 'opening')
      .map((state) => [state, 'the line is cut before its init arrives']),
  ),
  lateReady: Object.fromEntries(
    speakingStates
      .filter((state) => state !== 'greeting')
      .map((state) => [state, 'a ready is said once']),
  ),
  junk: { opening: says, idle: says, collecting: says },
};

describe('speech through generated faults, in virtual time', () => {
  it('should be byte for byte that of the undisturbed turns, whatever strikes in which state', () => {
    const coverage: Coverage = new Map();

    fc.assert(
      fc.property(conversation, schedule, (talk, drawn: readonly Drawn[]) => {
        const { line, end } = calm(talk);
        const { gateway, count } = disturb('tts', calmGateway(), drawn, line, end);
        const { audio, error, hung } = speakAll(gateway, talk);
        count(coverage);

        expect({ error, hung }).toEqual({ error: undefined, hung: false });
        const [begun = '', ...whole] = audio;
        const [first = [], ...others] = talk.turns;
        expect(begun).toEqual(undisturbed(first).slice(0, begun.length));
        expect(whole).toEqual(others.map(undisturbed));
      }),
      { seed: 3, numRuns: 600 },
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
        schedule,
        fc.constantFrom('restart' as const, 'skip' as const, 'fail' as const),
        (talk, drawn, replay) => {
          const { line, end } = calm(talk);
          const { gateway } = disturb('tts', calmGateway(), drawn, line, end);
          const { audio, error, hung } = speakAll(gateway, talk, { replay });
          const lengths = talk.turns.map((each) => undisturbed(each).length);

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
