import { fromEvent, mergeMap, type Observable, shareReplay, Subscription, timer } from 'rxjs';
import { VoiceError } from '../errors';
import { audioContext, closeContext } from './audioContext';
import { loadWorklet } from './loadWorklet';
import { resume, suspensions } from './suspensions';
import { workletNode } from './workletNode';
import { type SpeakerAnswer, type SpeakerRequest, speakerProcessor } from './worklet/messages';

const doing = 'Playing audio';

/** How long what sounds takes to fall to zero at the end, ms. Its context goes when that has surely been rendered. */
const farewell = 15;

/**
 * What a {@link soundGraph} tells.
 *
 * @internal
 */
export interface SoundGraphEvents {
  /** What its processor tells. */
  answer(answer: SpeakerAnswer): void;
  /** Whether the browser holds it back. */
  suspended(suspended: boolean): void;
  /** It is over. */
  failed(cause: VoiceError): void;
}

/**
 * An audio context that plays, with one node.
 *
 * @internal
 */
export interface SoundGraph {
  /** Hz. */
  readonly sampleRate: number;
  /** How many frames it has rendered. */
  frame(): number;
  /** From the end of the graph to the ear, ms, as far as the browser tells. */
  latency(): number;
  /** Makes the node, for so many channels. Once. */
  connect(channels: number): void;
  /** Sends a request to the processor; kept, in order, until there is one. Its data are handed over. */
  post(request: SpeakerRequest): void;
  /** Asks the browser to let it sound. */
  resume(): void;
  /** Ends it, without a click. */
  close(): void;
}

/**
 * Makes an audio context that plays what is posted to it.
 *
 * @param sampleRate - Hz, where the browser can do that
 * @throws `audio-unavailable` where the platform has no audio
 * @internal
 */
export function soundGraph(
  sampleRate: number,
  worklet: string | URL | undefined,
  events: SoundGraphEvents,
): SoundGraph {
  const context = audioContext(doing, sampleRate);
  const life = new Subscription();
  let waiting: SpeakerRequest[] = [];
  let node: AudioWorkletNode | undefined;

  const end = () => {
    node?.port.close();
    closeContext(context);
  };
  const fail = (cause: VoiceError) => {
    // Whoever ended it does not want to hear more, and the next one is not to be ended by it.
    if (life.closed) return;
    life.unsubscribe();
    end();
    events.failed(cause);
  };
  const send = (request: SpeakerRequest) =>
    node?.port.postMessage(request, request.type === 'write' ? [request.data] : []);
  const loaded$: Observable<AudioContext> = loadWorklet(doing, context, worklet).pipe(
    shareReplay({ bufferSize: 1, refCount: true }),
  );
  life.add(loaded$.subscribe({ error: fail }));
  life.add(suspensions(context).subscribe((held) => events.suspended(held)));
  life.add(fromEvent(context, 'error').subscribe(() => fail(deviceFailed())));

  return {
    get sampleRate() {
      return context.sampleRate;
    },
    frame: () => Math.round(context.currentTime * context.sampleRate),
    latency: () => 1000 * ((context as Partial<AudioContext>).outputLatency ?? 0),
    connect: (channels) => {
      const answers$ = loaded$.pipe(
        mergeMap(() => {
          node = speakerNode(context, channels);
          node.onprocessorerror = () => fail(processorFailed());
          const received$ = fromEvent<MessageEvent<SpeakerAnswer>>(node.port, 'message');
          node.port.start();
          for (const request of waiting.splice(0)) send(request);
          return received$;
        }),
      );
      life.add(answers$.subscribe({ next: ({ data }) => events.answer(data), error: fail }));
    },
    post: (request) => {
      if (node) {
        send(request);
        return;
      }
      // What is cleared before it was taken need not be kept.
      if (request.type === 'clear') waiting = waiting.filter(({ type }) => type === 'levels');
      waiting.push(request);
    },
    resume: () => resume(context),
    close: () => {
      life.unsubscribe();
      if (!node || context.state !== 'running') {
        end();
        return;
      }
      send({ type: 'clear', fadeOut: farewell, generation: Infinity });
      timer(2 * farewell).subscribe(end);
    },
  };
}

function speakerNode(context: AudioContext, channels: number): AudioWorkletNode {
  const node = workletNode(doing, context, speakerProcessor, {
    numberOfInputs: 0,
    outputChannelCount: [channels],
  });
  node.connect(context.destination);
  return node;
}

const deviceFailed = () =>
  failed('The browser lost its audio output. Check the device; the next turn tries again.');

const processorFailed = () =>
  failed(
    'The audio worklet of the speaker threw an error. Report it: it is a fault of rxjs-voice.',
  );

const failed = (sentence: string) =>
  new VoiceError(
    'playback-failed',
    `${doing}: ${sentence}`,
    { player: 'browser' },
    { retryable: false },
  );
