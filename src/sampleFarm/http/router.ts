/** From an HTTP request to a checked call of an operation, and from its answer or error back to HTTP. */
import type { HttpRequest, HttpResponse } from '../../core/service/http';
import type { Call, Operation, PathIds } from './operation';
import { type Fields, id, structure } from './rules';
import { ServiceError, cannotParse, invalid, logsError, unknownOperation } from './serviceError';

const VERSION = '/2023-10-12';

/** The operation a request asks for, and the ids in its path. Undefined where there is none. */
export interface Route {
  readonly operation: Operation;
  readonly ids: Readonly<Record<string, string>>;
}

export function findRoute(operations: readonly Operation[], request: HttpRequest): Route | undefined {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const operation = operations.find((one) => one.target === target);
    return operation && { operation, ids: {} };
  }
  for (const operation of operations) {
    const ids =
      operation.target === undefined && operation.method === request.method && reaches(request.hostname, operation)
        ? match(operation.path, request.path)
        : undefined;
    if (ids) {
      return { operation, ids };
    }
  }
  return undefined;
}

/** Checks what the service checks before it does anything, in its order: who calls, which operation, what with. */
export function toCall(
  route: Route | undefined,
  request: HttpRequest,
  state: Pick<Call, 'world' | 'streams' | 'nowMs' | 'itemFault'>,
): Call {
  checkSignature(request);
  if (!route) {
    throw request.headers['x-amz-target'] === undefined
      ? unknownOperation(request.method, request.path)
      : logsError('UnknownOperationException', 'No such operation');
  }
  const { operation, ids } = route;
  const query = Object.fromEntries(
    Object.entries(request.query).map(([name, value]) => [name, typeof value === 'string' ? value : value[0]]),
  );
  const body = operation.method === 'GET' ? {} : parseBody(request.body, operation);
  const idRules = Object.fromEntries(
    Object.keys(ids).map((name) => [name, id(KIND_OF_ID[name] ?? name.slice(0, -2).toLowerCase())]),
  );
  const problems = [
    ...structure(idRules)(ids, ''),
    ...structure({}, operation.query)(query, ''),
    ...structure({}, operation.headers)(request.headers, ''),
    ...structure(operation.body ?? NONE, operation.bodyOptional)(body, ''),
  ];
  if (problems.length > 0) {
    throw operation.target === undefined
      ? invalid(problems)
      : logsError('InvalidParameterException', problems.map(({ message }) => message).join('; '));
  }
  return {
    operation: operation.name,
    ...state,
    ids: ids as unknown as PathIds,
    query,
    headers: request.headers,
    body,
  };
}

export function toAnswer(operation: Operation | undefined, body: object, requestId: string): HttpResponse {
  return {
    status: 200,
    headers: { 'content-type': contentType(operation?.target), 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

/** @param logs whether it is CloudWatch Logs that speaks: there the name is in the body, and the status 400 for all but faults */
export function toErrorAnswer(error: ServiceError, logs: boolean, requestId: string): HttpResponse {
  const { status, type, message, members, headers } = error;
  return {
    status: logs && status < 500 ? 400 : status,
    headers: {
      'content-type': contentType(logs ? 'logs' : undefined),
      'x-amzn-requestid': requestId,
      ...(logs ? {} : { 'x-amzn-errortype': type }),
      ...headers,
    },
    body: JSON.stringify(logs ? { __type: type, message, ...members } : { message, ...members }),
  };
}

const NONE: Fields = {};

/** What an id begins with, where this is not its member's name. */
const KIND_OF_ID: Readonly<Record<string, string>> = { storageProfileId: 'sp' };

function contentType(target: string | undefined): string {
  return target === undefined ? 'application/json' : 'application/x-amz-json-1.1';
}

/** Whether a host is the one for an operation. Custom endpoints have no prefix; the service's own host does not answer without. */
function reaches(hostname: string, { hostPrefix }: Operation): boolean {
  return !/^deadline(-fips)?\.[a-z0-9-]+\.(amazonaws\.com|api\.aws)/.test(hostname) || hostPrefix === '';
}

function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = `${VERSION}${pattern}`.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return undefined;
  }
  const ids: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = decode(given[index] ?? '');
    if (part.startsWith('{')) {
      ids[part.slice(1, -1)] = segment;
    } else if (part !== segment) {
      return undefined;
    }
  }
  return ids;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parseBody(body: string, operation: Operation): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body) as unknown;
  } catch {
    throw operation.target === undefined
      ? cannotParse('The request body is not JSON.')
      : logsError('SerializationException', 'The request body is not JSON.');
  }
}

/** Signatures are looked at, not verified: there is no secret to know. */
function checkSignature({ headers }: HttpRequest): void {
  const authorization = headers.authorization;
  if (authorization === undefined) {
    throw new ServiceError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const service = headers['x-amz-target'] === undefined ? 'deadline' : 'logs';
  const [, scope] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/([a-z0-9-]+)\/aws4_request\b/.exec(authorization) ?? [];
  if (scope === undefined) {
    throw new ServiceError(
      403,
      'IncompleteSignatureException',
      'The Authorization header is not a Signature Version 4.',
    );
  }
  if (scope !== service) {
    throw new ServiceError(
      403,
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'.`,
    );
  }
}
