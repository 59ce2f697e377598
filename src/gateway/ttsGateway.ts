import {
  catchError,
  defer,
  endWith,
  EMPTY,
  map,
  type Observable,
  Subject,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { durationOf } from '../audio';
import { type Frame } from '../connection';
import { type SynthesisEngine } from './engines';
import { checkOptions } from './checkOptions';
import { frameSegment, type SegmentFrame } from './frameSegment';
import { type Gateway } from './Gateway';
import { isInit } from './isInit';
import { sentence } from './sentence';
import { pacer } from './pacer';
import { reapIdle } from './reapIdle';
import { runSession, type SessionLine } from './runSession';
import { toneVoice } from './toneVoice';
import { newTtsSession, type TtsEffect, type TtsInput } from './TtsState';
import { ttsStep } from './ttsStep';
import { ttsWire } from './ttsWire';
import { decodeTtsRequest, encodeTtsReply, type Word } from '../protocol';

/**
 * How a {@link ttsGateway} behaves. Times in ms.
 *
 * @category Gateway
 */
export interface TtsGatewayOptions {
  /** The voice; {@link toneVoice} where left out. */
  readonly engine?: SynthesisEngine;
  /** How many times faster than real time audio is sent, 4 where left out; `Infinity`: as fast as it is synthesised. */
  readonly pace?: number;
  /** What ends a segment, in order; both where left out. Routes differ here; with none the end of a turn is not told. */
  readonly terminals?: readonly ('flushed' | 'audio_end')[];
  /**
   * Audio as binary frames (where left out), as base64 in `audio_chunk`, nested as in `{"type":"audio","data":{"audio":"…"}}`, or
   * without a type as in `{"audio":"…","isFinal":false}`, where `{"isFinal":true}` stands for `audio_end`.
   */
  readonly audio?: 'binary' | 'base64' | 'nested' | 'typeless';
  /**
   * Speaks as a Deepgram route does that is not translated: `Metadata` instead of `ready`, `Flushed`, `Cleared`, `Error`; and
   * where these are left out no segments, no words, and `flushed` as the only terminal. `false` where left out.
   */
  readonly native?: boolean;
  /** Whether `segment_start` and `segment_end` stand around the audio of a segment; `true` where left out. */
  readonly segments?: boolean;
  /** Whether word times are sent, each before its audio; `true` where left out. */
  readonly words?: boolean;
  /** How long after init it says `ready`, 0 where left out; `false`: it is ready at once and does not say so. */
  readonly ready?: number | false;
  /** How long after `clear` old audio may still arrive before `cleared`, 50 where left out. */
  readonly clearDelay?: number;
  /** After how long without a message, either way, it closes with 1008; never where left out. Pings do not count. */
  readonly idleTimeout?: number;
  /** How long the audio of a frame is, 40 where left out. */
  readonly frameMs?: number;
  /** How many characters may wait to be spoken, 100 000 where left out. */
  readonly maxText?: number;
  /** Whether a flush makes one segment (where left out), or each of its sentences one with terminals of its own. */
  readonly segmentsPerFlush?: 'one' | 'sentence';
  /** Whether a `text` without a letter, as in `4.5 `, is spoken (where left out) or refused with `invalid_request`. */
  readonly letterless?: 'speak' | 'refuse';
  /** Whether it closes with 1000 once a segment is spoken, and how long after; `true`: 20; `false` where left out. */
  readonly closeAfterTurn?: boolean | number;
}

/**
 * Makes a gateway that speaks, as the bridge does: init first, answered by `ready`; `text` waits for its `flush` and is then
 * spoken as one segment; segments are spoken one after the other.
 *
 * ```text
 * client   (init)(text flush)--------------------clear----|
 * server   ready (segment_start a)---a---a---a---a---(cleared)---|
 * ```
 *
 * - What comes before a good init is answered with an error frame, and nothing after it is heard. A bad init is a
 *   `config_error`. Text before `ready` waits.
 * - A flush without text, a second init, a binary or unreadable message get an error frame (`invalid_request`), too much text
 *   a `payload_too_large`, an engine that fails a `provider_error`. The session goes on.
 * - `clear` drops all text, lets audio come for `clearDelay` more and then says `cleared`; what was cleared gets no terminals.
 *   `cancel` drops all at once and says nothing. `close` ends the session: the result completes.
 * - Audio is linear16, mulaw or alaw. `keepalive` does nothing but being a message.
 *
 * @example A gateway for a test in virtual time
 * ```ts
 * const tts = synthesizer({ gateway: { url: 'wss://test', token: 't', socket: fakeSocket(ttsGateway()) }, model: 'a/b' });
 * ```
 *
 * @param options - how it behaves
 * @returns a gateway, for `fakeSocket` or `serveGateway`
 * @category Gateway
 */
export function ttsGateway(options: TtsGatewayOptions = {}): Gateway {
  checkOptions('ttsGateway', options);
  const {
    engine = toneVoice(),
    pace = 4,
    audio = 'binary',
    native = false,
    words = !native,
    frameMs = 40,
    closeAfterTurn = false,
  } = options;
  const rules = {
    ready: options.ready ?? 0,
    terminals: options.terminals ?? (native ? ['flushed'] : ['flushed', 'audio_end']),
    segments: options.segments ?? !native,
    clearDelay: options.clearDelay ?? 50,
    maxText: options.maxText ?? 100_000,
    closeAfterTurn: closeAfterTurn === true ? 20 : closeAfterTurn,
    segmentsPerFlush: options.segmentsPerFlush ?? 'one',
    letterless: options.letterless ?? 'speak',
  } as const;
  let lines = 0;

  const serve = (client$: Observable<Frame>): Observable<Frame> =>
    defer(() => {
      const stop$ = new Subject<void>();
      const paced = pacer<{ ms: number; frame: SegmentFrame }>(pace, ({ ms }) => ms);
      const wire = ttsWire({ audio, native });

      const send = (
        client: SessionLine<TtsInput>['client'],
        { words: said, data }: SegmentFrame,
      ) => {
        if (words && said.length > 0) client.next(timestamps(said));
        if (data.length === 0) return;
        client.next(wire.audio(data));
      };

      const speak = (
        { text, voice }: Extract<TtsEffect, { type: 'speak' }>,
        { client, tell }: SessionLine<TtsInput>,
      ) => {
        let duration = 0;
        return defer(() => engine.synthesize(text, voice)).pipe(
          frameSegment(voice.format, frameMs),
          map((frame) => ({ frame, ms: durationOf({ data: frame.data, format: voice.format }) })),
          paced(),
          tap(({ frame, ms }) => {
            duration += ms;
            send(client, frame);
          }),
          tap({ complete: () => tell({ type: 'spoken', duration }) }),
          catchError((error: unknown) => {
            tell({ type: 'failed', message: sentence(error) });
            return EMPTY;
          }),
          takeUntil(stop$),
        );
      };

      return runSession(
        {
          initial: newTtsSession,
          step: ttsStep(rules, `tts-${++lines}`),
          perform: (effect: TtsEffect, line) => {
            switch (effect.type) {
              case 'say':
                line.client.next(wire.say(effect.reply));
                return undefined;
              case 'wait':
                return timer(effect.delay).pipe(tap(() => line.tell(effect.then)));
              case 'speak':
                return speak(effect, line);
              case 'stop':
                stop$.next();
                return undefined;
              case 'end':
                line.client.complete();
                return undefined;
            }
          },
        },
        client$.pipe(
          map(read),
          catchError(() => EMPTY),
          endWith<TtsInput>({ type: 'left' }),
        ),
      );
    });

  return reapIdle(options.idleTimeout)(serve);
}

function read(frame: Frame): TtsInput {
  if (typeof frame !== 'string') return { type: 'binary' };
  const decoded = decodeTtsRequest(frame);
  return decoded._tag === 'Right'
    ? { type: 'request', request: decoded.right }
    : { type: 'malformed', init: isInit(frame), message: decoded.left.message };
}

const seconds = (ms: number) => Math.round(ms) / 1000;

function timestamps(words: readonly Word[]): string {
  return encodeTtsReply({
    type: 'timestamps',
    word_timestamps: {
      words: words.map(({ text }) => text),
      start: words.map(({ start }) => seconds(start)),
      end: words.map(({ end }) => seconds(end)),
    },
  });
}
