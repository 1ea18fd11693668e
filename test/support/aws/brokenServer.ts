import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a broken server does with every request: it cuts the connection, lets the answer's body never end, or cuts it off. */
export type Breakage = 'cut' | 'stallBody' | 'cutBody';

/** A server on loopback that never answers in full. `onRequest` hears of each request once the breakage has happened. */
export async function startBrokenServer(
  how: Breakage,
  onRequest: () => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (how === 'cut') {
      request.socket.resetAndDestroy();
      onRequest();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"sessions":[', () => {
      if (how === 'cutBody') {
        request.socket.resetAndDestroy();
      }
      onRequest();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
