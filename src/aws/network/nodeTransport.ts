/**
 * Carries the SDK's requests over Node's own http modules, as the program that runs them has set them up. VS Code replaces the agent of each
 * request by one that knows the proxy and the system's certificates but keeps no connection; that agent is kept here, and told
 * to keep them. Nothing is sent in clear to another computer, no certificate goes unchecked, no redirect is followed.
 */
import http from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';

import { buildQueryString } from '@smithy/core/protocols';

import { isLoopback } from './endpoint';
import type { RequestHandler, SdkRequest, SdkResponse } from './transport';
import { t } from '../../core/text/localize';

const CONNECT_WITHIN_MS = 5_000;
/** A page of a log is 1 MB and a bit; no correct answer is larger than this. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Settings of the proxy may have changed since; a new agent learns them. */
const KEEP_AGENT_MS = 5 * 60_000;

/** A request handler for SDK clients; one pool of connections however many share it. */
export class NodeTransport implements RequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #pools = { 'http:': new Pool(http), 'https:': new Pool(https) };

  handle(
    request: SdkRequest,
    { abortSignal }: { readonly abortSignal?: unknown } = {},
  ): Promise<{ readonly response: SdkResponse }> {
    const { protocol, hostname } = request;
    if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
      return Promise.reject(new Error(`Nothing is sent to ${hostname} in clear`));
    }
    const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
    return send(this.#pools[protocol], request, signal, true);
  }

  /** Clients close what they use, but this is shared by them: `dispose` closes it. */
  destroy(): void {
    // Nothing, see above.
  }

  dispose(): void {
    Object.values(this.#pools).forEach((pool) => {
      pool.retire();
    });
  }

  updateHttpClientConfig(): void {
    // There is nothing to configure.
  }

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

/** The connections of one protocol. */
class Pool {
  #kept: { readonly agent: http.Agent; readonly sinceMs: number } | undefined;

  constructor(private readonly module: typeof http | typeof https) {}

  /** Begins a request. Looks the function up each time, because VS Code may replace it late. */
  request(options: https.RequestOptions): http.ClientRequest {
    if (this.#kept !== undefined && Date.now() - this.#kept.sinceMs > KEEP_AGENT_MS) {
      this.retire();
    }
    const agent = this.#kept?.agent;
    const request = this.module.request(agent === undefined ? options : { ...options, agent });
    if (agent === undefined && isForeign(request, this.module)) {
      this.#kept = { agent: Object.assign(request.agent, { keepAlive: true }), sinceMs: Date.now() };
      // Decided when it was made, by an agent that kept nothing yet.
      request.shouldKeepAlive = true;
    }
    return request;
  }

  /** Gives up an agent: its idle connections are closed, those in use once they are done. */
  retire(): void {
    const agent = this.#kept?.agent;
    this.#kept = undefined;
    if (agent !== undefined) {
      Object.assign(agent, { keepAlive: false });
      Object.values(agent.freeSockets)
        .flatMap((sockets) => sockets ?? [])
        .forEach((socket) => socket.destroy());
    }
  }
}

/** Whether somebody has given the request an agent of their own. */
function isForeign(
  request: http.ClientRequest,
  module: typeof http | typeof https,
): request is http.ClientRequest & { readonly agent: http.Agent } {
  return 'agent' in request && request.agent instanceof http.Agent && request.agent !== module.globalAgent;
}

function send(
  pool: Pool,
  sdkRequest: SdkRequest,
  signal: AbortSignal | undefined,
  mayRepeat: boolean,
): Promise<{ readonly response: SdkResponse }> {
  const { protocol, hostname, port, method, path, query, headers, body } = sdkRequest;
  return new Promise((resolve, reject) => {
    const search = buildQueryString(query ?? {});
    const request = pool.request({
      protocol,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      ...(port === undefined ? {} : { port }),
      method,
      path: search === '' ? path : `${path}?${search}`,
      headers,
      // Said here, because NODE_TLS_REJECT_UNAUTHORIZED and agents of others say something else.
      rejectUnauthorized: true,
      ...(signal === undefined ? {} : { signal }),
    });
    let hasAnswer = false;
    const connecting = setTimeout(() => {
      request.destroy(Object.assign(new Error(t('No connection in time')), { name: 'TimeoutError' }));
    }, CONNECT_WITHIN_MS);
    const connected = (): void => {
      clearTimeout(connecting);
    };
    const fail = (error: Error): void => {
      connected();
      // Whatever was wrong may have been the way there.
      pool.retire();
      if (mayRepeat && request.reusedSocket && !hasAnswer && isGone(error)) {
        resolve(send(pool, sdkRequest, signal, false));
      } else {
        reject(error);
      }
    };
    request.on('socket', (socket) => {
      if (protocol === 'https:' && !(socket instanceof TLSSocket)) {
        // What a proxy refuses with is fed into this a moment later, by an agent that insists on finding a reader: the request
        // may be over by then.
        socket.on('data', () => undefined);
      }
      if (socket.connecting) {
        socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      } else {
        connected();
      }
    });
    request.on('error', fail);
    request.on('close', connected);
    request.on('response', (response) => {
      connected();
      hasAnswer = true;
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MAX_BODY_BYTES) {
          request.destroy(new Error(t('The answer has no end')));
        }
      });
      response.on('error', fail);
      response.on('end', () => {
        resolve({
          response: {
            statusCode: response.statusCode ?? 0,
            headers: toHeaders(response.headers),
            body: Buffer.concat(chunks),
          },
        });
      });
    });
    request.end(body as string | Uint8Array | undefined);
  });
}

/** A connection that was kept may have been closed from the other end just now: that says nothing about the service. */
function isGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

function toHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
