import { cold, hot, marbleTest, schedule } from 'jest-marbles';
import {
  asyncScheduler,
  filter,
  map,
  merge,
  type Observable,
  of,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { VoiceError } from '../../src/errors';
import { type Gateway } from '../../src/gateway';
import { type GatewayOptions, type Recognizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { chunk, chunks, type Diagram, events, inShort, session, wire } from './hearingWire';

const lost = new VoiceError('socket-lost', 'Lost.', {}, { retryable: true });

/** Gateways of a list, each at a host of its own. */
const list = (...gateways: readonly Gateway[]): GatewayOptions[] =>
  gateways.map((gateway, i) => ({
    url: `wss://ears${i}.test`,
    token: 'KEY-7f3a',
    socket: fakeSocket(gateway),
  }));

/** Which gateway of the list is ready, each time one is. */
const ready$ = ({ status$ }: Recognizer) =>
  status$.pipe(
    filter((status) => status.state === 'ready'),
    map((status) => ('gateway' in status ? String(status.gateway) : '-')),
  );

// prettier-ignore
describe('a recognizer', () => {
  describe('whose line grows old', () => {
    it('should go on with a fresh one behind a final', marbleTest(() => {
      const audio = hot('-a---b--------c---d-|       ', chunks);
      // Ready at 1 and old at 11; the fresh one is ready at 13, in the middle of words.
      const line = wire('R----P-----------T', '--R-----------T');
      const sent = '     -(ia)b-----i--c---(dq|)     ';
      const result = '   ------p-----------t------(t|)';

      expect(line.sent$.pipe(take(7))).toBeObservable(cold(sent));
      expect(session(line.gateway, { maxLineAge: 10 }).transcribe(audio)).toBeObservable(cold(result, events));
    }));

    it('should replace one that carried nothing as soon as it does', marbleTest(() => {
      const line = wire('R-T', 'R', 'R');
      const audio = cold('-a 30ms b', chunks);
      const stt = session(line.gateway, { maxLineAge: 10 });
      const dials = timed(line.requests$.pipe(map(() => 'dial')));

      expect(stt.transcribe(audio).pipe(takeUntil(timer(40)))).toBeObservable(cold('---t 36ms |', events));
      expect(of(0)).toSatisfyOnFlush(() => expect(dials).toEqual(['1 dial', '11 dial', '32 dial']));
    }));

    it('should replace a line once, and one that carries nothing no more', marbleTest(() => {
      const line = wire('R-T', 'R');
      const audio = hot('-a                          ', chunks);
      const sent = '     -(ia)------(iq)             ';
      const result = '   ---t 46ms |                 ';
      const stt = session(line.gateway, { maxLineAge: 10 });

      expect(line.sent$).toBeObservable(cold(sent));
      expect(stt.transcribe(audio).pipe(takeUntil(timer(50)))).toBeObservable(cold(result, events));
    }));
  });

  it('should go on at once with the fresh line when the old one is lost', marbleTest(() => {
    const line = wire(['R----P-------#', lost], '--R-------T');
    const audio = cold('-a-------------------|', chunks);
    const stt = session(line.gateway, { maxLineAge: 10 });
    const told = timed(stt.status$.pipe(inShort));

    expect(stt.transcribe(audio)).toBeObservable(cold('------p-------e------(t|)', events));
    expect(of(0)).toSatisfyOnFlush(() => expect(told).toEqual(['0 idle', '1 connecting 0', '1 ready', '14 ready', '21 idle']));
  }));

  it('should go on with the old line where no fresh one is to be had, and try again after a minute', marbleTest(() => {
    const refused = new VoiceError('socket-refused', 'No.', { status: 503, body: '' }, { retryable: true });
    const no = ['#', refused] as const;
    const line = wire('R----P', no, no, no, no, no, no);
    const audio = cold('-a 59s b 2s c', chunks);
    const stt = session(line.gateway, { maxLineAge: 10 });
    const dials = timed(line.requests$.pipe(map(() => 'dial')));
    const told = timed(stt.status$.pipe(inShort));

    expect(stt.transcribe(audio).pipe(takeUntil(timer(122_000)))).toBeObservable(cold('------p 121993ms |', events));
    expect(of(0)).toSatisfyOnFlush(() => {
      expect(dials).toEqual([1, 11, 14, 20, 60_020, 60_023, 60_029, 120_029].map((at) => `${at} dial`));
      expect(told).toEqual(['0 idle', '1 connecting 0', '1 ready', '122000 idle']);
    });
  }));

  it('should replace an old line by any other while no better gateway is to be had', marbleTest(() => {
    const refused = new VoiceError('socket-refused', 'No.', { status: 503, body: '' }, { retryable: true });
    const first = wire(...Array<Diagram>(9).fill(['#', refused]));
    const second = wire('R-P 99s T', 'R', 'R', 'R');
    const audio = cold('-a 59s b 29s c 20s d', chunks);
    const stt = session(first.gateway, { gateway: list(first.gateway, second.gateway), maxLineAge: 90_000 });
    const dials = timed(merge(first.requests$.pipe(map(() => 'first')), second.requests$.pipe(map(() => 'second'))));

    stt.transcribe(audio).pipe(takeUntil(timer(110_000))).subscribe();
    expect(of(0)).toSatisfyOnFlush(() => {
      // A better one is tried from the cool-down's end on, and rests; the line is old at 90001.
      expect(dials).toEqual(['1 first', '1 second', '60001 first', '60004 first', '60010 first', '90001 second']);
    });
  }));

  it('should go on with a fresh line when the gateway says that it will end this one', marbleTest(() => {
    // What has no final yet is sent again.
    const line = wire('R-T 5s G', '--R--T');
    const audio = hot('-a 5s -b 8ms c', chunks);
    const sent = timed(line.sent$);

    expect(session(line.gateway).transcribe(audio).pipe(takeUntil(timer(5100)))).toBeObservable(cold('---t 5005ms t 90ms |', events));
    expect(of(0)).toSatisfyOnFlush(() => expect(sent).toEqual(['1 i', '1 a', '5003 b', '5004 i', '5006 q', '5006 b', '5012 c']));
  }));

  it('should not dial again and again where the gateway says so of every new line', marbleTest(() => {
    const line = wire('RGT', 'RG', 'RG');
    const audio = cold('-a-b 12s c', chunks);
    const stt = session(line.gateway);
    const dials = timed(line.requests$.pipe(map(() => 'dial')));

    expect(stt.transcribe(audio).pipe(takeUntil(timer(13_000)))).toBeObservable(cold('---t 12996ms |', events));
    expect(of(0)).toSatisfyOnFlush(() => expect(dials).toEqual(['1 dial', '5001 dial', '12004 dial']));
  }));

  describe('with a list of gateways', () => {
    it('should go on at once at the next one when a line is lost', marbleTest(() => {
      const first = wire(['R-P-#', lost]);
      const second = wire('R-T');
      const stt = session(first.gateway, { gateway: list(first.gateway, second.gateway) });

      expect(stt.transcribe(of(chunk('ab')))).toBeObservable(cold('--p-e-(t|)', events));
      expect(ready$(stt)).toBeObservable(cold('0---1', { 0: '0', 1: '1' }));
    }));

    it('should go on at the next one again when the first is lost again', marbleTest(() => {
      const first = wire(['R-P-#', lost], ['R 5s #', lost]);
      const second = wire('R-T', 'R-T');
      const stt = session(first.gateway, { gateway: list(first.gateway, second.gateway) });
      const audio = cold('a 60s b', chunks);
      const ready = timed(ready$(stt));
      const heard = timed(stt.transcribe(audio).pipe(map(({ type }) => type), takeUntil(timer(66_000))));

      expect(of(0)).toSatisfyOnFlush(() => {
        expect(ready).toEqual(['0 0', '4 1', '60004 0', '65005 1']);
        expect(heard).toEqual(['2 partial', '4 partial', '6 final', '65007 final']);
      });
    }));

    it('should go back to the first one after a minute, behind a final', marbleTest(() => {
      const first = wire(['R-P-#', lost], 'R');
      const second = wire('R-T');
      const stt = session(first.gateway, { gateway: list(first.gateway, second.gateway) });
      const audio = cold('a 60s b', chunks);
      const ready = timed(ready$(stt));

      expect(stt.transcribe(audio).pipe(takeUntil(timer(61_000)))).toBeObservable(cold('--p-e-t 60993ms |', events));
      expect(of(0)).toSatisfyOnFlush(() => expect(ready).toEqual(['0 0', '4 1', '60004 0']));
    }));
  });
});

/** What an Observable of text gives, each with its time. */
function timed(text$: Observable<string>): readonly string[] {
  const told: string[] = [];
  schedule(() => text$.subscribe((text) => told.push(`${asyncScheduler.now()} ${text}`)), 0);
  return told;
}
