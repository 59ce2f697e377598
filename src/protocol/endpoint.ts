import { parseBaseUrl } from './baseUrl';
import { invalidOption } from '../errors';
import { isModelId } from './isModelId';
import { checkedHeaders } from './requestHeaders';

/**
 * What {@link composeEndpoint} makes an endpoint from.
 *
 * @category Protocol
 */
export interface EndpointOptions {
  /** `tts` speaks, `stt` listens. */
  readonly service: 'tts' | 'stt';
  /** The gateway's base: a `ws`, `wss`, `http` or `https` URL, or a bare host. A path before ours and a query are kept. */
  readonly url: string;
  /** The API key. */
  readonly token: string;
  /** `header` sends `Authorization`; `query` appends `?token=`, for browsers, which send no headers. */
  readonly auth: 'header' | 'query';
  /** `bridge` speaks the gateway's own messages for every model; `direct` is the model's own route. */
  readonly route: 'bridge' | 'direct';
  /** The model, as in `slng/deepgram/aura:2-en`. */
  readonly model: string;
  /** Your own key at the model's provider. Not for `slng/…` models, which the gateway hosts itself. */
  readonly providerKey?: string;
  /** Where to run, as in `eu-north-1`; several, in order, are separated by commas. */
  readonly region?: string;
  /** Other headers of the upgrade request, tracking ids among them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the platform can send headers. Default: where `auth` is `header`. */
  readonly sendsHeaders?: boolean;
}

/**
 * Where to dial, and what must never be shown.
 *
 * @category Protocol
 */
export interface ComposedEndpoint {
  /** A `ws:` or `wss:` URL; with `query` it holds the token. */
  readonly url: string;
  /** Headers of the upgrade request. */
  readonly headers: Record<string, string>;
  /** The token, the provider key and the values of `headers`: take them out of whatever is emitted. */
  readonly secrets: readonly string[];
}

const regionForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What a key may hold in a header: visible ASCII. */
const keyForm = /^[\x21-\x7e]+$/;

/** The longest value that stands in a sentence, in characters. */
const shownLength = 80;

const hosted = (model: string): boolean => model.toLowerCase().startsWith('slng/');

function checkedModel(model: string): string {
  if (isModelId(model)) return model;
  const found = model ? JSON.stringify(model).slice(0, shownLength) : 'missing';
  throw invalidOption(
    'model',
    `The model is ${found}. It should be provider/model:variant, like slng/deepgram/aura:2-en or deepgram/nova:3.`,
  );
}

/** A key, without the line break that a file or a shell may have left at its end. */
function checkedKey(option: 'token' | 'providerKey', key: string, missing: string): string {
  const trimmed = typeof key === 'string' ? key.trim() : '';
  if (trimmed === '') throw invalidOption(option, missing);
  if (keyForm.test(trimmed)) return trimmed;
  throw invalidOption(
    option,
    `The ${option} holds white space or a character that no key has. Copy the key anew, as one line without quotes.`,
  );
}

function checkedRegions(region: string): string {
  const regions = region.split(',').map((each) => each.trim().toLowerCase());
  if (regions.every((each) => regionForm.test(each))) return regions.join(', ');
  throw invalidOption(
    'region',
    `The region is ${JSON.stringify(region).slice(0, shownLength)}. It should be a region's name, like eu-north-1, or several separated by commas.`,
  );
}

function providerHeader(options: EndpointOptions, sendsHeaders: boolean): Record<string, string> {
  const { providerKey, model } = options;
  if (providerKey === undefined) return {};
  if (hosted(model)) {
    throw invalidOption(
      'providerKey',
      `A providerKey was given for ${model}, which the gateway hosts itself. Leave it out, or name the provider's own route, like deepgram/aura:2.`,
    );
  }
  if (!sendsHeaders) {
    throw invalidOption(
      'providerKey',
      'A providerKey can only be sent as a header, and this platform sends none. Dial from a server, or leave it out.',
    );
  }
  const missing = 'The providerKey is empty. Set it to your key at the provider, or leave it out.';
  return { 'X-Slng-Provider-Key': checkedKey('providerKey', providerKey, missing) };
}

function ownHeaders(options: EndpointOptions, sendsHeaders: boolean): Record<string, string> {
  const headers = checkedHeaders(options.headers ?? {});
  if (sendsHeaders || Object.keys(headers).length === 0) return headers;
  throw invalidOption(
    'headers',
    'Headers were given, and this platform sends none. Dial from a server, or leave them out.',
  );
}

/**
 * Composes where to dial: the URL of a service and model at a gateway, and the headers of the upgrade request.
 *
 * The token goes into one place alone, `Authorization` or `?token=`: every copy is another that may leak.
 *
 * @example
 * ```ts
 * composeEndpoint({
 *   service: 'tts',
 *   url: 'wss://us-east.api.slng.ai',
 *   token: 'KEY',
 *   auth: 'header',
 *   route: 'bridge',
 *   model: 'slng/deepgram/aura:2-en',
 * }).url; // wss://us-east.api.slng.ai/v1/bridges/unmute/tts/slng/deepgram/aura:2-en
 * ```
 *
 * @throws VoiceError `invalid-option`, naming the option, where the endpoint could not work
 * @category Protocol
 */
export function composeEndpoint(options: EndpointOptions): ComposedEndpoint {
  const { service, auth, route } = options;
  const sendsHeaders = options.sendsHeaders ?? auth === 'header';
  const { origin, prefix, query } = parseBaseUrl(options.url);
  const model = checkedModel(options.model);
  const token = checkedKey(
    'token',
    options.token,
    'The token is empty. Set the environment variable SLNG_API_KEY to your API key, or pass it as the token option.',
  );
  if (auth === 'header' && !sendsHeaders) {
    throw invalidOption(
      'auth',
      "This platform sends no headers, so the token cannot go into one. Use auth: 'query'.",
    );
  }
  const own = ownHeaders(options, sendsHeaders);
  const provider = providerHeader(options, sendsHeaders);
  const region = options.region === undefined ? undefined : checkedRegions(options.region);

  const pairs = query.filter((pair) => region === undefined || !pair.startsWith('region='));
  if (region !== undefined && !sendsHeaders) pairs.push(`region=${encodeURIComponent(region)}`);
  if (auth === 'query') pairs.push(`token=${encodeURIComponent(token)}`);

  const path = route === 'bridge' ? `/v1/bridges/unmute/${service}` : `/v1/${service}`;
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return {
    url: `${origin}${prefix}${path}/${model}${search}`,
    headers: {
      ...own,
      ...provider,
      ...(region !== undefined && sendsHeaders ? { 'X-Region-Override': region } : {}),
      ...(auth === 'header' ? { Authorization: `Bearer ${token}` } : {}),
    },
    secrets: [token, ...Object.values(provider), ...Object.values(own)],
  };
}
