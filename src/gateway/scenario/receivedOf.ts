import { type AudioChunk, type AudioFormat, durationOf, isSampleEncoding } from '../../audio';
import { type GatewayRequest } from '../Gateway';
import { type ClientMessage } from './clientMessage';
import { type Received, type ReceivedLine } from './Received';

/**
 * What was noted of a line.
 *
 * @internal
 */
export interface LineNotes {
  readonly request: GatewayRequest;
  readonly messages: readonly ClientMessage[];
}

/**
 * Sums up what was noted, as it is now.
 *
 * @internal
 */
export function receivedOf(notes: readonly LineNotes[]): Received {
  const lines = notes.map(lineOf);
  const messages = lines.flatMap((line) => line.messages);
  return {
    lines,
    texts: messages.flatMap((each) => (each.type === 'text' ? [each.text] : [])),
    flushes: messages.filter(({ type }) => type === 'flush').length,
    audioMs: lines.reduce((sum, { audio }) => sum + (audio === undefined ? 0 : msOf(audio)), 0),
  };
}

function lineOf({ request, messages }: LineNotes): ReceivedLine {
  const format = formatOf(messages);
  const audio = joined(messages, format);
  return {
    url: request.url,
    headers: request.headers,
    messages: [...messages],
    said: saidOf(messages, format),
    ...(audio.data.length === 0 ? {} : { audio }),
  };
}

/** What the line's init said its audio is; as the gateway takes it where it said nothing. */
function formatOf(messages: readonly ClientMessage[]): AudioFormat {
  const init = messages.find((each) => each.type === 'init');
  const { encoding, sample_rate, channels } = (init?.config ?? {}) as {
    readonly encoding?: AudioFormat['encoding'];
    readonly sample_rate?: number;
    readonly channels?: number;
  };
  return {
    encoding: encoding ?? 'linear16',
    sampleRate: sample_rate ?? 16_000,
    channels: channels ?? 1,
  };
}

function joined(messages: readonly ClientMessage[], format: AudioFormat): AudioChunk {
  const parts = messages.flatMap((each) => (each.type === 'audio' ? [each.data] : []));
  const data = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { data, format };
}

function saidOf(messages: readonly ClientMessage[], format: AudioFormat): string[] {
  const said: string[] = [];
  let run: ClientMessage[] = [];
  const endRun = () => {
    if (run.length > 0) said.push(`audio ${lengthOf(joined(run, format))}`);
    run = [];
  };
  for (const message of messages) {
    if (message.type === 'audio') {
      run.push(message);
    } else {
      endRun();
      said.push(message.type === 'text' ? JSON.stringify(message.text) : message.type);
    }
  }
  endRun();
  return said;
}

const lengthOf = (audio: AudioChunk) =>
  isSampleEncoding(audio.format.encoding)
    ? `${Number(durationOf(audio).toFixed(2))} ms`
    : `${audio.data.length} bytes`;

const msOf = (audio: AudioChunk) =>
  isSampleEncoding(audio.format.encoding) ? durationOf(audio) : 0;
