import { NEVER } from 'rxjs';
import {
  injectConversation,
  injectRecognizer,
  injectSynthesizer,
  type VoiceOptions,
} from '../../src/angular';
import { hosted } from './application';

const never = (): never => {
  throw new Error('A server has none of this.');
};

describe('on a server', () => {
  const options: VoiceOptions = {
    gateway: { url: 'ws://test', token: never, socket: never },
    synthesizer: { model: 'a/b' },
    recognizer: { model: 'a/b' },
    microphone: never,
    speaker: never,
  };
  const make = () => ({
    voice: injectSynthesizer(),
    ears: injectRecognizer(),
    talk: injectConversation({ think: () => NEVER }),
  });

  it('should be a place without a page', () => {
    expect(['document', 'window', 'AudioContext'].filter((name) => name in globalThis)).toEqual([]);
  });

  it('should show what there is at the beginning, and neither speak nor listen', () => {
    const { made, injector } = hosted(options, make, { platform: 'server' });
    const { voice, ears, talk } = made;
    voice.speak('Hello.');
    voice.warm();
    ears.start();
    talk.start();
    talk.interrupt();
    for (const it of [voice, ears, talk]) it.stop();

    expect([voice.speaking(), voice.level(), voice.status(), voice.error()]).toEqual([
      false,
      0,
      { state: 'idle' },
      undefined,
    ]);
    expect([ears.state(), ears.listening(), ears.captions().committed, ears.error()]).toEqual([
      'off',
      false,
      '',
      undefined,
    ]);
    expect([talk.state(), talk.history(), talk.answer(), talk.levels(), talk.error()]).toEqual([
      'off',
      [],
      undefined,
      { microphone: 0, speaker: 0 },
      undefined,
    ]);
    expect(() => injector.destroy()).not.toThrow();
  });

  it('should not even ask for the options', () => {
    const { made } = hosted(never, make, { platform: 'server' });

    made.voice.speak('Hello.');
    expect(made.voice.error()).toBeUndefined();
  });

  it('should speak and listen elsewhere', () => {
    const { made } = hosted(options, make);
    made.voice.speak('Hello.');
    made.ears.start();
    made.talk.start();

    expect([made.voice.error(), made.ears.error(), made.talk.error()]).toEqual([
      expect.objectContaining({ where: 'speaker' }),
      expect.objectContaining({ where: 'microphone' }),
      expect.objectContaining({ where: 'speaker' }),
    ]);
  });
});
