import fc from 'fast-check';
import { decodeTts, type TtsMessage } from '../../src/protocol';

const bytes = new Uint8Array([1, 2, 3]);
const base64 = 'AQID';
const audio: TtsMessage = { type: 'audio', data: bytes };
const end: TtsMessage = { type: 'audio-end' };

const read = (frame: string | Uint8Array): readonly TtsMessage[] => {
  const result = decodeTts(frame);
  if (result._tag === 'Left') throw new Error(result.left.message);
  return result.right;
};
const failure = (frame: string) => {
  const result = decodeTts(frame);
  if (result._tag === 'Right') throw new Error(`it was read as ${JSON.stringify(result.right)}`);
  return result.left;
};

type Row = readonly [route: string, frame: unknown, ...messages: TtsMessage[]];

describe('decodeTts', () => {
  // prettier-ignore
  it.each<Row>([
    ['ready', { type: 'ready', session_id: 's1', slng_request_id: 'r1' }, { type: 'ready', sessionId: 's1' }],
    ['ready, gen 3', { type: 'ready', session_id: 's1', accepts_partial_text: true }, { type: 'ready', sessionId: 's1', acceptsPartialText: true }],
    ['ready, empty', { type: 'ready' }, { type: 'ready' }],
    ['the end announced', { type: 'go_away', time_left: 5000 }, { type: 'go-away', timeLeft: 5000 }],
    ['the end announced, in another spelling', { type: 'GoAway' }, { type: 'go-away' }],
    ['ready, nulls', { type: 'ready', session_id: null, accepts_partial_text: null }, { type: 'ready' }],
    ['audio_chunk', { type: 'audio_chunk', data: base64, sequence: 1 }, audio],
    ['audio_chunk, empty', { type: 'audio_chunk', data: '' }],
    ['segment_start', { type: 'segment_start', segment_id: 'seg_001' }, { type: 'segment-start', segmentId: 'seg_001' }],
    ['segment_end', { type: 'segment_end' }, { type: 'segment-end' }],
    ['flushed', { type: 'flushed' }, { type: 'flushed' }],
    ['cleared', { type: 'cleared' }, { type: 'cleared' }],
    ['audio_end', { type: 'audio_end', duration: 1.5 }, { type: 'audio-end', duration: 1500 }],
    ['audio_end, bare', { type: 'audio_end' }, end],
    ['audio_end, ElevenLabs', { type: 'audio_end', data: null, duration: null }, end],
  ])('should read the canonical %s', (_, frame, ...messages) => {
    expect(read(JSON.stringify(frame))).toEqual(messages);
  });

  // prettier-ignore
  it.each<Row>([
    ['Aura: Flushed', { type: 'Flushed', sequence_id: 0 }, { type: 'flushed' }],
    ['Aura: Cleared', { type: ' CLEARED ' }, { type: 'cleared' }],
    ['Bulbul, Murf: nested audio', { type: 'audio', data: { audio: base64, content_type: 'audio/wav', request_id: 'r' } }, audio],
    ['Audio with data', { type: 'Audio', data: base64 }, audio],
    ['chunk with audio', { type: 'chunk', audio: base64 }, audio],
    ['chunk with data.audio', { type: 'chunk', data: { audio: base64 } }, audio],
    ['Cartesia: audio_chunk', { type: 'audio_chunk', context_id: 'c', status_code: 206, done: false, data: base64, step_time: 7.1, flush_id: 1 }, audio],
    ['Cartesia: audio_end', { type: 'audio_end', context_id: 'c', status_code: 200, done: true }, end],
    ['Rime: audio_chunk', { type: 'audio_chunk', data: base64, contextId: null }, audio],
    ['Rime: timestamps', { type: 'timestamps', word_timestamps: { words: ['Hi', 'there'], start: [0, 0.29], end: [0.29, 1.1] } },
      { type: 'words', words: [{ text: 'Hi', start: 0, end: 290 }, { text: 'there', start: 290, end: 1100 }] }],
    ['Soniox: audio', { type: 'audio_chunk', audio: base64, audio_end: false, stream_id: 's' }, audio],
    ['Soniox: last audio', { type: 'audio_chunk', audio: base64, audio_end: true, stream_id: 's' }, audio, end],
    ['Soniox: an end without audio', { type: 'audio_chunk', audio: '', audio_end: true }, end],
    ['Soniox: terminated', { type: 'terminated', terminated: true, stream_id: 's' }, { type: 'flushed' }],
    ['Kugel: audio', { type: 'audio_chunk', audio: base64, enc: 'pcm_s16le', idx: 0, sr: 24000, samples: 1, chunk_id: 0 }, audio],
    ['Kugel: words', { type: 'word_timestamps', word_timestamps: [{ word: 'Hi', start_ms: 0, end_ms: 290, char_start: 0, char_end: 2, score: 1 }], chunk_id: 0 },
      { type: 'words', words: [{ text: 'Hi', start: 0, end: 290 }] }],
    ['Kugel: final', { type: 'final', chunks: 2, total_samples: 24000, dur_ms: 1000, gen_ms: 99, rtf: 0.1 }, { type: 'audio-end', duration: 1000 }],
    ['Kugel: session_closed', { type: 'session_closed', total_audio_seconds: 1 }, { type: 'flushed' }],
    ['Sarvam: event_type', { type: 'event', data: { event_type: 'final' } }, end],
    ['Sarvam: event', { type: 'event', data: { event: 'Completed' } }, end],
    ['Sarvam: failed', { type: 'event', data: { event_type: 'failed', message: 'No.', code: 'Provider_Error' } },
      { type: 'error', code: 'provider_error', status: 502, message: 'No.' }],
    ['done', { type: 'done' }, end],
    ['end', { type: 'end' }, end],
    ['an end with audio', { type: 'audio_end', data: base64, duration: 2 }, audio, { type: 'audio-end', duration: 2000 }],
    ['an end with nested audio', { type: 'done', data: { audio: base64 } }, audio, end],
    ['an end with other data', { type: 'end', data: { reason: 'eos' } }, end],
    ['flushed with audio', { type: 'flushed', audio: base64 }, audio, { type: 'flushed' }],
    ['ElevenLabs: audio', { audio: base64, isFinal: null }, audio],
    ['ElevenLabs: last audio', { audio: base64, isFinal: true }, audio, end],
    ['ElevenLabs: isFinal 1', { audio: null, isFinal: 1 }, end],
    ['ElevenLabs: isFinal text', { type: null, audio: '', isFinal: 'True' }, end],
    ['ElevenLabs: nothing', { audio: null, isFinal: false }],
    ['ElevenLabs: error', { audio: null, error: 'voice_not_found' }, { type: 'error', code: '', message: 'voice_not_found' }],
  ])('should read %s', (_, frame, ...messages) => {
    expect(read(JSON.stringify(frame))).toEqual(messages);
  });

  // prettier-ignore
  it.each([
    ['canonical', { type: 'error', code: 'provider_error', message: 'm' }, 'provider_error', 502, 'm'],
    ['nested', { type: 'error', data: { code: 'config_error', message: 'm' } }, 'config_error', 400, 'm'],
    ['nested before top', { type: 'error', code: 'x', message: 'top', data: { code: 'auth_error', message: 'nested' } }, 'auth_error', 401, 'nested'],
    ['capitalised', { type: 'Error', code: 'backend_connection_failed', message: 'm' }, 'backend_connection_failed', 502, 'm'],
    ['spelled loosely', { type: 'error', code: ' Rate_Limit ', message: 'm' }, 'rate_limit', 429, 'm'],
    ['with a status of its own', { type: 'error', message: 'm', status_code: 400, error_code: 'provider_error', done: true }, 'provider_error', 400, 'm'],
    ['numeric', { type: 'error', error_code: 400, error_message: 'm', stream_id: 's' }, '400', 400, 'm'],
    ['numeric text', { type: 'error', code: '429', message: 'm' }, '429', 429, 'm'],
    ['a close code', { type: 'error', code: 1011, message: 'm' }, '1011', undefined, 'm'],
    ['err_code', { type: 'error', err_code: 'not_ready', description: 'm' }, 'not_ready', 503, 'm'],
    ['untyped', { error_code: 401, error_message: 'm' }, '401', 401, 'm'],
    ['error text', { type: 'error', error: 'm' }, '', undefined, 'm'],
    ['error object', { type: 'error', error: { message: 'm', code: 'idle_timeout_exceeded' } }, 'idle_timeout_exceeded', 408, 'm'],
    ['untyped text', { error: 'm' }, '', undefined, 'm'],
    ['untyped object', { error: { message: 'm' } }, '', undefined, 'm'],
    ['without a code', { type: 'error', message: 'Text is too long.' }, '', undefined, 'Text is too long.'],
    ['saying nothing', { type: 'error', data: null }, '', undefined, ''],
    ['of a new kind', { type: 'error', code: 'constructor', message: 'm' }, 'constructor', undefined, 'm'],
  ])('should read an error that is %s', (_, frame, code, status, message) => {
    const error = status === undefined ? { type: 'error', code, message } : { type: 'error', code, status, message };

    expect(read(JSON.stringify(frame))).toStrictEqual([error]);
  });

  it.each(['Metadata', 'Open', 'Warning', 'control_ack', 'generation_started', 'chunk_complete'])(
    'should know %s as harmless',
    (type) => {
      const frame = JSON.stringify({ type, request_id: 'r' });

      expect(read(frame)).toEqual([{ type: 'info', name: type, sample: frame }]);
    },
  );

  it.each([
    ['Novelty', { type: 'Novelty', x: 1 }],
    ['constructor', { type: 'constructor' }],
    ['{x,error}', { x: 1, error: null }],
    ['event started', { type: 'event', data: { event: 'started' } }],
    ['event ', { type: 'event', data: {} }],
  ])('should pass on what nobody told us about: %s', (name, frame) => {
    const sample = JSON.stringify(frame);

    expect(read(sample)).toEqual([{ type: 'unknown', name, sample }]);
  });

  it('should take binary frames for audio, as they are', () => {
    expect(read(bytes)).toEqual([audio]);
    expect(read(bytes)[0]).toHaveProperty('data', bytes);
    expect(read(new Uint8Array())).toEqual([]);
  });

  // prettier-ignore
  it.each([
    ['not json', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is not JSON.'],
    [' ', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is empty.'],
    ['[1]', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is a list.'],
    ['null', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is null.'],
    ['"hi"', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is text.'],
    ['7', '', 'A text frame of the gateway could not be read: it should be a JSON object, but is a number.'],
    ['{"type":"audio_chunk"}', 'data', "The gateway's audio_chunk could not be read: data is missing, but should be base64 audio."],
    ['{"type":"audio_chunk","data":null}', 'data', "The gateway's audio_chunk could not be read: data is null, but should be base64 audio."],
    ['{"type":"Audio","data":7}', 'data', "The gateway's Audio could not be read: data is 7, but should be base64 audio."],
    ['{"type":"audio","data":"*"}', 'data', 'The gateway\'s audio could not be read: data is "*", but should be base64 audio.'],
    ['{"type":"audio","data":{"x":1}}', 'data.audio', "The gateway's audio could not be read: data.audio is missing, but should be base64 audio."],
    ['{"audio":"*"}', 'audio', 'The gateway\'s frame without a type could not be read: audio is "*", but should be base64 audio.'],
    ['{"audio":"","isFinal":"maybe"}', 'isFinal', 'The gateway\'s frame without a type could not be read: isFinal is "maybe", but should be true or false.'],
    ['{"type":"audio_end","duration":1e999}', 'duration', "The gateway's audio_end could not be read: duration is too large a number, but should be a number."],
    ['{"type":"audio_end","duration":1e308}', 'duration', "The gateway's audio_end could not be read: duration is too large a number, but should be a number."],
    ['{"type":"audio_end","duration":-9007199254740992}', 'duration', "The gateway's audio_end could not be read: duration is too large a number, but should be a number."],
    ['{"type":"ready","session_id":{}}', 'session_id', "The gateway's ready could not be read: session_id is an object, but should be text or a number."],
    ['{"type":"timestamps"}', 'word_timestamps', "The gateway's timestamps could not be read: word_timestamps is missing, but should be word times."],
    ['{"type":"timestamps","word_timestamps":{"words":["a"],"start":[0],"end":[]}}', 'word_timestamps.end', "The gateway's timestamps could not be read: word_timestamps.end is a list, but should be as long as words, which has 1."],
    ['{"type":"timestamps","word_timestamps":{"words":["a"],"start":["0"],"end":[1]}}', 'word_timestamps.start.0', 'The gateway\'s timestamps could not be read: word_timestamps.start.0 is "0", but should be a number.'],
    ['{"type":"word_timestamps","word_timestamps":[{"word":"a","start_ms":0}]}', 'word_timestamps.0.end_ms', "The gateway's word_timestamps could not be read: word_timestamps.0.end_ms is missing, but should be a number."],
    ['{"type":"event"}', 'data', "The gateway's event could not be read: data is missing, but should be event data."],
  ])('should explain %s', (frame, path, message) => {
    expect(failure(frame)).toEqual({ path, sample: frame, message });
  });

  it('should take a type that is no text for none', () => {
    expect(read('{"type":7}')).toEqual([{ type: 'unknown', name: '{type}', sample: '{"type":7}' }]);
  });

  it('should cut samples to 200 characters, and names and values to 60', () => {
    const long = 'x'.repeat(500);

    expect(failure(long).sample).toHaveLength(200);
    expect(
      failure(JSON.stringify({ type: 'audio', data: `*${long}` })).message.length,
    ).toBeLessThan(150);
    expect(read(JSON.stringify({ type: long }))).toEqual([
      { type: 'unknown', name: `${'x'.repeat(59)}…`, sample: `{"type":"${'x'.repeat(190)}…` },
    ]);
  });

  it('should take secrets out before it cuts', () => {
    const secret = 'sk-secret-key';
    const redact = (text: string) => text.replaceAll(secret, '***');
    const halved = `{"type":"audio","data":"${'*'.repeat(190 - 24)}${secret}"}`;
    const frames = [
      halved,
      `${'x'.repeat(195)}${secret}`,
      `{"type":"${secret}"}`,
      `{"type":"Open","k":"${secret}"}`,
    ];

    for (const frame of frames)
      expect(JSON.stringify(decodeTts(frame, redact))).not.toContain('sk-');
  });

  it('should take secrets out of the words of an error', () => {
    const redact = (text: string) => text.replaceAll('sk-secret', '***');
    const frame = '{"type":"error","code":"sk-secret","message":"The key sk-secret is unknown."}';

    expect(decodeTts(frame, redact)).toMatchObject({
      right: [{ type: 'error', code: '***', message: 'The key *** is unknown.' }],
    });
  });

  it('should bound the words of an error, and cut no character in two', () => {
    const frame = JSON.stringify({
      type: 'error',
      code: 'C'.repeat(99),
      message: '😀'.repeat(5000),
    });

    expect(decodeTts(frame)).toMatchObject({
      right: [{ code: `${'c'.repeat(59)}…`, message: `${'😀'.repeat(499)}…` }],
    });
  });

  it('should look for secrets in the case they were written in', () => {
    const redact = (text: string) => text.replaceAll('SK-Secret', '***');

    expect(decodeTts('{"type":"error","code":"SK-Secret"}', redact)).toMatchObject({
      right: [{ code: '***' }],
    });
  });

  it('should not look for secrets in more than is shown', () => {
    const looked: number[] = [];
    const redact = (text: string) => {
      looked.push(text.length);
      return text;
    };
    decodeTts('x'.repeat(1_000_000), redact);
    decodeTts(JSON.stringify({ error: 'x'.repeat(1_000_000) }), redact);

    expect(Math.max(...looked)).toBe(8000);
  });

  it('should never throw, whatever the gateway sends', () => {
    const type = fc.constantFrom(
      'ready',
      'audio',
      'audio_chunk',
      'event',
      'timestamps',
      'error',
      'done',
      'x',
      7,
      null,
    );
    const known = fc.record(
      {
        type,
        data: fc.jsonValue(),
        audio: fc.jsonValue(),
        error: fc.jsonValue(),
        word_timestamps: fc.jsonValue(),
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
        const result = decodeTts(text);
        if (result._tag === 'Left') expect(result.left.sample.length).toBeLessThanOrEqual(200);
        else for (const message of result.right) expect(typeof message.type).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});
