import { cold, marbleTest } from 'jest-marbles';
import { asText, session, wire } from './wire';

// prettier-ignore
describe('synthesizer', () => {
  it('should dial at the first text, wait for ready, and speak', marbleTest(() => {
    const { gateway, sent$ } = wire('-R--a-b-(FA)');
    const sent = '                   i(Tf)       ';
    const audio = '                  ----a-b-|   ';

    expect(sent$).toBeObservable(cold(sent));
    expect(session(gateway).speak('T').pipe(asText)).toBeObservable(cold(audio));
  }));
});
