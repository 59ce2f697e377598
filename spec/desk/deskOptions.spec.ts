import { deskHelp, deskOptions } from '../../scripts/desk/deskOptions';

const env = { SLNG_API_KEY: ' the key ' };

describe('the command line of the desk', () => {
  it('should serve the built-in gateway where nothing else is asked for', () => {
    expect(deskOptions([], {})).toEqual({ port: 4321, build: false, help: false });
    expect(deskOptions(['--port', '0', '--build'], {})).toMatchObject({ port: 0, build: true });
  });

  it('should dial a real gateway with the key of the environment', () => {
    expect(deskOptions(['--url', 'wss://voice.example'], env).gateway).toEqual({
      url: 'wss://voice.example',
      key: 'the key',
      models: { tts: 'slng/deepgram/aura:2-en', stt: 'slng/deepgram/nova:3-en' },
      voices: ['aura-2-thalia-en'],
    });
    const chosen = [
      '--url',
      'wss://x',
      '--model',
      'a/b',
      '--ears',
      'c/d',
      '--voice',
      'e',
      '--voice',
      'f',
    ];
    expect(deskOptions(chosen, env).gateway).toMatchObject({
      models: { tts: 'a/b', stt: 'c/d' },
      voices: ['e', 'f'],
    });
    expect(deskOptions(chosen.slice(0, 4), env).gateway?.voices).toEqual([]);
  });

  it.each([
    [['--port', '70000'], 'A port is a whole number from 0 to 65535, and this is 70000.'],
    [['--voice', 'x'], '--voice is for a real gateway: give its --url too, or leave it out.'],
    [['--url', 'wss://x'], 'No API key: --url dials a real gateway.'],
    [['--nothing'], "Unknown option '--nothing'"],
    [['stray'], 'See --help.'],
  ])('should refuse %j with a sentence', (args, message) => {
    expect(() => deskOptions(args, {})).toThrow(message);
  });

  it('should name every option in its help', () => {
    const named = [...deskHelp.matchAll(/^ {2}(--\w+)/gm)].map(([, name]) => name);

    expect(named).toEqual(['--port', '--build', '--url', '--model', '--ears', '--voice', '--help']);
    expect(deskOptions(['--help', '--voice', 'x'], {}).help).toBe(true);
  });
});
