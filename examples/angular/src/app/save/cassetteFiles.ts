import { type Cassette } from 'rxjs-voice/testing';

/** A cassette as `readCassette` of `rxjs-voice/node` reads it: lines of JSON, and the bytes they name in a file beside it. */
export interface CassetteFiles {
  readonly lines: string;
  readonly audio: Blob;
}

/** Writes a cassette. Text frames stand in its lines whole; bytes are named by their hash and their place. */
export async function cassetteFiles(cassette: Cassette): Promise<CassetteFiles> {
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const lines = [JSON.stringify({ cassette: 1 })];
  for (const entry of cassette) {
    if (!('frame' in entry)) {
      lines.push(JSON.stringify(entry));
      continue;
    }
    const { frame, ...rest } = entry;
    if (typeof frame === 'string') {
      lines.push(JSON.stringify({ ...rest, text: [frame] }));
      continue;
    }
    const copy = frame.slice();
    lines.push(
      JSON.stringify({
        ...rest,
        bytes: { audio: await hashOf(copy), from: size, size: copy.length },
      }),
    );
    bytes.push(copy);
    size += copy.length;
  }
  return { lines: `${lines.join('\n')}\n`, audio: new Blob(bytes) };
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
