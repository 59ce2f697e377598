import { fromEvent, Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { VoiceError } from '../errors';
import { graphLost, microphoneLost } from './microphoneFailure';
import { unavailable } from './unavailable';
import { microphoneProcessor, type MicrophoneSetup } from './worklet/messages';
import { workletNode } from './workletNode';

const doing = 'Recording the microphone';

/**
 * Records a stream through a context that has the worklet.
 *
 * Cold. Errors with `microphone-lost` when the stream ends, or has ended before; `audio-unavailable` where the two do not fit.
 *
 * @internal
 */
export const recordStream = (
  context: AudioContext,
  stream: MediaStream,
  setup: MicrophoneSetup,
): Observable<AudioChunk> =>
  new Observable((output) => {
    const tracks = stream.getAudioTracks();
    // It can go while the worklet is loaded, and tells that only once.
    if (tracks.every(({ readyState }) => readyState === 'ended')) throw microphoneLost();
    const source = sourceOf(context, stream);
    const node = workletNode(doing, context, microphoneProcessor, {
      outputChannelCount: [1],
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: setup,
    });
    output.add(
      fromEvent<MessageEvent<ArrayBuffer>>(node.port, 'message').subscribe(({ data }) =>
        output.next({ data: new Uint8Array(data), format: setup.format }),
      ),
    );
    for (const track of tracks)
      output.add(fromEvent(track, 'ended').subscribe(() => output.error(microphoneLost())));
    output.add(fromEvent(context, 'error').subscribe(() => output.error(graphLost())));
    node.onprocessorerror = () => output.error(processorFailed());
    node.port.start();
    source.connect(node);
    // It is silent. Some browsers run only what leads to the destination.
    node.connect(context.destination);
    return () => {
      node.port.postMessage('close');
      node.port.close();
      source.disconnect();
      node.disconnect();
    };
  });

function sourceOf(context: AudioContext, stream: MediaStream): MediaStreamAudioSourceNode {
  try {
    return context.createMediaStreamSource(stream);
  } catch (cause) {
    throw unavailable(
      doing,
      'an audio graph that takes the microphone',
      'Some browsers refuse a microphone that runs at another sample rate than the loudspeaker: ask the user to choose another one.',
      cause,
    );
  }
}

const processorFailed = () =>
  new VoiceError(
    'audio-unavailable',
    `${doing}: the audio worklet threw an error. Report it: it is a fault of rxjs-voice.`,
    { needs: 'its audio worklet module' },
    { retryable: false },
  );
