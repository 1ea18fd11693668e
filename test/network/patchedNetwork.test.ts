import assert from 'node:assert/strict';
import { once } from 'node:events';
import https from 'node:https';
import { type AddressInfo, type Socket, createServer } from 'node:net';

import type { Service } from '../../src/core/service/service';
import type { Connection } from '../../src/core/session/sessionKey';

import { type NetworkSettings, patchNetwork } from '../support/farm/patchedNetwork';
import { type CountedServer, HOST, makeCertificate, startProxy, startSecureServer } from '../support/farm/secureServer';

import { FARM, JOB, QUEUE } from '../support/aws/handFarm';
import { createTestService, refusal, signal } from '../support/aws/service';

describe('aws under VS Code’s network', () => {
  let certificate: Awaited<ReturnType<typeof makeCertificate>>;
  let server: CountedServer;
  let proxy: CountedServer;
  let strictProxy: CountedServer;
  let settings: NetworkSettings;
  let answer: Parameters<typeof startSecureServer>[1];
  let network: ReturnType<typeof patchNetwork>;
  let service: Service;

  before(async () => {
    certificate = await makeCertificate();
    proxy = await startProxy(true);
    strictProxy = await startProxy(false);
  });
  beforeEach(async () => {
    answer = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"sessions":[]}');
    };
    server = await startSecureServer(certificate, (request, response) => {
      answer(request, response);
    });
    settings = {
      proxySupport: 'override',
      proxy: undefined,
      systemCertificates: [certificate.cert],
      certificatesV2: false,
    };
    network = patchNetwork(() => settings);
    const environment = { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'S', AWS_SESSION_TOKEN: 'TOKEN' };
    service = createTestService(() => assert.fail('the sample farm was asked'), {
      endpoint: () => server.url,
      environment,
    }).service;
  });
  afterEach(async () => {
    service.dispose();
    network.restore();
    https.globalAgent.destroy();
    await server.close();
  });
  after(() => Promise.all([proxy.close(), strictProxy.close()]));

  const PLACE: Connection = { source: 'aws', profile: undefined, region: 'us-west-2' };
  const list = () => service.sessions(PLACE, FARM, QUEUE, JOB, signal).page();
  const proxied = async (work: () => Promise<unknown>): Promise<number> => {
    const before = proxy.traffic().handshakes;
    await work();
    return proxy.traffic().handshakes - before;
  };

  for (const [proxySupport, calls] of [
    ['override', 100],
    ['fallback', 10],
    ['on', 10],
    ['off', 10],
  ] as const) {
    for (const way of ['directly', 'by proxy'] as const) {
      it(`asks ${calls} times over one connection, ${way}, when proxySupport is ${proxySupport}`, async () => {
        settings = { ...settings, proxySupport, proxy: way === 'by proxy' ? proxy.url : undefined };
        const connects = await proxied(async () => {
          for (let count = 0; count < calls; count++) {
            await list();
          }
        });
        assert.equal(server.traffic().handshakes, 1);
        assert.equal(connects, way === 'by proxy' && proxySupport !== 'off' ? 1 : 0);
      });
    }
  }

  for (const way of ['directly', 'by proxy'] as const) {
    it(`opens at most eight sockets for a hundred calls at once, ${way}`, async () => {
      settings = { ...settings, proxy: way === 'by proxy' ? proxy.url : undefined };
      await Promise.all(Array.from({ length: 100 }, list));
      assert.equal(server.traffic().mostSockets, 8);
    });
  }

  it('takes the way by a proxy that was set meanwhile once a connection fails', async () => {
    await list();
    settings = { ...settings, proxy: proxy.url };
    answer = (request) => request.socket.destroy();
    await assert.rejects(list());
    answer = (_, response) => response.end('{"sessions":[]}');
    assert.equal(await proxied(list), 1);
  });

  it('asks again at once when a kept connection turns out to be gone', async () => {
    await list();
    let requests = 0;
    answer = (request, response) => {
      if (requests++ === 0) {
        request.socket.destroy();
      } else {
        response.end('{"sessions":[]}');
      }
    };
    await list();
    assert.equal(requests, 2);
  });

  it('says that the proxy wants a sign-in', async () => {
    settings = { ...settings, proxy: strictProxy.url };
    const { message } = await refusal(list());
    assert.equal(
      message,
      'The proxy wants a sign-in (407). Set its user and password in “http.proxy”, then try again.',
    );
  });

  it('gives up calls without a trace while the proxy refuses them all at once', async () => {
    const waiting: Socket[] = [];
    const refusing = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        if (waiting.push(socket) === 8) {
          waiting.forEach((one) => one.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'));
        }
      });
    });
    refusing.listen(0, '127.0.0.1');
    await once(refusing, 'listening');
    settings = { ...settings, proxy: `http://127.0.0.1:${(refusing.address() as AddressInfo).port}` };
    const first = new AbortController();
    const calls = Array.from({ length: 8 }, () => {
      const call = service.sessions(PLACE, FARM, QUEUE, JOB, first.signal).page();
      call.catch(() => {
        first.abort();
      });
      return call;
    });
    const outcomes = await Promise.allSettled(calls);
    assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(['rejected']));
    // What would go wrong goes wrong in the next turn of the loop, and where nobody can catch it.
    await new Promise((resolve) => setImmediate(resolve));
    refusing.close();
  });

  it('says that the proxy is not there', async () => {
    settings = { ...settings, proxy: `http://${HOST}:1` };
    const { kind, message } = await refusal(list());
    assert.equal(kind, 'network');
    assert.match(
      message,
      /^Could not reach Deadline Cloud in us-west-2: .*Check the network or the proxy, then try again\.$/,
    );
  });

  describe('with a certificate that nobody trusts', () => {
    let before: string | undefined;
    beforeEach(() => {
      before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    });
    afterEach(() => {
      if (before === undefined) {
        delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      } else {
        process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      }
    });

    for (const proxySupport of ['override', 'off'] as const) {
      for (const certificatesV2 of [false, true]) {
        for (const way of ['directly', 'by proxy'] as const) {
          it(`sends nothing ${way}, whatever NODE_TLS_REJECT_UNAUTHORIZED says, when proxySupport is ${proxySupport}${certificatesV2 ? ', V2' : ''}`, async () => {
            process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
            const proxyUrl = way === 'by proxy' ? proxy.url : undefined;
            settings = { proxySupport, certificatesV2, proxy: proxyUrl, systemCertificates: [] };
            answer = () => assert.fail('a request was sent');
            assert.equal(
              (await refusal(list())).message,
              'The connection to Deadline Cloud could not be verified (DEPTH_ZERO_SELF_SIGNED_CERT). If you use a proxy, install its certificate on this system.',
            );
          });
        }
      }
    }
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`follows no ${status} to another place`, async () => {
      const other: string[] = [];
      const elsewhere = await startSecureServer(certificate, (request, response) => {
        other.push(request.url ?? '');
        response.end();
      });
      answer = (_, response) => response.writeHead(status, { location: `${elsewhere.url}/` }).end();
      assert.equal((await refusal(list())).kind, 'unexpectedAnswer');
      assert.deepEqual(other, []);
      assert.equal(elsewhere.traffic().handshakes, 0);
      await elsewhere.close();
    });
  }
});
