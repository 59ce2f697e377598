import { cold, hot, marbleTest } from 'jest-marbles';
import { NEVER, of } from 'rxjs';
import { type Frame } from '../../src/connection';
import { isVoiceError, VoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { decodeTts } from '../../src/protocol';
import { answersOf, client, lineOf } from './lines';

/** One letter of text is one frame, 10 ms of audio, sent 5 ms after the one before. */
const plain = {
  engine: toneVoice({ byteMs: 10 }),
  frameMs: 10,
  pace: 2,
  segments: false,
  words: false,
  terminals: [],
} as const;
const tts = ttsGateway(plain);

const lost = new VoiceError(
  'socket-lost',
  'The gateway cut the line, as it was told to. Dial again.',
  {},
  { retryable: true },
);

// prettier-ignore
describe('faults.dropAfter', () => {
  it('should cut the line behind the message that is one too many', marbleTest(() => {
    const sent = hot('  i-t-f--------', client);
    const subs = '      ^--------!   ';
    const result = '    R---a----(b#)';

    expect(lineOf(faults.dropAfter({ frames: 3 })(tts), sent)).toBeObservable(cold(result, undefined, lost));
    expect(sent).toHaveSubscriptions(subs);
  }));

  it('should cut the line after so much audio, counted in the format of the session', marbleTest(() => {
    const sent = () => hot('i-t-f----------', client);
    const result = '        R---a----(b#)  ';

    for (const audio of [10.1, 20]) {
      expect(lineOf(faults.dropAfter({ audio })(tts), sent())).toBeObservable(cold(result, undefined, lost));
    }
    expect(lineOf(faults.dropAfter({ audio: 21 })(tts), sent()))
      .toBeObservable(cold('R---a----b----(c#)', undefined, lost));
  }));

  it('should count audio in base64 and in G.711 as what it is', marbleTest(() => {
    const alaw = { ...client, i: '{"type":"init","config":{"sample_rate":16000,"encoding":"alaw"}}' };
    const coded = ttsGateway({ ...plain, audio: 'base64' });

    expect(lineOf(faults.dropAfter({ audio: 15 })(coded), hot('i-t-f--', alaw)))
      .toBeObservable(cold('R---?----(?#)', undefined, lost));
  }));

  it('should count the audio of the client, as binary and in JSON', marbleTest(() => {
    const ms = (n: number) => new Uint8Array(32 * n);
    const sent = {
      i: '{"type":"init","config":{}}',
      a: ms(10),
      b: `{"type":"audio","data":"${Buffer.from(ms(10)).toString('base64')}"}`,
    };
    const gateway = faults.dropAfter({ audio: 30 })(sttGateway());
    const line = gateway(hot('i-a-b-a--', sent), { url: 'ws://test/v1/stt/a/b', headers: {} });

    expect(line).toBeObservable(cold('R-----#', { R: '{"type":"ready","session_id":"stt-1"}' }, lost));
  }));

  it('should cut the line after some time, whatever was said', marbleTest(() => {
    expect(lineOf(faults.dropAfter({ time: 6 })(tts), hot('i-t-f----', client)))
      .toBeObservable(cold('R---a-#', undefined, lost));
  }));

  it('should spare the lines after the first ones', marbleTest(() => {
    const gateway = faults.dropAfter({ time: 3, lines: 2 })(tts);
    const line = (sent: string) => lineOf(gateway, hot(sent, client));

    expect(line('i---')).toBeObservable(cold('R--#', undefined, lost));
    expect(line('i---')).toBeObservable(cold('R--#', undefined, lost));
    expect(line('i--- --')).toBeObservable(cold('R-----'));
  }));

  it('should leave a line alone that ends before', marbleTest(() => {
    expect(lineOf(faults.dropAfter({ time: 9, frames: 9 })(tts), hot('i--q', client)))
      .toBeObservable(cold('R--|'));
  }));

  it('should count afresh where it is wrapped again, and not before it is subscribed to', () => {
    const gateway = faults.dropAfter({ frames: 1 })(tts);
    gateway(NEVER, { url: '', headers: {} });
    const drops = (one: Gateway) => {
      const error = jest.fn();
      one(of(client.i), { url: '', headers: {} }).subscribe({ error });
      return error.mock.calls.length;
    };

    expect([drops(gateway), drops(gateway), drops(faults.dropAfter({ frames: 1 })(tts))]).toEqual([1, 0, 1]);
  });

  it('should be told when', () => {
    for (const trigger of [{}, { time: NaN }, { audio: -1 }, { lines: 2 }]) {
      let thrown: unknown;
      try {
        faults.dropAfter(trigger);
      } catch (error) {
        thrown = error;
      }
      expect(isVoiceError(thrown, 'invalid-option')).toBe(true);
    }
  });
});

/** What a client understands of some frames. */
const meantBy = (frames: readonly Frame[]) =>
  frames.flatMap((frame) => {
    const read = decodeTts(frame);
    if (read._tag === 'Left') return [];
    return read.right.filter(({ type }) => type !== 'info' && type !== 'unknown');
  });

// prettier-ignore
describe('the other faults', () => {
  it('should close with a code and a reason', marbleTest(() => {
    const error = (code: number, reason: string, retryable: boolean) =>
      new VoiceError(
        'socket-closed',
        `The gateway closed the line with ${code}${reason && ': '}${reason}.`,
        { closeCode: code, reason },
        { retryable },
      );

    expect(lineOf(faults.closeWith({ code: 1012, reason: 'restart', time: 3 })(tts), hot('i---', client)))
      .toBeObservable(cold('R--#', undefined, error(1012, 'restart', true)));
    expect(lineOf(faults.closeWith({ code: 1003, frames: 1 })(tts), hot('i---', client)))
      .toBeObservable(cold('(R#)', undefined, error(1003, '', false)));
  }));

  it('should fall silent, hear nothing, and stay open', marbleTest(() => {
    const sent = hot('  i-t-f------------', client);
    const subs = '      ^-----!          ';
    const result = '    R---a------------';

    expect(lineOf(faults.halfOpen(6)(tts), sent)).toBeObservable(cold(result));
    expect(sent).toHaveSubscriptions(subs);
    expect(lineOf(faults.halfOpen({ frames: 2 })(tts), hot('i-t-f---q---|', client))).toBeObservable(cold(result));
  }));

  it('should refuse the first lines', marbleTest(() => {
    const refusal = new VoiceError(
      'socket-refused',
      'The gateway refused the connection with 429: slow down.',
      { status: 429, body: 'slow down' },
      { retryable: true },
    );
    const gateway = faults.refuse({ status: 429, body: 'slow down' })(tts);

    expect(lineOf(gateway, hot('i--', client))).toBeObservable(cold('#', undefined, refusal));
    expect(lineOf(gateway, hot('i--', client))).toBeObservable(cold('R'));
  }));

  it('should be 503, or not worth another try, by its status', () => {
    const errors: unknown[] = [];
    for (const fault of [faults.refuse(), faults.refuse({ status: 401 })]) {
      lineOf(fault(tts), NEVER).subscribe({ error: (error: unknown) => errors.push(error) });
    }

    expect(errors).toMatchObject([
      { status: 503, body: '', retryable: true },
      { status: 401, retryable: false },
    ]);
  });

  it('should hold ready back, and what comes behind it', marbleTest(() => {
    const gateway: Gateway = () => cold('R-----a-b|', { R: '{ "type": "ready" }', a: new Uint8Array(2), b: '{}' });
    const result = '                             ----R-a-b|';
    const values = { R: '{ "type": "ready" }', a: new Uint8Array(2), b: '{}' };

    expect(faults.lateReady(4)(gateway)(NEVER, { url: '', headers: {} })).toBeObservable(cold(result, values));
    expect(lineOf(faults.lateReady(9)(tts), hot('itf---', client))).toBeObservable(cold('---------(Rab)c'));
  }));

  it('should accept and drop', marbleTest(() => {
    const gateway = faults.acceptThenDrop({ lines: 1 })(tts);

    expect(lineOf(gateway, hot('-i-', client))).toBeObservable(cold('#', undefined, lost));
    expect(lineOf(gateway, hot('-i-', client))).toBeObservable(cold('-R'));
  }));

  it('should put rubbish before each message, none of which a client can take for speech', () => {
    const gateway = faults.junk()(ttsGateway({ pace: Infinity }));
    const turn = [client.i, client.t, client.f, client.t, client.f];
    const said = answersOf(gateway, ...turn);
    const clean = answersOf(ttsGateway({ pace: Infinity }), ...turn);
    const texts = clean.filter((frame) => typeof frame === 'string');

    expect(said).toHaveLength(clean.length + texts.length);
    expect(meantBy(said)).toEqual(meantBy(clean));
  });

  it('should compose, the outermost seeing a line first', marbleTest(() => {
    const gateway = faults.refuse({ status: 503 })(faults.dropAfter({ time: 2 })(tts));
    const refusal = new VoiceError('socket-refused', 'The gateway refused the connection with 503.', { status: 503, body: '' }, { retryable: true });

    expect(lineOf(gateway, hot('i----', client))).toBeObservable(cold('#', undefined, refusal));
    expect(lineOf(gateway, hot('i----', client))).toBeObservable(cold('R-#', undefined, lost));
    expect(lineOf(gateway, hot('i----', client))).toBeObservable(cold('R'));
  }));
});
