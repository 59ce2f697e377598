import { cold, hot, marbleTest } from 'jest-marbles';
import { type Frame } from '../../src/connection';
import { isVoiceError } from '../../src/errors';
import { toneVoice, sttGateway, ttsGateway, type TtsGatewayOptions } from '../../src/gateway';
import { sentencesOf } from '../../src/gateway/sentencesOf';
import { decodeStt, decodeTts } from '../../src/protocol';
import { answersOf, client, lineOf, messagesIn } from './lines';

/** One letter of text is one frame, 10 ms of audio, sent 5 ms after the one before. */
const plain = {
  engine: toneVoice({ byteMs: 10 }),
  frameMs: 10,
  pace: 2,
  segments: false,
  words: false,
} as const;

const say = (text: string) => `{"type":"text","text":${JSON.stringify(text)},"flush":true}`;

/** What a client makes of a turn and of a clear. */
const turn = (options: TtsGatewayOptions) =>
  answersOf(
    ttsGateway({ pace: Infinity, segments: false, words: false, ...options }),
    client.i,
    say('Hello there.'),
    say(''),
  );
const read = (frames: readonly Frame[]) =>
  frames.flatMap((frame) => {
    const decoded = decodeTts(frame);
    if (decoded._tag === 'Left') throw new Error(decoded.left.message);
    return decoded.right;
  });

/** The audio and the two ends of what was spoken, behind the first frame of audio. */
const more = (frames: readonly Frame[]) => [
  ...frames
    .filter((frame) => typeof frame !== 'string')
    .slice(1)
    .map(() => 'audio'),
  'flushed',
  'error',
];

describe('how a route that speaks spells things', () => {
  it.each(['base64', 'nested', 'typeless'] as const)(
    'should mean the same with audio that is %s',
    (audio) => {
      const frames = turn({ audio });

      expect(frames.every((frame) => typeof frame === 'string')).toBe(true);
      // Only the length of a segment has no place in a frame without a type.
      const meant = read(turn({ audio: 'binary' })).map((message) =>
        audio === 'typeless' && message.type === 'audio-end' ? { type: 'audio-end' } : message,
      );
      expect(read(frames)).toEqual(meant);
    },
  );

  it('should put audio where such routes put it', () => {
    const first = (audio: 'nested' | 'typeless') =>
      messagesIn(turn({ audio, terminals: [] })).find((m) => m.type !== 'ready');

    expect(first('nested')).toEqual({
      type: 'audio',
      data: { audio: expect.any(String), content_type: 'audio/raw' },
    });
    expect(first('typeless')).toEqual({ audio: expect.any(String), isFinal: false });
  });

  it('should speak as a route does that is not translated', () => {
    const frames = answersOf(
      ttsGateway({ native: true, pace: Infinity }),
      client.i,
      say('Hello.'),
      client.f,
    );

    expect(messagesIn(frames).map(({ type }) => type)).toEqual(['Metadata', 'Flushed', 'Error']);
    expect(read(frames).map(({ type }) => type)).toEqual(['info', 'audio', ...more(frames)]);
    expect(read(frames).at(-1)).toMatchObject({ type: 'error', code: 'invalid_request' });
  });

  it(
    'should say Cleared, and keep what it is told to keep',
    marbleTest(() => {
      const gateway = ttsGateway({
        ...plain,
        native: true,
        clearDelay: 3,
        terminals: ['audio_end'],
      });
      // `?` is Metadata, and then Cleared.
      const sent = hot('  i-c------v------', client);
      const result = '    ?----?---f----(gA)';

      expect(lineOf(gateway, sent)).toBeObservable(cold(result));
    }),
  );
});

// prettier-ignore
describe('how a route that speaks makes segments', () => {
  it('should end each sentence of a flush', marbleTest(() => {
    const gateway = ttsGateway({ ...plain, segmentsPerFlush: 'sentence', terminals: ['flushed'] });
    const sent = hot('  i-x---------------------', { i: client.i, x: say('a. b? c') });
    const result = '    R-a----.----(_F)-b----?----(_F)-(cF)';

    expect(lineOf(gateway, sent)).toBeObservable(cold(result));
  }));

  it('should say all of the text, whatever its sentences are', () => {
    for (const text of ['Hello. World!', '  a b. c', '...x', '1.5 and', '?! hi. . ok', 'a.\n\nb', 'no end']) {
      expect(sentencesOf(text).join('')).toBe(text);
      expect(sentencesOf(text).every((one) => one.trim() !== '')).toBe(true);
    }
    expect(sentencesOf('It is 1.5 m. Or so? Yes…  no')).toEqual(['It is 1.5 m. ', 'Or so? ', 'Yes…  ', 'no']);
  });

  it('should take a text of any shape without delay', () => {
    expect(sentencesOf(`${'.'.repeat(50_000)}x${' '.repeat(50_000)}y`)).toHaveLength(1);
  });

  it('should close behind the last sentence only', marbleTest(() => {
    const gateway = ttsGateway({ ...plain, segmentsPerFlush: 'sentence', closeAfterTurn: 5, terminals: ['flushed'] });
    const sent = hot('  i-x---------------------', { i: client.i, x: say('a. b') });
    const result = '    R-a----.----(_F)-(bF)-|';

    expect(lineOf(gateway, sent)).toBeObservable(cold(result));
  }));

  it('should refuse a text without a letter where it is told so', () => {
    const answers = (letterless: 'speak' | 'refuse', text: string) =>
      messagesIn(answersOf(ttsGateway({ ...plain, letterless }), client.i, say(text)))
        .filter(({ type }) => type === 'error').map(({ code }) => code);

    expect(answers('refuse', '4.5 —')).toEqual(['invalid_request']);
    expect(answers('refuse', '4.5 м')).toEqual([]);
    expect(answers('speak', '4.5 —')).toEqual([]);
  });
});

describe('how a route that listens spells things', () => {
  const heard = (native: boolean) => {
    const voice: Uint8Array[] = [];
    toneVoice()
      .synthesize('Hello you. So ', {
        format: { encoding: 'linear16', sampleRate: 8000, channels: 1 },
      })
      .subscribe((item) => 'data' in item && voice.push(item.data));
    return answersOf(sttGateway({ native }), client.p, Buffer.concat(voice), client.z, client.n);
  };

  it('should mean the same in the words of a route that is not translated', () => {
    const meant = (frames: readonly Frame[]) =>
      frames.flatMap((frame) => {
        const decoded = decodeStt(frame);
        if (decoded._tag === 'Left') throw new Error(decoded.left.message);
        return decoded.right.filter(({ type }) => type !== 'ready' && type !== 'info');
      });

    expect(meant(heard(true))).toEqual(meant(heard(false)));
    expect(new Set(messagesIn(heard(true)).map(({ type }) => type))).toEqual(
      new Set(['Metadata', 'Results', 'Error']),
    );
    expect(new Set(messagesIn(heard(false)).map(({ type }) => type))).toEqual(
      new Set(['ready', 'partial_transcript', 'final_transcript', 'error']),
    );
  });
});

describe('an option of a route that means nothing', () => {
  it.each([{ audio: 'vinyl' }, { segmentsPerFlush: 'two' }, { letterless: 'maybe' }])(
    'should be refused: %j',
    (options) => {
      let thrown: unknown;
      try {
        ttsGateway(options as object);
      } catch (error) {
        thrown = error;
      }
      expect(isVoiceError(thrown, 'invalid-option') && thrown.option).toBe(Object.keys(options)[0]);
    },
  );
});
