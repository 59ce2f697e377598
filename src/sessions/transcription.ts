import { asyncScheduler, EMPTY, type Observable, Subject, type Subscriber, takeUntil } from 'rxjs';
import { type AudioChunk, speechTime } from '../audio';
import { isVoiceError, type VoiceError } from '../errors';
import { type SpeechEvent, type SttMessage, type SttRequest } from '../protocol';
import { type LineSignal } from './dialLine';
import { checkFormat, type FirstHeard, firstHeard, untold } from './firstHeard';
import {
  type HearingEffect,
  type HearingInput,
  type HearingNote,
  type HearingTimer,
  unheard,
  wantsLine,
} from './hearing';
import { hearStep, isForUsers } from './hearStep';
import { type HeldLine, heldLine } from './heldLine';
import { type LineWatch } from './keepLine';
import { listeningDialect } from './listeningDialect';
import { performer } from './performer';
import { readyStatus } from './readyStatus';
import { type RecognizerOptions, type TranscribeOptions } from './RecognizerOptions';
import { type ConnectionStatus } from './SessionOptions';
import { stabilityJudge } from './stability';
import { type StatusEntry } from './statusBoard';
import { timers } from './timers';

/** When more audio than this waits in the socket, the rest waits here, ms. */
const mark = 1000;
/** So much that sounds like speech may be a word, ms: a click is shorter. */
const audible = 20;
/** How often a full socket is looked at, ms. */
const lookTime = 20;

/**
 * Runs one transcription into `output`, and ends with it.
 *
 * @param status - told of the line
 * @param note - told of what happens beside what was heard
 * @internal
 */
export function transcribeInto(
  output: Subscriber<SpeechEvent>,
  options: RecognizerOptions,
  audio$: Observable<AudioChunk>,
  { finalizeOn = EMPTY }: TranscribeOptions,
  status: StatusEntry,
  note: (event: HearingNote) => void,
): void {
  const stability = stabilityJudge(options.backoff?.stableAfter ?? 5000);
  const waits = timers<HearingTimer | 'look'>(elapsed);
  const { users, perform, lost: forgetSends } = performer(isForUsers, run);
  const left = new Subject<void>();
  let state = unheard;
  let heard: FirstHeard | undefined;
  let held: HeldLine<SttRequest> | undefined;
  let more = false;

  output.add(() => {
    left.next();
    waits.clear();
    held?.hangUp();
    users.put(() => status.leave());
  });

  /** Without an input: looks at the socket again. */
  function tell(input?: HearingInput): void {
    users.hold(() => {
      // A line that takes another's place has a socket of its own, and what it is sent first is decided by `ready`.
      if (input?.type !== 'ready' && input?.type !== 'lost') watchSocket();
      if (input !== undefined) decide(input);
      while (more) {
        more = false;
        watchSocket();
        if (!state.holding) decide({ type: 'go' });
      }
    });
  }

  function decide(input: HearingInput): void {
    const step = hearStep(heard?.rules ?? untold, state, input, asyncScheduler.now(), waiting());
    state = step.state;
    perform(step.effects);
  }

  function watchSocket(): void {
    const isFull = waiting() > mark;
    if (isFull) waits.arm('look', lookTime);
    if (isFull !== state.holding) decide({ type: isFull ? 'hold' : 'release' });
  }

  /** How much audio waits in the socket, ms. */
  function waiting(): number {
    return Math.round(((held?.bufferedAmount ?? 0) * 1000) / (heard?.second ?? 1));
  }

  function elapsed(timer: HearingTimer | 'look'): void {
    tell(timer === 'look' ? undefined : { type: 'elapsed', timer });
  }

  function run(effect: HearingEffect, isStale: () => boolean): void {
    if (output.closed) return;
    switch (effect.type) {
      case 'dial':
        held ??= heard && heldLine(listeningDialect(options, heard.format), options, holder);
        held?.dial();
        return;
      case 'drop':
        held?.drop(effect.error);
        return;
      case 'send':
        if (!isStale()) held?.send(effect.request);
        return;
      case 'send-audio': {
        const { from, to } = effect.span;
        for (const data of heard?.log.read(from, to) ?? []) if (!isStale()) held?.sendAudio(data);
        return;
      }
      case 'more':
        more = true;
        return;
      case 'forget':
        heard?.log.forget(effect.before);
        return;
      case 'judge': {
        const { from, to } = effect.span;
        const pieces = heard?.log.read(from, to) ?? [];
        const speech = heard !== undefined && speechTime(pieces, heard.format) >= audible;
        tell({ type: 'judged', speech });
        return;
      }
      case 'swap':
        held?.swap({ type: 'close' });
        return;
      case 'arm':
        waits.arm(effect.timer, effect.ms);
        return;
      case 'disarm':
        waits.disarm(effect.timer);
        return;
      case 'note':
        note(effect.event);
        return;
      case 'heard':
        output.next(effect.event);
        return;
      case 'complete':
        output.complete();
        return;
      case 'fail':
        giveUp(effect.error);
    }
  }

  function giveUp(cause: VoiceError): void {
    status.publish({ state: 'closed', cause });
    output.error(cause);
  }

  function tellOfLine(input: HearingInput, next: ConnectionStatus): void {
    users.hold(() => {
      users.put(() => status.publish(next));
      tell(input);
    });
  }

  const lost: LineWatch['lost'] = (error, record) => {
    const { brought } = state;
    const clean = isVoiceError(error, 'socket-closed') && error.closeCode === 1000;
    waits.disarm('look');
    forgetSends();
    tell({ type: 'lost' });
    const wanted = wantsLine(state);
    // A gateway may end its line after an utterance. One that did so without a final is not dialled again at once.
    const quiet = clean && brought;
    const verdict = wanted || brought ? stability.judge(error, { ...record, brought }) : error;
    return wanted && !quiet ? verdict : undefined;
  };

  const holder = {
    dialling: (attempt: number) =>
      tellOfLine({ type: 'dialling' }, { state: 'connecting', attempt }),
    waiting: (attempt: number, delay: number, cause: VoiceError) =>
      tellOfLine({ type: 'waiting' }, { state: 'waiting', attempt, delay, cause }),
    lost,
    heard: hear,
    renewed: () => tell({ type: 'renewed' }),
    gaveUp: (cause: VoiceError) => users.put(() => giveUp(cause)),
    unwanted: () => {
      tell({ type: 'unwanted' });
      if (state.line === 'none') users.put(() => status.publish({ state: 'idle' }));
    },
  };

  function hear(signal: LineSignal<SttMessage, SttRequest>): void {
    switch (signal.type) {
      case 'ready': {
        tellOfLine({ type: 'ready' }, readyStatus(options, signal));
        return;
      }
      case 'undecodable': {
        const { sample, message } = signal.failure;
        tell({ type: 'undecodable', sample, message });
        return;
      }
      case 'message': {
        const { message, excused } = signal;
        const excuse = excused && message.type === 'error';
        tell(excuse ? { type: 'excused', message } : { type: 'message', message });
      }
    }
  }

  function listen({ data, format }: AudioChunk): void {
    heard ??= firstHeard(options, format);
    checkFormat(heard.format, format);
    tell({ type: 'audio', frames: heard.log.add(data) });
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
