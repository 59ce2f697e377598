import { cold, marbleTest, schedule } from 'jest-marbles';
import {
  concat,
  concatMap,
  filter,
  finalize,
  ignoreElements,
  map,
  merge,
  NEVER,
  of,
  range,
  reduce,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { type Gateway, ttsGateway, type TtsGatewayOptions } from '../../src/gateway';
import { type SpeechCommand } from '../../src/protocol';
import { type GatewayOptions, type Synthesizer } from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { virtually } from '../proof/virtually';
import { asText, closed, codeOf, session, wire } from './wire';

const F: SpeechCommand = { type: 'flush' };
const said = (...pieces: readonly (string | SpeechCommand)[]) => of(...pieces);

/** `status$` by first letters, without the `idle` at first. */
const states$ = ({ status$ }: Synthesizer) =>
  status$.pipe(map(({ state }) => (state === 'closed' ? 'x' : state.charAt(0))));

/** Gateways of a list, each at a host of its own. */
const list = (...gateways: readonly Gateway[]): GatewayOptions[] =>
  gateways.map((gateway, i) => ({
    url: `wss://voice${i}.test`,
    token: 'KEY-7f3a',
    socket: fakeSocket(gateway),
  }));

// prettier-ignore
describe('a synthesizer', () => {
  describe('whose line grows old', () => {
    it('should go on with a fresh one between segments, without a wait', marbleTest(() => {
      const { gateway, all$ } = wire('R-a--------b-(FA)', '--Rc-(FA)');
      const tts = session(gateway, { maxLineAge: 10 });
      // The fresh line is ready at 12, and the segment ends at 13.
      const sent = '                 (iTf)-----i--(qUf|) ';
      const audio = '                --a--------b-c-|    ';

      expect(all$.pipe(take(7))).toBeObservable(cold(sent));
      expect(tts.speak(said('T', F, 'U')).pipe(asText)).toBeObservable(cold(audio));
    }));
  });

  describe('whose fresh line stands ready', () => {
    it('should go on with it at once when the old one closes politely at the end of a segment', marbleTest(() => {
      const { gateway, all$ } = wire(['R-a--------b-F-#', closed(1000)], '--R----c-(FA)', 'R');
      const tts = session(gateway, { maxLineAge: 10 });

      expect(all$.pipe(take(6))).toBeObservable(cold('(iTf)-----i----(Uf|)'));
      expect(tts.speak(said('T', F, 'U')).pipe(asText)).toBeObservable(cold('--a--------b-----c-|'));
    }));

    it('should not keep it where nobody speaks', marbleTest(() => {
      const { gateway, all$ } = wire(['R-a--------b-F-#', closed(1000)], '--R', 'R');
      const tts = session(gateway, { maxLineAge: 10 });
      tts.speak('T').subscribe();
      schedule(() => tts.speak(concat(of('U'), NEVER)).pipe(takeUntil(timer(5))).subscribe(), 40);

      expect(all$.pipe(take(6))).toBeObservable(cold('(iTf)-----i-----------------------------(iU|)'));
    }));

    it('should replace that too when it says that it will end', marbleTest(() => {
      const { gateway, requests } = wire('R-a 5s G 20ms b-(FA)', '-R-G 40ms c 5990ms d-(FA)', 'R');
      const tts = session(gateway);

      expect(tts.speak(said('T', F, 'U')).pipe(asText)).toBeObservable(cold('--a 5021ms b 22ms c 5990ms d-|'));
      expect(of(0)).toSatisfyOnFlush(() => expect(requests).toHaveLength(3));
    }));
  });

  describe('with a list of gateways', () => {
    it('should try the next one over an error that will not pass, also in the middle of a segment', marbleTest(() => {
      const first = wire('R-ab-Y-');
      const second = wire('-R--abc-(FA)');
      const tts = session(first.gateway, { gateway: list(first.gateway, second.gateway) });

      expect(second.sent$).toBeObservable(cold('-----i(Tf)'));
      expect(tts.speak('T').pipe(asText, codeOf)).toBeObservable(cold('--ab-------c-|'));
    }));

    it('should fail the turn, and only that one, when all of them refuse it', marbleTest(() => {
      const first = wire('R--Y-', 'R-a-(FA)');
      const second = wire('R--Y-', 'R-a-(FA)');
      const tts = session(first.gateway, { gateway: list(first.gateway, second.gateway) });
      const both$ = merge(tts.speak('T').pipe(codeOf), tts.speak('U').pipe(asText, codeOf));

      expect(both$).toBeObservable(cold('------e-a-|', { e: 'gateway-error', a: 'a' }));
    }));
  });

  describe('whose route speaks one segment a line', () => {
    it('should dial anew at once, then ahead of each segment', marbleTest(() => {
      const { gateway, all$ } = wire('R-a-(FA)-Y-', 'R-b-(FA)', '-R-c-(FA)');
      const tts = session(gateway);
      const sent = '                         (iT)U----(iU)(qi)(V|) ';
      const audio = '                        --a--------b----c-|   ';

      expect(all$.pipe(filter((letter) => letter !== 'f'), take(8))).toBeObservable(cold(sent));
      expect(tts.speak(said('T', F, 'U', F, 'V')).pipe(asText)).toBeObservable(cold(audio));
    }));

    it('should dial for the next turn when it begins, and not before', marbleTest(() => {
      const { gateway, requests } = wire('R-a-(FA)-Y-', 'R-b-(FA)', 'R-c-(FA)');
      const tts = session(gateway, { idleTimeout: 100 });
      const later$ = timer(20).pipe(concatMap(() => tts.speak('V')));

      expect(states$(tts).pipe(filter((state) => state === 'c'))).toBeObservable(cold('c--------c 23ms c'));
      expect(concat(tts.speak(said('T', F, 'U')), later$).pipe(asText)).toBeObservable(cold('--a--------b 23ms c-|'));
      schedule(() => expect(requests).toHaveLength(2), 30);
    }));

    it('should fail over what a fresh line refuses too', marbleTest(() => {
      const { gateway } = wire('R-a-(FA)-Y-', 'R--Y-');
      const tts = session(gateway);

      expect(tts.speak(said('T', F, 'U')).pipe(asText, codeOf)).toBeObservable(cold('--a---------(e|)', { a: 'a', e: 'gateway-error' }));
    }));
  });

  describe('whose route ends each sentence of a flush', () => {
    /** What is heard of five turns of three sentences, in bytes, with a wait before each. */
    const heard = (options: TtsGatewayOptions, wait: number) => {
      const gateway = ttsGateway({ ready: 5, pace: 4, ...options });
      const { values } = virtually(() => {
        const tts = session(gateway, { encoding: 'linear16', sampleRate: 8000 });
        const turn$ = tts.speak('One is here. Two is there. Three is away.').pipe(reduce((sum, { data }) => sum + data.length, 0));
        return range(5).pipe(concatMap(() => concat(timer(wait).pipe(ignoreElements()), turn$)), finalize(() => tts.close()));
      });
      return values;
    };
    const whole = heard({}, 0);

    it.each([
      ['by one kind of terminal', ['flushed'], 0],
      ['by the other', ['audio_end'], 0],
      ['by one, after a pause', ['flushed'], 1000],
    ] as const)('should hear all of them %s', (_, terminals, wait) => {
      expect(heard({ segmentsPerFlush: 'sentence', terminals }, wait)).toEqual(whole);
    });
  });
});
