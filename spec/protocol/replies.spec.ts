import fc from 'fast-check';
import {
  decodeStt,
  decodeTts,
  encodeSttReply,
  encodeTtsReply,
  SttReply,
  TtsReply,
} from '../../src/protocol';

const seconds = fc.integer({ min: 0, max: 3_600_000 }).map((ms) => ms / 1000);
const timedWord = fc.record(
  {
    word: fc.string(),
    start: seconds,
    end: seconds,
    confidence: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
    speaker: fc.string(),
  },
  { requiredKeys: ['word', 'start', 'end'] },
);
const ready = fc.record(
  {
    type: fc.constant('ready' as const),
    session_id: fc.string(),
    accepts_partial_text: fc.boolean(),
  },
  { requiredKeys: ['type'] },
);
const error = fc.record({
  type: fc.constant('error' as const),
  code: fc.string(),
  message: fc.string(),
});

const ttsReply: fc.Arbitrary<TtsReply> = fc.oneof(
  ready,
  fc.record(
    { type: fc.constant('audio_chunk' as const), data: fc.uint8Array(), sequence: fc.nat() },
    { requiredKeys: ['type', 'data'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('segment_start' as const, 'segment_end' as const),
      segment_id: fc.string(),
    },
    { requiredKeys: ['type'] },
  ),
  fc.array(timedWord).map((words) => ({
    type: 'timestamps' as const,
    word_timestamps: {
      words: words.map((each) => each.word),
      start: words.map((each) => each.start),
      end: words.map((each) => each.end),
    },
  })),
  fc.record(
    { type: fc.constant('audio_end' as const), duration: seconds },
    { requiredKeys: ['type'] },
  ),
  fc.constantFrom({ type: 'flushed' as const }, { type: 'cleared' as const }),
  error,
);

const transcript = fc.record(
  {
    type: fc.constantFrom('partial_transcript' as const, 'final_transcript' as const),
    transcript: fc.string(),
    language: fc.string(),
    duration: seconds,
    words: fc.array(timedWord),
  },
  { requiredKeys: ['type', 'transcript'] },
);

const sttReply: fc.Arbitrary<SttReply> = fc.oneof(
  ready,
  transcript,
  fc.record(
    { type: fc.constant('utterance_end' as const), last_word_end: seconds },
    { requiredKeys: ['type'] },
  ),
  error,
);

describe('encodeTtsReply', () => {
  // prettier-ignore
  it.each<[TtsReply, string]>([
    [{ type: 'ready', session_id: 's1' }, '{"type":"ready","session_id":"s1"}'],
    [{ type: 'audio_chunk', data: new Uint8Array([1, 2, 3]), sequence: 1 }, '{"type":"audio_chunk","data":"AQID","sequence":1}'],
    [{ type: 'timestamps', word_timestamps: { words: ['Hi'], start: [0], end: [0.29] } }, '{"type":"timestamps","word_timestamps":{"words":["Hi"],"start":[0],"end":[0.29]}}'],
    [{ type: 'audio_end', duration: 1.5 }, '{"type":"audio_end","duration":1.5}'],
    [{ type: 'error', code: 'config_error', message: 'No such voice.' }, '{"type":"error","code":"config_error","message":"No such voice."}'],
  ])('should write %j', (reply, frame) => {
    expect(encodeTtsReply(reply)).toBe(frame);
  });

  it('should be undone by its codec', () => {
    fc.assert(
      fc.property(ttsReply, (reply) => {
        expect(TtsReply.decode(JSON.parse(encodeTtsReply(reply)))).toEqual({
          _tag: 'Right',
          right: reply,
        });
        expect(TtsReply.is(reply)).toBe(true);
      }),
    );
  });

  it('should be read as one message of the vocabulary, or none for no audio', () => {
    fc.assert(
      fc.property(ttsReply, (reply) => {
        const result = decodeTts(encodeTtsReply(reply));
        const empty = reply.type === 'audio_chunk' && reply.data.length === 0;
        const type =
          reply.type === 'audio_chunk'
            ? 'audio'
            : reply.type === 'timestamps'
              ? 'words'
              : reply.type.replace('_', '-');

        expect(result).toMatchObject({ _tag: 'Right', right: empty ? [] : [{ type }] });
      }),
    );
  });
});

describe('encodeSttReply', () => {
  it('should be undone by its codec', () => {
    fc.assert(
      fc.property(sttReply, (reply) => {
        expect(SttReply.decode(JSON.parse(encodeSttReply(reply)))).toEqual({
          _tag: 'Right',
          right: reply,
        });
        expect(SttReply.is(reply)).toBe(true);
      }),
    );
  });

  it('should keep whole milliseconds whole', () => {
    fc.assert(
      fc.property(transcript, (reply) => {
        const result = decodeStt(encodeSttReply(reply));
        const words = reply.words ?? [];

        expect(result).toMatchObject({ _tag: 'Right', right: [{ text: reply.transcript }] });
        if (words.length > 0) {
          const times = words.map(({ start, end }) => ({
            start: Math.round(start * 1000),
            end: Math.round(end * 1000),
          }));
          expect(result).toMatchObject({ right: [{ words: times }] });
        }
      }),
    );
  });
});

describe('the reply codecs', () => {
  it.each([
    [TtsReply, { type: 'audio_chunk', data: 'AQID' }],
    [TtsReply, { type: 'audio_end', duration: '1' }],
    [TtsReply, null],
    [SttReply, { type: 'final_transcript' }],
    [SttReply, { type: 'final_transcript', transcript: '', words: [{ word: 'a' }] }],
    [SttReply, {}],
  ])('should not take a broken value for a message', (codec, value) => {
    expect(codec.is(value)).toBe(false);
  });

  it('should say which of them is named', () => {
    expect([TtsReply.name, SttReply.name]).toEqual(['TtsReply', 'SttReply']);
    expect(TtsReply.decode([])).toHaveProperty('_tag', 'Left');
  });
});
