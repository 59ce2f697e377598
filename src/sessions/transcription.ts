import { EMPTY, type Observable, Subject, type Subscriber, Subscription, takeUntil } from 'rxjs';
import { type AudioChunk, bytesPerFrame, formatMismatch, sameFormat } from '../audio';
import { isVoiceError, type VoiceError } from '../errors';
import { type SpeechEvent, type SttMessage, type SttRequest } from '../protocol';
import { type LineSignal, type ReadyLine } from './dialLine';
import { firstHeard, untold } from './firstHeard';
import {
  type HearingEffect,
  type HearingInput,
  type HearingTimer,
  unheard,
  wantsLine,
} from './hearing';
import { hearStep } from './hearStep';
import { keepLine } from './keepLine';
import { listeningDialect } from './listeningDialect';
import { type RecognizerOptions, type SttEvent, type TranscribeOptions } from './RecognizerOptions';
import { type ConnectionStatus } from './SessionOptions';
import { stabilityJudge } from './stability';
import { timers } from './timers';

/** How much audio may wait in the socket before the rest is held back, ms. */
const socketTime = 1000;
/** How often a full socket is looked at, ms. */
const lookTime = 20;

/**
 * Runs one transcription into `output`, and ends it with `output`.
 *
 * @param publish - told of the line's state
 * @param note - told of what happens beside what was heard
 * @internal
 */
export function transcribeInto(
  output: Subscriber<SpeechEvent>,
  options: RecognizerOptions,
  audio$: Observable<AudioChunk>,
  { finalizeOn = EMPTY }: TranscribeOptions,
  publish: (status: ConnectionStatus) => void,
  note: (event: SttEvent) => void,
): void {
  const stability = stabilityJudge(options.backoff?.stableAfter ?? 5000);
  const waits = timers<HearingTimer | 'look'>(elapsed);
  const left = new Subject<void>();
  let state = unheard;
  let heard: ReturnType<typeof firstHeard> | undefined;
  let held = Subscription.EMPTY;
  let line: ReadyLine<SttRequest> | undefined;
  let more = false;

  output.add(() => {
    left.next();
    waits.clear();
    const dialled = held !== Subscription.EMPTY;
    held.unsubscribe();
    if (dialled) publish({ state: 'idle' });
  });

  function tell(input: HearingInput): void {
    decide(input);
    while (more) {
      more = false;
      if (!isFull()) decide({ type: 'go' });
    }
  }

  function decide(input: HearingInput): void {
    const step = hearStep(heard?.rules ?? untold, state, input);
    state = step.state;
    for (const effect of step.effects) if (!output.closed) run(effect);
  }

  function isFull(): boolean {
    if (line === undefined || heard === undefined) return false;
    const { sampleRate } = heard.format;
    const limit = (bytesPerFrame(heard.format) * sampleRate * socketTime) / 1000;
    if (line.bufferedAmount <= limit) return false;
    if (!state.holding) decide({ type: 'hold' });
    waits.arm('look', lookTime);
    return true;
  }

  function elapsed(timer: HearingTimer | 'look'): void {
    if (timer !== 'look') tell({ type: 'elapsed', timer });
    else if (!isFull()) tell({ type: 'release' });
  }

  function run(effect: HearingEffect): void {
    switch (effect.type) {
      case 'dial':
        dial();
        break;
      case 'drop':
        line?.fail(effect.error);
        break;
      case 'send':
        line?.send(effect.request);
        break;
      case 'send-audio':
        for (const data of heard?.log.read(effect.span.from, effect.span.to) ?? []) {
          line?.sendAudio(data);
        }
        break;
      case 'more':
        more = true;
        break;
      case 'forget':
        heard?.log.forget(effect.before);
        break;
      case 'arm':
        waits.arm(effect.timer, effect.ms);
        break;
      case 'disarm':
        waits.disarm(effect.timer);
        break;
      case 'note':
        note(effect.event);
        break;
      case 'heard':
        output.next(effect.event);
        break;
      case 'complete':
        output.complete();
        break;
      case 'fail':
        output.error(effect.error);
    }
  }

  function dial(): void {
    if (heard === undefined) return;
    const attempt = new Subscription();
    held = attempt;
    const line$ = keepLine(listeningDialect(options, heard.format), options, {
      dialling: (number) => {
        tell({ type: 'dialling' });
        publish({ state: 'connecting', attempt: number });
      },
      waiting: (number, delay, cause) => {
        tell({ type: 'waiting' });
        publish({ state: 'waiting', attempt: number, delay, cause });
      },
      lost: (error, { opened, readyFor }) => {
        const { brought } = state;
        const clean = isVoiceError(error, 'socket-closed') && error.closeCode === 1000;
        line = undefined;
        waits.disarm('look');
        tell({ type: 'lost' });
        if (!wantsLine(state) || (clean && brought)) return undefined;
        return stability.judge(error, { opened, readyFor, brought });
      },
    });
    attempt.add(
      line$.subscribe({
        next: hear,
        error: (error: unknown) => {
          held = Subscription.EMPTY;
          publish({ state: 'closed', cause: error as VoiceError });
          output.error(error);
        },
        complete: () => {
          tell({ type: 'unwanted' });
          if (state.line === 'none') publish({ state: 'idle' });
        },
      }),
    );
  }

  function hear(signal: LineSignal<SttMessage, SttRequest>): void {
    switch (signal.type) {
      case 'ready': {
        const { sessionId } = (line = signal.line);
        publish({ state: 'ready', ...(sessionId === undefined ? {} : { sessionId }) });
        tell({ type: 'ready' });
        break;
      }
      case 'undecodable': {
        const { sample, message } = signal.failure;
        note({ type: 'undecodable', sample, message });
        break;
      }
      case 'message': {
        const { message } = signal;
        if (!signal.excused || message.type !== 'error') tell({ type: 'message', message });
        else note({ type: 'error', code: message.code, message: message.message });
      }
    }
  }

  function listen(chunk: AudioChunk): void {
    const { format } = chunk;
    heard ??= firstHeard(options, format);
    if (!sameFormat(heard.format, format)) {
      throw formatMismatch('transcribing', heard.format, format);
    }
    tell({ type: 'audio', frames: heard.log.add(chunk.data) });
  }

  const failed = (error: unknown) => output.error(error);
  finalizeOn.pipe(takeUntil(left)).subscribe({
    next: () => tell({ type: 'finalize' }),
    error: failed,
  });
  if (output.closed) return;
  audio$.pipe(takeUntil(left)).subscribe({
    next: (chunk) => {
      try {
        listen(chunk);
      } catch (error) {
        failed(error);
      }
    },
    error: failed,
    complete: () => {
      if (!output.closed) tell({ type: 'end' });
    },
  });
}
