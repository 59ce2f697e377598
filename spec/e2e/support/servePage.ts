import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

const html = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>End to end</title><script src="/page.js"></script></head>
  <body><button>Go</button></body>
</html>`;

const files: Readonly<Record<string, string>> = {
  '/page.js': '.cache/e2e/page.js',
  '/recorder.js': '.cache/e2e/recorder.js',
  '/worklet.js': 'dist/worklet.js',
};

/** What the pages allow. The strict one is what a careful site sends; the other one lets the package's default work. */
const policy = (more: string) =>
  `default-src 'none'; script-src 'self'${more}; connect-src 'self' ws://127.0.0.1:*; media-src 'self'`;

/** Serves the test page on 127.0.0.1: `/`, and `/strict`, whose content security policy forbids `blob:`. */
export async function servePage(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '');
    const file = files[path];
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    if (file !== undefined) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(readFileSync(join(root, file)));
    } else if (path === '/' || path === '/strict') {
      response.setHeader('Content-Security-Policy', policy(path === '/' ? ' blob:' : ''));
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(html);
    } else {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
