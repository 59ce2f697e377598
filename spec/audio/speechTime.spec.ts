import { type AudioFormat, linear16ToMulaw, silence, speechTime } from '../../src/audio';

const format: AudioFormat = { encoding: 'linear16', sampleRate: 8000, channels: 1 };

/** A square wave at 400 Hz, so many ms of it. */
function tone(ms: number, loudness: number): Uint8Array {
  const samples = Int16Array.from({ length: ms * 8 }, (_, i) =>
    (i / 10) & 1 ? -loudness : loudness,
  );
  return new Uint8Array(samples.buffer);
}

describe('speechTime', () => {
  it.each([
    ['nothing of nothing', [], 0],
    ['nothing of silence', [silence(format, 500)], 0],
    ['nothing of a steady hiss', [tone(3000, 40)], 0],
    ['all of a word', [tone(60, 4000)], 60],
    ['a word between silences', [silence(format, 300), tone(60, 4000), silence(format, 300)], 60],
    ['a word that stands out of a hiss', [tone(300, 40), tone(60, 4000), tone(300, 40)], 60],
    ['a word that pieces cut apart', [tone(20, 4000), tone(20, 4000)], 40],
  ])('should count %s', (_, pieces, ms) => {
    expect(speechTime(pieces, format)).toBe(ms);
  });

  it('should count mulaw as it sounds', () => {
    const mulaw = [silence(format, 100), tone(60, 4000)].map(linear16ToMulaw);

    expect(speechTime(mulaw, { ...format, encoding: 'mulaw' })).toBe(60);
  });
});
