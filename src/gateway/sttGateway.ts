import { catchError, defer, EMPTY, endWith, map, type Observable, Subject, tap, timer } from 'rxjs';
import { type AudioChunk } from '../audio';
import { type Frame } from '../connection';
import { VoiceError } from '../errors';
import { checkOptions } from './checkOptions';
import { type RecognitionEngine } from './engines';
import { type Gateway } from './Gateway';
import { isInit } from './isInit';
import { reapIdle } from './reapIdle';
import { runSession, type SessionLine } from './runSession';
import { sentence } from './sentence';
import { newSttSession, type SttEffect, type SttInput } from './SttState';
import { sttStep } from './sttStep';
import { toneEars } from './toneEars';
import { sttWire } from './sttWire';
import { decodeSttRequest } from '../protocol';

/**
 * How an {@link sttGateway} behaves. Times in ms.
 *
 * @category Gateway
 */
export interface SttGatewayOptions {
  /** The recogniser; {@link toneEars} where left out. */
  readonly engine?: RecognitionEngine;
  /** How long after init it says `ready`, 0 where left out; `false`: it is ready at once and does not say so. */
  readonly ready?: number | false;
  /** After how long without a message, either way, it closes with 1008; never where left out. Pings do not count. */
  readonly idleTimeout?: number;
  /** How many bytes of audio a message may hold, 1 MiB where left out. */
  readonly maxFrame?: number;
  /**
   * Speaks as a Deepgram route does that is not translated: `Results` for partials and finals, `UtteranceEnd`, `Error`, and
   * `Metadata` instead of `ready`. `false` where left out.
   */
  readonly native?: boolean;
}

/**
 * Makes a gateway that listens, as the bridge does: init first, answered by `ready`; then audio, as binary frames or as base64
 * in `audio`; partials where the init asked for them, finals with word times, and `utterance_end`.
 *
 * ```text
 * client   (init)a---b---c---finalize---d---close
 * server   ready-----p---p---f--------------(f|)
 * ```
 *
 * - Audio before `ready` closes the line with 1008, a message over `maxFrame` with 1009. Anything else before a good init
 *   is answered with an error frame, and nothing after it is heard. A bad init is a `config_error`: it must be linear16, mono.
 * - `finalize` is answered by a final, an empty one where nothing was said, with `from_finalize` where the recogniser marks
 *   it; `close` by the remaining finals, and then the result completes. A sample that is cut apart by the end of a message
 *   waits for its rest.
 * - An engine that fails is a `provider_error`, and closes the line with 1011: a client that dials again and sends its
 *   audio again loses nothing.
 *
 * @example A gateway for a test in virtual time
 * ```ts
 * const stt = recognizer({ gateway: { url: 'wss://test', token: 't', socket: fakeSocket(sttGateway()) }, model: 'a/b' });
 * ```
 *
 * @param options - how it behaves
 * @returns a gateway, for `fakeSocket` or `serveGateway`
 * @category Gateway
 */
export function sttGateway(options: SttGatewayOptions = {}): Gateway {
  checkOptions('sttGateway', options);
  const { engine = toneEars(), ready = 0, maxFrame = 1_048_576, native = false } = options;
  const write = sttWire(native);
  let lines = 0;

  const serve = (client$: Observable<Frame>): Observable<Frame> =>
    defer(() => {
      const audio$ = new Subject<AudioChunk>();
      const finalize$ = new Subject<void>();

      const listen = (partials: boolean, { tell }: SessionLine<SttInput>) =>
        defer(() => engine.recognize(audio$, { finalize$, partials })).pipe(
          tap({
            next: (event) => tell({ type: 'heard', event }),
            complete: () => tell({ type: 'done' }),
          }),
          catchError((error: unknown) => {
            tell({ type: 'failed', message: sentence(error) });
            return EMPTY;
          }),
        );

      return runSession(
        {
          initial: newSttSession,
          step: sttStep({ ready, maxFrame }, `stt-${++lines}`),
          perform: (effect: SttEffect, line) => {
            switch (effect.type) {
              case 'say':
                line.client.next(write(effect.reply));
                return undefined;
              case 'wait':
                return timer(effect.delay).pipe(tap(() => line.tell(effect.then)));
              case 'listen':
                return listen(effect.partials, line);
              case 'feed':
                audio$.next({ data: effect.data, format: effect.format });
                return undefined;
              case 'finalize':
                finalize$.next();
                return undefined;
              case 'finish':
                audio$.complete();
                return undefined;
              case 'end':
                end(line.client, effect);
                return undefined;
            }
          },
        },
        client$.pipe(
          map(read),
          catchError(() => EMPTY),
          endWith<SttInput>({ type: 'left' }),
        ),
      );
    });

  return reapIdle(options.idleTimeout)(serve);
}

function read(frame: Frame): SttInput {
  if (typeof frame !== 'string') return { type: 'audio', data: frame };
  const decoded = decodeSttRequest(frame);
  return decoded._tag === 'Right'
    ? { type: 'request', request: decoded.right }
    : { type: 'malformed', init: isInit(frame), message: decoded.left.message };
}

function end(
  client: SessionLine<SttInput>['client'],
  { closeCode, reason = '' }: Extract<SttEffect, { type: 'end' }>,
) {
  if (closeCode === undefined) {
    client.complete();
    return;
  }
  client.error(
    new VoiceError(
      'socket-closed',
      `The gateway closed the line with ${closeCode}: ${reason}.`,
      { closeCode, reason },
      { retryable: true },
    ),
  );
}
