import { unavailable } from './unavailable';

/**
 * Makes a node of a processor that the loaded module should have brought.
 *
 * @param doing - what an error says was being done
 * @param processor - its name
 * @throws `audio-unavailable` where the module has none of that name: another file was served in its place
 * @internal
 */
export function workletNode(
  doing: string,
  context: AudioContext,
  processor: string,
  options: AudioWorkletNodeOptions,
): AudioWorkletNode {
  try {
    return new AudioWorkletNode(context, processor, options);
  } catch (cause) {
    throw unavailable(
      doing,
      'its audio worklet module',
      "What the option worklet names was loaded, but is another file. Serve rxjs-voice/worklet.js of the package's very version there.",
      cause,
    );
  }
}
