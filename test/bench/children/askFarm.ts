/** The floor of a session's first answer: the farm alone, asked without any client. */
import 'node:crypto';
import 'node:https';
import { openFarm, printTimes } from './farm';

const start = performance.now();
const { farm, key } = openFarm();
const { farmId, queueId, jobId, sessionId } = key;
void printTimes(start, async () => {
  const { status } = await farm.handle({
    method: 'GET',
    hostname: 'management.deadline.us-west-2.amazonaws.com',
    path: `/2023-10-12/farms/${farmId}/queues/${queueId}/jobs/${jobId}/sessions/${sessionId}`,
    query: {},
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKID/20261123/us-west-2/deadline/aws4_request, SignedHeaders=host, Signature=00',
    },
    body: '',
  });
  if (status !== 200) {
    throw new Error(`Status ${status}.`);
  }
});
