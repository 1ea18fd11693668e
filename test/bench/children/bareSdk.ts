/** What one writes who uses the SDK and nothing else. */
import { BatchGetSessionCommand, DeadlineClient } from '@aws-sdk/client-deadline';

import { HandlerTransport } from '../../../src/aws/network/transport';
import type { HttpHandler } from '../../../src/core/service/http';
import type { SessionKey } from '../../../src/core/session/sessionKey';

/** Asks for one session of the farm that `handle` is. */
export function createAsk(handle: HttpHandler): (key: SessionKey) => Promise<void> {
  const client = new DeadlineClient({
    region: 'us-west-2',
    credentials: { accessKeyId: 'SAMPLEFARM', secretAccessKey: 'sample-farm' },
    requestHandler: new HandlerTransport(() => handle),
  });
  return async ({ farmId, queueId, jobId, sessionId }) => {
    const identifiers = [{ farmId, queueId, jobId, sessionId }];
    const { sessions } = await client.send(new BatchGetSessionCommand({ identifiers }));
    if (sessions?.[0]?.sessionId !== sessionId) {
      throw new Error('No answer.');
    }
  };
}
