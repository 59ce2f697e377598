import { cold, hot, marbleTest } from 'jest-marbles';
import {
  concatMap,
  delay,
  filter,
  finalize,
  firstValueFrom,
  from,
  lastValueFrom,
  map,
  of,
  share,
  take,
  tap,
  toArray,
} from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../../src/audio';
import { type Frame } from '../../src/connection';
import { VoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, toneVoice } from '../../src/gateway';
import { nodeSocket, serveGateway } from '../../src/node';
import { frameAudio } from '../../src/operators';
import { type SpeechEvent } from '../../src/protocol';
import { recognizer, type RecognizerOptions, transcribe } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { answering, chunk, chunks, events, session } from './hearingWire';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };
const backoff = { initial: 1, jitter: 'none' } as const;
const story = 'It was late. Nobody spoke! Who knew? They waited for a long while. ';

const textOf = (heard: readonly SpeechEvent[]) =>
  heard
    .flatMap((event) => (event.type === 'final' && event.text !== '' ? [event.text] : []))
    .join(' ');
const wordsOf = (heard: readonly SpeechEvent[]) =>
  heard.flatMap((event) => (event.type === 'final' ? (event.words ?? []) : []));

/** What the tone voice makes of a text, 20 ms a chunk. */
const spoken = (text: string): Promise<AudioChunk[]> =>
  firstValueFrom(
    toneVoice()
      .synthesize(text, { format })
      .pipe(
        filter((item): item is AudioChunk => 'data' in item),
        frameAudio({ ms: 20 }),
        toArray(),
      ),
  );

// prettier-ignore
describe('transcribe', () => {
  it('should listen to its source', marbleTest(() => {
    const audio = hot('-a-a-a|          ', chunks);
    const stt = session(answering({ i: 'R', z: 'T' }).gateway);

    expect(audio.pipe(transcribe(stt))).toBeObservable(cold('------(t|)', events));
  }));

  it('should ask for finals when told', marbleTest(() => {
    const audio = hot('a----', chunks);
    const stt = session(answering({ i: 'R', z: 'T' }).gateway);

    expect(audio.pipe(transcribe(stt, { finalizeOn: cold('--x') }))).toBeObservable(cold('--t', events));
  }));
});

describe('transcribe: what the gateway hears', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Keeps the audio each line was sent. */
  function recorded(gateway: Gateway) {
    const lines: Uint8Array[][] = [];
    const recording: Gateway = (client$, request) => {
      const line: Uint8Array[] = [];
      lines.push(line);
      const keep = (frame: Frame) => typeof frame !== 'string' && line.push(new Uint8Array(frame));
      return gateway(client$.pipe(tap(keep)), request);
    };
    return { recording, lines };
  }

  async function listen(
    gateway: Gateway,
    audio: readonly AudioChunk[],
    pace: number,
    options: Partial<RecognizerOptions> = {},
  ) {
    const stt = recognizer({
      gateway: { url: 'ws://test', token: 't', socket: fakeSocket(gateway, { latency: 5 }) },
      model: 'a/b',
      backoff,
      ...options,
    });
    const heard = lastValueFrom(
      from(audio).pipe(
        concatMap((each) => (pace > 0 ? of(each).pipe(delay(pace)) : of(each))),
        transcribe(stt),
        toArray(),
      ),
    );
    await jest.advanceTimersByTimeAsync(120_000);
    return heard;
  }

  it.each([0, 1, 20])(
    'should be the same words at the same times, however often the line is lost: %d ms a chunk',
    async (pace) => {
      const audio = await spoken(story);
      const whole = await listen(sttGateway(), audio, pace);
      const broken = await listen(
        faults.dropAfter({ audio: 250, lines: 3 })(sttGateway()),
        audio,
        pace,
      );

      expect(textOf(whole)).toBe(story.trim());
      expect(textOf(broken).replaceAll(' ', '')).toBe(story.replaceAll(' ', ''));
      expect(broken.filter(({ type }) => type === 'gap')).toEqual([]);
      expect(wordsOf(broken).map(({ start }) => start)).toEqual(
        wordsOf(broken)
          .map(({ start }) => start)
          .sort((a, b) => a - b),
      );
      expect(wordsOf(broken).at(-1)?.end).toBe(wordsOf(whole).at(-1)?.end);
    },
  );

  it('should be sent each byte without a final again, and no other', async () => {
    const audio = await spoken(story);
    const { recording, lines } = recorded(sttGateway());
    const gateway = faults.dropAfter({ frames: 9, lines: 1 })(recording);
    const heard = await listen(gateway, audio, 20);
    const all = Buffer.concat(audio.map(({ data }) => data));
    const [first, second] = lines.map((line) => Buffer.concat(line));

    expect(lines).toHaveLength(2);
    expect(all.subarray(0, first!.length).equals(first!)).toBe(true);
    const cut = all.length - second!.length;
    expect(all.subarray(cut).equals(second!)).toBe(true);
    const finalsBefore = wordsOf(heard).filter(({ end }) => end * 16 <= cut);
    expect(finalsBefore.at(-1)!.end * 16).toBe(cut);
  });

  it('should be all of it, through every fault', async () => {
    const audio = await spoken(story);
    const gateway = faults.refuse({ status: 503 })(
      faults.acceptThenDrop()(
        faults.closeWith({ code: 1000, audio: 300, lines: 4 })(
          faults.lateReady(300)(faults.junk()(sttGateway())),
        ),
      ),
    );
    const heard = await listen(gateway, audio, 20);

    expect(textOf(heard).replaceAll(' ', '')).toBe(story.replaceAll(' ', ''));
  });
});

describe('transcribe: over real sockets', () => {
  it('should hear what was said over a line that is lost in the middle', async () => {
    const audio = await spoken(story);
    let dials = 0;
    const counted: Gateway = (client$, request) => (dials++, sttGateway()(client$, request));
    const stt$ = serveGateway({
      stt: faults.dropAfter({ audio: 300 })(counted),
      token: 'KEY-7f3a',
    }).pipe(
      map(({ url }) =>
        recognizer({
          gateway: { url, token: 'KEY-7f3a', socket: nodeSocket },
          model: 'slng/deepgram/nova:3-en',
          backoff,
        }),
      ),
      share(),
    );
    const served = stt$.pipe(
      concatMap((stt) =>
        from(audio).pipe(
          transcribe(stt),
          toArray(),
          finalize(() => stt.close()),
        ),
      ),
      take(1),
    );

    const heard = await firstValueFrom(served);
    expect(textOf(heard).replaceAll(' ', '')).toBe(story.replaceAll(' ', ''));
    expect(heard.filter(({ type }) => type === 'gap')).toEqual([]);
    expect(dials).toBe(2);
  });

  it('should tell a wrong key', async () => {
    const heard$ = serveGateway({ stt: sttGateway(), token: 'KEY-7f3a' }).pipe(
      concatMap(({ url }) =>
        of(chunk('a')).pipe(
          transcribe(
            recognizer({ gateway: { url, token: 'other', socket: nodeSocket }, model: 'a/b:1' }),
          ),
        ),
      ),
    );

    const error: unknown = await firstValueFrom(heard$).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(VoiceError);
    expect(error).toMatchObject({ code: 'socket-refused', status: 401, retryable: false });
    expect(JSON.stringify(error)).not.toContain('other');
  });
});
