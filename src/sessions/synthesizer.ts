import {
  isObservable,
  map,
  Observable,
  of,
  ReplaySubject,
  Subject,
  type Subscriber,
  takeUntil,
} from 'rxjs';
import { type AudioChunk } from '../audio';
import { isVoiceError } from '../errors';
import { type SpeechCommand, type TtsMessage, type TtsRequest } from '../protocol';
import { type LineSignal } from './dialLine';
import { heldLine } from './heldLine';
import { endsQuietly } from './losses';
import { performer } from './performer';
import { readyStatus } from './readyStatus';
import { sessionClosed } from './sessionClosed';
import { type ConnectionStatus } from './SessionOptions';
import {
  silent,
  wantsLine,
  type SpeakingEffect,
  type SpeakingInput,
  type SpeakingTimer,
} from './speaking';
import { inputOf } from './speakInput';
import { speakingDialect } from './speakingDialect';
import { speakingRules } from './speakingRules';
import { isForUsers, speakStep } from './speakStep';
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
  const { users, perform, lost } = performer(isForUsers, run);
  let state = silent;
  let closed = false;
  let keys = 0;

  const line = heldLine(speakingDialect(options, format), options, {
    dialling: (attempt) => {
      tell({ type: 'dialling' });
      publish({ state: 'connecting', attempt });
    },
    waiting: (attempt, delay, cause) => {
      tell({ type: 'waiting' });
      publish({ state: 'waiting', attempt, delay, cause });
    },
    heard: hear,
    lost: (error, { opened, readyFor }) => {
      const { brought } = state;
      const clean = isVoiceError(error, 'socket-closed') && error.closeCode === 1000;
      const quiet = clean && endsQuietly(state);
      lost();
      tell({ type: 'lost', error, clean });
      const verdict =
        quiet && !brought ? error : stability.judge(error, { opened, readyFor, brought });
      return quiet || !wantsLine(state) ? undefined : verdict;
    },
    gaveUp: (cause) => {
      stability.forget();
      users.hold(() => {
        publish({ state: 'closed', cause });
        tell({ type: 'gave-up', error: cause });
      });
    },
    unwanted: () =>
      users.hold(() => {
        publish({ state: 'idle' });
        tell({ type: 'unwanted' });
      }),
    renewed: () => tell({ type: 'renewed' }),
  });

  function hear(signal: LineSignal<TtsMessage, TtsRequest>): void {
    switch (signal.type) {
      case 'ready': {
        users.hold(() => {
          publish(readyStatus(options, signal));
          const { gateway } = signal;
          tell({ type: 'ready', ...(gateway === undefined ? {} : { gateway }) });
        });
        return;
      }
      case 'undecodable': {
        tell(signal);
        return;
      }
      case 'message': {
        const { message, excused } = signal;
        const excuse = excused && message.type === 'error';
        tell(excuse ? { type: 'excused', error: message } : { type: 'message', message });
        return;
      }
    }
  }

  function publish(next: ConnectionStatus): void {
    users.put(() => status.next(next));
  }

  function tell(input: SpeakingInput): void {
    const { state: next, effects } = speakStep(rules, state, input);
    if (next.brought && !state.brought) stability.forget(); // Many a line is replaced, and not lost.
    state = next;
    perform(effects);
  }

  function run(effect: SpeakingEffect, isStale: () => boolean): void {
    switch (effect.type) {
      case 'dial':
        line.dial();
        return;
      case 'hang-up':
        line.hangUp(effect.politely ? { type: 'close' } : undefined);
        if (!closed) publish({ state: 'idle' });
        return;
      case 'drop':
        line.drop(effect.error);
        return;
      case 'swap':
        line.swap({ type: 'close' });
        // Nothing where the fresh line took its place, for then `ready` was told.
        tell({ type: 'kept' });
        return;
      case 'send':
        if (!isStale()) line.send(effect.request);
        return;
      case 'arm':
        waits.arm(effect.timer, effect.ms);
        return;
      case 'disarm':
        waits.disarm(effect.timer);
        return;
      case 'event':
        events.next(effect.event);
        return;
      case 'audio':
        listeners.get(effect.key)?.next({ data: effect.data, format });
        return;
      case 'complete':
        takeListener(effect.key)?.complete();
        return;
      case 'fail':
        takeListener(effect.key)?.error(effect.error);
    }
  }

  function takeListener(key: number): Subscriber<AudioChunk> | undefined {
    const listener = listeners.get(key);
    listeners.delete(key);
    return listener;
  }

  publish({ state: 'idle' });

  return {
    speak: (text, { turn } = {}) =>
      new Observable<AudioChunk>((listener) => {
        if (closed) {
          listener.error(sessionClosed('synthesizer', 'speaks'));
          return;
        }
        const key = ++keys;
        const left = new Subject<void>();
        const interrupt = () => {
          if (listeners.delete(key)) tell({ type: 'interrupt', key });
        };
        listeners.set(key, listener);
        listener.add(() => {
          left.next();
          interrupt();
        });
        tell({ type: 'turn', key, name: turn ?? `turn-${key}` });
        const text$: Observable<string | SpeechCommand> = isObservable(text) ? text : of(text);
        text$
          .pipe(
            map((piece) => inputOf(key, piece)),
            takeUntil(left),
          )
          .subscribe({
            next: tell,
            error: (error: unknown) => {
              interrupt();
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
      users.hold(() => {
        tell({ type: 'close' });
        // At once, also from a function that was asked while dialling.
        line.hangUp();
        waits.clear();
        publish({ state: 'closed' });
        users.put(() => {
          status.complete();
          events.complete();
        });
      });
    },
  };
}
