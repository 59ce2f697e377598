import { asyncScheduler, map, merge, type Observable, takeWhile, tap, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type Gateway, toneVoice, ttsGateway, type TtsGatewayOptions } from '../../../src/gateway';
import { type SpeechEvent } from '../../../src/protocol';
import {
  conversation,
  type ConversationEvent,
  type ConversationOptions,
  type Synthesizer,
  synthesizer,
  type SynthesizerOptions,
} from '../../../src/sessions';
import { fakeSocket, type VirtualSink } from '../../../src/testing';

/** How long a byte of text sounds, ms. */
export const byteMs = 10;

/** A gateway with the tone voice. */
export const toneGateway = (options: TtsGatewayOptions = {}): Gateway =>
  ttsGateway({ engine: toneVoice({ byteMs }), clearDelay: 10, ...options });

/** A session in linear16 at 8000 Hz, so that every byte can be read in what sounded. */
export const voice = (
  gateway: Gateway = toneGateway(),
  more: Partial<SynthesizerOptions> = {},
): Synthesizer =>
  synthesizer({
    gateway: { url: 'wss://voice.test', token: 'KEY', socket: fakeSocket(gateway, { latency: 2 }) },
    model: 'some/model:1',
    sampleRate: 8000,
    keepalive: false,
    maxLineAge: Infinity,
    idleTimeout: 300,
    firstAudioTimeout: 900,
    turnTimeout: 1000,
    readyTimeout: 900,
    backoff: { initial: 5, jitter: 'none' },
    ...more,
  });

/** What somebody says: at so many ms `p` a partial, `f` a final, `u` the end of an utterance, `|` the end of all. */
export const saying = (said: Readonly<Record<number, string>>): Observable<SpeechEvent> =>
  merge(
    ...Object.entries(said).map(([at, event]) => timer(Number(at)).pipe(map(() => event))),
  ).pipe(
    takeWhile((event) => event !== '|'),
    map((event) => {
      const [type = '', ...words] = event.split(' ');
      if (type === 'u') return { type: 'utterance-end' };
      return { type: type === 'p' ? 'partial' : 'final', text: words.join(' ') };
    }),
  );

/** Events as lines: the time, and what happened. */
export const lineOf = (event: ConversationEvent): string => {
  const { type, ...rest } = event;
  if (event.type === 'audio') return `audio ${event.chunk.data.length}`;
  if (event.type === 'failed') {
    const { message } = event.error as Error;
    return `failed ${event.heardText}|${event.unheardText} ${event.playedMs} ${message}`;
  }
  if (event.type === 'interrupted') return `interrupted ${event.heardText}|${event.unheardText} ${event.playedMs}`; // prettier-ignore
  const facts = Object.entries(rest).filter(([key]) => key !== 'turn');
  return [type, ...facts.map(([, value]) => String(value))].join(' ');
};

/** Holds a conversation in virtual time, for at most 20 s. */
export function hold(
  make: () => Omit<ConversationOptions, 'tts'> & { readonly tts?: Synthesizer },
  more: { readonly until?: number; readonly step?: (event: ConversationEvent) => void } = {},
) {
  const lines: string[] = [];
  const events: ConversationEvent[] = [];
  let end = 'open';
  new TestScheduler(() => undefined).run(() => {
    const options = make();
    const tts = options.tts ?? voice();
    const start = asyncScheduler.now();
    const talk = conversation({ ...options, tts })
      .pipe(tap((event) => events.push(event)))
      .subscribe({
        next: (event) => {
          lines.push(`${asyncScheduler.now() - start} ${lineOf(event)}`);
          more.step?.(event);
        },
        complete: () => (end = 'complete'),
        error: (error: unknown) => (end = `error ${(error as Error).message}`),
      });
    timer(more.until ?? 20_000).subscribe(() => {
      talk.unsubscribe();
      tts.close();
    });
  });
  const ofTypes = (...types: ConversationEvent['type'][]) =>
    lines.filter((_, i) => types.includes(events[i]!.type));
  return { lines, events, end, ofTypes };
}

/** The bytes that a sink played, as text of one character a byte: each begins with its mark, see `toneVoice`. */
export function readIn(sink: VirtualSink): string {
  return sink
    .sounds()
    .flatMap(({ data }) => {
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      return Array.from({ length: data.length >> 1 }, (_, i) => view.getInt16(2 * i, true));
    })
    .filter((sample) => sample > 0 && sample % 100 === 50)
    .map((sample) => String.fromCharCode((sample - 50) / 100))
    .join('');
}

/** A text as its bytes, one character a byte. */
export const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text)); // prettier-ignore
