import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { HttpRequest } from '../../../src/core/service/http';
import type { SampleFarm } from '../../../src/sampleFarm/index';

export interface FarmServer {
  /** e.g. `http://127.0.0.1:41337`; an endpoint for both services. */
  readonly url: string;
  readonly port: number;
  /** Ends the server and every connection to it. */
  close(): Promise<void>;
}

/** Serves a sample farm on loopback, so that any client can talk to it. Without a port, a free one is taken. */
export async function startFarmServer(
  farm: Pick<SampleFarm, 'handle'>,
  { port = 0 }: { readonly port?: number } = {},
): Promise<FarmServer> {
  const server = createServer(farmListener(farm));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers any server's requests as the farm does. */
export function farmListener(farm: Pick<SampleFarm, 'handle'>): RequestListener {
  return (incoming, outgoing) => {
    answer(farm, incoming, outgoing).catch(() => {
      // The farm broke the connection on purpose, or the caller has gone.
      outgoing.destroy();
    });
  };
}

async function answer(
  { handle }: Pick<SampleFarm, 'handle'>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    gone.abort();
  });
  const { status, headers, body } = await handle(await toRequest(incoming), gone.signal);
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  outgoing.end(body);
}

async function toRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const parameters = new URLSearchParams(query.join('?'));
  return {
    method: incoming.method ?? 'GET',
    hostname: (incoming.headers.host ?? '').replace(/:\d+$/, ''),
    path,
    query: Object.fromEntries(
      [...new Set(parameters.keys())].map((name) => {
        const values = parameters.getAll(name);
        return [name, values.length === 1 ? (values[0] ?? '') : values];
      }),
    ),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
