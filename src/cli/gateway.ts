import { resolve } from 'node:path';
import { concat, defer, EMPTY, ignoreElements, type Observable, tap } from 'rxjs';
import { isVoiceError } from '../errors';
import { type Gateway, replayCassette, sttGateway, ttsGateway } from '../gateway';
import { fliteVoice, readCassette, serveGateway, soundswallowerEars } from '../node';
import { type Io } from './Io';
import { parseFault } from './parseFault';
import { type Printer } from './printer';
import { startEars, startVoice } from './startEngine';
import { readVocabulary } from './vocabulary';
import { watchLines } from './watchLines';

/** The options of `gateway`. */
export interface GatewayCommandOptions {
  readonly port: number;
  readonly token?: string;
  readonly vocabulary?: string;
  readonly fault: readonly string[];
  readonly pace?: number;
  readonly cassette?: string;
}

/**
 * Serves the built-in gateway on this machine until it is interrupted.
 *
 * @internal
 */
export function gateway(
  io: Io,
  printer: Printer,
  options: GatewayCommandOptions,
): Observable<never> {
  return defer(() => {
    const faults = options.fault.map(parseFault);
    const faulty = (inner: Gateway) => faults.reduce((made, fault) => fault(made), inner);
    const { token, port, pace, vocabulary, cassette } = options;
    const serve = (tts: Gateway, stt: Gateway) =>
      serveGateway({
        port,
        ...(token === undefined ? {} : { token }),
        tts: watchLines('speaks', printer)(faulty(tts)),
        stt: watchLines('listens', printer)(faulty(stt)),
      }).pipe(
        tap(({ url }) => announce(printer, url, options)),
        ignoreElements(),
      );
    if (cassette !== undefined) {
      const tape = tellEnd(printer)(replayCassette(readCassette(resolve(io.folder, cassette))));
      return serve(tape, tape);
    }
    const voice = fliteVoice();
    const ears =
      vocabulary === undefined
        ? undefined
        : soundswallowerEars({ vocabulary: readVocabulary(io.folder, vocabulary) });
    const tts = ttsGateway({ engine: voice, ...(pace === undefined ? {} : { pace }) });
    const stt = sttGateway(ears && { engine: ears });

    return concat(startVoice(voice), ears === undefined ? EMPTY : startEars(ears), serve(tts, stt));
  });
}

/** Tells how a client deviates from the tape: its close reason holds no more than 123 bytes, and a person looks here. */
const tellEnd =
  (printer: Printer) =>
  (tape: Gateway): Gateway =>
  (client$, request) =>
    tape(client$, request).pipe(
      tap({
        error: (error: unknown) => {
          const deviates = isVoiceError(error, 'socket-closed') && error.closeCode === 1002;
          const unknown =
            isVoiceError(error, 'socket-refused') && error.message.startsWith('The tape');
          if (!deviates && !unknown) return;
          printer.record({ type: 'deviation', message: error.message });
          printer.warn(`${printer.paint.yellow('!')} ${error.message}`);
        },
      }),
    );

function announce(
  printer: Printer,
  url: string,
  { token, vocabulary, cassette }: GatewayCommandOptions,
) {
  const { bold, cyan, dim } = printer.paint;
  printer.record({ type: 'listening', url });
  const key = token === undefined ? 'SLNG_API_KEY=any' : 'SLNG_API_KEY=<your --token>';
  printer.result(`The gateway listens on ${bold(cyan(url))}`);
  printer.result(`Try it:  ${key} rxjs-voice say --url ${url} "Hello there."`);
  if (vocabulary === undefined && cassette === undefined) {
    printer.note(
      dim(
        'It speaks; it understands no speech without --vocabulary: its recogniser knows a word list.',
      ),
    );
  }
  printer.note(dim('Ctrl-C ends it.'));
}
