import { cold, hot, marbleTest } from 'jest-marbles';
import { finals, partials } from '../../src/operators';
import { type SpeechEvent } from '../../src/protocol';
import { itKeepsTheOperatorContract } from '../support/operatorContract';

const p: SpeechEvent = { type: 'partial', text: 'good' };
const f: SpeechEvent = { type: 'final', text: 'good morning', start: 0, end: 900 };
const events = {
  p,
  f,
  e: { type: 'final', text: '' },
  w: { type: 'partial', text: '' },
  u: { type: 'utterance-end', at: 900 },
  g: { type: 'gap', from: 0, to: 20 },
} satisfies Record<string, SpeechEvent>;

// prettier-ignore
describe('finals', () => {
  itKeepsTheOperatorContract({ operator: finals, values: [p, f] });

  it('should keep the finals', marbleTest(() => {
    const source = hot('-p-p-f--p-f-|', events);
    const result = '    -----f----f-|';

    expect(source.pipe(finals())).toBeObservable(cold(result, events));
    expect(source).toHaveSubscriptions('^-----------!');
  }));

  it('should keep an empty final and drop all that is none', marbleTest(() => {
    const source = hot('-u-g-w-e-|', events);
    const result = '    -------e-|';

    expect(source.pipe(finals())).toBeObservable(cold(result, events));
  }));
});

// prettier-ignore
describe('partials', () => {
  itKeepsTheOperatorContract({ operator: partials, values: [p, f] });

  it('should keep the partials', marbleTest(() => {
    const source = hot('-p-p-f--p-f-|', events);
    const result = '    -p-p----p---|';

    expect(source.pipe(partials())).toBeObservable(cold(result, events));
    expect(source).toHaveSubscriptions('^-----------!');
  }));

  it('should keep an empty partial and drop all that is none', marbleTest(() => {
    const source = hot('-u-g-w-e-|', events);
    const result = '    -----w---|';

    expect(source.pipe(partials())).toBeObservable(cold(result, events));
  }));
});
