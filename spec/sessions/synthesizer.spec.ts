import { cold, marbleTest } from 'jest-marbles';
import {
  concat,
  concatMap,
  map,
  merge,
  Observable,
  of,
  Subject,
  switchMap,
  takeUntil,
  tap,
} from 'rxjs';
import { type SpeechCommand } from '../../src/protocol';
import { asText, codeOf, session, wire } from './wire';

const F: SpeechCommand = { type: 'flush' };
const text: Record<string, string | SpeechCommand> = {
  F,
  T: 'T',
  U: 'U',
  V: { type: 'text', text: 'V' },
  W: 'W',
  _: '  ',
};

// prettier-ignore
describe('synthesizer', () => {
  describe('a turn', () => {
    it('should dial at the first text, send nothing but init before ready, and speak', marbleTest(() => {
      const { gateway, sent$ } = wire('---R--a-b-(FA)   ');
      const said = cold<string>(' -T-|                         ');
      const sent = '      -i--(Tf)                     ';
      const audio = '     -------a-b-|                 ';
      const subs = '      ^--!                         ';

      expect(sent$).toBeObservable(cold(sent));
      expect(session(gateway).speak(said).pipe(asText)).toBeObservable(cold(audio));
      expect(said).toHaveSubscriptions(subs);
    }));

    it('should send text as it comes, and the next segment when this one has ended', marbleTest(() => {
      const { gateway, sent$ } = wire('-R-------a-(FA)--b-(FA)');
      const said = cold('-T--U--F--V---W|         ', text);
      const sent = '     -iT-U--f----V-Wf         ';
      const audio = '    ----------a-------b-|    ';

      expect(sent$).toBeObservable(cold(sent));
      expect(session(gateway).speak(said).pipe(asText)).toBeObservable(cold(audio));
    }));

    it('should dial nothing for blank text, and join it to the next segment', marbleTest(() => {
      const { gateway, sent$ } = wire('-R-a-(FA) ');
      const said = cold(' -_F--T|              ', text);
      const sent = '      -----i(Tf)         ';
      const audio = '     --------a-|          ';

      expect(sent$.pipe(map((each) => each.trim()))).toBeObservable(cold(sent));
      expect(session(gateway).speak(said).pipe(asText)).toBeObservable(cold(audio));
    }));

    it('should dial nothing for a turn without text, and complete', marbleTest(() => {
      const { gateway, sent$ } = wire();

      expect(sent$).toBeObservable(cold('-'));
      expect(session(gateway).speak(cold('-_F-|', text))).toBeObservable(cold('----|'));
      expect(session(gateway).speak(' ')).toBeObservable(cold('|'));
    }));

    it('should pass an error of the text at once, and interrupt', marbleTest(() => {
      const { gateway, sent$ } = wire('-R-');
      const sent = '                           -iTc      ';
      const audio = '                          ---#      ';

      expect(sent$).toBeObservable(cold(sent));
      expect(session(gateway).speak(cold('-T-#', text))).toBeObservable(cold(audio));
    }));

    it('should refuse what is no text with a sentence', marbleTest(() => {
      const { gateway } = wire();
      const wrong = [7, null, { type: 'txet' }, { type: 'text', text: 7 }] as unknown as string[];
      const refused$ = merge(...wrong.map((piece) => session(gateway).speak(of(piece)).pipe(codeOf)));

      expect(refused$).toBeObservable(cold('(xxxx|)', { x: 'invalid-option' }));
    }));

    it('should stop a source that goes on for ever without a pause', marbleTest(() => {
      const { gateway } = wire('-');
      const stop = new Subject<void>();
      let pulled = 0;
      const endless$ = new Observable<string>((output) => {
        while (!output.closed && pulled < 100) {
          output.next('T');
          if (++pulled === 3) stop.next();
        }
      });

      expect(session(gateway).speak(endless$).pipe(takeUntil(stop))).toBeObservable(cold('|'));
      expect(stop).toSatisfyOnFlush(() => expect(pulled).toBe(3));
    }));

    it('should end with a text that ends itself on the first audio', marbleTest(() => {
      const { gateway, sent$ } = wire('-R-a-(FA)');
      const first = new Subject<string>();
      const said$ = concat(of('T'), cold<string>('-----')).pipe(takeUntil(first));
      const audio = '---a-|';

      expect(sent$).toBeObservable(cold('iT-f'));
      expect(session(gateway).speak(said$).pipe(asText, tap(first))).toBeObservable(cold(audio));
    }));
  });

  describe('turns', () => {
    const turns = { T: 'T', U: 'U' };

    it('should go one after another over one line with concatMap, and send no clear', marbleTest(() => {
      const { gateway, sent$, requests } = wire('R--a-(FA)---b-(FA)');
      const tts = session(gateway);
      const sent = '                             (iTf)(Uf)         ';
      const audio = '                            ---a--------b-|   ';

      expect(sent$).toBeObservable(cold(sent));
      expect(cold('(TU|)', turns).pipe(concatMap((turn) => tts.speak(turn)), asText)).toBeObservable(cold(audio));
      expect(sent$).toSatisfyOnFlush(() => expect(requests).toHaveLength(1));
    }));

    it('should interrupt with switchMap: clear at once, and no late frame in the next turn', marbleTest(() => {
      const { gateway, sent$ } = wire('R--a-b--c---C-c 105ms d-(FA)');
      const tts = session(gateway);
      const sent = '                             (iTf)-c 107ms (Uf)            ';
      const audio = '                            ---a-b 114ms d-|              ';

      expect(sent$).toBeObservable(cold(sent));
      expect(cold('T-----(U|)', turns).pipe(switchMap((turn) => tts.speak(turn)), asText)).toBeObservable(cold(audio));
    }));

    it('should free the line before complete: a handler that speaks at once is not cleared', marbleTest(() => {
      const { gateway, sent$ } = wire('R--a-(FA)---b-(FA)');
      const tts = session(gateway);
      const second = new Subject<string>();
      const speakAgain = () => tts.speak('U').pipe(asText).subscribe(second);
      const first$ = tts.speak('T').pipe(asText, tap({ complete: () => void speakAgain() }));

      expect(sent$).toBeObservable(cold('(iTf)(Uf)'));
      expect(second).toBeObservable(cold('------------b-|'));
      expect(first$).toBeObservable(cold('---a-|'));
    }));

    it('should subscribe to the text of a turn that must wait, and keep it', marbleTest(() => {
      const { gateway, sent$ } = wire('-R-a-(FA)---b-(FA)');
      const tts = session(gateway);
      const said = cold(' -U-|                  ', text);
      const sent = '      i(Tf)(Uf)             ';
      const audio = '     ---a--------b-|       ';

      expect(sent$).toBeObservable(cold(sent));
      expect(merge(tts.speak('T'), tts.speak(said)).pipe(asText)).toBeObservable(cold(audio));
      expect(said).toHaveSubscriptions('^--!');
    }));
  });

  describe('terminals', () => {
    it('should end a turn 100 ms after a lone one, and the next at once by the same', marbleTest(() => {
      const { gateway } = wire('R--a-A 105ms b-A');
      const tts = session(gateway);
      const audio = '                 ---a 107ms b-|  ';

      expect(concat(tts.speak('T'), tts.speak('U')).pipe(asText)).toBeObservable(cold(audio));
    }));

    it('should not end the next turn by a late second one', marbleTest(() => {
      const { gateway } = wire('R--a-A 105ms F-b-A');
      const tts = session(gateway);

      expect(concat(tts.speak('T'), tts.speak('U')).pipe(asText)).toBeObservable(cold('---a 109ms b-|'));
    }));

    it('should tell of one that answers nothing', marbleTest(() => {
      const { gateway } = wire('R--a-(FAA)');
      const tts = session(gateway);
      const stray = { s: { type: 'stray', sample: 'audio-end', count: 1 }, m: { type: 'segment', turn: 'turn-1', text: 'T', at: 0 }, e: { type: 'segment-end', turn: 'turn-1', at: 1 }, d: { type: 'done', turn: 'turn-1' } };

      expect(tts.events$).toBeObservable(cold('m----(eds)', stray));
      expect(tts.speak('T').pipe(asText)).toBeObservable(cold('---a-|'));
    }));
  });
});
