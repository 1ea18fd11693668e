import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { HttpHandler } from '../../../src/core/http';

/** A handler behind real sockets on loopback. */
export interface HandServer {
  /** e.g. `http://127.0.0.1:40123` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** What a server does with a request besides answering it. */
export type Misbehaviour = 'reset' | 'stallBody' | 'cutBody';

/** Serves `handle`; where `misbehave` names something, that happens instead. */
export async function startHandServer(
  handle: HttpHandler,
  misbehave: () => Misbehaviour | undefined = () => undefined,
): Promise<HandServer> {
  const server = createServer((request, response) => {
    const how = misbehave();
    if (how === undefined) {
      void answer(request, response, handle);
    } else if (how === 'reset') {
      request.socket.resetAndDestroy();
    } else {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"sessions":[', () => {
        if (how === 'cutBody') {
          request.socket.resetAndDestroy();
        }
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, handle: HttpHandler): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
  }
  const {
    status,
    headers,
    body: text,
  } = await handle({
    method: request.method ?? 'GET',
    hostname: request.headers.host ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body,
  });
  response.writeHead(status, headers).end(text);
}
