import { isVoiceError } from '../../src/errors';
import { composeEndpoint, type EndpointOptions } from '../../src/protocol';

const base: EndpointOptions = {
  service: 'tts',
  url: 'wss://us-east.api.slng.ai',
  token: 'KEY-123',
  auth: 'header',
  route: 'bridge',
  model: 'slng/deepgram/aura:2-en',
};
const path = '/v1/bridges/unmute/tts/slng/deepgram/aura:2-en';
const urlOf = (options: Partial<EndpointOptions>) => composeEndpoint({ ...base, ...options }).url;
const headersOf = (options: Partial<EndpointOptions>) =>
  composeEndpoint({ ...base, ...options }).headers;
const refusal = (options: Partial<EndpointOptions>) => {
  try {
    composeEndpoint({ ...base, ...options });
  } catch (error) {
    if (isVoiceError(error, 'invalid-option')) return error;
  }
  throw new Error('It was not refused.');
};

describe('composeEndpoint', () => {
  it('should compose the URL, the header and the secrets', () => {
    expect(composeEndpoint(base)).toEqual({
      url: `wss://us-east.api.slng.ai${path}`,
      headers: { Authorization: 'Bearer KEY-123' },
      secrets: ['KEY-123'],
    });
  });

  // prettier-ignore
  it.each<[Partial<EndpointOptions>, string]>([
    [{ service: 'stt', model: 'deepgram/nova:3' }, 'wss://us-east.api.slng.ai/v1/bridges/unmute/stt/deepgram/nova:3'],
    [{ route: 'direct' }, 'wss://us-east.api.slng.ai/v1/tts/slng/deepgram/aura:2-en'],
    [{ route: 'direct', service: 'stt', model: 'soniox/rt-v4' }, 'wss://us-east.api.slng.ai/v1/stt/soniox/rt-v4'],
    [{ auth: 'query' }, `wss://us-east.api.slng.ai${path}?token=KEY-123`],
    [{ auth: 'query', token: 'a/b+c=d&e' }, `wss://us-east.api.slng.ai${path}?token=a%2Fb%2Bc%3Dd%26e`],
    [{ auth: 'query', region: 'EU-North-1' }, `wss://us-east.api.slng.ai${path}?region=eu-north-1&token=KEY-123`],
    [{ auth: 'query', url: 'wss://h.example/?a=1&region=x&b=2', region: 'ap-south-1' }, `wss://h.example${path}?a=1&b=2&region=ap-south-1&token=KEY-123`],
  ])('should compose %j', (options, url) => {
    expect(urlOf(options)).toBe(url);
  });

  // prettier-ignore
  it.each([
    ['wss://h.example', `wss://h.example${path}`],
    ['ws://127.0.0.1:8080', `ws://127.0.0.1:8080${path}`],
    ['https://h.example', `wss://h.example${path}`],
    ['http://h.example:81', `ws://h.example:81${path}`],
    ['WSS://H.example', `wss://h.example${path}`],
    ['h.example', `wss://h.example${path}`],
    ['h.example:8443/base', `wss://h.example:8443/base${path}`],
    ['localhost', `ws://localhost${path}`],
    ['localhost:8080', `ws://localhost:8080${path}`],
    ['127.0.0.1:8080/x', `ws://127.0.0.1:8080/x${path}`],
    ['127.0.0.2:8080', `wss://127.0.0.2:8080${path}`],
    ['localhost.example', `wss://localhost.example${path}`],
    ['[::1]:8080', `wss://[::1]:8080${path}`],
    ['ws://[::1]:8080', `ws://[::1]:8080${path}`],
    ['wss://h.example/', `wss://h.example${path}`],
    ['wss://h.example/a/b//', `wss://h.example/a/b${path}`],
    ['wss://h.example?x=a%20b', `wss://h.example${path}?x=a%20b`],
    ['wss://h.example/?', `wss://h.example${path}`],
  ])('should take %s as a base', (url, composed) => {
    expect(urlOf({ url })).toBe(composed);
  });

  // prettier-ignore
  it.each([
    ['', 'is missing'],
    [undefined as never, 'is missing'],
    ['ftp://h.example', 'has the scheme ftp, but only ws, wss, http and https can be dialled'],
    ['wss://user:pw@h.example', 'carries credentials'],
    ['user@h.example', 'carries credentials'],
    ['wss://h.example#top', 'has a #fragment'],
    [' wss://h.example', 'contains white space'],
    ['wss://h.example/a b', 'contains white space'],
    ['wss://h.example\r\nX: y', 'contains white space'],
    ['wss://', 'names no host that can be dialled: it is empty'],
    ['wss:///path', 'names no host that can be dialled: it is empty'],
    ['wss://h.example:port', 'names no host that can be dialled: h.example:port'],
    ['wss://h.example?token=sk-old', 'carries a token'],
  ])('should refuse the base %j', (url, reason) => {
    const error = refusal({ url });

    expect(error).toMatchObject({ option: 'url', retryable: false });
    expect(error.message).toContain(`The gateway's url ${reason}`);
    expect(error.message).toContain('It should look like wss://us-east.api.slng.ai or ws://127.0.0.1:8080.');
    expect(error.message).not.toMatch(/pw|sk-old/);
  });

  it.each([
    'deepgram/aura:2',
    'slng/deepgram/aura:2-en',
    'slng/canopylabs/orpheus:en',
    'soniox/tts-rt:v1',
    'a/b',
    'A1/b.c_d-e/f:g.h',
  ])('should take %s as a model', (model) => {
    expect(urlOf({ model })).toMatch(new RegExp(`/${model}$`));
  });

  // prettier-ignore
  it.each([
    '', 'nova', 'deepgram/', '/nova:3', 'deepgram/nova:', 'deepgram//nova', 'deepgram/nova:3:4', 'deepgram/../admin',
    'deepgram/nova 3', 'deepgram/nova?x', 'deepgram/nova%2f', 'deepgram:2/nova', '-a/b', 'a/b\n', undefined as never,
  ])('should refuse %j as a model', (model) => {
    const error = refusal({ model });

    expect(error.option).toBe('model');
    expect(error.message).toContain('It should be provider/model:variant, like slng/deepgram/aura:2-en');
  });

  it('should say which model it found', () => {
    expect(refusal({ model: 'nova' }).message).toContain('The model is "nova".');
    expect(refusal({ model: '' }).message).toContain('The model is missing.');
  });

  it.each(['', '  ', '\n', undefined as never])(
    'should ask for a key where the token is %j',
    (token) => {
      const error = refusal({ token });

      expect(error.option).toBe('token');
      expect(error.message).toContain('SLNG_API_KEY');
    },
  );

  it('should take a token that came with a line break', () => {
    expect(composeEndpoint({ ...base, token: ' KEY-123\n' })).toEqual(composeEndpoint(base));
  });

  it.each(['two words', 'a\r\nX-Evil: 1', 'schlüssel'])(
    'should refuse the token %j without showing it',
    (token) => {
      const error = refusal({ token });

      expect(error.option).toBe('token');
      expect(error.message).not.toContain(token);
    },
  );

  it('should send the region as a header where headers can be sent', () => {
    expect(headersOf({ region: 'EU-North-1,  ap-south-1' })).toEqual({
      'X-Region-Override': 'eu-north-1, ap-south-1',
      Authorization: 'Bearer KEY-123',
    });
    expect(urlOf({ region: 'eu-north-1' })).toBe(urlOf({}));
  });

  it.each(['', 'eu north', 'eu-north-1,', 'eu\r\nX: y', 'eu_1'])(
    'should refuse the region %j',
    (region) => {
      expect(refusal({ region })).toMatchObject({ option: 'region' });
      expect(refusal({ region }).message).toContain('like eu-north-1');
    },
  );

  it('should send a provider key to a provider, and keep it secret', () => {
    const composed = composeEndpoint({ ...base, model: 'deepgram/aura:2', providerKey: ' dg-1 ' });

    expect(composed.headers).toEqual({
      'X-Slng-Provider-Key': 'dg-1',
      Authorization: 'Bearer KEY-123',
    });
    expect(composed.secrets).toEqual(['KEY-123', 'dg-1']);
  });

  // prettier-ignore
  it.each<[string, Partial<EndpointOptions>, string]>([
    ['for a hosted model', {}, 'A providerKey was given for slng/deepgram/aura:2-en, which the gateway hosts itself.'],
    ['where no header can be sent', { model: 'deepgram/aura:2', auth: 'query' }, 'can only be sent as a header'],
    ['that is empty', { model: 'deepgram/aura:2', providerKey: ' ' }, 'The providerKey is empty.'],
    ['of two lines', { model: 'deepgram/aura:2', providerKey: 'dg-1\r\nX: y' }, 'The providerKey holds white space'],
  ])('should refuse a provider key %s', (_, options, reason) => {
    const error = refusal({ providerKey: 'dg-1', ...options });

    expect(error.option).toBe('providerKey');
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('dg-1');
  });

  it('should send other headers along, and keep their values secret', () => {
    const headers = { 'X-SLNG-Agent-Id': ' agent-7 ', 'X-Trace': '' };
    const composed = composeEndpoint({ ...base, headers });

    expect(composed.headers).toEqual({
      'X-SLNG-Agent-Id': 'agent-7',
      'X-Trace': '',
      Authorization: 'Bearer KEY-123',
    });
    expect(composed.secrets).toEqual(['KEY-123', 'agent-7', '']);
  });

  // prettier-ignore
  it.each([
    ['a broken name', { 'X Bad': 'v-1' }, 'a name that no header may have'],
    ['a line break', { 'X-A': 'v-1\r\nX-B: y' }, 'The header X-A holds a line break'],
    ['a sign outside Latin-1', { 'X-A': 'v-1→' }, 'The header X-A holds a line break or another character'],
    ['no text', { 'X-A': 7 as never }, 'The header X-A holds a value'],
    ['a token', { authorization: 'Bearer v-1' }, 'is set by the token option'],
    ['a provider key', { 'X-SLNG-Provider-Key': 'v-1' }, 'is set by the providerKey option'],
    ['a region', { 'x-region-override': 'v-1' }, 'is set by the region option'],
    ['a handshake', { 'Sec-WebSocket-Protocol': 'v-1' }, 'belongs to the handshake'],
    ['an empty id', { 'X-SLNG-Agent-Id': ' ' }, 'X-SLNG-Agent-Id is empty'],
    ['a long id', { 'X-SLNG-Session-Id': 'v-1'.repeat(43) }, 'X-SLNG-Session-Id has 129 characters'],
    ['an id with a comma', { 'x-slng-session-id': 'v-1,v-2' }, 'has a comma'],
    ['an id with a tab', { 'x-slng-session-id': 'v-1\tv-2' }, 'has a comma or a tab'],
  ])('should refuse headers with %s', (_, headers, reason) => {
    const error = refusal({ headers: headers });

    expect(error.option).toBe('headers');
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('v-1');
  });

  it('should take an id of 128 characters', () => {
    const id = 'i'.repeat(128);

    expect(headersOf({ headers: { 'X-SLNG-Agent-Id': id } })).toHaveProperty('X-SLNG-Agent-Id', id);
  });

  it('should refuse headers where none can be sent, rather than lose them', () => {
    expect(refusal({ auth: 'query', headers: { 'X-A': 'v' } })).toMatchObject({
      option: 'headers',
    });
    expect(urlOf({ auth: 'query', headers: {} })).toContain('?token=');
  });

  it('should send headers beside a token in the query where the platform can', () => {
    const composed = composeEndpoint({
      ...base,
      auth: 'query',
      sendsHeaders: true,
      region: 'eu-north-1',
      headers: { 'X-A': 'v' },
    });

    expect(composed.url).toMatch(/\?token=KEY-123$/);
    expect(composed.headers).toEqual({ 'X-A': 'v', 'X-Region-Override': 'eu-north-1' });
  });

  it('should refuse a token in a header where none can be sent', () => {
    expect(refusal({ sendsHeaders: false })).toMatchObject({ option: 'auth' });
  });
});
