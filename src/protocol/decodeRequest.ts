import type * as t from 'io-ts';
import * as either from './either';
import { failureOf, type Redact } from './failure';
import { parseObject } from './frame';
import { SttRequest } from './SttRequest';
import { type DecodeFailure } from './TtsMessage';
import { TtsRequest } from './TtsRequest';

const asIs: Redact = (text) => text;

const decodeRequest =
  <A>(codec: t.Decoder<unknown, A>) =>
  (frame: string, redact: Redact = asIs): either.Either<DecodeFailure, A> =>
    either.chain((fields: Readonly<Record<string, unknown>>) => {
      const type = fields.type;
      const what = `client's ${typeof type === 'string' && type !== '' ? type : 'message'}`;
      return either.mapLeft((errors: t.Errors) => failureOf(what, frame, errors, redact))(
        codec.decode(fields),
      );
    })(parseObject('client', frame, redact));

/**
 * Reads a text frame of a client that wants to be spoken to: the gateway's side of {@link encodeTtsRequest}.
 *
 * Anything but a known message of the right shape is a {@link DecodeFailure}. It never throws.
 *
 * @example
 * ```ts
 * decodeTtsRequest('{"type":"text","text":"Hello. "}'); // right({ type: 'text', text: 'Hello. ' })
 * ```
 *
 * @category Protocol
 */
export const decodeTtsRequest: (
  frame: string,
  redact?: Redact,
) => either.Either<DecodeFailure, TtsRequest> = decodeRequest(TtsRequest);

/**
 * Reads a text frame of a client that wants to be heard: the gateway's side of {@link encodeSttRequest}. The base64 of
 * `audio` becomes bytes.
 *
 * Anything but a known message of the right shape is a {@link DecodeFailure}. It never throws.
 *
 * @category Protocol
 */
export const decodeSttRequest: (
  frame: string,
  redact?: Redact,
) => either.Either<DecodeFailure, SttRequest> = decodeRequest(SttRequest);
