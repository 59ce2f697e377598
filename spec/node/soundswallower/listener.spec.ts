import { type Decoder, listener } from '../../../src/node/soundswallower/listener';

const silence = (ms: number) => new Float32Array(ms * 16);
const noise = (ms: number, level: number) =>
  Float32Array.from({ length: ms * 16 }, (_, i) => level * Math.sin(i * 1.7) * Math.cos(i * i));
const voice = (ms: number) => noise(ms, 0.2);

/** A decoder that hears one word in each 100 ms of what it gets, and remembers how much that was. */
function countingDecoder() {
  const settled: number[] = [];
  let live = 0;
  const decoder: Decoder = {
    begin: () => (live = 0),
    hear: (samples) => `${Math.round((live += samples.length) / 1600)} words`,
    settle(samples) {
      settled.push(samples.length / 16);
      return [{ text: 'word', start: 0.3, end: samples.length / 16_000 - 0.3, confidence: 0.5 }];
    },
  };
  return { decoder, settled };
}

const deaf: Decoder = { begin: () => undefined, hear: () => 'mm', settle: () => [] };

describe('listener', () => {
  it('should end an utterance after 600 ms of silence, with the times of the session', () => {
    const { decoder, settled } = countingDecoder();
    const ears = listener(decoder, { partials: false });

    const events = [silence(1000), voice(500), silence(590)].flatMap((audio) => ears.hear(audio));
    expect(events).toEqual([]);
    expect(ears.hear(silence(20))).toEqual([
      {
        type: 'final',
        text: 'word',
        start: 1030,
        end: 1500,
        confidence: 0.5,
        words: [{ text: 'word', start: 1030, end: 1500, confidence: 0.5 }],
      },
      { type: 'utterance-end', at: 1500 },
    ]);
    expect(settled).toEqual([1070]); // 270 ms before it is known to be speech, 500 ms of it, 300 ms of silence
    expect(ears.hear(silence(5000))).toEqual([]);
    expect(ears.end()).toEqual([]);
  });

  it('should show a partial when the words change, and none while nobody speaks', () => {
    const { decoder } = countingDecoder();
    const ears = listener(decoder, { partials: true });

    expect(ears.hear(silence(400))).toEqual([]);
    const partials = ears.hear(voice(300));
    expect(partials.map((event) => event.type)).toEqual(['partial', 'partial', 'partial']);
    expect(partials[0]).toMatchObject({ start: 130, end: 440 });
    const after = ears.hear(silence(500));
    expect(after.length).toBeLessThanOrEqual(3);
  });

  it('should answer each finalize, with nothing where nothing was said', () => {
    const { decoder } = countingDecoder();
    const ears = listener(decoder, { partials: false });

    expect(ears.finalize()).toEqual([{ type: 'final', text: '' }]);
    ears.hear(voice(1000));
    expect(ears.finalize()).toMatchObject([{ type: 'final', text: 'word', end: 700 }]);
    expect(ears.finalize()).toEqual([{ type: 'final', text: '' }]);
    // What was finalized is an utterance too, once it is followed by silence.
    expect(ears.hear(silence(650))).toEqual([{ type: 'utterance-end', at: 700 }]);
  });

  it('should hear on after a finalize in the middle of speech', () => {
    const { decoder } = countingDecoder();
    const ears = listener(decoder, { partials: false });
    ears.hear(voice(1000));
    ears.finalize();
    ears.hear(voice(1000));

    expect(ears.end()).toMatchObject([{ type: 'final', start: 1300, end: 1700 }]);
  });

  it('should withdraw what it showed where there was only noise', () => {
    const ears = listener(deaf, { partials: true });

    expect(ears.hear(voice(200))[0]).toMatchObject({ type: 'partial', text: 'mm' });
    expect(ears.hear(silence(700)).at(-1)).toEqual({ type: 'partial', text: '' });
    expect(ears.end()).toEqual([]);
  });

  it('should not take steady noise for speech', () => {
    const { decoder } = countingDecoder();
    const ears = listener(decoder, { partials: true });

    expect(ears.hear(noise(5000, 0.01))).toEqual([]);
    expect(ears.hear(voice(300)).length).toBeGreaterThan(0);
  });

  it('should decide at a short pause of a long speech, and at once of an endless one', () => {
    const { decoder, settled } = countingDecoder();
    const ears = listener(decoder, { partials: false });
    const syllables = [voice(450), silence(50)];
    // With gaps too short to end anything, as speech has them.
    const speech = (ms: number) =>
      Array.from({ length: ms / 500 }, () => syllables)
        .flat()
        .flatMap((audio) => ears.hear(audio));

    expect(speech(16_000)).toEqual([]);
    expect(ears.hear(silence(250)).map(({ type }) => type)).toEqual(['final']);
    expect(speech(40_000).map(({ type }) => type)).toEqual(['final']);
    expect(settled).toHaveLength(2);
    expect(Math.max(...settled)).toBeLessThanOrEqual(40_000);
  });

  it('should hear the same however the audio is cut', () => {
    const audio = Float32Array.from([...silence(300), ...voice(777), ...silence(700)]);
    const hear = (piece: number) => {
      const { decoder, settled } = countingDecoder();
      const ears = listener(decoder, { partials: true });
      const events = [];
      for (let at = 0; at < audio.length; at += piece)
        events.push(...ears.hear(audio.subarray(at, at + piece)));
      return { events, settled };
    };

    expect(hear(97)).toEqual(hear(audio.length));
  });
});
