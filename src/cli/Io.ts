import { type Observable } from 'rxjs';

/** Where a command writes. */
export interface Output {
  /** Takes text, or bytes where the output is no terminal. */
  write(data: string | Uint8Array): unknown;
  /** Whether a person watches. */
  readonly isTTY?: boolean | undefined;
  /** How many characters a line of the terminal holds. */
  readonly columns?: number | undefined;
}

/**
 * What a command knows of the world: the process, or what a spec puts in its place.
 *
 * @internal
 */
export interface Io {
  /** The arguments, without the program's own name. */
  readonly args: readonly string[];
  /** The environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** Where text or audio may be piped in. */
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean | undefined };
  /** Results. */
  readonly stdout: Output;
  /** Everything else. */
  readonly stderr: Output;
  /** Emits when the person wants to stop: Ctrl-C. */
  readonly interrupt$: Observable<unknown>;
}
