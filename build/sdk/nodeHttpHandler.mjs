/**
 * In the place of `@smithy/node-http-handler`. Clients are given `src/aws/network/nodeTransport.ts` or the sample farm; what is left is
 * the agent beside a container, which is asked for credentials on a network of its own, without proxies and with a GET.
 */
import http from 'node:http';
import https from 'node:https';

import { HttpResponse, buildQueryString } from '@smithy/core/protocols';

export { streamCollector } from '@smithy/core/serde';

export class NodeHttpHandler {
  static create(given) {
    return typeof given?.handle === 'function' ? given : new NodeHttpHandler();
  }

  handle({ protocol, hostname, port, method, path, query, headers, body }, { requestTimeout: timeout } = {}) {
    return new Promise((resolve, reject) => {
      const search = buildQueryString(query ?? {});
      const request = (protocol === 'https:' ? https : http).request(
        { protocol, hostname, port, method, path: search === '' ? path : `${path}?${search}`, headers, timeout },
        (answer) => {
          const { statusCode, headers } = answer;
          resolve({ response: new HttpResponse({ statusCode, headers, body: answer }) });
        },
      );
      request.on('timeout', () => request.destroy(new Error('No answer in time')));
      request.on('error', reject);
      request.end(body);
    });
  }
}
