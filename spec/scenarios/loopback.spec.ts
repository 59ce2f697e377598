import { onLoopback } from '../../src/node';
import { courseOf, expectedOf, sessionCases } from '.';

describe('over real sockets', () => {
  it.each(sessionCases)('%s', async (_, each) => {
    expect(courseOf(each, await onLoopback(each.scenario, each.test))).toEqual(expectedOf(each));
  });
});
