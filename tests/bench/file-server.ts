import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { atEnd } from './clean-up.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface FileServer {
  origin: string;
  /** Paths asked for since the last call, each once. */
  asked(): string[];
  /** The bytes of a path. */
  read(path: string): Buffer;
}

/** Serves a folder on a free port, for ever cacheable as a good host serves hashed files, and remembers what was asked for. */
export async function serveFiles(folder: string): Promise<FileServer> {
  let log = new Set<string>();
  const fileOf = (path: string) => {
    const file = join(folder, normalize(decodeURIComponent(path)));
    return statSync(file, { throwIfNoEntry: false })?.isDirectory()
      ? join(file, 'index.html')
      : file;
  };
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    try {
      const body = readFileSync(fileOf(pathname));
      log.add(pathname);
      const kind = types[extname(fileOf(pathname))] ?? 'application/octet-stream';
      const kept = kind.startsWith('text/html')
        ? 'no-cache'
        : 'public, max-age=31536000, immutable';
      response.writeHead(200, { 'content-type': kind, 'cache-control': kept }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked() {
      const paths = [...log];
      log = new Set();
      return paths;
    },
    read: (path) => readFileSync(fileOf(path)),
  };
}
