import { cold, marbleTest } from 'jest-marbles';
import { NEVER, takeUntil } from 'rxjs';
import { speak } from '../../src/sessions';
import { type SpeechCommand } from '../../src/protocol';
import { asText, session, wire } from './wire';

const pieces: Record<string, string | SpeechCommand> = { T: 'T', F: { type: 'flush' } };

// prettier-ignore
describe('speak', () => {
  it('should speak what the source says, one subscription a turn', marbleTest(() => {
    const { gateway } = wire('R------a-b-c-(FA)');
    const source = cold('-T--F----------|   ', pieces);
    const subs = '       ^--------------!   ';
    const audio = '      --------a-b-c--|   ';

    expect(source.pipe(speak(session(gateway)), asText)).toBeObservable(cold(audio));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should interrupt when it is unsubscribed from', marbleTest(() => {
    const { gateway, sent$ } = wire('-R-a-b-c');
    const source = cold('-T--F----------|   ', pieces);
    const stop = cold('  -----x             ');
    const sent = '       -iT-fc             ';
    const subs = '       ^----!             ';
    const audio = '      ----a|             ';

    expect(sent$).toBeObservable(cold(sent));
    expect(source.pipe(speak(session(gateway)), asText, takeUntil(stop))).toBeObservable(cold(audio));
    expect(source).toHaveSubscriptions(subs);
  }));

  it('should pass an error of the source', marbleTest(() => {
    expect(cold<string>('--#').pipe(speak(session(() => NEVER)))).toBeObservable(cold('--#'));
  }));
});
