import { firstValueFrom } from 'rxjs';
import { type VoiceErrorCode } from '../../src';
import { microphone, microphones, speaker } from '../../src/browser';
import { samples } from '../support/audio';

const thrown = (what: () => unknown): unknown => {
  try {
    return what();
  } catch (error) {
    return error;
  }
};
const unavailable: VoiceErrorCode = 'audio-unavailable';

describe('rxjs-voice/browser where there is no browser', () => {
  it('should say what is missing, and where it is to be had', async () => {
    await expect(firstValueFrom(microphone())).rejects.toMatchObject({
      code: unavailable,
      needs: 'AudioContext',
      message: expect.stringMatching(/https or from localhost/) as string,
    });
    await expect(firstValueFrom(microphones())).rejects.toMatchObject({ code: unavailable });
  });

  it('should make a speaker that does not play', async () => {
    const sink = speaker();
    sink.resume();
    sink.clear(15);
    expect(sink.position()).toBe(0);
    expect(await firstValueFrom(sink.status$)).toEqual({ state: 'idle' });
    expect(thrown(() => sink.write(samples([1])))).toMatchObject({ code: unavailable });
    sink.close();
    expect(thrown(() => sink.write(samples([1])))).toMatchObject({ code: 'session-closed' });
  });

  it.each([
    ['a speaker without room', () => speaker({ room: 0 }), 'invalid-option'],
    ['a speaker without a rate', () => speaker({ sampleRate: 0.5 }), 'invalid-option'],
    [
      'opus',
      () => speaker().write(samples([1], { encoding: 'opus', sampleRate: 48_000, channels: 1 })),
      'format-mismatch',
    ],
    [
      'more channels than a graph has',
      () => speaker().write(samples([1], { encoding: 'linear16', sampleRate: 8000, channels: 33 })),
      'format-mismatch',
    ],
    [
      'a microphone in mp3',
      () => microphone({ format: { encoding: 'mp3', sampleRate: 16_000, channels: 1 } }),
      'format-mismatch',
    ],
    ['chunks of nothing', () => microphone({ chunk: 0 }), 'invalid-option'],
    ['chunks without end', () => microphone({ chunk: Infinity }), 'invalid-option'],
  ])('should refuse %s', (_what, make, code) => {
    expect(thrown(make)).toMatchObject({ code });
  });
});
