import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catchError, defer, finalize, from, map, mergeMap, type Observable, of } from 'rxjs';
import {
  type AudioChunk,
  type GatewayOptions,
  recognizer,
  transcribe,
  utterances,
} from 'rxjs-voice';
import { readWav } from 'rxjs-voice/node';

/** What came of a recording. */
export interface Transcribed {
  readonly file: string;
  readonly text?: string;
  readonly error?: unknown;
}

/**
 * Transcribes recordings, so many at once, and goes on when one cannot be read.
 *
 * ```text
 * a recording    x--|               of four
 * two at once    ---(ab)(cd|)       a to d = what came of each
 * ```
 *
 * Each has a line of its own, and every open line is billed and counted: hence `atOnce`. The results come as they are done.
 */
export const transcribeFiles = (
  gateway: GatewayOptions,
  files: readonly string[],
  {
    atOnce = 4,
    read = (file: string): Observable<AudioChunk> => readWav(file, { mono: true }),
  } = {},
): Observable<Transcribed> =>
  defer(() => {
    const stt = recognizer({ gateway, model: 'slng/deepgram/nova:3-en', partials: false });
    const transcribed = (file: string) =>
      read(file).pipe(
        transcribe(stt),
        utterances({ silence: Infinity }),
        map(({ text }) => ({ file, text })),
        catchError((error: unknown) => of({ file, error })),
      );
    return from(files).pipe(
      mergeMap(transcribed, atOnce),
      finalize(() => stt.close()),
    );
  });

/** Transcribes every WAV file of a folder. */
export const transcribeFolder = (
  gateway: GatewayOptions,
  folder: string,
): Observable<Transcribed> =>
  defer(() => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.wav'));
    return transcribeFiles(
      gateway,
      names.sort().map((name) => join(folder, name)),
    );
  });
