import fc from 'fast-check';
import { decodeStt, type SttMessage } from '../../src/protocol';

const read = (frame: string | Uint8Array): readonly SttMessage[] => {
  const result = decodeStt(frame);
  if (result._tag === 'Left') throw new Error(result.left.message);
  return result.right;
};
const failure = (frame: string) => {
  const result = decodeStt(frame);
  if (result._tag === 'Right') throw new Error(`it was read as ${JSON.stringify(result.right)}`);
  return result.left;
};

const word = (text: string, start: number, end: number) => ({ text, start, end });
const token = (text: string, start_ms?: number, end_ms?: number, is_final: unknown = true) => ({
  text,
  start_ms,
  end_ms,
  is_final,
});

type Row = readonly [route: string, frame: unknown, ...messages: SttMessage[]];

describe('decodeStt', () => {
  // prettier-ignore
  it.each<Row>([
    ['ready', { type: 'ready', session_id: 's1', slng_request_id: 'r' }, { type: 'ready', sessionId: 's1' }],
    ['the end announced', { type: 'go_away', time_left: 5000 }, { type: 'go-away', timeLeft: 5000 }],
    ['ready, empty', { type: 'ready', session_id: null }, { type: 'ready' }],
    ['partial_transcript', { type: 'partial_transcript', transcript: 'Hel', confidence: 0.5 }, { type: 'partial', text: 'Hel', confidence: 0.5 }],
    ['partial_transcript, empty', { type: 'partial_transcript', transcript: '' }, { type: 'partial', text: '' }],
    ['final_transcript', { type: 'final_transcript', transcript: 'Hello.', confidence: 0.9, language: 'en', duration: 1.5 },
      { type: 'final', text: 'Hello.', confidence: 0.9, language: 'en' }],
    ['final_transcript, empty', { type: 'final_transcript', transcript: '', words: [] }, { type: 'final', text: '' }],
    ['final_transcript, nulls', { type: 'final_transcript', transcript: 'Hi', confidence: null, language: null, words: null }, { type: 'final', text: 'Hi' }],
    ['final_transcript, words', { type: 'final_transcript', transcript: 'Hi there', words: [
      { word: 'Hi', start: 0.29, end: 0.5, confidence: 0.9, speaker: 1 }, { word: 'there', punctuated_word: 'there.', start: 0.5, end: 1.1, speaker: '1' }] },
      { type: 'final', text: 'Hi there', start: 290, end: 1100, speaker: '1', words: [
        { ...word('Hi', 290, 500), confidence: 0.9, speaker: '1' }, { ...word('there.', 500, 1100), speaker: '1' }] }],
    ['utterance_end', { type: 'utterance_end', last_word_end: 2.5 }, { type: 'utterance-end', at: 2500 }],
    ['utterance_end, bare', { type: 'utterance_end' }, { type: 'utterance-end' }],
    ['error', { type: 'error', code: 'auth_error', message: 'm' }, { type: 'error', code: 'auth_error', status: 401, message: 'm' }],
  ])('should read the canonical %s', (_, frame, ...messages) => {
    expect(read(JSON.stringify(frame))).toStrictEqual(messages);
  });

  // prettier-ignore
  it.each<Row>([
    ['Whisper: ready', { type: 'ready', session_id: 's', context_id: 'c', model: 'w', commands: ['flush'], features: { vad: true } }, { type: 'ready', sessionId: 's' }],
    ['Whisper: final', { type: 'final_transcript', transcript: 'Hi', is_final: true, audio_duration: 2, segments: [{ text: 'Hi', start: 0.5, end: 0.9, avg_logprob: -1 }] },
      { type: 'final', text: 'Hi', start: 500, end: 900 }],
    ['Soniox v3: tokens', { type: 'partial_transcript', transcript: 'Hello', tokens: [token('Hel', 10, 20), token('lo', 20, 30)] },
      { type: 'partial', text: 'Hello', start: 10, end: 30, words: [word('Hello', 10, 30)] }],
    ['final with a native channel', { type: 'final_transcript', transcript: '', channel: { alternatives: [{ transcript: 'Hi', confidence: 0.7, language: 'en', words: [{ word: 'Hi', start: 0, end: 1 }] }] } },
      { type: 'final', text: 'Hi', start: 0, end: 1000, confidence: 0.7, language: 'en', words: [word('Hi', 0, 1000)] }],
    ['final with a native channel alone', { type: 'final_transcript', channel: { alternatives: [{ transcript: 'Hi' }] } }, { type: 'final', text: 'Hi' }],
    ['final with a channel it does not need', { type: 'final_transcript', transcript: 'Own', channel: { alternatives: [{ transcript: 'Other' }] } }, { type: 'final', text: 'Own' }],
    ['final with an empty channel', { type: 'final_transcript', transcript: '', channel: { alternatives: [] } }, { type: 'final', text: '' }],
    ['two speakers', { type: 'final_transcript', transcript: 'a b', words: [{ word: 'a', start: 0, end: 1, speaker: 'A' }, { word: 'b', start: 1, end: 2, speaker: 'B' }] },
      { type: 'final', text: 'a b', start: 0, end: 2000, words: [{ ...word('a', 0, 1000), speaker: 'A' }, { ...word('b', 1000, 2000), speaker: 'B' }] }],
    ['a final that answers a finalize', { type: 'final_transcript', transcript: 'a', from_finalize: true }, { type: 'final', text: 'a', fromFinalize: true }],
    ['Results that answer a finalize', { type: 'Results', is_final: true, from_finalize: 'true', channel: { alternatives: [{ transcript: '' }] } }, { type: 'final', text: '', fromFinalize: true }],
    ['Results that do not', { type: 'Results', is_final: true, from_finalize: false, channel: { alternatives: [{ transcript: 'a' }] } }, { type: 'final', text: 'a' }],
    ['native words where the list is empty', { type: 'final_transcript', transcript: '', words: [], channel: { alternatives: [{ transcript: 'a', words: [{ word: 'a', start: 0, end: 1 }] }] } }, { type: 'final', text: 'a', start: 0, end: 1000, words: [word('a', 0, 1000)] }],
    ['words without times', { type: 'final_transcript', transcript: 'a', words: [{ word: 'a' }] }, { type: 'final', text: 'a' }],
    ['Deepgram: final Results', { type: 'Results', channel_index: [0, 1], duration: 1, start: 0.5, is_final: true, speech_final: true, language: 'en',
      channel: { alternatives: [{ transcript: 'Hi.', confidence: 0.9, words: [{ word: 'hi', start: 0.6, end: 0.9, confidence: 0.8, punctuated_word: 'Hi.' }] }] } },
      { type: 'final', text: 'Hi.', start: 600, end: 900, confidence: 0.9, language: 'en', words: [{ ...word('Hi.', 600, 900), confidence: 0.8 }] }],
    ['Deepgram: interim Results', { type: 'Results', is_final: false, start: 0.5, duration: 1, channel: { alternatives: [{ transcript: 'hi', language: 'de' }] } },
      { type: 'partial', text: 'hi', start: 500, end: 1500, language: 'de' }],
    ['Deepgram: is_final "true"', { type: 'results', is_final: 'true', channel: { alternatives: [{ transcript: 'hi' }] } }, { type: 'final', text: 'hi' }],
    ['Deepgram: is_final "1"', { type: 'Results', is_final: '1', channel: { alternatives: [{ transcript: 'hi' }] } }, { type: 'final', text: 'hi' }],
    ['Deepgram: is_final "False"', { type: 'Results', is_final: 'False', channel: { alternatives: [{ transcript: 'hi' }] } }, { type: 'partial', text: 'hi' }],
    ['Deepgram: nothing said', { type: 'Results', is_final: true, start: 3, duration: 1, channel: { alternatives: [{ transcript: '', confidence: 0, words: [] }] } },
      { type: 'final', text: '', confidence: 0 }],
    ['Deepgram: UtteranceEnd', { type: 'UtteranceEnd', channel: [0, 1], last_word_end: 2.395 }, { type: 'utterance-end', at: 2395 }],
    ['Deepgram: UtteranceEnd without a word', { type: 'UtteranceEnd', last_word_end: -1 }, { type: 'utterance-end' }],
    ['Deepgram: Error', { type: 'Error', code: 'backend_connection_failed', message: 'm' }, { type: 'error', code: 'backend_connection_failed', status: 502, message: 'm' }],
    ['Soniox: partial', { tokens: [token('Hel', 10, 20, false), token('lo', 20, 30, false)], final_audio_proc_ms: 0, total_audio_proc_ms: 30 },
      { type: 'partial', text: 'Hello', start: 10, end: 30, words: [word('Hello', 10, 30)] }],
    ['Soniox: final and partial', { tokens: [token('Hello', 10, 30), token(' the', 30, 40, false), token('re', 40, 50, 'false')] },
      { type: 'final', text: 'Hello', start: 10, end: 30, words: [word('Hello', 10, 30)] },
      { type: 'partial', text: 'there', start: 30, end: 50, words: [word('there', 30, 50)] }],
    ['Soniox: end', { tokens: [token('Hi', 10, 30), token('.', 30, 31), token('<end>', 31, 31)] },
      { type: 'final', text: 'Hi.', start: 10, end: 31, words: [word('Hi.', 10, 31)] }, { type: 'utterance-end' }],
    ['Soniox: words after an end', { tokens: [token('One', 1, 2), token('<end>'), token(' two', 3, 4)] },
      { type: 'final', text: 'One', start: 1, end: 2, words: [word('One', 1, 2)] }, { type: 'utterance-end' },
      { type: 'final', text: 'two', start: 3, end: 4, words: [word('two', 3, 4)] }],
    ['Soniox: a bare end', { tokens: [token('<end>')] }, { type: 'utterance-end' }],
    ['Soniox: a finalize with nothing left', { tokens: [token('<fin>')] }, { type: 'final', text: '', fromFinalize: true }, { type: 'utterance-end' }],
    ['Soniox: a finalize with the rest', { tokens: [token('Hi', 1, 2), token('<fin>')] }, { type: 'final', text: 'Hi', start: 1, end: 2, words: [word('Hi', 1, 2)], fromFinalize: true }, { type: 'utterance-end' }],
    ['Soniox: nothing yet', { tokens: [], final_audio_proc_ms: 0 }],
    ['Soniox: tokens without times', { tokens: [{ text: 'Hi', is_final: true, language: 'en' }] }, { type: 'final', text: 'Hi', language: 'en' }],
    ['Soniox: speakers and confidence', { tokens: [{ ...token('Hel', 1, 2), confidence: 0.9, speaker: 1 }, { ...token('lo', 2, 3), confidence: 0.5, speaker: 1 }] },
      { type: 'final', text: 'Hello', start: 1, end: 3, speaker: '1', words: [{ ...word('Hello', 1, 3), confidence: 0.5, speaker: '1' }] }],
    ['Soniox: error', { error_code: 401, error_message: 'm' }, { type: 'error', code: '401', status: 401, message: 'm' }],
    ['Soniox: an error beside tokens', { tokens: [], error_code: 503, error_message: 'm' }, { type: 'error', code: '503', status: 503, message: 'm' }],
  ])('should read %s', (_, frame, ...messages) => {
    expect(read(JSON.stringify(frame))).toStrictEqual(messages);
  });

  it.each(['Metadata', 'Open', 'Warning', 'control_ack', 'SpeechStarted'])(
    'should know %s as harmless',
    (type) => {
      const frame = JSON.stringify({ type });

      expect(read(frame)).toEqual([{ type: 'info', name: type, sample: frame }]);
    },
  );

  it('should pass on what nobody told us about', () => {
    expect(read('{"type":"vad"}')).toEqual([
      { type: 'unknown', name: 'vad', sample: '{"type":"vad"}' },
    ]);
    expect(read('{"a":1}')).toEqual([{ type: 'unknown', name: '{a}', sample: '{"a":1}' }]);
  });

  it('should take nothing from binary frames', () => {
    expect(read(new Uint8Array([1]))).toEqual([]);
  });

  // prettier-ignore
  it.each([
    ['oops', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is not JSON.'],
    ['{"type":"final_transcript"}', 'transcript', "The gateway's final_transcript could not be read: transcript is missing, but should be text."],
    ['{"type":"partial_transcript","transcript":7}', 'transcript', "The gateway's partial_transcript could not be read: transcript is 7, but should be text."],
    ['{"type":"final_transcript","transcript":"","words":{}}', 'words', "The gateway's final_transcript could not be read: words is an object, but should be a list of words."],
    ['{"type":"final_transcript","transcript":"","words":[{"word":"a","start":"0"}]}', 'words.0.start', 'The gateway\'s final_transcript could not be read: words.0.start is "0", but should be a number.'],
    ['{"type":"Results"}', 'channel', "The gateway's Results could not be read: channel is missing, but should be a channel."],
    ['{"type":"Results","channel":{"alternatives":null}}', 'channel.alternatives', "The gateway's Results could not be read: channel.alternatives is null, but should be a list of alternatives."],
    ['{"type":"utterance_end","last_word_end":"soon"}', 'last_word_end', 'The gateway\'s utterance_end could not be read: last_word_end is "soon", but should be a number.'],
    ['{"tokens":"many"}', 'tokens', 'The gateway\'s frame without a type could not be read: tokens is "many", but should be a list of tokens.'],
    ['{"tokens":[{}]}', 'tokens.0.text', "The gateway's frame without a type could not be read: tokens.0.text is missing, but should be text."],
  ])('should explain %s', (frame, path, message) => {
    expect(failure(frame)).toEqual({ path, sample: frame, message });
  });

  it('should take secrets out before it cuts', () => {
    const redact = (text: string) => text.replaceAll('sk-secret', '***');

    expect(JSON.stringify(decodeStt(`${'x'.repeat(195)}sk-secret`, redact))).not.toContain('sk-');
  });

  it('should take secrets out of the words of an error', () => {
    const redact = (text: string) => text.replaceAll('sk-secret', '***');
    const frame = '{"type":"error","code":"sk-secret","message":"The key sk-secret is unknown."}';

    expect(decodeStt(frame, redact)).toMatchObject({
      right: [{ type: 'error', code: '***', message: 'The key *** is unknown.' }],
    });
  });

  it('should never throw, whatever the gateway sends', () => {
    const type = fc.constantFrom(
      'ready',
      'partial_transcript',
      'final_transcript',
      'Results',
      'error',
      'x',
      7,
      null,
    );
    const known = fc.record(
      {
        type,
        transcript: fc.jsonValue(),
        words: fc.jsonValue(),
        channel: fc.jsonValue(),
        tokens: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const frame = fc.oneof(
      fc.string(),
      fc.json(),
      known.map((fields) => JSON.stringify(fields)),
    );

    fc.assert(
      fc.property(frame, (text) => {
        const result = decodeStt(text);
        if (result._tag === 'Left') expect(result.left.sample.length).toBeLessThanOrEqual(200);
        else for (const message of result.right) expect(typeof message.type).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});
