import { resolve } from 'node:path';
import { defer, finalize, type Observable } from 'rxjs';
import { recordCassette } from '../../gateway';
import { cassetteFile, nodeSocket } from '../../node';
import { type GatewayOptions } from '../../sessions';
import { type Io } from '../Io';
import { type Printer } from '../printer';

/**
 * Records the lines of a command's gateway, where a file was asked for.
 *
 * @param path - the cassette; nothing is recorded where it is left out
 * @param use - what dials the gateway
 * @internal
 */
export function recordTo<T>(
  io: Io,
  printer: Printer,
  path: string | undefined,
  use: (gateway: GatewayOptions) => Observable<T>,
): (gateway: GatewayOptions) => Observable<T> {
  if (path === undefined) return use;
  return (gateway) =>
    defer(() => {
      const file = cassetteFile(resolve(io.folder, path));
      const { token } = gateway;
      const secrets = typeof token === 'string' ? [token] : [];
      const socket = recordCassette(gateway.socket ?? nodeSocket, file.write, { secrets });
      return use({ ...gateway, socket }).pipe(
        finalize(() => {
          file.close();
          printer.record({ type: 'recorded', file: path });
          printer.note(`${printer.paint.green('✓')} recorded in ${path}`);
        }),
      );
    });
}
