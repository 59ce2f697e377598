import { graphLost, microphoneFailure, microphoneLost } from '../../src/browser/microphoneFailure';

describe('microphoneFailure', () => {
  it.each`
    name                      | code                    | retryable
    ${'NotAllowedError'}      | ${'microphone-denied'}  | ${false}
    ${'SecurityError'}        | ${'microphone-denied'}  | ${false}
    ${'NotFoundError'}        | ${'microphone-missing'} | ${false}
    ${'OverconstrainedError'} | ${'microphone-missing'} | ${false}
    ${'NotReadableError'}     | ${'microphone-busy'}    | ${true}
    ${'AbortError'}           | ${'microphone-busy'}    | ${true}
    ${'TypeError'}            | ${'audio-unavailable'}  | ${false}
    ${'SomethingNew'}         | ${'microphone-busy'}    | ${true}
  `('should be $code for a $name', ({ name, code, retryable }) => {
    const cause = new DOMException('Requested device not found', name as string);
    const error = microphoneFailure(cause);
    expect(error).toMatchObject({ code, retryable, cause });
    expect(error.message).toMatch(/^Recording the microphone .+\. .+\.$/);
  });

  it('should name the microphone that was asked for as a fact', () => {
    const gone = new DOMException('', 'OverconstrainedError');
    expect(microphoneFailure(gone, 'abc')).toMatchObject({ device: 'abc' });
    expect(microphoneFailure(gone)).not.toHaveProperty('device');
  });

  it('should take anything that is thrown', () => {
    expect(microphoneFailure(undefined)).toMatchObject({ code: 'microphone-busy' });
  });

  it('should be worth another try where it was unplugged', () => {
    for (const error of [microphoneLost(), graphLost()]) {
      expect(error).toMatchObject({ code: 'microphone-lost', retryable: true });
      expect(error.message).toMatch(/^Recording the microphone .+\. .+\.$/);
    }
    const cause = new Error('still not there');
    expect(microphoneLost(cause)).toMatchObject({ cause });
  });
});
