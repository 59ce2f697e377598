import { durationOf } from '../../../src/audio';
import { nothingSpoken } from '../../../src/cli/demo/actSpeak';
import { conclude } from '../../../src/cli/demo/conclude';
import { timeline } from '../../../src/cli/demo/timeline';
import { printer } from '../../../src/cli/printer';
import { fakeIo, runCli, temporaryFolder } from '../../support/cli';
import { samples } from '../../support/audio';

describe('the demo', () => {
  const folder = temporaryFolder();

  it('should lose its line, be interrupted, and hear all that was said', async () => {
    const { code, out, err } = await runCli(['demo'], { folder: folder.path, tty: 'stdout' });

    expect(err).toBe('');
    expect(out).toContain('cut in mid-sentence (socket-lost)');
    expect(out).toContain('“Stop, please.”');
    expect(out).toContain('the gateway is told to stop');
    expect(out.trimEnd().split('\n').at(-1)).toContain(
      'words heard 22/22 · lost 0 ms · repeated 0 ms',
    );
    expect(durationOf(folder.wav('demo.wav'))).toBeGreaterThan(5000);
    expect(folder.files()).toEqual(['demo.wav']);
    expect(code).toBe(0);
  }, 60_000);
});

describe('the demo’s end', () => {
  const texts = { said: 'one two', heard: 'one' };

  it('should fail where a word was not heard', () => {
    const { io, out } = fakeIo([]);
    const show = timeline(io, false);

    expect(() =>
      conclude(printer(io, false), show, texts, nothingSpoken(), undefined, 'demo.wav'),
    ).toThrow('What was heard is not what was said.');
    expect(out()).toContain('✗ words heard 1/2');
    expect(out()).toContain('not measured');
  });

  it('should fail where audio was lost though every word was heard', () => {
    const { io } = fakeIo([]);
    const spoken = {
      ...nothingSpoken(),
      audio: [samples([1, 2, 3])],
      firstToken: 5,
      firstAudio: 9,
    };

    expect(() =>
      conclude(
        printer(io, false),
        timeline(io, false),
        { said: 'one', heard: 'one' },
        spoken,
        { lost: 0.5, repeated: 0, foreign: 0 },
        'demo.wav',
      ),
    ).toThrow('What was heard is not what was said.');
  });

  it('should give programs the numbers', () => {
    const { io, records } = fakeIo([]);
    const spoken = {
      ...nothingSpoken(),
      audio: [samples([1, 2, 3])],
      firstToken: 5,
      firstAudio: 9,
    };
    const difference = { lost: 0, repeated: 0, foreign: 0 };

    conclude(
      printer(io, true),
      timeline(io, true),
      { said: 'one', heard: 'one' },
      spoken,
      difference,
      'demo.wav',
    );

    expect(records()).toEqual([
      {
        type: 'result',
        good: true,
        said: 1,
        heard: 1,
        extra: 0,
        firstAudio: 4,
        reconnects: 0,
        difference,
        file: 'demo.wav',
        ms: 3,
      },
    ]);
  });
});
