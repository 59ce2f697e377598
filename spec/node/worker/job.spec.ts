import { lastValueFrom, throwError } from 'rxjs';
import { isVoiceError } from '../../../src/errors';
import { job } from '../../../src/node/worker/job';
import { locatePackage } from '../../../src/node/worker/locatePackage';
import { sharedWorker } from '../../../src/node/worker/sharedWorker';

const failure = (withWorker: ReturnType<typeof sharedWorker>) =>
  lastValueFrom(withWorker((worker) => job(worker, {}))).catch((error: unknown) => error);

describe('sharedWorker', () => {
  it('should fail for all who use it when it crashes, and start anew for the next', async () => {
    const withWorker = sharedWorker('no-such-worker', {});
    const errors = [
      ...(await Promise.all([failure(withWorker), failure(withWorker)])),
      await failure(withWorker),
    ];

    for (const error of errors) {
      expect(isVoiceError(error, 'gateway-error') && error.message).toContain('its worker failed');
      expect(isVoiceError(error) && error.retryable).toBe(true);
    }
  });
});

describe('job', () => {
  it('should fail with what the worker reports', async () => {
    const error = await failure(sharedWorker('fliteWorker', '/nothing/flite.wasm'));

    expect(isVoiceError(error, 'gateway-error') && error.message).toContain('ENOENT');
  });

  it('should pass an error of its input', async () => {
    const withWorker = sharedWorker('fliteWorker', '/nothing/flite.wasm');
    const wrong = new Error('wrong');

    await expect(
      lastValueFrom(
        withWorker((worker) =>
          job(
            worker,
            {},
            throwError(() => wrong),
          ),
        ),
      ),
    ).rejects.toBe(wrong);
  });
});

describe('locatePackage', () => {
  it('should find an installed package', () => {
    expect(locatePackage('soundswallower', 'Something')).toMatch(/soundswallower\.node\.js$/);
  });

  it('should name the command that installs a missing one', () => {
    let error: unknown;
    try {
      locatePackage('@rxjs-voice/nothing', 'The built-in voice');
    } catch (thrown) {
      error = thrown;
    }

    expect(isVoiceError(error, 'not-installed') && [error.needs, error.message]).toEqual([
      '@rxjs-voice/nothing',
      'The built-in voice needs the package @rxjs-voice/nothing, which is not installed here. Install it with: npm install @rxjs-voice/nothing',
    ]);
  });
});
