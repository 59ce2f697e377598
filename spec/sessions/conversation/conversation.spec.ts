import {
  concat,
  concatMap,
  defer,
  delay,
  finalize,
  from,
  lastValueFrom,
  map,
  merge,
  NEVER,
  of,
  Subject,
  take,
  takeUntil,
  takeWhile,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { type AudioChunk, durationOf } from '../../../src/audio';
import { faults } from '../../../src/gateway';
import { play } from '../../../src/operators';
import { type SpeechEvent } from '../../../src/protocol';
import {
  type ChatMessage,
  type ConversationOptions,
  conversation,
  type Thinking,
} from '../../../src/sessions';
import { virtualSink } from '../../../src/testing';
import { hold, readIn, saying, toneGateway, voice } from './agent';

type Talk = Omit<ConversationOptions, 'tts'>;

/** Tokens, some ms apart. */
const tokens = (every: number, ...all: string[]) =>
  from(all).pipe(concatMap((token) => of(token).pipe(delay(every))));

const text = 'One two three. Four five six. Seven eight nine.'; // 150 ms, 150 ms, 170 ms

/** An agent that says all numbers, to a user who says `Stop.` at some time. */
const counting = (at: number, more: Partial<Talk> = {}) => ({
  hear$: saying({ 0: 'f Count.', 1: 'u', [at]: 'p Stop', [at + 900]: '|' }),
  think: () => of(text),
  ...more,
});

describe('conversation', () => {
  it('should answer aloud, and think with what was said before', () => {
    const sink = virtualSink();
    const asked: unknown[] = [];
    const talk = hold(() => ({
      hear$: saying({ 0: 'p Hello', 10: 'f Hello.', 20: 'u', 900: 'f Bye.', 910: 'u', 920: '|' }),
      think: (said: string, history: readonly ChatMessage[]) => {
        asked.push([said, history.map(({ role, content }) => `${role}: ${content}`)]);
        return said === 'Bye.' ? 'Bye!' : tokens(5, 'Hi ', 'there. ', 'You?');
      },
      play: play(sink),
    }));

    expect(talk.ofTypes('hearing', 'heard', 'token', 'phrase', 'speaking', 'said')).toEqual([
      '0 hearing Hello',
      '10 hearing Hello.',
      '20 heard Hello.',
      '25 token Hi ',
      '30 token there. ',
      '35 token You?',
      '35 phrase Hi there. ',
      '35 phrase You?',
      '39 speaking',
      '179 said Hi there. You? 140',
      '900 hearing Bye.',
      '910 heard Bye.',
      '910 token B',
      '910 token y',
      '910 token e',
      '910 token !',
      '910 phrase Bye!',
      '914 speaking',
      '954 said Bye! 40',
    ]);
    expect(asked).toEqual([
      ['Hello.', []],
      ['Bye.', ['user: Hello.', 'assistant: Hi there. You?']],
    ]);
    expect(readIn(sink)).toBe('Hi there. You?Bye!');
    expect(talk.end).toBe('complete');
  });

  it('should be interrupted by the first words, and be silent within the fade', () => {
    const sink = virtualSink();
    const talk = hold(() => counting(200, { play: play(sink) }));
    const [sound] = sink.sounds();

    expect(talk.ofTypes('speaking', 'interrupted', 'said')).toEqual([
      '12 speaking',
      '200 interrupted One two three. |Four five six. Seven eight nine. 170',
    ]);
    expect(sound!.at + durationOf(sound!)).toBe(215);
    expect(talk.end).toBe('complete');
  });

  it('should give out the audio by the clock where nothing plays it, the last of it fading', () => {
    const talk = hold(() => counting(205));
    const audio = talk.events.filter((event) => event.type === 'audio');
    const given = audio.reduce((sum, { chunk }) => sum + durationOf(chunk), 0);
    const last = audio.at(-1)!.chunk.data;

    expect(talk.ofTypes('audio').slice(-3).map((line) => parseInt(line))).toEqual([182, 202, 205]);
    expect(talk.lines.at(-1)).toBe('205 interrupted One two three. |Four five six. Seven eight nine. 175');
    expect([given, durationOf(audio.at(-1)!.chunk)]).toEqual([210, 15]);
    expect([last[238], last[239]]).toEqual([0, 0]);
  }); // prettier-ignore

  it.each([
    ['before the first frame', 8, '8 interrupted |One two three. Four five six. Seven eight nine. 0'],
    ['while the first frame plays', 12, '12 interrupted |One two three. Four five six. Seven eight nine. 0'],
    ['in the last word', 470, '470 interrupted One two three. Four five six. Seven eight| nine. 440'],
  ])('should be interrupted %s', (_, at, line) => {
    const talk = hold(() => counting(at, { play: play(virtualSink()) }));

    expect(talk.ofTypes('interrupted', 'said', 'failed')).toEqual([line]);
  }); // prettier-ignore

  it('should not be interrupted when it is over', () => {
    const talk = hold(() => counting(485, { play: play(virtualSink()) }));

    expect(talk.ofTypes('interrupted', 'said', 'failed')).toEqual([`482 said ${text} 470`]);
  });

  it('should be interrupted once, by two signs in one call', () => {
    const sign = new Subject<void>();
    const talk = hold(() => ({ ...counting(900), interrupt: sign }), {
      step: ({ type }) => {
        if (type !== 'speaking') return;
        sign.next();
        sign.next();
      },
    });

    expect(talk.ofTypes('interrupted', 'audio')).toEqual([
      `12 interrupted |${text} 0`,
    ]);
  }); // prettier-ignore

  it('should be interrupted while the line is down', () => {
    const sink = virtualSink();
    const down = faults.dropAfter({ audio: 100 })(toneGateway());
    const tts = () => voice(down, { backoff: { initial: 5000, jitter: 'none' } });
    const talk = hold(() => ({ ...counting(900, { play: play(sink) }), tts: tts() }));

    expect(talk.ofTypes('interrupted', 'failed')).toEqual([
      '900 interrupted One two| three. Four five six. Seven eight nine. 120',
    ]);
    expect(readIn(sink)).toBe('One two thre');
  });

  it('should know the words that were heard of a sink that stalls', () => {
    const stalled = { at: 100, for: 500 };
    const words = [50, 300, 610, 700, 960].map((at) => {
      const sink = virtualSink({ stall: stalled });
      const talk = hold(() => counting(at, { play: play(sink, { fadeOut: 0 }) }));
      const heard = talk.events.flatMap((event) => event.type === 'interrupted' ? [event.heardText] : []);
      return [at, ...heard, readIn(sink)];
    });

    expect(words).toEqual([
      [50, '', 'One '],
      [300, 'One two', 'One two th'],
      [610, 'One two', 'One two th'],
      [700, 'One two three. ', 'One two three. Four'],
      [960, 'One two three. Four five six. Seven eight', 'One two three. Four five six. Seven eight nin'],
    ]);
  }); // prettier-ignore

  it('should go by the share of the length where the route tells no words', () => {
    const tts = () => voice(toneGateway({ words: false }));
    const talk = hold(() => ({ ...counting(200, { play: play(virtualSink()) }), tts: tts() }));

    expect(talk.ofTypes('interrupted')).toEqual([
      '200 interrupted One two three. |Four five six. Seven eight nine. 170',
    ]);
  });

  it('should pause at a sign of speech, and lose nothing when it goes on', () => {
    const sink = virtualSink();
    const talk = hold(() => ({
      ...counting(10_000, { play: play(sink), bargeIn: { pause: 300 } }),
      interrupt: timer(150),
    }));
    const [first, second] = sink.sounds();

    expect(talk.ofTypes('paused', 'resumed', 'interrupted', 'said')).toEqual([
      '150 paused',
      '450 resumed',
      `710 said ${text} 470`,
    ]);
    expect(readIn(sink)).toBe(text);
    // What the sink held already: the lead, and a chunk.
    expect(first!.at + durationOf(first!)).toBeLessThanOrEqual(150 + 60 + 20);
    expect(second!.at).toBe(450);
  });

  it('should pause audio by the clock within a chunk', () => {
    const talk = hold(() => ({
      ...counting(10_000, { bargeIn: { pause: 300, fadeOut: 0 } }),
      interrupt: timer(150),
    }));
    const times = talk.ofTypes('audio').map((line) => parseInt(line));

    expect(times.filter((at) => at > 120 && at < 500)).toEqual([132, 450, 460, 480]);
  });

  it('should go on with the next answer after one that failed', () => {
    const failing = [
      () => throwError(() => new Error('no model')),
      () => concat(of('One. '), timer(20).pipe(map(() => 'Two. ')), timer(80).pipe(concatMap(() => throwError(() => new Error('lost'))))), // prettier-ignore
      () => {
        throw new Error('bad model');
      },
      () => of('Fine.'),
    ];
    const talk = hold(() => ({
      hear$: saying({ 0: 'f A.', 1: 'u', 200: 'f B.', 201: 'u', 600: 'f C.', 601: 'u', 700: 'f D.', 701: '|' }), // prettier-ignore
      think: (_: string, history: readonly ChatMessage[]) => failing[history.filter(({ role }) => role === 'user').length]!(), // prettier-ignore
    })); // prettier-ignore

    expect(talk.ofTypes('failed', 'said')).toEqual([
      '1 failed | 0 no model',
      '301 failed |One. Two.  35 lost',
      '601 failed | 0 bad model',
      '770 said Fine. 50',
    ]);
    expect(talk.end).toBe('complete');
  });

  it('should tell of a gateway that refuses, at each answer', () => {
    const tts = () => voice(faults.refuse({ status: 401 })(toneGateway()));
    const talk = hold(() => ({ ...counting(900), tts: tts() }));

    expect(talk.ofTypes('failed')[0]).toContain(`failed |${text} 0 `);
    expect(talk.end).toBe('complete');
  });

  it('should fail an answer whose sink fails', () => {
    const broken = { ...virtualSink(), write: () => { throw new Error('unplugged'); } }; // prettier-ignore
    const talk = hold(() => counting(900, { play: play(broken) }));

    expect(talk.ofTypes('failed')).toEqual([`12 failed |${text} 0 unplugged`]);
  });

  it('should not take for said what play did not play to its end', () => {
    const talk = hold(() =>
      counting(900, { play: (audio$) => audio$.pipe(play(virtualSink()), takeUntil(timer(250))) }),
    );

    expect(talk.ofTypes('said', 'failed')).toEqual([
      expect.stringMatching(/^251 failed One two three\. Four\| five six\. Seven eight nine\. \d+ Playing an answer: /),
    ]);
  }); // prettier-ignore

  it.each([
    ['hear$', { hear$: merge(saying({ 0: 'f A.', 1: 'u' }), timer(100).pipe(concatMap(() => throwError(() => new Error('deaf'))))) }],
    ['interrupt', { interrupt: timer(100).pipe(concatMap(() => throwError(() => new Error('deaf')))) }],
    ['hush', { hush: timer(100).pipe(concatMap(() => throwError(() => new Error('deaf')))) }],
    ['a function that throws', { bargeIn: { allowed: () => { throw new Error('deaf'); } }, interrupt: timer(100) }],
  ])('should end with the error of %s, and be silent', (_, more: Partial<Talk>) => {
    const sink = virtualSink();
    const talk = hold(() => counting(900, { play: play(sink), ...more }));
    const [sound] = sink.sounds();

    expect(talk.end).toBe('error deaf');
    expect(sound!.at + durationOf(sound!)).toBe(115);
  }); // prettier-ignore

  it('should let the sound fade before it ends with an error', () => {
    const hear$ = merge(saying({ 0: 'f A.', 1: 'u' }), timer(103).pipe(concatMap(() => throwError(() => new Error('deaf'))))); // prettier-ignore
    const talk = hold(() => counting(900, { hear$ }));

    expect([talk.events.at(-1)?.type, parseInt(talk.lines.at(-1)!), talk.end]).toEqual(['audio', 103, 'error deaf']); // prettier-ignore
  });

  it.each([
    ['an interruption', {}, 'clear'],
    ['an error', { hear$: merge(saying({ 0: 'f A.', 1: 'u' }), timer(100).pipe(concatMap(() => throwError(() => new Error('deaf'))))) }, 'deaf'],
  ])('should let go of what thinks where the sink throws at %s', (_, more: Partial<Talk>, end) => {
    const broken = { ...virtualSink(), clear: () => { throw new Error('clear'); } };
    let thinking = 0;
    const think = () => concat(of(text), NEVER).pipe(tap({ subscribe: () => thinking++, finalize: () => thinking-- }));
    const talk = hold(() => counting(100, { think, play: play(broken), ...more }), { until: 500 });

    expect(talk.end).toMatch(end);
    expect(thinking).toBe(0);
  }); // prettier-ignore

  it('should let go of an answer that is interrupted while it begins to play', () => {
    const sign = new Subject<void>();
    let plays = 0;
    const talk = hold(() => ({
      hear$: saying({ 0: 'f A.', 1: 'u', 100: 'f B.', 101: 'u', 102: '|' }),
      think: () => 'Hi.',
      interrupt: sign,
      play: (source) => defer(() => {
        if (plays++ === 0) sign.next();
        return source.pipe(play(virtualSink()));
      }),
    })); // prettier-ignore

    expect(talk.ofTypes('interrupted', 'said')).toEqual(['1 interrupted | 0', '135 said Hi. 30']);
  });

  describe('the signal of think', () => {
    const signals = (more: Partial<Talk>, until?: number) => {
      const log: string[] = [];
      hold(() => ({
        ...counting(100),
        think: (_text, _history, { signal, turn }) => {
          signal.addEventListener('abort', () => log.push(turn));
          return concat(of('One two. '), NEVER);
        },
        ...more,
      }), until === undefined ? {} : { until }); // prettier-ignore
      return log;
    };

    it('should abort when the answer is interrupted', () => {
      expect(signals({})).toEqual(['answer-1']);
    });

    it('should abort when nobody wants the conversation any more', () => {
      expect(signals({}, 50)).toEqual(['answer-1']);
    });

    it('should abort what was thought ahead on other words', () => {
      const hear$ = saying({ 0: 'p Hi', 50: 'p Hi you', 90: 'f Hi you.', 95: 'u' });
      expect(signals({ hear$, early: 20 }, 99)).toEqual(['answer-1', 'answer-2']);
    });

    it('should not abort what was thought to its end', () => {
      const log: string[] = [];
      hold(() => ({
        ...counting(5000),
        think: (_text, _history, { signal }) => {
          signal.addEventListener('abort', () => log.push('abort'));
          return of('One.');
        },
      }));

      expect(log).toEqual([]);
    });
  });

  it('should answer the sooner where it thinks ahead, and never before the final', () => {
    const thinkFor = (early?: number) =>
      hold(() => ({
        hear$: saying({ 0: 'p Hello', 200: 'f Hello.', 300: 'u', 310: '|' }),
        think: () => tokens(150, 'Hi.'),
        ...(early === undefined ? {} : { early }),
      })).ofTypes('heard', 'token');

    expect(thinkFor()).toEqual(['300 heard Hello.', '450 token Hi.']);
    expect(thinkFor(50)).toEqual(['300 heard Hello.', '300 token Hi.']);
  });

  it('should do as a handler says in the middle of things', () => {
    const types = ['heard', 'token', 'phrase', 'speaking', 'audio', 'playing', 'said'] as const;
    for (const type of types) {
      const sign = new Subject<void>();
      const talk = hold(() => counting(5000, { interrupt: sign }), {
        step: (event) => {
          if (event.type === type) sign.next();
        },
      });
      const ends = talk.events.filter((event) => ['said', 'interrupted'].includes(event.type));

      expect(ends.map((event) => event.type)).toEqual([type === 'said' ? 'said' : 'interrupted']);
      expect(talk.events.at(-2)).toBe(ends[0]);
    }
  });

  it('should stop at once when a handler unsubscribes', () => {
    const events: string[] = [];
    const sink = virtualSink();
    hold(() => {
      const tts = voice();
      conversation({ ...counting(900), tts, play: play(sink) })
        .pipe(take(4))
        .subscribe(({ type }) => events.push(type));
      return { hear$: NEVER, think: () => 'x' };
    }, { until: 3000 }); // prettier-ignore

    expect(events).toEqual(['hearing', 'heard', 'token', 'phrase']);
    expect(sink.sounds()).toEqual([]);
  });

  it.each([
    ['silence', { silence: -1 }],
    ['early', { early: NaN }],
    ['bargeIn.pause', { bargeIn: { pause: -1 } }],
    ['bargeIn.minWords', { bargeIn: { minWords: 0 } }],
  ])('should refuse a %s that cannot work', (option, more) => {
    expect(() => conversation({ ...counting(1), tts: voice(), ...more })).toThrow(
      expect.objectContaining({ code: 'invalid-option', option }),
    );
  });
});

describe('a conversation with a model of promises', () => {
  const agent = (more: Pick<ConversationOptions, 'hear$' | 'think'>) => {
    const tts = voice(toneGateway({ pace: Infinity }));
    const heard = map((chunk: AudioChunk) => durationOf(chunk));
    return conversation({ ...more, tts, play: heard, flush: { quiet: 1 } }).pipe(
      finalize(() => tts.close()),
    );
  };
  // At once: real timers of 1 and 2 ms come in any order where the machine is busy.
  const user$ = of<SpeechEvent[]>({ type: 'final', text: 'Hello.' }, { type: 'utterance-end' });

  it('should say what an async iterable yields', async () => {
    async function* stream() {
      yield 'Hi ';
      await Promise.resolve();
      yield 'there.';
    }
    const events = await lastValueFrom(agent({ hear$: user$, think: stream }).pipe(toArray()));

    expect(events.at(-1)).toMatchObject({ type: 'said', text: 'Hi there.' });
  });

  it('should tell an async iterable that it is not wanted any more', async () => {
    const talks = new Subject<SpeechEvent>();
    const aborted = new Promise<string>((resolve) => {
      async function* stream(_text: string, _history: unknown, { signal, turn }: Thinking) {
        signal.addEventListener('abort', () => resolve(turn));
        yield 'One ';
        await new Promise(() => undefined);
      }
      agent({ hear$: talks, think: stream })
        .pipe(tap(({ type }) => type === 'token' && talks.next({ type: 'partial', text: 'Wait' })))
        .pipe(takeWhile(({ type }) => type !== 'interrupted'))
        .subscribe();
      talks.next({ type: 'final', text: 'Hello.' });
      talks.next({ type: 'utterance-end' });
    });

    await expect(aborted).resolves.toBe('answer-1');
  });

  it('should say what a promise resolves to, and fail with what it rejects with', async () => {
    const said = (think: () => Promise<string>) =>
      lastValueFrom(agent({ hear$: user$, think }).pipe(toArray())).then((events) => events.at(-1));

    await expect(said(() => Promise.resolve('Yes.'))).resolves.toMatchObject({ type: 'said', text: 'Yes.' }); // prettier-ignore
    await expect(said(() => Promise.reject(new Error('no')))).resolves.toMatchObject({ type: 'failed', error: new Error('no') }); // prettier-ignore
  });
});
