import * as t from 'io-ts';
import { VoiceError } from '../../errors';
import { failureOf, message, record, tagged } from '../../protocol';
import { type Cassette, type CassetteEntry } from './CassetteEntry';
import { framePieces, joinPieces } from './framePieces';

/** The version that this package writes, and the newest it reads. */
const version = 1;

/** A whole number, 0 or more. */
const Count = new t.Type<number>(
  'a whole number, 0 or more',
  (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
  (value, context) =>
    Number.isSafeInteger(value) && (value as number) >= 0
      ? t.success(value as number)
      : t.failure(value, context),
  t.identity,
);

const Text = new t.Type<string>('text', t.string.is, t.string.validate, t.identity);

/** Where audio lies in the side file, and the hash of it. */
const AudioRef = record('where audio lies', { audio: Text, from: Count, size: Count }, {});

/**
 * Where audio lies in the side file, and the hash of it.
 *
 * @internal
 */
export type AudioRef = t.TypeOf<typeof AudioRef>;

const Piece = new t.Type<string | AudioRef>(
  'text, or where audio lies',
  (value): value is string | AudioRef => typeof value === 'string' || AudioRef.is(value),
  (value, context) =>
    typeof value === 'string' ? t.success(value) : AudioRef.validate(value, context),
  (value) => (typeof value === 'string' ? value : AudioRef.encode(value)),
);

const place = { at: Count, line: Count };
const frame = { text: t.readonlyArray(Piece, 'a list of pieces'), bytes: AudioRef };
const Line = tagged('line of a cassette', {
  dial: message('dial', 'dial', { ...place, url: Text, headers: t.record(t.string, Text) }, {}),
  open: message('open', 'open', place, {}),
  sent: message('sent', 'sent', place, frame),
  received: message('received', 'received', place, frame),
  left: message('left', 'left', place, {}),
  closed: message('closed', 'closed', { ...place, code: Count, reason: Text }, {}),
  lost: message('lost', 'lost', { ...place, message: Text }, {}),
  refused: message(
    'refused',
    'refused',
    { ...place, status: Count, body: Text },
    { retryAfter: Count },
  ),
});
type Line = t.TypeOf<typeof Line>;

const Header = record('first line of a cassette', { cassette: Count }, {});

/**
 * The first line of a cassette file.
 *
 * @internal
 */
export const cassetteHeader = JSON.stringify({ cassette: version });

/**
 * Writes an entry as a line of a cassette file, without its line end.
 *
 * @param keep - puts audio aside, and says where
 * @internal
 */
export function encodeEntry(entry: CassetteEntry, keep: (bytes: Uint8Array) => AudioRef): string {
  if (entry.type !== 'sent' && entry.type !== 'received') return JSON.stringify(entry);
  const { frame, ...rest } = entry;
  return JSON.stringify(
    typeof frame === 'string'
      ? { ...rest, text: framePieces(frame).map((p) => (typeof p === 'string' ? p : keep(p))) }
      : { ...rest, bytes: keep(frame) },
  );
}

/**
 * Reads the text of a cassette file. A last line without a line end was cut while it was written, and is left out.
 *
 * @param name - the file, for the sentence of an error
 * @param text - all of it
 * @param fetch - gives the audio at a place, or nothing where it is not there
 * @throws `decode-failed` with the number of the line
 * @internal
 */
export function decodeCassette(
  name: string,
  text: string,
  fetch: (ref: AudioRef) => Uint8Array | undefined,
): Cassette {
  const [first = '', ...lines] = text.split('\n').slice(0, -1);
  const { cassette } = decodeLine(name, 1, first, Header);
  if (cassette !== version) {
    throw unreadable(
      name,
      1,
      'cassette',
      first,
      `its version is ${cassette}, and ${version} is what this package reads. Update rxjs-voice.`,
    );
  }
  return lines.map((line, i) => {
    const at = i + 2;
    const read = decodeLine(name, at, line, Line);
    return (
      entryOf(read, (ref) => {
        const bytes = fetch(ref);
        if (bytes !== undefined) return bytes;
        throw unreadable(
          name,
          at,
          'audio',
          ref.audio,
          'the audio it names is not in the file beside it. Copy both files together.',
        );
      }) ?? missingFrame(name, at, line)
    );
  });
}

function entryOf(read: Line, fetch: (ref: AudioRef) => Uint8Array): CassetteEntry | undefined {
  if (read.type !== 'sent' && read.type !== 'received') return read;
  const { type, at, line, text, bytes } = read;
  if (text !== undefined) {
    const pieces = text.map((piece) => (typeof piece === 'string' ? piece : fetch(piece)));
    return { at, line, type, frame: joinPieces(pieces) };
  }
  return bytes && { at, line, type, frame: fetch(bytes) };
}

function decodeLine<A>(name: string, at: number, line: string, codec: t.Type<A, unknown>): A {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw unreadable(name, at, '', line, line === '' ? 'it is empty.' : 'it is not JSON.');
  }
  const read = codec.decode(json);
  if (read._tag === 'Right') return read.right;
  const { path, message } = failureOf(codec.name, line, read.left, (plain) => plain);
  const found = message.slice(message.indexOf(': ') + 2);
  throw unreadable(name, at, path, line, found);
}

const missingFrame = (name: string, at: number, line: string) => {
  throw unreadable(name, at, 'text', line, 'it has neither text nor bytes.');
};

const unreadable = (name: string, line: number, path: string, sample: string, found: string) =>
  new VoiceError(
    'decode-failed',
    `Reading the cassette ${name}, line ${line}: ${found}`,
    { path: path === '' ? `line ${line}` : `line ${line}: ${path}`, sample: sample.slice(0, 200) },
    { retryable: false },
  );
