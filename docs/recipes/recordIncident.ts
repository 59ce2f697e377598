import { type GatewayOptions } from 'rxjs-voice';
import { cassetteFile, nodeSocket, readCassette, recordCassette } from 'rxjs-voice/node';
import { fakeSocket, replayCassette } from 'rxjs-voice/testing';

/**
 * Records what a program says to its gateway and what it hears, and plays it again in a test: a bug that was seen once.
 *
 * ```text
 * tokens$   (p|)
 * recorded  80ms -a 19ms b 39ms |     at the real gateway
 * replayed  80ms -a 19ms b 39ms |     from the file, in virtual time
 * ```
 *
 * The program does not change, its `gateway` does. No token gets into the file. `rxjs-voice record` does the same from outside, for
 * a program that cannot be changed at all, and `--as-test` writes the test.
 */
export const recorded = (gateway: GatewayOptions, path: string): GatewayOptions => ({
  ...gateway,
  socket: recordCassette(gateway.socket ?? nodeSocket, cassetteFile(path).write),
});

/** In a test: a gateway that says again what was recorded, to the ms. */
export const replayed = (path: string): GatewayOptions => ({
  url: 'ws://cassette',
  token: 'any',
  socket: fakeSocket(replayCassette(readCassette(path))),
});
