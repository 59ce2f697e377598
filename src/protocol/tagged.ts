import * as t from 'io-ts';
import { isObject } from './record';

/** The codecs of a {@link tagged} union, by `type`. */
type Codecs = Readonly<Record<string, t.Mixed>>;

/** A message's `type`, as tables are asked for it. */
export const tagOf = (type: string): string => type.trim().toLowerCase();

/**
 * A codec for one of several messages, chosen by `type`, so that only one of them is tried. The `type` is matched without
 * regard to case; `aliases` are other spellings of it.
 *
 * @param name - stands in decode failures
 * @param codecs - each message by its `type`
 * @param aliases - the `type` that another spelling means
 * @internal
 */
export function tagged<C extends Codecs>(
  name: string,
  codecs: C,
  aliases: Readonly<Record<string, string>> = {},
): t.Type<t.TypeOf<C[keyof C]>, t.OutputOf<C[keyof C]>> {
  type A = t.TypeOf<C[keyof C]>;
  type One = t.Type<A, t.OutputOf<C[keyof C]>>;
  const byType = new Map(Object.entries<One>(codecs));
  const meant = new Map(Object.entries(aliases));
  const type = new t.Type<string>(
    `one of ${[...byType.keys()].join(', ')}`,
    t.string.is,
    t.failure,
    t.identity,
  );
  const exact = (value: unknown): One | undefined =>
    isObject(value) && typeof value.type === 'string' ? byType.get(value.type) : undefined;

  const is = (value: unknown): value is A => exact(value)?.is(value) ?? false;

  const validate: t.Validate<unknown, A> = (value, context) => {
    if (!isObject(value)) return t.failure(value, context);
    const found = value.type;
    const tag = typeof found === 'string' ? tagOf(found) : '';
    const named = meant.get(tag) ?? tag;
    const codec = byType.get(named);
    return codec === undefined
      ? t.failure(found, t.appendContext(context, 'type', type, found))
      : codec.validate(found === named ? value : { ...value, type: named }, context);
  };

  return new t.Type(name, is, validate, (value) => {
    const codec = exact(value);
    if (codec === undefined) throw new TypeError(`${name} cannot write this: its type is unknown.`);
    return codec.encode(value);
  });
}
