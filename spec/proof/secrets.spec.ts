import { inspect } from 'node:util';
import { concat, finalize, from, ignoreElements, merge, of, repeat, throwError, timer } from 'rxjs';
import { isVoiceError, VoiceError } from '../../src/errors';
import { faults, type Gateway, sttGateway, ttsGateway } from '../../src/gateway';
import {
  type GatewayOptions,
  recognizer,
  type SessionOptions,
  synthesizer,
} from '../../src/sessions';
import { fakeSocket } from '../../src/testing';
import { faultsOf, kinds, plain } from './kinds';
import { virtually } from './virtually';

const secrets = {
  token: 'sk-Live/9f8e7d6c5b4a+Zz=',
  providerKey: 'prov_KEY.4711-abcDEF~x',
  header: 'Tenant "Seven" & 9f3b1c',
  query: 'QueryKey-77/55+33 44',
};
const all = Object.values(secrets);

/** How a gateway may write what it was sent. */
const writings: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['with its scheme', (secret) => `Bearer ${secret}`],
  ['in a URL', encodeURIComponent],
  ['in a URL in a URL', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['in JSON', (secret) => JSON.stringify({ secret })],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64 of more', (secret) => Buffer.from(`user:${secret}!`).toString('base64')],
  ['in base64url', (secret) => Buffer.from(`x${secret}`).toString('base64url')],
  ['in hexadecimal digits', (secret) => Buffer.from(secret).toString('hex')],
  ['as a Buffer', (secret) => JSON.stringify(Buffer.from(secret))],
  ['cut short', (secret) => secret.slice(0, -5)],
  ['from the middle on', (secret) => secret.slice(5)],
];

/** What of a secret may not be found anywhere: its ends, 8 characters of each, in any writing. */
const traces = all.flatMap((secret) => {
  const parts = [secret.slice(0, 8), secret.slice(-8)];
  return parts.flatMap((part) => {
    const bytes = Buffer.from(part);
    return [
      part,
      encodeURIComponent(part),
      encodeURIComponent(encodeURIComponent(part)),
      JSON.stringify(part).slice(1, -1),
      JSON.stringify(JSON.stringify(part)).slice(3, -3),
      ...(['base64', 'base64url'] as const).flatMap((encoding) => [
        bytes.toString(encoding).slice(0, 10),
        Buffer.from(`a${part}`).toString(encoding).slice(2, 12),
        Buffer.from(`ab${part}`).toString(encoding).slice(3, 13),
      ]),
      bytes.toString('hex'),
      [...bytes].join(),
    ];
  });
});

/** Every text that can be got out of a value: keys and symbols, hidden fields, causes, and what tools print of it. */
function textsOf(value: unknown): string[] {
  // It prints what lies deeper as well.
  return [inspect(value, { depth: 20, showHidden: true, getters: true }), ...partsOf(value)];
}

function partsOf(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value !== 'object' && typeof value !== 'function')
    return [inspect(value, { maxStringLength: Infinity }), typeof value === 'string' ? value : ''];
  if (value === null || seen.has(value)) return [];
  seen.add(value);
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('latin1')];
  const own = Reflect.ownKeys(value).flatMap((key) => [
    String(key),
    ...partsOf((value as Record<PropertyKey, unknown>)[key], seen),
  ]);
  return [...own, JSON.stringify({ value }), Object.prototype.toString.call(value)];
}

/** The traces of secrets in what was emitted. */
const leaks = (emitted: readonly unknown[]) => {
  const text = emitted.flatMap((value) => textsOf(value)).join('\n');
  return traces.filter((trace) => text.includes(trace));
};

/** Everything that a session emits in virtual time: statuses, events, values, errors. */
function emittedBy(
  service: 'tts' | 'stt',
  gateway: Gateway,
  how: Partial<GatewayOptions> = {},
  more: Partial<SessionOptions> = {},
  turns = 1,
): readonly unknown[] {
  const settings = {
    gateway: {
      url: `wss://voice.test/?api_key=${encodeURIComponent(secrets.query)}`,
      token: secrets.token,
      providerKey: secrets.providerKey,
      headers: { 'X-Tenant': secrets.header },
      socket: fakeSocket(gateway),
      ...how,
    },
    model: 'some/model:1',
    backoff: { initial: 1, jitter: 'none' as const, attempts: 2 },
    firstAudioTimeout: 200,
    turnTimeout: 200,
    finalTimeout: 200,
    readyTimeout: 200,
    ...more,
  };
  const { values, error } = virtually<unknown>(() => {
    if (service === 'tts') {
      const tts = synthesizer({ ...settings, sampleRate: 8000 });
      const pause$ = timer(50).pipe(ignoreElements());
      const speech$ = concat(tts.speak('So it is.'), pause$).pipe(
        repeat(turns),
        finalize(() => tts.close()),
      );
      return merge(tts.status$, tts.events$, speech$);
    }
    const stt = recognizer(settings);
    const format = { encoding: 'linear16', sampleRate: 8000, channels: 1 } as const;
    const audio$ = of({ data: new Uint8Array(1600), format });
    const words$ = stt.transcribe(audio$).pipe(finalize(() => stt.close()));
    return merge(stt.status$, stt.events$, words$);
  });
  return [...values, error];
}

const services = [
  ['tts', () => ttsGateway({ ready: 1 })],
  ['stt', () => sttGateway({ ready: 1 })],
] as const;

/** Frames that say a text in every way in which one could be shown. */
const echoing = (text: string): readonly string[] => [
  text,
  `junk ${text}`,
  JSON.stringify([text]),
  JSON.stringify(text),
  JSON.stringify({ type: text }),
  JSON.stringify({ type: 'next_year', note: text }),
  JSON.stringify({ [text]: 1 }),
  JSON.stringify({ type: 'audio_chunk', data: text }),
  JSON.stringify({ type: 'audio_end', duration: text }),
  JSON.stringify({ type: 'final_transcript', transcript: [text] }),
  JSON.stringify({ type: 'timestamps', word_timestamps: { words: text } }),
  JSON.stringify({ type: 'event', data: { event: text } }),
  JSON.stringify({ type: 'Metadata', note: text }),
  JSON.stringify({ type: 'error', code: text, message: text }),
  JSON.stringify({ error: { message: text }, error_code: text }),
];

/** A gateway that greets so, and then says frames. */
const saying =
  (frames: readonly string[], ready = '{"type":"ready"}'): Gateway =>
  () =>
    concat(from([ready, ...frames]), new Promise<never>(() => undefined));

/** What can be made to say a text. */
const faultsThatSay = (text: string) => [
  ...[400, 401, 403, 404, 429, 500, 503].map((status) =>
    faults.refuse({ status, body: text, lines: 9 }),
  ),
  ...[1000, 1002, 1008, 1011, 4401].map((code) =>
    faults.closeWith({ code, reason: text.slice(0, 100), at: 'init', lines: 9 }),
  ),
  ...(['silence', 'close', 'go-on'] as const).flatMap((then) =>
    ['init', 'ready', 'audio'].map((at) =>
      faults.errorAt({ code: text.slice(0, 100), message: text, at: at as 'init', then, lines: 9 }),
    ),
  ),
];

describe.each(services)('the secrets of a session (%s)', (service, calm) => {
  it.each(writings)(
    'should not be in anything it emits of a peer that echoes them %s',
    (_, write) => {
      const texts = all.map((secret) => `Refused: ${write(secret)} is wrong.`);
      // Each fault says one of them, and another one in the next writing.
      let turn = write('').length;
      const next = () => texts[turn++ % texts.length] ?? '';
      for (let i = 0; i < faultsThatSay('').length; i++) {
        const fault = faultsThatSay(next())[i];
        if (fault) expect(leaks(emittedBy(service, fault(calm())))).toEqual([]);
      }
      for (const text of texts) {
        const ready = JSON.stringify({ type: 'ready', session_id: text });
        expect(leaks(emittedBy(service, saying(echoing(text), ready)))).toEqual([]);
      }
    },
  );

  it.each(faultsOf(service))('should not be in anything it emits under the fault %s', (name) => {
    let strikes = 0;
    const text = all.join(' ');
    // Says them beside what it has to say, on lines that go on.
    const notes = [`junk ${text}`, JSON.stringify({ type: 'next_year', note: text })];
    const talkative: Gateway = (client$, request) => concat(from(notes), calm()(client$, request));
    for (const at of ['init', 'audio'] as const) {
      const when = kinds[name].strikes === 'moment' ? { at } : {};
      const struck = () => void (strikes += 1);
      for (const error of name === 'errorAt' ? [text, 'provider_error'] : ['provider_error']) {
        const drawn = { ...plain, fault: name, error };
        const fault = kinds[name].make(drawn, { ...when, lines: 9, struck });
        const emitted = emittedBy(service, fault(talkative), {}, {}, 2);
        expect(emitted.length).toBeGreaterThan(2);
        expect(leaks(emitted)).toEqual([]);
      }
    }
    // No socket here offers compression.
    if (name !== 'rejectDeflate') expect(strikes).toBeGreaterThan(0);
  });

  it('should not be found again in the halves of two frames', () => {
    for (const secret of all) {
      const half = Math.ceil(secret.length / 2);
      const frames = [secret.slice(0, half), secret.slice(half)].flatMap((part) => echoing(part));
      expect(leaks(emittedBy(service, saying(frames)))).toEqual([]);
    }
  });

  it.each(
    Object.entries({
      'from a function': () => of(secrets.token),
      'with its end': () => of({ token: secrets.token, expiresAt: 99 }),
      'of a function that throws it': () => {
        throw new Error(`no ${secrets.token}`);
      },
      'of a function that fails with it': () =>
        throwError(() => Object.assign(new Error(secrets.token), { token: secrets.token })),
      'of a function that rejects with it': () =>
        throwError(() => new VoiceError('token-failed', secrets.token, {}, { retryable: false })),
      'that no header can hold': () => of(`${secrets.token}\n${secrets.token}`),
      'that is none': () => of({ secret: secrets.token } as never),
    }),
  )('should not be in anything it emits where the token is %s', (_, token) => {
    const gateway = faults.refuse({ status: 401, body: secrets.token, lines: 9 })(calm());
    const emitted = emittedBy(service, gateway, { token: token as GatewayOptions['token'] });
    expect(emitted.some((value) => isVoiceError(value))).toBe(true);
    expect(leaks(emitted)).toEqual([]);
  });

  it('should not be in anything it emits where an option that holds them cannot work', () => {
    const wrong: Partial<GatewayOptions>[] = [
      { url: `wss://user:${secrets.token}@voice.test` },
      { url: `wss://voice.test/?token=${encodeURIComponent(secrets.token)}` },
      { url: `wss://voice.test/#${secrets.token}` },
      { headers: { 'X-Tenant': `${secrets.header}\n` + secrets.header } },
      { headers: { 'X-SLNG-Agent-Id': `${secrets.header},` } },
      { headers: { Authorization: `Bearer ${secrets.token}` } },
      { providerKey: `${secrets.providerKey} ${secrets.providerKey}` },
      { token: `${secrets.token} ${secrets.token}` },
      { auth: 'query' },
      {
        socket: Object.assign(
          (endpoint: unknown) => {
            throw new Error(`cannot dial ${JSON.stringify(endpoint)}`);
          },
          { sendsHeaders: true },
        ),
      },
    ];
    for (const options of wrong) {
      const emitted = emittedBy(service, faults.acceptThenDrop({ lines: 9 })(calm()), options);
      expect(leaks(emitted)).toEqual([]);
    }
  });

  it('should be told from what is none: the search finds them where they are', () => {
    const hidden = Object.defineProperty(new Error('x'), 'hidden', {
      value: { [Symbol(secrets.token)]: 1 },
    });
    expect(leaks([new Error('y', { cause: hidden })]).length).toBeGreaterThan(0);
    for (const [, write] of writings) {
      expect(leaks([{ note: write(secrets.token) }]).length).toBeGreaterThan(0);
    }
  });
});
