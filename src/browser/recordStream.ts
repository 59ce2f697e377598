import { fromEvent, Observable } from 'rxjs';
import { type AudioChunk } from '../audio';
import { VoiceError } from '../errors';
import { microphoneLost } from './microphoneFailure';
import { microphoneProcessor, type MicrophoneSetup } from './worklet/messages';

/**
 * Records a stream through a context that has the worklet.
 *
 * Cold. Errors with `microphone-lost` when the stream ends.
 *
 * @internal
 */
export const recordStream = (
  context: AudioContext,
  stream: MediaStream,
  setup: MicrophoneSetup,
): Observable<AudioChunk> =>
  new Observable((output) => {
    const source = context.createMediaStreamSource(stream);
    const node = new AudioWorkletNode(context, microphoneProcessor, {
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
    for (const track of stream.getAudioTracks())
      output.add(fromEvent(track, 'ended').subscribe(() => output.error(microphoneLost())));
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

const processorFailed = () =>
  new VoiceError(
    'audio-unavailable',
    'Recording the microphone: the audio worklet threw an error. Report it: it is a fault of rxjs-voice.',
    { needs: 'its audio worklet module' },
    { retryable: false },
  );
