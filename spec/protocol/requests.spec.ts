import fc from 'fast-check';
import {
  decodeSttRequest,
  decodeTtsRequest,
  encodeSttRequest,
  encodeTtsRequest,
  SttRequest,
  TtsRequest,
} from '../../src/protocol';

const config = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
const init = fc.record(
  { type: fc.constant('init' as const), model: fc.string(), language: fc.string(), config },
  { requiredKeys: ['type'] },
);
const bare = <T extends string>(...types: T[]) =>
  fc.constantFrom(...types.map((type) => ({ type })));

// Known options have types of their own, so that they are not among the arbitrary ones.
const known = [
  'sample_rate',
  'encoding',
  'language',
  'speed',
  'pronunciation',
  'channels',
  'enable_partials',
];
const unknownOptions = (request: { config?: Record<string, unknown> }) =>
  Object.keys(request.config ?? {}).every((key) => !known.includes(key) && key !== '__proto__');

const ttsRequest: fc.Arbitrary<TtsRequest> = fc.oneof(
  init.filter(unknownOptions),
  fc.record(
    {
      type: fc.constant('text' as const),
      text: fc.string(),
      flush: fc.boolean(),
      partial: fc.boolean(),
      pronunciation: fc.constant({ mode: 'rewrite', name: 'brands' }),
    },
    { requiredKeys: ['type', 'text'] },
  ),
  bare('flush', 'clear', 'cancel', 'close', 'keepalive'),
);

const sttRequest: fc.Arbitrary<SttRequest> = fc.oneof(
  init.filter(unknownOptions),
  fc.record({ type: fc.constant('audio' as const), data: fc.uint8Array() }),
  bare('finalize', 'close', 'keepalive'),
);

describe('encodeTtsRequest', () => {
  // prettier-ignore
  it.each<[TtsRequest, string]>([
    [{ type: 'init', voice: 'aura-2-thalia-en', config: { sample_rate: 24000, encoding: 'linear16' } },
      '{"type":"init","voice":"aura-2-thalia-en","config":{"sample_rate":24000,"encoding":"linear16"}}'],
    [{ type: 'text', text: 'Hi. ', partial: true }, '{"type":"text","text":"Hi. ","partial":true}'],
    [{ type: 'flush' }, '{"type":"flush"}'],
    [{ type: 'keepalive' }, '{"type":"keepalive"}'],
  ])('should write %j', (request, frame) => {
    expect(encodeTtsRequest(request)).toBe(frame);
  });

  it('should be undone by decodeTtsRequest', () => {
    fc.assert(
      fc.property(ttsRequest, (request) => {
        expect(decodeTtsRequest(encodeTtsRequest(request))).toEqual({
          _tag: 'Right',
          right: request,
        });
        expect(TtsRequest.is(request)).toBe(true);
      }),
    );
  });

  it('should refuse a message of no known type', () => {
    expect(() => encodeTtsRequest({ type: 'shout' } as never)).toThrow(
      'TtsRequest cannot write this: its type is unknown.',
    );
  });
});

describe('encodeSttRequest', () => {
  it('should write audio as base64', () => {
    const data = new Uint8Array([1, 2, 3]);

    expect(encodeSttRequest({ type: 'audio', data })).toBe('{"type":"audio","data":"AQID"}');
  });

  it('should be undone by decodeSttRequest', () => {
    fc.assert(
      fc.property(sttRequest, (request) => {
        expect(decodeSttRequest(encodeSttRequest(request))).toEqual({
          _tag: 'Right',
          right: request,
        });
        expect(SttRequest.is(request)).toBe(true);
      }),
    );
  });
});

describe('decodeTtsRequest', () => {
  // prettier-ignore
  it.each([
    ['the old name of text', { type: 'speak', text: 'Hi', flush: true }, { type: 'text', text: 'Hi', flush: true }],
    ['any case', { type: 'FLUSH' }, { type: 'flush' }],
    ['nulls', { type: 'init', model: null, voice: null, config: { speed: null, encoding: 'mp3', future_option: null } }, { type: 'init', config: { encoding: 'mp3', future_option: null } }],
    ['unknown options', { type: 'init', config: { future_option: { a: 1 } } }, { type: 'init', config: { future_option: { a: 1 } } }],
    ['no unknown field', { type: 'flush', flush: true }, { type: 'flush' }],
  ])('should read %s', (_, frame, right) => {
    expect(decodeTtsRequest(JSON.stringify(frame))).toStrictEqual({ _tag: 'Right', right });
  });

  // prettier-ignore
  it.each([
    ['hello', '', 'A text frame of the client could not be read: it should be a JSON object, but is not JSON.'],
    ['[]', '', 'A text frame of the client could not be read: it should be a JSON object, but is a list.'],
    ['{}', 'type', "The client's message could not be read: type is missing, but should be one of init, text, flush, clear, cancel, close, keepalive."],
    ['{"type":"shout"}', 'type', 'The client\'s shout could not be read: type is "shout", but should be one of init, text, flush, clear, cancel, close, keepalive.'],
    ['{"type":"constructor"}', 'type', 'The client\'s constructor could not be read: type is "constructor", but should be one of init, text, flush, clear, cancel, close, keepalive.'],
    ['{"type":"text"}', 'text', "The client's text could not be read: text is missing, but should be text."],
    ['{"type":"text","text":null}', 'text', "The client's text could not be read: text is null, but should be text."],
    ['{"type":"text","text":"a","flush":"yes"}', 'flush', 'The client\'s text could not be read: flush is "yes", but should be true or false.'],
    ['{"type":"init","config":[]}', 'config', "The client's init could not be read: config is a list, but should be an object of options."],
    ['{"type":"init","config":{"sample_rate":"16k"}}', 'config.sample_rate', 'The client\'s init could not be read: config.sample_rate is "16k", but should be a number.'],
    ['{"type":"text","text":"a","pronunciation":{"mode":1}}', 'pronunciation.mode', "The client's text could not be read: pronunciation.mode is 1, but should be text."],
  ])('should explain %s', (frame, path, message) => {
    expect(decodeTtsRequest(frame)).toEqual({ _tag: 'Left', left: { path, sample: frame, message } });
  });

  it('should never throw, whatever the client sends', () => {
    const frame = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record(
          {
            type: fc.constantFrom('init', 'text', 'audio'),
            config: fc.jsonValue(),
            text: fc.jsonValue(),
            data: fc.jsonValue(),
          },
          { requiredKeys: ['type'] },
        )
        .map((fields) => JSON.stringify(fields)),
    );

    fc.assert(
      fc.property(frame, (text) => {
        expect(['Left', 'Right']).toContain(decodeTtsRequest(text)._tag);
        expect(['Left', 'Right']).toContain(decodeSttRequest(text)._tag);
      }),
      { numRuns: 300 },
    );
  });
});

describe('decodeSttRequest', () => {
  it('should read audio as bytes', () => {
    expect(decodeSttRequest('{"type":"audio","data":"AQID"}')).toEqual({
      _tag: 'Right',
      right: { type: 'audio', data: new Uint8Array([1, 2, 3]) },
    });
  });

  // prettier-ignore
  it.each([
    ['{"type":"audio","data":"*"}', 'data', 'The client\'s audio could not be read: data is "*", but should be base64 audio.'],
    ['{"type":"text","text":"a"}', 'type', 'The client\'s text could not be read: type is "text", but should be one of init, audio, finalize, close, keepalive.'],
    ['{"type":"init","config":{"enable_partials":1}}', 'config.enable_partials', "The client's init could not be read: config.enable_partials is 1, but should be true or false."],
  ])('should explain %s', (frame, path, message) => {
    expect(decodeSttRequest(frame)).toEqual({ _tag: 'Left', left: { path, sample: frame, message } });
  });

  it('should take secrets out before it cuts', () => {
    const redact = (text: string) => text.replaceAll('sk-secret', '***');

    expect(JSON.stringify(decodeSttRequest(`${'x'.repeat(195)}sk-secret`, redact))).not.toContain(
      'sk-',
    );
    expect(JSON.stringify(decodeSttRequest('{"type":"sk-secret"}', redact))).not.toContain('sk-');
  });
});
