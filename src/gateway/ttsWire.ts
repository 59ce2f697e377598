import { type Frame } from '../connection';
import { encodeTtsReply, TtsReply } from '../protocol';

/**
 * How a route spells what it says.
 *
 * @internal
 */
export interface TtsSpelling {
  readonly audio: 'binary' | 'base64' | 'nested' | 'typeless';
  readonly native: boolean;
}

/**
 * Makes the function that writes what a speaking gateway says, as a route spells it.
 *
 * @internal
 */
export function ttsWire({ audio, native }: TtsSpelling): {
  readonly say: (reply: TtsReply) => Frame;
  readonly audio: (data: Uint8Array) => Frame;
} {
  let sequence = 0;

  const base64 = (data: Uint8Array) => {
    const text = encodeTtsReply({ type: 'audio_chunk', data });
    return (JSON.parse(text) as { data: string }).data;
  };
  return {
    say(reply) {
      if (native) return JSON.stringify(nativeOf(reply));
      // Without types, the last audio says that it is.
      if (audio === 'typeless' && reply.type === 'audio_end') return '{"isFinal":true}';
      return encodeTtsReply(reply);
    },
    audio(data) {
      switch (audio) {
        case 'binary':
          return data;
        case 'base64':
          return encodeTtsReply({ type: 'audio_chunk', data, sequence: ++sequence });
        case 'nested':
          return JSON.stringify({
            type: 'audio',
            data: { audio: base64(data), content_type: 'audio/raw' },
          });
        case 'typeless':
          return JSON.stringify({ audio: base64(data), isFinal: false });
      }
    },
  };
}

/** What a Deepgram route passes on as it came. */
function nativeOf(reply: TtsReply): object {
  switch (reply.type) {
    case 'ready':
      return { type: 'Metadata', request_id: reply.session_id, model_name: 'aura-2' };
    case 'flushed':
      return { type: 'Flushed', sequence_id: 0 };
    case 'cleared':
      return { type: 'Cleared' };
    case 'error':
      return { ...reply, type: 'Error' };
    default:
      return TtsReply.encode(reply);
  }
}
