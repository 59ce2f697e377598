import { describeQuiet } from './quietScenarios';

describe('a zoneless application', () => {
  it('should have no zone', () => {
    expect('Zone' in globalThis).toBe(false);
  });

  describeQuiet('without zone.js', false);
});
