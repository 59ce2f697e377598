import * as t from 'io-ts';

/** An intersection of object types, written as one. */
type Flat<T> = { [K in keyof T]: T[K] };

/** What {@link record} reads. */
type Read<R extends t.Props, O extends t.Props> = Flat<
  { readonly [K in keyof R]: t.TypeOf<R[K]> } & { readonly [K in keyof O]?: t.TypeOf<O[K]> }
>;

/** What {@link record} writes. */
type Written<R extends t.Props, O extends t.Props> = Flat<
  { readonly [K in keyof R]: t.OutputOf<R[K]> } & { readonly [K in keyof O]?: t.OutputOf<O[K]> }
>;

/** Whether a value is a JSON object: neither `null` nor a list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const given = (value: unknown): boolean => value !== undefined && value !== null;

/**
 * A codec for an object of named fields. Decoding accepts `null` for an optional field (gateways send it) and leaves it
 * out, as it leaves out every field it does not know.
 *
 * One pass, where `t.intersection([t.type(…), t.partial(…)])` makes three, and fault paths without its member numbers.
 *
 * @param name - stands in decode failures
 * @param required - fields that must be there
 * @param optional - fields that may be missing or `null`
 * @internal
 */
export function record<R extends t.Props, O extends t.Props>(
  name: string,
  required: R,
  optional: O,
): t.Type<Read<R, O>, Written<R, O>> {
  const fields = [
    ...Object.entries(required).map(([key, codec]) => ({ key, codec, needed: true })),
    ...Object.entries(optional).map(([key, codec]) => ({ key, codec, needed: false })),
  ];

  const is = (value: unknown): value is Read<R, O> =>
    isObject(value) &&
    fields.every(({ key, codec, needed }) =>
      !needed && value[key] === undefined ? true : codec.is(value[key]),
    );

  const validate: t.Validate<unknown, Read<R, O>> = (value, context) => {
    if (!isObject(value)) return t.failure(value, context);
    const read: Record<string, unknown> = {};
    const errors: t.Errors = [];
    for (const { key, codec, needed } of fields) {
      const found = value[key];
      if (!needed && !given(found)) continue;
      const result = codec.validate(found, t.appendContext(context, key, codec, found));
      if (result._tag === 'Right') read[key] = result.right;
      else for (const error of result.left) errors.push(error);
    }
    return errors.length > 0 ? t.failures(errors) : t.success(read as Read<R, O>);
  };

  const encode = (value: Read<R, O>): Written<R, O> => {
    const written: Record<string, unknown> = {};
    const from: Record<string, unknown> = value;
    for (const { key, codec } of fields) {
      if (from[key] !== undefined) written[key] = codec.encode(from[key]);
    }
    return written as Written<R, O>;
  };

  return new t.Type(name, is, validate, encode);
}

/**
 * A codec for one message: a {@link record} with its `type`.
 *
 * @internal
 */
export const message = <T extends string, R extends t.Props, O extends t.Props>(
  name: string,
  type: T,
  required: R,
  optional: O,
) => record<{ type: t.LiteralC<T> } & R, O>(name, { type: t.literal(type), ...required }, optional);
