import { type Endpoint, type Frame, secretsOf } from '../../connection';
import { redactor } from '../../errors';
import { framePieces, joinPieces } from './framePieces';

/**
 * Keeps secrets from a tape.
 *
 * @internal
 */
export interface TapeRedactor {
  /** Learns the secrets of a dial: what it says is redacted from then on, on every line. */
  learn(endpoint: Endpoint): void;
  text(text: string): string;
  url(url: string): string;
  frame(frame: Frame): Frame;
}

/** A field of JSON that is secret by its name. Shorter values are words of a transcript rather. */
const secretField =
  /("[^"\\]*(?:token|key|secret|password|authorization|signature|credentials?)"\s*:\s*")((?:[^"\\]|\\.){8,})(?=")/gi;

const secretParameter = /([?&][^=&#]*(?:token|key|secret|password|signature)[^=&#]*=)[^&#]*/gi;

const mark = '[redacted]';

/** Shorter secrets occur in base64 by chance. */
const longInBase64 = 8;
/** Shorter ones occur in samples by chance. */
const longInBytes = 4;

const utf8 = new TextEncoder();

/**
 * Makes what keeps secrets from a tape: those of each dial (tokens, header values), those given here, and the values of JSON
 * fields that are secret by their name.
 *
 * Audio is looked through as bytes: in its base64 a short secret would be found by chance, and the audio spoilt.
 *
 * @internal
 */
export function tapeRedactor(given: Iterable<string>): TapeRedactor {
  const secrets = new Set<string>();
  let redact = (text: string) => text;
  let redactBase64 = redact;
  let needles: readonly Uint8Array[] = [];

  const add = (more: Iterable<string>) => {
    const before = secrets.size;
    for (const secret of more) if (secret.trim() !== '') secrets.add(secret.trim());
    if (secrets.size === before) return;
    const all = [...secrets];
    redact = redactor(all);
    redactBase64 = redactor(all.filter(({ length }) => length >= longInBase64));
    needles = all.map((secret) => utf8.encode(secret)).filter((n) => n.length >= longInBytes);
  };
  add(given);

  const text = (plain: string) => {
    add([...plain.matchAll(secretField)].map(([, , value = '']) => value));
    return redact(plain.replace(secretField, `$1${mark}`));
  };
  const bytes = (data: Uint8Array): Uint8Array => {
    const written = textOf(data);
    if (written !== undefined) {
      const clean = text(written);
      return clean === written ? data : utf8.encode(clean);
    }
    return needles.reduce(without, data);
  };
  const piece = (part: string | Uint8Array) => {
    if (typeof part === 'string') return text(part);
    const written = joinPieces([part]);
    const clean = redactBase64(written);
    return clean === written ? bytes(part) : clean;
  };

  return {
    learn: (endpoint) => add(secretsOf(endpoint)),
    text,
    url: (url) =>
      redact(url.replace(/\/\/[^/?#]*@/, `//${mark}@`).replace(secretParameter, `$1${mark}`)),
    frame: (frame) => {
      if (typeof frame !== 'string') return bytes(frame);
      // Over the whole first: a field's name and its value may lie in different pieces.
      const clean = frame.replace(secretField, `$1${mark}`);
      add([...frame.matchAll(secretField)].map(([, , value = '']) => value));
      return joinPieces(framePieces(clean).map(piece));
    },
  };
}

/** Bytes as text, where they are some. Audio is not: it fails at its first odd byte. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes without a secret: stars stand in its place, so that no sample moves. */
function without(data: Uint8Array, needle: Uint8Array): Uint8Array {
  let clean = data;
  const [first = 0] = needle;
  for (let at = data.indexOf(first); at >= 0; at = data.indexOf(first, at + 1)) {
    if (!needle.every((byte, i) => data[at + i] === byte)) continue;
    if (clean === data) clean = data.slice();
    clean.fill(42, at, at + needle.length);
  }
  return clean;
}
