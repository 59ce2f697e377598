import { cold, hot, marbleTest, schedule } from 'jest-marbles';
import { filter, map, of, switchMap, takeUntil } from 'rxjs';
import { fadeOut } from '../../src/audio';
import { interruptOn } from '../../src/operators';
import { type SpeechEvent } from '../../src/protocol';
import { conversation } from '../../src/sessions';
import { asText, codeOf, session, wire } from './wire';

const faded = (text: string) =>
  String.fromCharCode(...fadeOut(Uint8Array.from(text, (letter) => letter.charCodeAt(0)), {
    encoding: 'mulaw', sampleRate: 1000, channels: 1,
  })); // prettier-ignore

const heard: Record<string, SpeechEvent> = {
  f: { type: 'final', text: 'Hello.' },
  u: { type: 'utterance-end' },
  p: { type: 'partial', text: 'Wait' },
};

/** The gateway's frames: R ready, a to h audio of 1 ms, C cleared; ours: i init, T the text, f flush, c clear, q close. */
// prettier-ignore
describe('the patterns of interruption, as the guide shows them', () => {
  it('should interrupt at once', marbleTest(() => {
    const { gateway, sent$ } = wire('R-a-b-c-d-e-f');
    const userSpeaks$ = hot('        -----x       ');
    const speech = '                 --a-b|       ';
    const sent = '                   (iTf)c       ';

    expect(session(gateway).speak('T').pipe(asText, takeUntil(userSpeaks$))).toBeObservable(cold(speech));
    expect(sent$).toBeObservable(cold(sent));
  }));

  it('should end the session', marbleTest(() => {
    const { gateway, all$ } = wire('R-a-b-c-d-e-f');
    const tts = session(gateway);
    const speech = '                --a-b(x|)    ';
    const sent = '                  (iTf)q       ';
    schedule(() => tts.close(), 5);

    expect(tts.speak('T').pipe(asText, codeOf)).toBeObservable(cold(speech, { a: 'a', b: 'b', x: 'session-closed' }));
    expect(all$).toBeObservable(cold(sent));
  }));

  it('should clear and restart', marbleTest(() => {
    const { gateway, sent$ } = wire('R--a-b--c---C-c 105ms d-(FA)');
    const tts = session(gateway);
    const answers$ = cold('          T-----(U|)                  ', { T: 'T', U: 'U' });
    const speech = '                 ---a-b 114ms d-|            ';
    const sent = '                   (iTf)-c 107ms (Uf)          ';

    expect(answers$.pipe(switchMap((answer) => tts.speak(answer)), asText)).toBeObservable(cold(speech));
    expect(sent$).toBeObservable(cold(sent));
  }));

  it('should fade out', marbleTest(() => {
    const { gateway, sent$ } = wire('R-a-b-c-d-e-f');
    const userSpeaks$ = hot('        -------x     ');
    const speech = '                 ------a(f|)  ';
    const sent = '                   (iTf)--c     ';

    const speech$ = session(gateway).speak('T').pipe(interruptOn(userSpeaks$, { fadeOut: 2 }), asText);

    expect(speech$).toBeObservable(cold(speech, { a: 'a', f: faded('bc') }));
    expect(sent$).toBeObservable(cold(sent));
  }));

  it('should be the loop of a voice agent', marbleTest(() => {
    const { gateway, sent$ } = wire(' R------a-b-c-d-e-f');
    const hear$ = hot('             -f-u---------p    ', heard);
    const talk = '                  -i-(utF)a-b-c(iX) ';
    const sent = '                  -i-(Tf)------c    ';
    const tts = session(gateway);
    const letters: Record<string, string> = { hearing: 'i', heard: 'u', token: 't', phrase: 'F', interrupted: 'X' };
    const talk$ = conversation({ hear$, think: () => of('T'), tts, bargeIn: { fadeOut: 0 } }).pipe(
      filter(({ type }) => type !== 'speaking' && type !== 'playing'),
      map((event) => event.type === 'audio' ? String.fromCharCode(...event.chunk.data) : letters[event.type] ?? event.type),
    );

    expect(talk$).toBeObservable(cold(talk));
    expect(sent$).toBeObservable(cold(sent));
  }));
});
