import {
  isObservable,
  Observable,
  of,
  ReplaySubject,
  Subject,
  type Subscriber,
  Subscription,
  takeUntil,
} from 'rxjs';
import { type AudioChunk, type AudioFormat } from '../audio';
import { isVoiceError, VoiceError } from '../errors';
import {
  decodeTts,
  encodeTtsRequest,
  type SpeechCommand,
  type TtsMessage,
  type TtsRequest,
} from '../protocol';
import { type Dialect, type LineSignal, type ReadyLine } from './dialLine';
import { keepLine } from './keepLine';
import {
  silent,
  wantsLine,
  type SpeakingEffect,
  type SpeakingInput,
  type SpeakingTimer,
} from './speaking';
import { speakingRules } from './speakingRules';
import { speakStep } from './speakStep';
import { type ConnectionStatus } from './SessionOptions';
import { stabilityJudge } from './stability';
import { type Synthesizer, type SynthesizerOptions, type TtsEvent } from './SynthesizerOptions';
import { timers } from './timers';

/**
 * Makes a session that speaks: text in, audio out, over a line that mends itself.
 *
 * ```text
 * text$             -a--b|              a = 'Hello ', b = 'there.'
 * tts.speak(text$)  ---------x-y-z|     the audio; completes when all of it was spoken
 * unsubscribed      ----------!         stops the gateway too: that is barge-in
 * ```
 *
 * Nothing is dialled before the first text. Consecutive turns share one line, which ends after `idleTimeout` without work.
 * A line lost in the middle of a turn is dialled again, and by default the listener hears every word once. What the
 * gateway cannot mend errors the turn as a `VoiceError`; the next turn dials anew.
 *
 * @example Speak, and let the next answer interrupt the one before
 * ```ts
 * const tts = synthesizer({
 *   gateway: { url: 'wss://us-east.api.slng.ai', token: () => fetchToken() },
 *   model: 'slng/deepgram/aura:2-en',
 *   voice: 'aura-2-thalia-en',
 * });
 * answers$.pipe(switchMap((answer) => tts.speak(answer))).subscribe(playChunk);
 * ```
 *
 * @param options - the gateway, the model and voice, and how patient to be
 * @returns the session
 * @throws a `VoiceError` `invalid-option` for options that cannot work
 * @category Sessions
 */
export function synthesizer(options: SynthesizerOptions): Synthesizer {
  const { rules, format } = speakingRules(options);
  const status = new ReplaySubject<ConnectionStatus>(1);
  const events = new Subject<TtsEvent>();
  const listeners = new Map<number, Subscriber<AudioChunk>>();
  const stability = stabilityJudge(options.backoff?.stableAfter ?? 5000);
  const waits = timers<SpeakingTimer>((timer) => tell({ type: 'elapsed', timer }));
  let state = silent;
  let held = Subscription.EMPTY;
  let line: ReadyLine<TtsRequest> | undefined;
  let closed = false;
  let keys = 0;

  function tell(input: SpeakingInput): void {
    const step = speakStep(rules, state, input);
    state = step.state;
    step.effects.forEach(run);
  }

  function run(effect: SpeakingEffect): void {
    switch (effect.type) {
      case 'dial':
        return dial();
      case 'hang-up':
        return hangUp(effect.politely);
      case 'drop':
        return line?.fail(effect.error);
      case 'send':
        return line?.send(effect.request);
      case 'arm':
        return waits.arm(effect.timer, effect.ms);
      case 'disarm':
        return waits.disarm(effect.timer);
      case 'event':
        return events.next(effect.event);
      case 'audio':
        return listeners.get(effect.key)?.next({ data: effect.data, format });
      case 'complete':
        return takeListener(effect.key)?.complete();
      case 'fail':
        return takeListener(effect.key)?.error(effect.error);
    }
  }

  function takeListener(key: number): Subscriber<AudioChunk> | undefined {
    const listener = listeners.get(key);
    listeners.delete(key);
    return listener;
  }

  function dial(): void {
    const attempt = new Subscription();
    held = attempt;
    const line$ = keepLine(speakingDialect(options, format), options, {
      dialling: (number) => {
        tell({ type: 'dialling' });
        status.next({ state: 'connecting', attempt: number });
      },
      waiting: (number, delay, cause) => {
        tell({ type: 'waiting' });
        status.next({ state: 'waiting', attempt: number, delay, cause });
      },
      lost: (error, { opened, readyFor }) => {
        const { brought } = state;
        const clean = isVoiceError(error, 'socket-closed') && error.closeCode === 1000;
        line = undefined;
        tell({ type: 'lost', error, clean });
        if (!wantsLine(state) || (clean && brought)) return undefined;
        return stability.judge(error, { opened, readyFor, brought });
      },
    });
    attempt.add(
      line$.subscribe({
        next: hear,
        error: (error: VoiceError) => {
          stability.forget();
          status.next({ state: 'closed', cause: error });
          tell({ type: 'gave-up', error });
        },
        complete: () => {
          tell({ type: 'unwanted' });
          if (state.line === 'none') status.next({ state: 'idle' });
        },
      }),
    );
  }

  function hear(signal: LineSignal<TtsMessage, TtsRequest>): void {
    switch (signal.type) {
      case 'ready': {
        const { sessionId } = (line = signal.line);
        status.next({ state: 'ready', ...(sessionId === undefined ? {} : { sessionId }) });
        return tell({ type: 'ready' });
      }
      case 'undecodable': {
        const { sample, message } = signal.failure;
        return events.next({ type: 'undecodable', sample, message });
      }
      case 'message': {
        const { message } = signal;
        if (!signal.excused || message.type !== 'error') return tell({ type: 'message', message });
        return events.next({ type: 'error', code: message.code, message: message.message });
      }
    }
  }

  function hangUp(politely: boolean): void {
    if (politely) line?.send({ type: 'close' });
    line = undefined;
    held.unsubscribe();
    if (!closed) status.next({ state: 'idle' });
  }

  status.next({ state: 'idle' });

  return {
    speak: (text, { turn } = {}) =>
      new Observable<AudioChunk>((listener) => {
        if (closed) {
          listener.error(sessionClosed());
          return;
        }
        const key = ++keys;
        const left = new Subject<void>();
        listeners.set(key, listener);
        listener.add(() => {
          left.next();
          if (listeners.delete(key)) tell({ type: 'interrupt', key });
        });
        tell({ type: 'turn', key, name: turn ?? `turn-${key}` });
        const text$: Observable<string | SpeechCommand> = isObservable(text) ? text : of(text);
        text$.pipe(takeUntil(left)).subscribe({
          next: (piece) => {
            if (typeof piece === 'string') tell({ type: 'text', key, text: piece });
            else if (piece.type === 'text') tell({ type: 'text', key, text: piece.text });
            else tell({ type: 'flush', key });
          },
          error: (error: unknown) => {
            if (listeners.delete(key)) tell({ type: 'interrupt', key });
            listener.error(error);
          },
          complete: () => {
            if (!listener.closed) tell({ type: 'end', key });
          },
        });
      }),
    warm: () => {
      if (!closed) tell({ type: 'warm' });
    },
    status$: status.asObservable(),
    events$: events.asObservable(),
    close: () => {
      if (closed) return;
      closed = true;
      tell({ type: 'close' });
      waits.clear();
      status.next({ state: 'closed' });
      status.complete();
      events.complete();
    },
  };
}

const sessionClosed = () =>
  new VoiceError(
    'session-closed',
    'This synthesizer was closed with close(), so it speaks no more. Make a new one.',
    {},
    { retryable: false },
  );

function speakingDialect(
  options: SynthesizerOptions,
  { encoding, sampleRate }: AudioFormat,
): Dialect<TtsMessage, TtsRequest> {
  const { voice, speed, language, config } = options;
  return {
    service: 'tts',
    decode: decodeTts,
    encode: encodeTtsRequest,
    init: (model) => ({
      type: 'init',
      ...(model === undefined ? {} : { model }),
      ...(voice === undefined ? {} : { voice }),
      config: {
        ...config,
        ...(language === undefined ? {} : { language }),
        ...(speed === undefined ? {} : { speed }),
        sample_rate: sampleRate,
        encoding,
      },
    }),
    keepalive: { type: 'keepalive' },
    keepaliveOnDirect: false,
  };
}
