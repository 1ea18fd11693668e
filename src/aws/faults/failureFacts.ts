/**
 * What a failed call tells, gathered once from whatever the SDK, Node or a credential provider threw. The fault table reads
 * nothing else, so nothing secret that hides in an SDK error (its response holds the signed request) travels further.
 */
import type { Clock } from '../../core/async/clock';
import { MAX_RETRY_AFTER_MS } from '../../core/errors';

/** The facts of one failed attempt. */
export interface Failure {
  /** e.g. `ThrottlingException`, `SyntaxError`, `CredentialsProviderError` */
  readonly name: string;
  readonly message: string;
  /** Node's word for a failed connection, e.g. `ENOTFOUND`. */
  readonly code: string | undefined;
  /** The HTTP status; missing where nothing answered. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** e.g. `queue` and its id, of a ResourceNotFoundException. */
  readonly resourceType: string | undefined;
  readonly resourceId: string | undefined;
  /** What was wrong with the request, of a ValidationException, e.g. `jobId: must match …`. */
  readonly fields: readonly string[];
  /** The host that was not found or did not answer. */
  readonly host: string | undefined;
  /** Whether getting credentials failed, before any call. */
  readonly inCredentials: boolean;
  /** Whether the SDK has just learnt how wrong this computer's clock is. */
  readonly clockCorrected: boolean;
  /** The answer was well-formed JSON and HTTP, yet not what the operation answers. */
  readonly malformed: boolean;
}

/** Credentials could not be had; `cause` says why. */
export class CredentialsFailure extends Error {
  override readonly name = 'CredentialsFailure';
}

/** Only a person could bring the credentials, and none waits. */
export class NeedsPerson extends Error {
  override readonly name = 'NeedsPerson';
}

/** An answer that lacks what its operation always answers. The message says which member, e.g. `startedAt is missing`. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
  /** The answer's HTTP status and request id, added by who received it. */
  $metadata: object | undefined;
}

/** Reads the facts off an error. Total: anything may be thrown. */
export function toFailure(thrown: unknown, clock: Clock): Failure {
  const inCredentials = thrown instanceof CredentialsFailure;
  const error = record(inCredentials ? thrown.cause : thrown);
  const metadata = record(error.$metadata);
  return {
    name: text(error.name) ?? 'Error',
    message: text(error.message) ?? '',
    code: findCode(error, 3),
    status: number(metadata.httpStatusCode),
    requestId: text(metadata.requestId),
    retryAfterMs: readRetryAfterMs(error, clock),
    resourceType: text(error.resourceType),
    resourceId: text(error.resourceId),
    fields: readFields(error.fieldList),
    host: text(error.hostname) ?? text(error.address),
    inCredentials,
    clockCorrected: metadata.clockSkewCorrected === true,
    malformed: thrown instanceof MalformedAnswer,
  };
}

/** The error as the output channel may have it: name, message and stack, but never the request it belongs to. */
export function plainCause(thrown: unknown): Error {
  const inner = thrown instanceof CredentialsFailure ? thrown.cause : thrown;
  if (!(inner instanceof Error)) {
    return new Error('Something that is no error was thrown');
  }
  const plain = new Error(`${inner.name}: ${inner.message}`);
  if (inner.stack !== undefined) {
    plain.stack = inner.stack;
  }
  return plain;
}

/** A failed connection often hides its code in a cause, or in the first of several tries (IPv6, then IPv4). */
function findCode(error: Readonly<Record<string, unknown>>, depth: number): string | undefined {
  const code = text(error.code);
  if (code !== undefined || depth === 0) {
    return code;
  }
  const tries: unknown = error.errors;
  return findCode(record(error.cause ?? (Array.isArray(tries) ? (tries as unknown[])[0] : undefined)), depth - 1);
}

function readRetryAfterMs(error: Readonly<Record<string, unknown>>, clock: Clock): number | undefined {
  const headers = record(record(error.$response).headers);
  const header = text(headers['retry-after']);
  const seconds = number(error.retryAfterSeconds) ?? (header === undefined ? undefined : Number(header));
  if (seconds !== undefined && Number.isFinite(seconds)) {
    return toWait(seconds * 1000);
  }
  const atMs = header === undefined ? NaN : Date.parse(header);
  return Number.isFinite(atMs) ? toWait(atMs - clock.Date.now()) : undefined;
}

function toWait(ms: number): number {
  return Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS);
}

function readFields(list: unknown): readonly string[] {
  return (Array.isArray(list) ? (list as unknown[]).slice(0, 5) : []).map((field) => {
    const { name, message } = record(field);
    return [text(name), text(message)].filter((part) => part !== undefined).join(': ');
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
