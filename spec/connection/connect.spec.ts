import { firstValueFrom, map, of, switchMap, take, toArray, concatWith, NEVER } from 'rxjs';
import { connect } from '../../src/connection';
import { nodeSocket } from '../../src/node/nodeSocket';
import { fakeSocket } from '../../src/testing/fakeSocket';
import { closeLoopback, serveSockets } from '../support/loopback';
afterEach(closeLoopback);
it('echo real', async () => {
  const { url } = await serveSockets((line) => line.on('message', (d, b) => line.send(d, { binary: b })));
  const got = await firstValueFrom(connect({ url }, { socket: nodeSocket }).pipe(switchMap((c) => c.exchange(of('a', Uint8Array.of(1, 2)).pipe(concatWith(NEVER)))), take(2), toArray()));
  expect(got).toEqual(['a', Uint8Array.of(1, 2)]);
});
it('echo fake', async () => {
  const got = await firstValueFrom(connect({ url: 'ws://x' }, { socket: fakeSocket((c) => c.pipe(map((x) => x))) }).pipe(switchMap((c) => c.exchange(of('a', Uint8Array.of(1, 2)))), take(2), toArray()));
  expect(got).toEqual(['a', Uint8Array.of(1, 2)]);
});
it('refuse', async () => {
  const { url } = await serveSockets(() => undefined, { refuse: (_, r) => void r.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"bad sk-123"}') });
  await expect(firstValueFrom(connect({ url, headers: { authorization: 'Bearer sk-123' } }, { socket: nodeSocket }))).rejects.toMatchObject({ code: 'socket-refused', status: 401, body: '{"error":"bad [redacted]"}' });
});
