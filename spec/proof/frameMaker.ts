import { type Frame } from '../../src/connection';

/** A random number generator: xorshift of 32 bits, since a million frames must not wait for it. */
function randomFrom(seed: number) {
  let state = seed | 1;
  /** A whole number from 0, below `limit`. */
  return (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** A message of every shape that a route is known to send, as JSON. */
export const dialects: readonly string[] = [
  // The bridge, speaking.
  { type: 'ready', session_id: 's-1', slng_request_id: 'r-1', accepts_partial_text: true },
  { type: 'audio_chunk', data: 'AAECAwQF', sequence: 1 },
  { type: 'segment_start', segment_id: 'seg_001' },
  { type: 'segment_end', segment_id: 'seg_001' },
  { type: 'flushed' },
  { type: 'cleared' },
  { type: 'audio_end', duration: 1.5, data: null },
  { type: 'error', code: 'provider_error', message: 'It broke.' },
  { type: 'go_away', time_left: 5000 },
  // Single routes, speaking.
  { type: 'Metadata', request_id: 'r', model_name: 'm', model_version: '1', model_uuid: 'u' },
  { type: 'Flushed', sequence_id: 0 },
  { type: 'Cleared' },
  { type: 'Warning', message: 'slow' },
  { type: 'audio', data: { audio: 'AAEC', content_type: 'audio/wav', request_id: 'r' } },
  { type: 'Audio', data: 'AAEC' },
  { type: 'chunk', audio: 'AAEC' },
  {
    type: 'audio_chunk',
    context_id: 'c',
    status_code: 206,
    done: false,
    data: 'AA==',
    step_time: 1,
  },
  { type: 'audio_end', context_id: 'c', status_code: 200, done: true },
  { type: 'audio_chunk', data: 'AAEC', contextId: 'c' },
  {
    type: 'timestamps',
    word_timestamps: { words: ['so', 'it', 'is'], start: [0, 0.2, 0.3], end: [0.1, 0.3, 0.5] },
  },
  { type: 'audio_chunk', audio: 'AAEC', audio_end: true, stream_id: 's' },
  { type: 'terminated', terminated: true, stream_id: 's' },
  { type: 'audio_chunk', audio: 'AAEC', enc: 'pcm', idx: 0, sr: 24000, samples: 2, chunk_id: 1 },
  {
    type: 'word_timestamps',
    word_timestamps: [
      { word: 'so', start_ms: 0, end_ms: 90, char_start: 0, char_end: 2, score: 1 },
    ],
    chunk_id: 1,
  },
  { type: 'generation_started', chunk_id: 1, text: 'so' },
  { type: 'chunk_complete', chunk_id: 1, audio_seconds: 1, gen_ms: 5, is_final: true },
  { type: 'final', chunks: 1, total_samples: 5, dur_ms: 1000, gen_ms: 5, rtf: 0.1 },
  { type: 'session_closed', total_audio_seconds: 1, total_text_chunks: 1 },
  { type: 'event', data: { event_type: 'complete' } },
  { type: 'event', data: { event: 'failed', message: 'no' } },
  { type: 'done' },
  { type: 'end', audio: 'AAEC' },
  { audio: 'AAEC', isFinal: 'true' },
  { audio: 'AAEC', isFinal: 1, error: 'no' },
  { type: 'Open' },
  { type: 'control_ack' },
  // The bridge, listening.
  { type: 'partial_transcript', transcript: 'so it', confidence: 0.5, words: [] },
  {
    type: 'final_transcript',
    transcript: 'So it is.',
    confidence: 0.9,
    language: 'en',
    duration: 1.5,
    from_finalize: true,
    words: [{ word: 'so', start: 0, end: 0.2, punctuated_word: 'So', confidence: 1, speaker: 0 }],
    segments: [{ text: 'So it is.', start: 0, end: 1.5, avg_logprob: -1 }],
    tokens: [{ text: 'So', start_ms: 0, end_ms: 90, confidence: 1, is_final: true, speaker: '1' }],
  },
  { type: 'utterance_end', last_word_end: 1.5 },
  { type: 'ready', context_id: 'c', model: 'm', commands: ['flush'], features: { vad: true } },
  // Single routes, listening.
  { type: 'Metadata', request_id: 'r', created: 'now', duration: 1, channels: 1, sha256: 's' },
  {
    type: 'Results',
    channel_index: [0, 1],
    start: 1,
    duration: 2,
    is_final: 'true',
    speech_final: true,
    channel: {
      alternatives: [
        {
          transcript: 'so it is',
          confidence: 0.9,
          language: 'en',
          words: [{ word: 'so', start: 1, end: 1.5, confidence: 0.9, punctuated_word: 'So' }],
        },
      ],
    },
  },
  { type: 'SpeechStarted' },
  { type: 'UtteranceEnd', last_word_end: -1 },
  {
    tokens: [
      { text: 'so', start_ms: 0, end_ms: 90, confidence: 1, is_final: true, language: 'en' },
      { text: '<end>', is_final: true },
      { text: ' it', start_ms: 90, end_ms: 150, is_final: false },
      { text: '<fin>' },
    ],
    final_audio_proc_ms: 90,
    total_audio_proc_ms: 150,
  },
  { type: 'final_transcript', transcript: '', channel: { alternatives: [{ transcript: 'so' }] } },
  // Errors.
  { type: 'error', data: { code: 'auth_error', message: 'no' } },
  { type: 'Error', code: 'backend_connection_failed', message: 'Failed: 401' },
  { type: 'error', message: 'no', status_code: 500, error_code: 'provider_error', done: true },
  { type: 'error', error_code: 400, error_message: 'no', stream_id: 's' },
  { error_code: 401, error_message: 'no' },
  { type: 'error', error: 'no' },
  { type: 'error', error: { message: 'no', code: '503' } },
  { error: 'no' },
  { type: 7 },
  { type: 'next_year', data: [1] },
].map((message) => JSON.stringify(message));

const odd = [
  ...['null', 'true', 'false', '0', '-0', '1e308', '-1e308', '1e999', '-1e999', '5e-324', '0.1'],
  ...['9007199254740993', '-1', '4294967296', '1.5e3'],
  ...['""', '" "', '"true"', '"1"', '"404"', '"NaN"', '"<fin>"', '"<end>"', '"error"', '"ready"'],
  ...['"__proto__"', '"constructor"', '"toString"', '"\\ud800"', '"\\udc00\\ud800"', '"\ud800"'],
  ...['"\\u0000"', '"\\u202e\\u200b\\ufeff"', '"\u2028"', '"é\u0301😀"', '"\u212a"', '"İ"', '"\n"'],
  ...['"AAE"', '"A"', '"A==="', '"AA=A"', '"AA-_"', '"AA=="', '" AAEC"', '"=AAA"', '"😀AAA"'],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[{}]',
    '[null]',
    '[1,"a",null,{},[]]',
    '{"":1}',
    '{"length":4294967295}',
  ],
  ...[
    '{"audio":"AAEC"}',
    '{"error":{"error":{}}}',
    '{"toString":1,"valueOf":2,"toJSON":3,"then":4}',
  ],
  ...['{"words":[1],"start":[],"end":[2]}', '{"alternatives":[]}', '{"alternatives":[{}]}'],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}'],
] as const;

/** What is no JSON, as some write it. */
const none = ['NaN', '-Infinity', 'undefined', '00', '.5', '1e', "'x'", 'nul', '0x1'] as const;

/** Put behind any `{` of a message. */
const poison = [
  '"__proto__":{"polluted":1,"type":"ready","audio":"AAEC","error":"x"},',
  '"__proto__":null,',
  '"__proto__":[1],',
  '"constructor":{"prototype":{"polluted":1}},',
  '"prototype":{"polluted":1},',
  '"\\u005f_proto__":{"polluted":1},',
  '"hasOwnProperty":0,"toString":{"polluted":1},',
  '"type":"__proto__",',
  '"type":"constructor","type":"error",',
];

const stuff = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\u0000',
  '\ud83d',
  '1',
  '-',
  'e',
  ' ',
  '/',
];

/**
 * Makes frames without end: valid messages of every dialect, and what can become of them. The same seed makes the same ones.
 */
export function frameMaker(seed: number): () => Frame {
  const random = randomFrom(seed);
  const one = <T>(list: readonly T[]): T => list[random(list.length)]!;

  /** Puts something in place of a part of a text. */
  const splice = (text: string, by: string, most: number) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + by + text.slice(at + random(most));
  };
  /** The places of a sign in a text; one of them, or none. */
  const placeOf = (text: string, sign: string) => {
    const at = text.indexOf(sign, random(text.length));
    return at === -1 ? text.indexOf(sign) : at;
  };
  const behind = (text: string, sign: string, put: (rest: string) => string) => {
    const at = placeOf(text, sign) + 1;
    return at === 0 ? text : text.slice(0, at) + put(text.slice(at));
  };
  const value = /^(?:"(?:[^"\\]|\\.)*"|[^,:{}[\]]*|\{[^{}]*\}|\[[^[\]]*\])/;

  const changes: readonly ((text: string) => string)[] = [
    // A field of another kind, or a value that is none.
    (text) => behind(text, ':', (rest) => one(odd) + rest.replace(value, '')),
    (text) => behind(text, ':', (rest) => one(odd) + rest.replace(value, '')),
    // A field that is missing, twice there, named otherwise.
    (text) => text.replace(/"\w+":(?:"[^"]*"|[\w.-]+),/, ''),
    (text) => behind(text, ',', (rest) => `${/^"\w+":[^,}[\]{]*/.exec(rest)?.[0] ?? '1'},${rest}`),
    (text) => behind(text, '"', (rest) => one(['_', 'X', ' ', 'é', '\\u0041']) + rest),
    (text) => behind(text, '{', (rest) => one(poison) + rest),
    (text) =>
      behind(
        text,
        '{',
        (rest) => `"${one(['data', 'error', 'audio', 'tokens'])}":${one(odd)},${rest}`,
      ),
    // Fields of two messages, and one message within another.
    (text) => text.slice(0, -1) + ',' + one(dialects).slice(1),
    (text) => behind(text, ':', (rest) => one(dialects) + rest.replace(value, '')),
    // Lists.
    (text) => `[${text},${text}]`,
    (text) => behind(text, '[', (rest) => `${one(odd)},${rest}`),
    // Longer than anybody would.
    (text) =>
      behind(
        text,
        ':',
        (rest) =>
          `"${one(['A', 'é', '\\ud83d', '😀', '0', '\\n']).repeat(random(120))}"` +
          rest.replace(value, ''),
      ),
    (text) =>
      behind(
        text,
        ':',
        (rest) => `${'['.repeat(random(60))}${']'.repeat(random(60))}` + rest.replace(value, ''),
      ),
    (text) => behind(text, '[', (rest) => `${one(odd)},`.repeat(random(40)) + rest),
  ];

  /** What leaves hardly any JSON. Kept rare: its errors take most of the time. */
  const breaks: readonly ((text: string) => string)[] = [
    (text) => text.slice(0, random(text.length)),
    (text) => splice(text, one(stuff), 3),
    (text) => splice(text, '', 9),
    (text) => splice(text, one(odd), 5),
    (text) => behind(text, ':', (rest) => one(none) + rest.replace(value, '')),
    (text) => text.toUpperCase(),
    (text) => one(['\ufeff', ' ', '\n\t', '\u0000', '//']) + text,
    (text) => text + one(['\u0000', ' ', '\n', text, '}', one(odd)]),
  ];

  return () => {
    const kind = random(64);
    if (kind === 0) return Uint8Array.from({ length: random(70) }, () => random(256));
    if (kind === 1) return one(odd);
    if (kind === 2)
      return String.fromCharCode(...Array.from({ length: random(30) }, () => random(65536)));
    let text = one(dialects);
    for (let times = random(4); times > 0; times--) text = one(changes)(text);
    return random(12) === 0 ? one(breaks)(text) : text;
  };
}
