import { encodeSttReply, SttReply } from '../protocol';

/**
 * Writes what a listening gateway says: in the bridge's words, or as a Deepgram route passes it on as it came.
 *
 * @internal
 */
export const sttWire = (native: boolean): ((reply: SttReply) => string) =>
  native ? (reply) => JSON.stringify(nativeOf(reply)) : encodeSttReply;

function nativeOf(reply: SttReply): object {
  switch (reply.type) {
    case 'ready':
      return { type: 'Metadata', request_id: reply.session_id, duration: 0, channels: 1 };
    case 'partial_transcript':
      return results(reply, { is_final: false, speech_final: false });
    case 'final_transcript':
      return results(reply, {
        is_final: true,
        speech_final: true,
        from_finalize: reply.from_finalize === true,
      });
    case 'utterance_end':
      return { ...reply, type: 'UtteranceEnd', channel: [0, 1] };
    case 'error':
      return { ...reply, type: 'Error' };
    default:
      return SttReply.encode(reply);
  }
}

function results(
  {
    transcript,
    confidence,
    language,
    duration,
    words,
  }: Extract<SttReply, { type: 'partial_transcript' | 'final_transcript' }>,
  flags: object,
) {
  const start = words?.[0]?.start;
  return {
    type: 'Results',
    channel_index: [0, 1],
    ...(start === undefined ? {} : { start }),
    ...(duration === undefined ? {} : { duration }),
    ...flags,
    channel: { alternatives: [{ transcript, confidence, language, words }] },
  };
}
