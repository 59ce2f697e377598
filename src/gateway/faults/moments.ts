import { type Frame } from '../../connection';
import { decodeStt, decodeSttRequest, decodeTts, decodeTtsRequest } from '../../protocol';
import { type GatewayRequest } from '../Gateway';

/**
 * What a message is to a fault: an event of the line's life. `open` is no message: the line was opened. `terminal` is what ends
 * the audio of a segment, `final` a transcript that stands, `text` to `clear` are the client's, `audio` is anyone's.
 *
 * @category Gateway
 */
export type FaultMoment =
  | 'open'
  | 'init'
  | 'ready'
  | 'text'
  | 'flush'
  | 'audio'
  | 'terminal'
  | 'finalize'
  | 'final'
  | 'partial'
  | 'clear';

/**
 * Tells what the messages of one line are, in any spelling the decoders know.
 *
 * @internal
 */
export interface Moments {
  /** What a message of the client is. */
  readonly ofClient: (frame: Frame) => readonly FaultMoment[];
  /** What a message of the gateway is. */
  readonly ofGateway: (frame: Frame) => readonly FaultMoment[];
}

const named: Readonly<Record<string, FaultMoment | undefined>> = {
  init: 'init',
  ready: 'ready',
  text: 'text',
  flush: 'flush',
  audio: 'audio',
  'audio-end': 'terminal',
  flushed: 'terminal',
  finalize: 'finalize',
  final: 'final',
  partial: 'partial',
  clear: 'clear',
};

/**
 * Makes {@link Moments} for one line.
 *
 * @internal
 */
export function moments(request: GatewayRequest): Moments {
  const listens = request.url.includes('/stt/');

  return {
    ofClient(frame) {
      if (typeof frame !== 'string') return frame.length > 0 ? ['audio'] : [];
      const read = listens ? decodeSttRequest(frame) : decodeTtsRequest(frame);
      if (read._tag === 'Left') return [];
      const moment = named[read.right.type];
      const flushes = read.right.type === 'text' && read.right.flush === true;
      return [...(moment === undefined ? [] : [moment]), ...(flushes ? ['flush' as const] : [])];
    },
    ofGateway(frame) {
      const read = listens ? decodeStt(frame) : decodeTts(frame);
      if (read._tag === 'Left') return [];
      return read.right.flatMap(({ type }) => named[type] ?? []);
    },
  };
}
