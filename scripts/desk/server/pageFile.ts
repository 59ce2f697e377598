import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * Reads a file of the page; `undefined` where there is none.
 *
 * @param folder - where the page is built
 * @param path - of the request, still encoded
 */
export async function pageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const name = unescaped(path);
  // A NUL, a backslash, or a name that begins with a dot: none of them is a file of a page.
  if (name === undefined || /[\0\\]|\/\./.test(name)) return undefined;
  const wanted = join(folder, name.endsWith('/') ? `${name}index.html` : name);
  try {
    // What a link leads to is asked for too: nothing outside of the folder is served.
    const [inside, file] = await Promise.all([realpath(folder), realpath(wanted)]);
    if (!file.startsWith(inside + sep)) return undefined;
    const type = types[extname(file)] ?? 'application/octet-stream';
    return { type, bytes: await readFile(file) };
  } catch {
    return undefined;
  }
}

function unescaped(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
