import type { HttpRequest } from '../../core/service/http';
import type { Operation } from './operation';
import { ServiceError } from './serviceError';

const LIFE_MS = 8 * 3_600_000;
const MAX_KEPT = 10_000;

/** Remembers the answers to calls with a client token, so that a repeated call changes nothing a second time. */
export class ClientTokens {
  private readonly answers = new Map<
    string,
    { readonly atMs: number; readonly input: string; readonly body: object }
  >();

  /**
   * What the same call was answered before; undefined where it is new.
   *
   * @throws {ServiceError} where the token was used for another input
   */
  find(operation: Operation, request: HttpRequest, nowMs: number): object | undefined {
    const key = keyOf(operation, request);
    const known = key === undefined ? undefined : this.answers.get(key);
    if (!known || nowMs - known.atMs > LIFE_MS) {
      return undefined;
    }
    if (known.input !== request.body) {
      throw new ServiceError(400, 'ValidationException', 'The clientToken was used with other parameters.', {
        reason: 'OTHER',
      });
    }
    return known.body;
  }

  keep(operation: Operation, request: HttpRequest, body: object, nowMs: number): void {
    const key = keyOf(operation, request);
    if (key === undefined) {
      return;
    }
    this.answers.set(key, { atMs: nowMs, input: request.body, body });
    const [oldest] = this.answers.keys();
    if (this.answers.size > MAX_KEPT && oldest !== undefined) {
      this.answers.delete(oldest);
    }
  }
}

/** A token counts for one operation on one resource. */
function keyOf({ name, idempotent }: Operation, { path, headers }: HttpRequest): string | undefined {
  const token = headers['x-amz-client-token'];
  return idempotent === true && token !== undefined ? `${name} ${path} ${token}` : undefined;
}
