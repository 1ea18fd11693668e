/** HTTP as values, so that a service can be a function: the sample farm answers these, however they are carried. */
export interface HttpRequest {
  readonly method: string;
  /** e.g. `management.deadline.us-west-2.amazonaws.com` */
  readonly hostname: string;
  /** Still percent-encoded, without the query, e.g. `/2023-10-12/farms/farm-…`. */
  readonly path: string;
  /** Decoded; a name that occurs more than once has a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @throws the signal's reason, once it is aborted while the answer is still on its way */
export type HttpHandler = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpResponse>;
