/** Carries the SDK's requests to a function instead of a socket: the sample farm answers in process, no port is opened. */
import type { HttpHandler, HttpRequest } from '../../core/service/http';

/** The SDK's request, as far as it is used here. */
export interface SdkRequest {
  /** e.g. `https:` */
  readonly protocol: string;
  readonly method: string;
  readonly hostname: string;
  /** Missing for the protocol's own. */
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * The SDK's response. `HttpResponse.isInstance` of the SDK recognises it by its members, so that Retry-After, request ids and
 * clock skew are read from it as from a real one.
 */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** What carries the requests of SDK clients. */
export interface RequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ readonly response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** A request handler for an SDK client that asks `handler`, once it is there. */
export class HandlerTransport implements RequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };

  constructor(private readonly handler: () => HttpHandler | Promise<HttpHandler>) {}

  async handle(
    request: SdkRequest,
    options: { readonly abortSignal?: unknown } = {},
  ): Promise<{ readonly response: SdkResponse }> {
    const handler = await this.handler();
    const { abortSignal } = options;
    const answer = await handler(toHttpRequest(request), abortSignal instanceof AbortSignal ? abortSignal : undefined);
    return {
      response: {
        statusCode: answer.status,
        headers: { ...answer.headers },
        body: new TextEncoder().encode(answer.body),
      },
    };
  }

  updateHttpClientConfig(): void {
    // There is nothing to configure between two functions.
  }

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

function toHttpRequest({ method, hostname, path, query, headers, body }: SdkRequest): HttpRequest {
  return {
    method,
    hostname,
    path,
    query: Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, value ?? ''])),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '',
  };
}
