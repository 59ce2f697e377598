import * as errors from '../../src/errors';

const { isVoiceError, VoiceError } = errors;

const refused = () =>
  new VoiceError(
    'socket-refused',
    'The gateway refused the handshake with 401.',
    { status: 401, body: '{"error":"no key"}' },
    { retryable: false },
  );

describe('VoiceError', () => {
  it('should be an Error with its code, its facts and its verdict', () => {
    const error = refused();

    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('VoiceError: The gateway refused the handshake with 401.');
    expect(error).toMatchObject({
      code: 'socket-refused',
      status: 401,
      body: '{"error":"no key"}',
      retryable: false,
    });
  });

  it('should keep its cause, and have none where there is none', () => {
    const cause = new Error('ECONNRESET');
    const lost = new VoiceError('socket-lost', 'The line broke.', {}, { retryable: true, cause });

    expect(lost.cause).toBe(cause);
    expect('cause' in refused()).toBe(false);
  });
});

describe('isVoiceError', () => {
  it('should tell it by code and type its facts', () => {
    const error: unknown = refused();

    expect(isVoiceError(error)).toBe(true);
    expect(isVoiceError(error, 'socket-refused') && error.status).toBe(401);
    expect(isVoiceError(error, 'socket-closed')).toBe(false);
  });

  it('should let a switch over the code type the facts', () => {
    const describeError = (error: unknown): string => {
      if (!isVoiceError(error)) return 'other';
      switch (error.code) {
        case 'socket-refused':
          return `refused ${error.status}`;
        case 'socket-closed':
          return `closed ${error.closeCode}`;
        default:
          return error.code;
      }
    };

    expect(describeError(refused())).toBe('refused 401');
  });

  it('should know the errors of another copy of the package', () => {
    jest.isolateModules(() => {
      const copy = jest.requireActual<typeof errors>('../../src/errors');
      const error = new copy.VoiceError('socket-lost', 'Gone.', {}, { retryable: true });

      expect(error).not.toBeInstanceOf(VoiceError);
      expect(isVoiceError(error, 'socket-lost')).toBe(true);
    });
  });

  it.each([null, undefined, 'socket-lost', 7, {}, { code: 'socket-lost' }, new Error('x')])(
    'should not take %p for one',
    (other) => {
      expect(isVoiceError(other)).toBe(false);
      expect(isVoiceError(other, 'socket-lost')).toBe(false);
    },
  );
});
