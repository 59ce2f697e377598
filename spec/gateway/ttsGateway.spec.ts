import { cold, hot, marbleTest } from 'jest-marbles';
import { concat, of, throwError } from 'rxjs';
import { type AudioFormat } from '../../src/audio';
import { type Frame } from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import { type SynthesisEngine, toneVoice, ttsGateway } from '../../src/gateway';
import { encodeTtsRequest } from '../../src/protocol';
import { answersOf, client, lineOf, messagesIn } from './lines';

/** One letter of text is one frame, 10 ms of audio, sent 5 ms after the one before. */
const plain = {
  engine: toneVoice({ byteMs: 10 }),
  frameMs: 10,
  pace: 2,
  segments: false,
  words: false,
} as const;
const silentEnd = { ...plain, terminals: [] } as const;

const idle = new VoiceError(
  'socket-closed',
  'The gateway closed the line with 1008: idle for 6 ms. Send keepalive while there is nothing to say.',
  { closeCode: 1008, reason: 'idle for 6 ms' },
  { retryable: true },
);

// prettier-ignore
describe('ttsGateway', () => {
  it('should answer init with ready, and speak what was flushed at its pace', marbleTest(() => {
    const sent = hot('  i-tu-f------------------------', client);
    const result = '    R----a----b----c----d----(eFA)';

    expect(lineOf(ttsGateway(plain), sent)).toBeObservable(cold(result));
    expect(sent).toHaveSubscriptions('^');
  }));

  it('should hold to a pace that does not fit whole ms', marbleTest(() => {
    const sent = hot('  i-tu--f--------------------', client);
    // Due 0, 10/3, 20/3, 10 and 40/3 ms after the flush.
    const result = '    R-----a---b--c--d---(eFA)';

    expect(lineOf(ttsGateway({ ...plain, pace: 3 }), sent)).toBeObservable(cold(result));
  }));

  it('should speak at once without a pace', marbleTest(() => {
    const sent = hot('  i-t-f-----------', client);
    const result = '    R---(abcFA)     ';

    expect(lineOf(ttsGateway({ ...plain, pace: Infinity }), sent)).toBeObservable(cold(result));
  }));

  it('should speak one segment after the other, each in its time', marbleTest(() => {
    const sent = hot('  i-t-fv------------------', client);
    const result = '    R---a----b----c----f----g';

    expect(lineOf(ttsGateway(silentEnd), sent)).toBeObservable(cold(result));
  }));

  it('should begin the next segment when the audio of the last is through, however late it is asked', marbleTest(() => {
    const sent = hot('  i-v---------v---------------v----', client);
    const result = '    R-f----g----f----g----------f----g';

    expect(lineOf(ttsGateway(silentEnd), sent)).toBeObservable(cold(result));
  }));

  it('should keep text that comes before ready', marbleTest(() => {
    const sent = hot('  itf-----------------', client);
    const result = '    -----(Ra)-b----c----';

    expect(lineOf(ttsGateway({ ...silentEnd, ready: 5 }), sent)).toBeObservable(cold(result));
  }));

  it('should be ready without a word where ready is false', marbleTest(() => {
    const sent = hot('  itf--------------', client);
    const result = '    --a----b----c----';

    expect(lineOf(ttsGateway({ ...silentEnd, ready: false }), sent)).toBeObservable(cold(result));
  }));

  it('should end a segment by the terminals it has, in their order', marbleTest(() => {
    const sent = () => hot('i-v------------', client);

    expect(lineOf(ttsGateway({ ...plain, terminals: ['flushed'] }), sent()))
      .toBeObservable(cold('R-f----(gF)'));
    expect(lineOf(ttsGateway({ ...plain, terminals: ['audio_end', 'flushed'] }), sent()))
      .toBeObservable(cold('R-f----(gAF)'));
    expect(lineOf(ttsGateway(silentEnd), sent()))
      .toBeObservable(cold('R-f----g'));
  }));

  it('should put a segment between its start and its end, and words before their audio', marbleTest(() => {
    const sent = hot('  i-v------------', client);
    const result = '    R-(BWf)(gEFA)  ';

    expect(lineOf(ttsGateway({ ...plain, segments: true, words: true }), sent)).toBeObservable(cold(result));
  }));

  it('should let old audio come for a while after clear, then say cleared, and drop the rest', marbleTest(() => {
    const sent = hot('  i-v---tf--c-----------', client);
    const result = '    R-f----g----a----b---C';

    expect(lineOf(ttsGateway({ ...silentEnd, clearDelay: 11 }), sent)).toBeObservable(cold(result));
  }));

  it('should speak nothing between clear and cleared, and no terminal of what was cleared', marbleTest(() => {
    const sent = hot('  i-v-c-v-------------------', client);
    const result = '    R-f----g------(Cf)-(gFA)  ';

    expect(lineOf(ttsGateway({ ...plain, clearDelay: 10 }), sent)).toBeObservable(cold(result));
  }));

  it('should answer every clear, also where there is nothing to clear', marbleTest(() => {
    const sent = hot('  i-cc-t-c---f-----', client);
    const result = '    R----CC---CX     ';

    expect(lineOf(ttsGateway({ ...plain, clearDelay: 3 }), sent)).toBeObservable(cold(result));
  }));

  it('should drop all at once on cancel, and say nothing', marbleTest(() => {
    const sent = hot('  i-vt------x-v-------', client);
    const result = '    R-f----g----f----g  ';

    expect(lineOf(ttsGateway(silentEnd), sent)).toBeObservable(cold(result));
    expect(lineOf(ttsGateway(silentEnd), hot('i-v--x-v---', client))).toBeObservable(cold('R-f----f----g'));
  }));

  it('should complete on close, in the middle of the audio', marbleTest(() => {
    const sent = hot('  i-t-f-----q-------', client);
    const subs = '      ^---------!       ';
    const result = '    R---a----b|       ';

    expect(lineOf(ttsGateway(plain), sent)).toBeObservable(cold(result));
    expect(sent).toHaveSubscriptions(subs);
  }));

  it('should complete when the client leaves or is lost', marbleTest(() => {
    expect(lineOf(ttsGateway(plain), hot('i-t-f-|', client))).toBeObservable(cold('R---a-|'));
    expect(lineOf(ttsGateway(plain), hot('i-t-f-#', client))).toBeObservable(cold('R---a-|'));
  }));

  it('should answer what comes before init with an error, and hear nothing after it', marbleTest(() => {
    expect(lineOf(ttsGateway(plain), hot('-titf---', client))).toBeObservable(cold('-X'));
    expect(lineOf(ttsGateway(plain), hot('-bi-----', client))).toBeObservable(cold('-X'));
    expect(lineOf(ttsGateway(plain), hot('-ji-----', client))).toBeObservable(cold('-X'));
    expect(lineOf(ttsGateway(plain), hot('-tiq----', client))).toBeObservable(cold('-X-|'));
  }));

  it('should answer what it cannot use with an error, and go on', marbleTest(() => {
    const sent = hot('  i-f-w-f-i-b-n-j-v--', client);
    const result = '    R-X---X-X-X-X-X-(__fg)';

    // The two spaces of w were kept, and are spoken before the f.
    expect(lineOf(ttsGateway({ ...silentEnd, pace: Infinity }), sent)).toBeObservable(cold(result));
  }));

  it('should close a line on which no message goes either way', marbleTest(() => {
    const sent = hot('  i-k------v-----------', client);
    const result = '    R-------#            ';
    const busy = '      R--------f----g-----#';

    expect(lineOf(ttsGateway({ ...silentEnd, idleTimeout: 6 }), sent)).toBeObservable(cold(result, undefined, idle));
    expect(lineOf(ttsGateway({ ...silentEnd, idleTimeout: 6 }), hot('i-k----k-v------------', client)))
      .toBeObservable(cold(busy, undefined, idle));
  }));

  it('should close after a turn where told to', marbleTest(() => {
    const sent = hot('  i-v----------------', client);
    const result = '    R-f----(gA)-|      ';

    expect(lineOf(ttsGateway({ ...plain, terminals: ['audio_end'], closeAfterTurn: 5 }), sent)).toBeObservable(cold(result));
    expect(lineOf(ttsGateway({ ...silentEnd, closeAfterTurn: true }), hot('i-v----', client)))
      .toBeObservable(cold('R-f----g-------------------|'));
  }));

  it('should tell of a voice that fails, and go on', marbleTest(() => {
    const voice: SynthesisEngine = {
      synthesize: (text, options) =>
        text === 'abc'
          ? concat(plain.engine.synthesize('z', options), throwError(() => new Error('no such voice')))
          : plain.engine.synthesize(text, options),
    };
    const sent = hot('  i-t-fv-------------', client);
    const result = '    R---(zX)-f----g    ';

    expect(lineOf(ttsGateway({ ...silentEnd, engine: voice }), sent)).toBeObservable(cold(result));
  }));
});

/** Everything a session says about one text, at once. */
const whole = (
  options: Parameters<typeof ttsGateway>[0],
  config: Record<string, unknown>,
  text: string,
) =>
  answersOf(
    ttsGateway({ pace: Infinity, ...options }),
    encodeTtsRequest({ type: 'init', config }),
    encodeTtsRequest({ type: 'text', text, flush: true }),
  );

const bytesOf = (frames: Frame[]) =>
  Buffer.concat(frames.filter((frame): frame is Uint8Array => typeof frame !== 'string'));

describe('what ttsGateway sends', () => {
  it('should be, message by message, what the bridge sends', () => {
    expect(messagesIn(whole({}, {}, 'Hi you. '))).toEqual([
      { type: 'ready', session_id: 'tts-1' },
      { type: 'segment_start', segment_id: 'seg_001' },
      {
        type: 'timestamps',
        word_timestamps: { words: ['Hi', 'you.'], start: [0, 0.03], end: [0.02, 0.07] },
      },
      { type: 'segment_end', segment_id: 'seg_001' },
      { type: 'flushed' },
      { type: 'audio_end', duration: 0.08 },
    ]);
  });

  it('should number lines and segments', () => {
    const gateway = ttsGateway({ pace: Infinity, words: false, terminals: [] });
    const said = () => messagesIn(answersOf(gateway, client.i, client.v, client.v));

    expect(said().map(({ session_id, segment_id }) => session_id ?? segment_id)).toEqual([
      'tts-1',
      'seg_001',
      'seg_001',
      'seg_002',
      'seg_002',
    ]);
    expect(said()[0]).toEqual({ type: 'ready', session_id: 'tts-2' });
  });

  it.each(['linear16', 'mulaw', 'alaw'] as const)(
    'should be the voice, byte for byte, in %s and in base64 too',
    (encoding) => {
      const text = 'Every byte of it, in frames of any length.';
      const format: AudioFormat = { encoding, sampleRate: 8000, channels: 1 };
      const chunks: Uint8Array[] = [];
      toneVoice()
        .synthesize(text, { format, speed: 2 })
        .subscribe((item) => 'data' in item && chunks.push(item.data));
      const config = { encoding, sample_rate: 8000, speed: 2 };

      for (const frameMs of [7, 40, 10_000]) {
        expect(bytesOf(whole({ frameMs }, config, text))).toEqual(Buffer.concat(chunks));
      }
      const coded = messagesIn(whole({ audio: 'base64' }, config, text)).filter(
        ({ type }) => type === 'audio_chunk',
      );
      expect(coded.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(Buffer.concat(coded.map(({ data }) => Buffer.from(data as string, 'base64')))).toEqual(
        Buffer.concat(chunks),
      );
    },
  );

  it('should be frames of equal length, the last one shorter', () => {
    const frames = whole({ frameMs: 25 }, { sample_rate: 8000 }, '12345678').filter(
      (frame) => typeof frame !== 'string',
    );

    expect(frames.map(({ length }) => length)).toEqual([400, 400, 400, 80]);
  });

  it.each([
    [{ encoding: 'opus' }, 'speaks linear16, mulaw, alaw, not "opus"'],
    [{ encoding: 'mp3' }, 'not "mp3"'],
    [{ sample_rate: 44_100 }, '8000, 16000, 22050, 24000, 32000, 48000 Hz, not 44100'],
    [{ channels: 2 }, 'one channel, not 2'],
    [{ speed: 0 }, 'above 0'],
    [{ speed: 'fast' }, 'config.speed'],
  ])('should refuse an init with %j', (config, sentence) => {
    const [error, ...others] = messagesIn(
      answersOf(
        ttsGateway(),
        JSON.stringify({ type: 'init', config }),
        client.i,
        client.t,
        client.f,
      ),
    );

    expect(error).toMatchObject({ type: 'error', code: 'config_error' });
    expect(error?.message).toContain(sentence);
    expect(others).toEqual([]);
  });

  it('should name what was wrong by its code', () => {
    const codes = (...frames: Frame[]) =>
      messagesIn(answersOf(ttsGateway({ maxText: 8, engine: mute }), client.i, ...frames)).flatMap(
        ({ code }) => code ?? [],
      );
    const mute: SynthesisEngine = { synthesize: () => throwError(() => new Error('no voice')) };

    expect(codes(client.f)).toEqual(['invalid_request']);
    expect(codes(client.i)).toEqual(['invalid_request']);
    expect(codes(client.b)).toEqual(['invalid_request']);
    expect(codes(client.j)).toEqual(['invalid_request']);
    expect(codes(client.n)).toEqual(['invalid_request']);
    expect(codes('{"type":"text"}', 'null', '[]', '')).toEqual(Array(4).fill('invalid_request'));
    expect(codes(client.t, client.t, client.t)).toEqual(['payload_too_large']);
    expect(codes(client.v)).toEqual(['provider_error']);
    expect(codes(client.k)).toEqual([]);
  });

  it('should be an error where the voice speaks another format, or throws', () => {
    const wrong: SynthesisEngine = {
      synthesize: (text, { format }) =>
        plain.engine.synthesize(text, { format: { ...format, sampleRate: 48_000 } }),
    };
    const broken: SynthesisEngine = {
      synthesize: () => {
        throw new Error('the voice broke');
      },
    };

    expect(messagesIn(whole({ engine: wrong }, {}, 'Hi')).at(-1)?.message).toContain('48000 Hz');
    expect(messagesIn(whole({ engine: broken }, {}, 'Hi')).at(-1)).toEqual({
      type: 'error',
      code: 'provider_error',
      message: 'the voice broke',
    });
  });

  it('should hand the voice what the client asked for', () => {
    const synthesize = jest.fn<ReturnType<SynthesisEngine['synthesize']>, unknown[]>(() => of());
    answersOf(
      ttsGateway({ engine: { synthesize } }),
      '{"type":"init","voice":"aura","config":{"speed":1.5,"encoding":"alaw","sample_rate":16000}}',
      client.t,
      client.u,
      client.f,
    );

    expect(synthesize.mock.calls).toEqual([
      [
        'abcde',
        {
          voice: 'aura',
          speed: 1.5,
          format: { encoding: 'alaw', sampleRate: 16_000, channels: 1 },
        },
      ],
    ]);
  });
});

describe('the options of ttsGateway', () => {
  it.each([
    { pace: 0 },
    { pace: NaN },
    { clearDelay: -1 },
    { idleTimeout: Infinity },
    { frameMs: 0 },
  ])('should not be %j', (options) => {
    let thrown: unknown;
    try {
      ttsGateway(options);
    } catch (error) {
      thrown = error;
    }
    expect(isVoiceError(thrown, 'invalid-option') && thrown.option).toBe(Object.keys(options)[0]);
  });
});
