import type * as t from 'io-ts';
import * as either from './either';
import { failureOf, kindOf, type Redact, sampleOf, shown, unreadable } from './failure';
import { isObject } from './record';
import { tagOf } from './tagged';
import { type DecodeFailure, type GatewayNote } from './TtsMessage';

/** The fields of a text frame. */
export type Fields = Readonly<Record<string, unknown>>;

/** How a reader quotes the frame at hand, fit to be shown. */
export interface Quoting {
  /** Makes a note of the frame. */
  readonly note: (type: GatewayNote['type'], name: string) => GatewayNote;
  /** Takes secrets out of its words. */
  readonly redact: Redact;
}

/** Reads one kind of frame. */
export type Reader<M> = (fields: Fields, quote: Quoting) => either.Either<t.Errors, readonly M[]>;

/** A reader from a codec and what its result means. */
export const reader =
  <A, M>(codec: t.Decoder<unknown, A>, meaning: (read: A) => readonly M[]): Reader<M> =>
  (fields) =>
    either.map(meaning)(codec.decode(fields));

/** How a service's frames are told apart. */
export interface Vocabulary<M> {
  /** Readers by `type`, in lower case. */
  readonly types: ReadonlyMap<string, Reader<M>>;
  /** Types that are known and ask for nothing, in lower case. */
  readonly harmless: ReadonlySet<string>;
  /** The reader of a frame without a `type`, if anything knows it. */
  readonly untyped: (fields: Fields) => Reader<M> | undefined;
}

/** Reads JSON text that must be an object. */
export function parseObject(
  speaker: string,
  frame: string,
  redact: Redact,
): either.Either<DecodeFailure, Fields> {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    const found = frame.trim() === '' ? 'empty' : 'not JSON';
    return either.left(unreadable(speaker, frame, found, redact));
  }
  return isObject(value)
    ? either.right(value)
    : either.left(unreadable(speaker, frame, kindOf(value), redact));
}

/**
 * Reads a text frame of the gateway: once as JSON, then by the one reader its `type` chooses.
 *
 * @internal
 */
export function readFrame<M>(
  vocabulary: Vocabulary<M>,
  frame: string,
  redact: Redact,
): either.Either<DecodeFailure, readonly (M | GatewayNote)[]> {
  const parsed = parseObject('gateway', frame, redact);
  if (parsed._tag === 'Left') return parsed;
  const fields = parsed.right;
  const type = fields.type;
  const name = typeof type === 'string' ? type.trim() : '';
  const tag = tagOf(name);

  const note: Quoting['note'] = (type, name) => ({
    type,
    name: shown(name, redact),
    sample: sampleOf(frame, redact),
  });

  const read = tag === '' ? vocabulary.untyped(fields) : vocabulary.types.get(tag);
  if (read !== undefined) {
    const what = `gateway's ${tag === '' ? 'frame without a type' : name}`;
    return either.mapLeft((errors: t.Errors) => failureOf(what, frame, errors, redact))(
      read(fields, { note, redact }),
    );
  }
  if (vocabulary.harmless.has(tag)) return either.right([note('info', name)]);
  const looks = name === '' ? `{${Object.keys(fields).join(',')}}` : name;
  return either.right([note('unknown', looks)]);
}
