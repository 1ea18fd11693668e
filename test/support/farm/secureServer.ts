/** An https server that counts, and a proxy before it, both on loopback. */
import { createServer } from 'node:https';
import { type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createHttpServer, type RequestListener } from 'node:http';

import { createProxy } from 'proxy';
import { generate } from 'selfsigned';

/** What has happened at a server so far. */
export interface Traffic {
  /** Completed TLS handshakes; `CONNECT` requests, at a proxy. */
  readonly handshakes: number;
  /** The most sockets that were open at one time. */
  readonly mostSockets: number;
}

/** A server that can be closed. */
export interface CountedServer {
  /** e.g. `https://127.0.0.2:41337` */
  readonly url: string;
  traffic(): Traffic;
  close(): Promise<void>;
}

/** Not 127.0.0.1, which VS Code's patch takes for a special case. */
export const HOST = '127.0.0.2';

/** A key, and a certificate for `HOST` that nobody has signed but itself, as PEM. */
export async function makeCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOST }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      // https-proxy-agent checks a host that is an address as if it were called localhost.
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: HOST },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return { key, cert };
}

/** Serves https on `HOST`. */
export async function startSecureServer(
  certificate: { readonly key: string; readonly cert: string },
  onRequest: RequestListener,
): Promise<CountedServer> {
  const server = createServer(certificate, onRequest);
  let handshakes = 0;
  server.on('secureConnection', () => handshakes++);
  return listen(
    server,
    'https',
    () => handshakes,
    () => {
      server.closeAllConnections();
    },
  );
}

/** A proxy for http and https; it lets everybody through, or only whoever has signed in. */
export async function startProxy(mayPass: boolean): Promise<CountedServer> {
  const proxy = createProxy(createHttpServer());
  let connects = 0;
  proxy.on('connect', () => connects++);
  proxy.authenticate = () => mayPass;
  return listen(
    proxy,
    'http',
    () => connects,
    () => {
      proxy.closeAllConnections();
    },
  );
}

async function listen(
  server: Server,
  protocol: string,
  handshakes: () => number,
  closeAll: () => void,
): Promise<CountedServer> {
  const open = new Set<Socket>();
  let mostSockets = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    mostSockets = Math.max(mostSockets, open.size);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  return {
    url: `${protocol}://${HOST}:${(server.address() as AddressInfo).port}`,
    traffic: () => ({ handshakes: handshakes(), mostSockets }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        closeAll();
        for (const socket of open) {
          socket.destroy();
        }
      }),
  };
}
