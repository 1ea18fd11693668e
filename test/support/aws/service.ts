/** A service as the tests make it: the sample farm's place answered by a handler, a home that is nobody's. */
import { type CallRecord, type ServiceOptions, createService } from '../../../src/aws/index';
import { systemClock } from '../../../src/core/async/clock';
import type { FaultKind, Remedy } from '../../../src/core/errors';
import { UserError } from '../../../src/core/errors';
import type { HttpHandler } from '../../../src/core/service/http';
import type { Service } from '../../../src/core/service/service';

export function createTestService(
  handle: HttpHandler,
  options: Partial<ServiceOptions> = {},
): { readonly service: Service; readonly calls: CallRecord[] } {
  const calls: CallRecord[] = [];
  const service = createService({
    sampleFarm: () => handle,
    clock: systemClock,
    endpoint: () => undefined,
    environment: {},
    homeDirectory: '/nonexistent',
    onCall: (call) => calls.push(call),
    ...options,
  });
  return { service, calls };
}

/** A signal nobody aborts. */
export const signal = new AbortController().signal;

/** What was refused, as far as people see it; anything but a `UserError` is a failure of the test. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ readonly kind: FaultKind; readonly message: string; readonly remedies: readonly Remedy[] }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError) {
      const { kind, message, remedies } = error.fault;
      return { kind, message, remedies };
    }
    throw error;
  }
  throw new Error('It was not refused');
}
