import { turnTimeout } from '../../src/sessions/turnTimeout';

describe('turnTimeout', () => {
  const silence = (last: boolean) =>
    turnTimeout('The gateway owed audio for 10 ms', 10, last, 'Check the voice.');

  it('should be worth another line the first time', () => {
    const error = silence(false);

    expect(error).toMatchObject({ code: 'turn-timeout', timeout: 10, retryable: true });
    expect(error.message).toBe('The gateway owed audio for 10 ms. The line is taken for lost.');
  });

  it('should be final the second time running, and say what to do', () => {
    const error = silence(true);

    expect(error).toMatchObject({ code: 'turn-timeout', timeout: 10, retryable: false });
    expect(error.message).toBe(
      'The gateway owed audio for 10 ms, on two lines running. Check the voice.',
    );
  });
});
