import { cold, hot, marbleTest } from 'jest-marbles';
import { concatWith, ignoreElements, NEVER, of } from 'rxjs';
import { type AudioChunk, type AudioFormat, silence } from '../../src/audio';
import { isVoiceError, VoiceError } from '../../src/errors';
import { type RecognitionEngine, sttGateway, toneVoice } from '../../src/gateway';
import { encodeSttRequest, type SpeechEvent } from '../../src/protocol';
import { answersOf, client, lineOf, messagesIn } from './lines';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };

/** What the tone voice makes of a text, as one binary message. */
function spoken(text: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  toneVoice()
    .synthesize(text, { format })
    .subscribe((item) => 'data' in item && chunks.push(item.data));
  return new Uint8Array(Buffer.concat(chunks));
}

const frames = {
  ...client,
  a: spoken('Hello '),
  e: spoken('you. '),
  d: spoken('So'),
  s: silence(format, 500),
};

const closed = (closeCode: number, reason: string) =>
  new VoiceError(
    'socket-closed',
    `The gateway closed the line with ${closeCode}: ${reason}.`,
    { closeCode, reason },
    { retryable: true },
  );

// prettier-ignore
describe('sttGateway', () => {
  it('should tell partials, finals and the end of an utterance as it hears them', marbleTest(() => {
    const sent = hot('  p-a-a-e-d-s-----', frames);
    const result = '    R-P-P-T---(TU)  ';

    expect(lineOf(sttGateway(), sent)).toBeObservable(cold(result));
  }));

  it('should tell no partials unless the init asked for them', marbleTest(() => {
    const sent = hot('  i-a-a-e---------', frames);
    const result = '    R-----T         ';

    expect(lineOf(sttGateway(), sent)).toBeObservable(cold(result));
  }));

  it('should answer finalize with a final, an empty one where nothing was said', marbleTest(() => {
    const sent = hot('  i-z-a-d-z-z-----', frames);
    const result = '    R-T-----T-T     ';

    expect(lineOf(sttGateway(), sent)).toBeObservable(cold(result));
  }));

  it('should mark the final that answers a finalize, and no other', () => {
    const answers = messagesIn(answersOf(sttGateway(), client.i, spoken('One. Two '), client.z, spoken('3'), client.z, client.z, spoken('4'), client.q));

    expect(answers.flatMap(({ transcript, from_finalize }) => (transcript === undefined ? [] : [[transcript, from_finalize]]))).toEqual([
      ['One.', undefined], ['Two', true], ['3', true], ['', true], ['4', undefined],
    ]);
  });

  it('should tell the remaining finals on close, and complete', marbleTest(() => {
    const sent = hot('  i-a-d-q---------', frames);
    const subs = '      ^-----!         ';
    const result = '    R-----(T|)      ';

    expect(lineOf(sttGateway(), sent)).toBeObservable(cold(result));
    expect(sent).toHaveSubscriptions(subs);
    expect(lineOf(sttGateway(), hot('i-q', frames))).toBeObservable(cold('R-|'));
  }));

  it('should wait for a recogniser that takes its time over the last final, and hear nothing meanwhile', marbleTest(() => {
    const late = cold<SpeechEvent>('---f|', { f: { type: 'final', text: 'late' } });
    const slow: RecognitionEngine = {
      recognize: (audio$) => audio$.pipe(ignoreElements(), concatWith(late)),
    };
    const sent = hot('  i-q-az----------', frames);
    const result = '    R----T|         ';

    expect(lineOf(sttGateway({ engine: slow }), sent)).toBeObservable(cold(result));
  }));

  it('should close with 1008 on audio before ready', marbleTest(() => {
    const early = closed(1008, 'audio before ready');

    expect(lineOf(sttGateway(), hot('-a--', frames))).toBeObservable(cold('-#', undefined, early));
    expect(lineOf(sttGateway({ ready: 4 }), hot('i-a--', frames))).toBeObservable(cold('--#', undefined, early));
    expect(lineOf(sttGateway({ ready: 4 }), hot('i---a--', frames)))
      .toBeObservable(cold('----#', undefined, early));
    expect(lineOf(sttGateway({ ready: 4 }), hot('p----a--', frames))).toBeObservable(cold('----RP'));
  }));

  it('should be ready without a word where ready is false', marbleTest(() => {
    expect(lineOf(sttGateway({ ready: false }), hot('pa--', frames))).toBeObservable(cold('-P'));
  }));

  it('should answer what else comes before init with an error, and hear nothing after it', marbleTest(() => {
    expect(lineOf(sttGateway(), hot('-zpa----', frames))).toBeObservable(cold('-X'));
    expect(lineOf(sttGateway(), hot('-jpa-q--', frames))).toBeObservable(cold('-X---|'));
  }));

  it('should answer what it cannot use with an error, and go on', marbleTest(() => {
    const sent = hot('  p-p-n-j-k-a-----', frames);
    const result = '    R-X-X-X---P     ';

    expect(lineOf(sttGateway(), sent)).toBeObservable(cold(result));
    expect(lineOf(sttGateway({ ready: 4 }), hot('p-z----', frames))).toBeObservable(cold('--X-R'));
  }));

  it('should close with 1009 on a message that is too long', marbleTest(() => {
    const sent = hot('  i-a-------------', frames);
    const result = '    R-(X#)          ';

    expect(lineOf(sttGateway({ maxFrame: 100 }), sent))
      .toBeObservable(cold(result, undefined, closed(1009, 'audio message too large')));
  }));

  it('should tell of a recogniser that fails, and close with 1011', marbleTest(() => {
    const failing: RecognitionEngine = { recognize: () => cold('--#', undefined, new Error('no ears')) };
    const result = '    R-(X#)          ';

    expect(lineOf(sttGateway({ engine: failing }), hot('i-----', frames)))
      .toBeObservable(cold(result, undefined, closed(1011, 'the recogniser failed')));
  }));

  it('should complete when the client leaves, and let go of the recogniser', marbleTest(() => {
    const events = cold<SpeechEvent>('------');
    const engine: RecognitionEngine = { recognize: () => events };

    expect(lineOf(sttGateway({ engine }), hot('i--|', frames))).toBeObservable(cold('R--|'));
    expect(events).toHaveSubscriptions('^--!');
    expect(lineOf(sttGateway(), hot('i--#', frames))).toBeObservable(cold('R--|'));
  }));

  it('should close a line on which no message goes either way', marbleTest(() => {
    const sent = hot('  i--k--a---------', frames);
    const result = '    R---------#     ';
    const idle = new VoiceError(
      'socket-closed',
      'The gateway closed the line with 1008: idle for 4 ms. Send keepalive while there is nothing to say.',
      { closeCode: 1008, reason: 'idle for 4 ms' },
      { retryable: true },
    );

    expect(lineOf(sttGateway({ idleTimeout: 4 }), sent)).toBeObservable(cold(result, undefined, idle));
  }));
});

describe('what sttGateway sends', () => {
  it('should be, message by message, what the bridge sends', () => {
    expect(messagesIn(answersOf(sttGateway(), frames.p, frames.a, frames.e, frames.s))).toEqual([
      { type: 'ready', session_id: 'stt-1' },
      { type: 'partial_transcript', transcript: 'Hello', confidence: 1 },
      {
        type: 'final_transcript',
        transcript: 'Hello you.',
        confidence: 1,
        duration: 0.1,
        words: [
          { word: 'Hello', start: 0, end: 0.05 },
          { word: 'you.', start: 0.06, end: 0.1 },
        ],
      },
      { type: 'utterance_end', last_word_end: 0.1 },
    ]);
  });

  it('should not depend on where messages cut the audio, in a sample too', () => {
    const text = 'Cut anywhere. ';
    const bytes = spoken(text);
    const pieces: Uint8Array[] = [new Uint8Array(0)];
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 151) {
      pieces.push(bytes.subarray(at, at + size));
    }

    const whole = answersOf(sttGateway(), frames.p, bytes);
    expect(answersOf(sttGateway(), frames.p, ...pieces)).toEqual(whole);
    expect(messagesIn(whole).at(-1)).toMatchObject({ transcript: 'Cut anywhere.' });
  });

  it('should hear audio in base64 too', () => {
    const [, final] = messagesIn(
      answersOf(
        sttGateway(),
        frames.i,
        encodeSttRequest({ type: 'audio', data: frames.a }),
        encodeSttRequest({ type: 'audio', data: frames.e }),
      ),
    );

    expect(final).toMatchObject({ type: 'final_transcript', transcript: 'Hello you.' });
  });

  it('should pass on what a recogniser knows, and no gap', () => {
    const engine: RecognitionEngine = {
      recognize: () =>
        of<SpeechEvent[]>(
          { type: 'gap', from: 0, to: 10 },
          { type: 'utterance-end' },
          {
            type: 'final',
            text: 'oui',
            language: 'fr',
            words: [{ text: 'oui', start: 1, end: 2, confidence: 0.5, speaker: 'A' }],
          },
        ),
    };

    expect(messagesIn(answersOf(sttGateway({ engine }), frames.i))).toEqual([
      { type: 'ready', session_id: 'stt-1' },
      { type: 'utterance_end' },
      {
        type: 'final_transcript',
        transcript: 'oui',
        language: 'fr',
        words: [{ word: 'oui', start: 0.001, end: 0.002, confidence: 0.5, speaker: 'A' }],
      },
    ]);
  });

  it.each([
    [{ encoding: 'mulaw' }, 'speaks linear16, not "mulaw"'],
    [{ sample_rate: '16000' }, 'a number'],
    [{ channels: 2 }, 'one channel, not 2'],
  ])('should refuse an init with %j', (config, sentence) => {
    const messages = messagesIn(
      answersOf(sttGateway(), JSON.stringify({ type: 'init', config }), frames.i, frames.z),
    );

    expect(messages).toMatchObject([{ type: 'error', code: 'config_error' }]);
    expect(messages[0]?.message).toContain(sentence);
  });

  it('should hand the recogniser what the client asked for', () => {
    const options: unknown[] = [];
    const chunks: AudioChunk[] = [];
    const engine: RecognitionEngine = {
      recognize: (audio$, { partials }) => {
        options.push(partials);
        audio$.subscribe((chunk) => chunks.push(chunk));
        return NEVER;
      },
    };
    answersOf(
      sttGateway({ engine }),
      '{"type":"init","config":{"sample_rate":48000,"enable_partial_transcripts":true}}',
      new Uint8Array([1, 2, 3]),
    );

    expect(options).toEqual([true]);
    expect(chunks).toEqual([
      { data: new Uint8Array([1, 2]), format: { ...format, sampleRate: 48_000 } },
    ]);
  });
});

describe('the options of sttGateway', () => {
  it('should be numbers that can work', () => {
    let thrown: unknown;
    try {
      sttGateway({ maxFrame: 0 });
    } catch (error) {
      thrown = error;
    }
    expect(isVoiceError(thrown, 'invalid-option') && thrown.option).toBe('maxFrame');
  });
});
