/** Everything that can go wrong between a client and the farm, on request: for tests and demonstrations. */
import type { HttpRequest, HttpResponse } from '../../core/service/http';
import { CALLER, ServiceError } from './serviceError';

/** What goes wrong, and for which calls. */
export interface FarmFault {
  /** e.g. `GetSession`; `*` for every operation. */
  readonly operation: string;
  /** Only for some of the operation's calls. */
  readonly when?: (request: HttpRequest) => boolean;
  /** How many calls go wrong; all of them if it is not said. */
  readonly times?: number;
  readonly kind:
    | 'accessDenied'
    | 'notFound'
    | 'throttled'
    | 'serverError'
    | 'invalid'
    | 'expiredToken'
    | 'unrecognizedClient'
    /** 200 with a page of HTML, as from a hotel's network. */
    | 'captivePortal'
    /** 200 with nothing in it. */
    | 'emptyAnswer'
    /** 200 with JSON that is not what the operation answers. */
    | 'wrongAnswer'
    /** No answer until the caller gives up. */
    | 'hang'
    /** The connection breaks. */
    | 'disconnect'
    /** A batch succeeds, but some of its items are refused: throttled, failed by the service, denied or in conflict. */
    | 'itemThrottled'
    | 'itemServerError'
    | 'itemDenied'
    | 'itemConflict';
  /** For faults of items: which ones, by their ids. All of them if it is not given. */
  readonly items?: (ids: Readonly<Record<string, unknown>>) => boolean;
  /** For `throttled` and `serverError`: what the Retry-After header says. */
  readonly retryAfterSeconds?: number;
}

/** A broken connection; a carrier closes its own when it sees this. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
  readonly code = 'ECONNRESET';
}

type ItemFault = FarmFault & { readonly kind: 'itemThrottled' | 'itemServerError' | 'itemDenied' | 'itemConflict' };

/** Whether a fault concerns items of a batch and not whole calls. */
export function isOfItems(fault: FarmFault): fault is ItemFault {
  return fault.kind.startsWith('item');
}

/** Throws for each item that a fault concerns. */
export function itemFault({ kind, items, operation }: ItemFault): (item: object) => void {
  return (item) => {
    if (items?.({ ...item }) ?? true) {
      throw ITEM_ERRORS[kind](operation);
    }
  };
}

const ITEM_ERRORS: Readonly<Record<ItemFault['kind'], (operation: string) => ServiceError>> = {
  itemThrottled: () => new ServiceError(429, 'ThrottlingException', 'Rate exceeded'),
  itemServerError: () => new ServiceError(500, 'InternalServerErrorException', 'An unexpected error occurred.'),
  itemDenied: (operation) =>
    new ServiceError(
      403,
      'AccessDeniedException',
      `User: ${CALLER} is not authorized to perform: deadline:${operation.replace(/^Batch/, '')}`,
    ),
  itemConflict: () => new ServiceError(409, 'ConflictException', 'The resource is being updated.'),
};

/** @throws {ServiceError} what the service says; {Disconnected}; or the signal's reason */
export async function sufferFault(
  { kind, retryAfterSeconds, operation }: FarmFault,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const retryAfter: Readonly<Record<string, string>> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  switch (kind) {
    case 'accessDenied':
      throw new ServiceError(
        403,
        'AccessDeniedException',
        `User: ${CALLER} is not authorized to perform: deadline:${operation}`,
      );
    case 'notFound':
      throw new ServiceError(
        404,
        'ResourceNotFoundException',
        'Resource of type session with id unknown does not exist.',
        {
          resourceType: 'session',
          resourceId: 'unknown',
        },
      );
    case 'throttled':
      throw new ServiceError(429, 'ThrottlingException', 'Rate exceeded', {}, retryAfter);
    case 'serverError':
      throw new ServiceError(500, 'InternalServerErrorException', 'An unexpected error occurred.', {}, retryAfter);
    case 'invalid':
      throw new ServiceError(400, 'ValidationException', '1 validation error detected', {
        reason: 'FIELD_VALIDATION_FAILED',
        fieldList: [{ name: 'sessionId', message: 'Member must satisfy regular expression pattern' }],
      });
    case 'expiredToken':
      throw new ServiceError(403, 'ExpiredTokenException', 'The security token included in the request is expired');
    case 'unrecognizedClient':
      throw new ServiceError(
        403,
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      );
    case 'captivePortal':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: PORTAL };
    case 'emptyAnswer':
      return { status: 200, headers: {}, body: '' };
    case 'wrongAnswer':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };
    case 'hang':
      return untilAborted(signal);
    case 'disconnect':
      throw new Disconnected('socket hang up');
    case 'itemThrottled':
    case 'itemServerError':
    case 'itemDenied':
    case 'itemConflict':
      throw ITEM_ERRORS[kind](operation);
  }
}

const PORTAL = '<!doctype html><html><title>Welcome</title><body>Please sign in to use the network.</body></html>';

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => {
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) {
      abort();
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}
