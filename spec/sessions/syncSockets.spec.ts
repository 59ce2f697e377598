import { cold, hot, marbleTest, schedule } from 'jest-marbles';
import { of, takeUntil, timer } from 'rxjs';
import { type Frame } from '../../src/connection';
import * as hearing from './hearingWire';
import { syncSockets } from './syncWire';
import { letterOf, server, session } from './wire';

const said = (...letters: readonly string[]) => letters.map((each) => String(server[each]));
const heard = (...letters: readonly string[]) =>
  letters.map((each) => String(hearing.server[each]));

/** So much of a letter, ms. */
const much = (letter: string, ms: number) => hearing.chunk(letter.repeat(ms));
/** A client frame as its letter; of audio, each letter and how many there are. */
const measured = (frame: Frame) =>
  typeof frame === 'string'
    ? hearing.letterOf(frame)
    : hearing.letterOf(frame).replace(/(.)\1*/g, (all, letter: string) => `${letter}${all.length}`);

// prettier-ignore
describe('on sockets that answer within the call that sends', () => {
  it('should a recognizer wait for no final that has come', marbleTest(() => {
    const { factory, log } = syncSockets(hearing.letterOf, (frame) => (frame === 'i' ? heard('R') : frame === 'z' ? heard('T') : []));
    const audio$ = cold('a 6s b|', hearing.chunks);
    const stt = hearing.session(factory);

    expect(stt.transcribe(audio$, { finalizeOn: timer(1) })).toBeObservable(cold('-t 6s (t|)', hearing.events));
    expect(of(0)).toSatisfyOnFlush(() => expect(log.join(' ')).toBe('1i 1a 1z 1b 1z 1q'));
  }));

  it('should a recognizer send all audio in order', marbleTest(() => {
    const { factory, log, full } = syncSockets(measured, (frame) => (frame === 'i' ? heard('R') : frame === 'z' ? heard('M') : []));
    const audio$ = hot('a---b-(cde|)', { a: much('a', 2), b: much('b', 2), c: much('c', 200), d: much('d', 200), e: much('e', 200) });
    const stt = hearing.session(factory);
    // What waits leaves at 22.
    schedule(() => (full.bytes = 2000), 1);
    schedule(() => (full.bytes = 0), 10);
    stt.transcribe(audio$, { finalizeOn: hot('-----z') }).subscribe();

    expect(of(0)).toSatisfyOnFlush(() => expect(log.join(' ')).toBe('1i 1a2 1b2 1z 1c200 1d50 1d150 1e100 1e100 1z 1q'));
  }));

  it('should a recognizer not send the rest of a step on the line that takes over', marbleTest(() => {
    const { factory, log, full } = syncSockets(measured, (frame, line) => (frame === 'i' ? heard('R') : line === 1 ? heard('P').concat(frame === 'b2' ? '#' : []) : []));
    const audio$ = hot('a-------(bcd)', { a: much('a', 2), b: much('b', 2), c: much('c', 2), d: much('d', 2) });
    const stt = hearing.session(factory, { maxLineAge: 5 });
    schedule(() => (full.bytes = 2000), 7);
    schedule(() => (full.bytes = 0), 10);
    stt.transcribe(audio$).pipe(takeUntil(timer(30))).subscribe();

    expect(of(0)).toSatisfyOnFlush(() => expect(log.join(' ')).toBe('1i 1a2 2i 1b2 2a2 2b2 2c2 2d2'));
  }));

  it('should a recognizer send nothing twice where a full line is given up for the one that stands ready', marbleTest(() => {
    const { factory, log, full } = syncSockets(measured, (frame) => (frame === 'i' ? heard('R') : []));
    const audio$ = hot('a-------b', { a: much('a', 2), b: much('b', 2) });
    const stt = hearing.session(factory, { maxLineAge: 4, finalTimeout: 5 });
    schedule(() => (full.bytes = 2000), 7);
    stt.transcribe(audio$, { finalizeOn: hot('---z') }).pipe(takeUntil(timer(10))).subscribe();

    expect(of(0)).toSatisfyOnFlush(() => expect(log.join(' ')).toBe('1i 1a2 1z 2i 2a2 2z 2b2'));
  }));

  it('should a synthesizer not send the rest of a step on the line that takes over', marbleTest(() => {
    const { factory, log } = syncSockets(letterOf, (frame) => (frame === 'i' ? said('R') : frame === '45' ? ['#'] : frame === 'f' ? said('a', 'F', 'A') : []));
    const tts = session(factory, { maxLineAge: 3 });
    // A text without a letter waits for its flush.
    const text$ = cold('T 10ms (UF)', { T: 'T', U: '45', F: { type: 'flush' } as const });
    tts.speak(text$).subscribe();

    expect(of(0)).toSatisfyOnFlush(() => expect(log.join(' ')).toBe('1i 1T 2i 145 2T45 2f 3i 2q 3q'));
  }));
});
