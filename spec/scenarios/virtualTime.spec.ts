import { inVirtualTime } from '../../src/testing';
import { courseOf, expectedOf, sessionCases } from '.';

describe('in virtual time', () => {
  it.each(sessionCases)('%s', (_, each) => {
    expect(courseOf(each, inVirtualTime(each.scenario, each.test))).toEqual(expectedOf(each));
  });

  it.each(sessionCases)('%s, 7 ms away', (_, each) => {
    const outcome = inVirtualTime(each.scenario, each.test, { latency: 7 });

    expect(courseOf(each, outcome)).toEqual(expectedOf(each));
  });
});
