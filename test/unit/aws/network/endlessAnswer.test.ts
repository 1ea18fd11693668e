import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { NodeTransport } from '../../../../src/aws/network/nodeTransport';

describe('aws/nodeTransport', () => {
  it('gives up an answer of more than 64 MB', async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    let sent = 0;
    const server = createServer((_, response) => {
      const send = (): void => {
        // Not without an end: without a bound the answer would arrive, and the test would fail.
        if (++sent > 80) {
          response.end();
        } else {
          response.write(chunk, send);
        }
      };
      response.on('error', () => undefined);
      send();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const transport = new NodeTransport();
    try {
      const { port } = server.address() as AddressInfo;
      const request = { protocol: 'http:', method: 'GET', hostname: '127.0.0.1', port, path: '/', headers: {} };
      await assert.rejects(transport.handle(request), /has no end/);
    } finally {
      transport.dispose();
      server.closeAllConnections();
      server.close();
    }
  });
});
