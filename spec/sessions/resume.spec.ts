import * as fc from 'fast-check';
import { concatMap, from, type Observable, of, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type AudioFormat, bytesPerFrame, type SampleEncoding } from '../../src/audio';
import { type Frame } from '../../src/connection';
import { faults, type Gateway, type SynthesisEngine, ttsGateway } from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import { type ReplayMode } from '../../src/sessions';
import { joined } from '../support/audio';
import { session } from './wire';

const encodings: readonly SampleEncoding[] = ['linear16', 'mulaw', 'alaw'];

/** A voice whose audio depends on the text alone: 100 samples a letter, which count on through the text. */
const voice: SynthesisEngine = {
  synthesize: (text, { format }) =>
    of({
      data: Uint8Array.from(
        { length: text.length * 100 * bytesPerFrame(format) },
        (_, i) => (text.charCodeAt(0) * 31 + i) % 251,
      ),
      format,
    }),
};

/** Cuts each binary frame of a gateway in two, at a place that changes, without regard for samples. */
const cutting =
  (cuts: readonly number[]) =>
  (gateway: Gateway): Gateway =>
  (client$, request) => {
    let count = 0;
    return gateway(client$, request).pipe(
      concatMap((frame) => {
        if (typeof frame === 'string' || frame.length < 2) return of(frame);
        const at = 1 + ((cuts[count++ % cuts.length] ?? 0) % (frame.length - 1));
        return of<Frame[]>(frame.subarray(0, at), frame.subarray(at));
      }),
    );
  };

const said = [
  'Hello',
  ' there. ',
  { type: 'flush' },
  'How are',
  ' you',
  ' today?',
  { type: 'flush' },
  'Fine.',
] as (string | SpeechCommand)[];

interface Setting {
  readonly encoding?: SampleEncoding;
  readonly replay?: ReplayMode;
  /** Messages after which each line is lost, and how. */
  readonly drops?: readonly { readonly after: number; readonly how: 'lost' | '1011' | '1008' }[];
  readonly cuts?: readonly number[];
}

/** All audio of one turn, in virtual time. */
function speakOnce({ encoding = 'linear16', replay = 'resume', drops = [], cuts = [1] }: Setting) {
  let audio: number[] | undefined;
  let failure: unknown;
  let lines = 0;
  new TestScheduler(() => undefined).run(() => {
    const steady = cutting(cuts)(ttsGateway({ engine: voice, frameMs: 9, pace: 3 }));
    const gateway: Gateway = (client$, request): Observable<Frame> => {
      const drop = drops[lines++];
      if (drop === undefined) return steady(client$, request);
      if (drop.how === 'lost')
        return faults.dropAfter({ frames: drop.after })(steady)(client$, request);
      return faults.closeWith({ code: Number(drop.how), frames: drop.after })(steady)(
        client$,
        request,
      );
    };
    const tts = session(gateway, {
      encoding,
      replay,
      sampleRate: 8000,
      backoff: { initial: 1, factor: 1, stableAfter: 0 },
    });
    const chunks: { data: Uint8Array; format: AudioFormat }[] = [];
    // Tokens come one by one, so that lines are lost in the middle of segments that are still being written.
    tts
      .speak(from(said).pipe(concatMap((piece) => timer(4).pipe(concatMap(() => of(piece))))))
      .subscribe({
        next: (chunk) => chunks.push(chunk),
        error: (error: unknown) => (failure = error),
        complete: () => (audio = joined(chunks)),
      });
  });
  if (failure !== undefined) throw failure as Error;
  return { audio, lines };
}

describe('a turn that loses its line', () => {
  it.each(encodings)('should give the same %s as one that lost it five times', (encoding) => {
    const drops = [3, 6, 9, 5, 11].map((after) => ({ after, how: 'lost' as const }));
    const steady = speakOnce({ encoding });
    const dropped = speakOnce({ encoding, drops });

    expect(steady.audio?.length).toBe(36 * 100 * (encoding === 'linear16' ? 2 : 1));
    expect(dropped.audio).toEqual(steady.audio);
    expect(dropped.lines).toBe(6);
  });

  it('should give the same audio wherever lines are lost, however they end, and wherever frames are cut', () => {
    const drop = fc.record({
      after: fc.integer({ min: 1, max: 30 }),
      how: fc.constantFrom('lost', '1011', '1008'),
    });
    const settings = fc.record({
      encoding: fc.constantFrom(...encodings),
      drops: fc.array(drop, { maxLength: 6 }),
      cuts: fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }),
    }) as fc.Arbitrary<Setting>;
    const steady = new Map(encodings.map((encoding) => [encoding, speakOnce({ encoding }).audio]));

    fc.assert(
      fc.property(settings, (setting) => {
        expect(speakOnce(setting).audio).toEqual(steady.get(setting.encoding ?? 'linear16'));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('should give more with restart, and less with skip', () => {
    const drops = [{ after: 6, how: 'lost' as const }];
    const steady = speakOnce({}).audio?.length ?? 0;

    expect(speakOnce({ drops, replay: 'restart' }).audio?.length).toBeGreaterThan(steady);
    expect(speakOnce({ drops, replay: 'skip' }).audio?.length).toBeLessThan(steady);
    expect(() => speakOnce({ drops, replay: 'fail' })).toThrow('broke');
  });
});
