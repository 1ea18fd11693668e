/** What is left when something ends: nothing. */
import assert from 'node:assert/strict';
import * as failureCauses from '../../src/failureCauses';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { createClock } from '@sinonjs/fake-timers';

import { systemClock } from '../../src/core/async/clock';
import type { Connection } from '../../src/core/session/sessionKey';
import { LogStore } from '../../src/watch/logs/logStore';
import { SessionStore } from '../../src/watch/sessions/sessionStore';
import { eventsOf } from '../support/logs/logs';
import { LogTable, TABLE_LOCATION } from '../support/logs/logTable';
import { MemoryService } from '../support/farm/memoryService';
import { KEY, endedSession } from '../support/sessions/sessions';
import { SimulatedClock } from '../support/simulatedClock';
import { FARM, JOB, QUEUE } from '../support/aws/handFarm';
import { createTestService, signal } from '../support/aws/service';

describe('an end', () => {
  describe('of the service, with twenty calls under way', () => {
    const PLACE: Connection = { source: 'aws', profile: undefined, region: 'us-west-2' };
    let server: Server;
    let sockets: Socket[];
    beforeEach(async () => {
      sockets = [];
      // Never answers.
      server = createServer(() => undefined);
      server.on('connection', (socket) => sockets.push(socket));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterEach(() => {
      server.close();
      server.closeAllConnections();
    });

    it('ends each of them, every connection and every timer', async () => {
      const { port } = server.address() as AddressInfo;
      const clock = createClock(Date.now());
      const { service } = createTestService(() => assert.fail('the sample farm was asked'), {
        clock,
        endpoint: () => `http://127.0.0.1:${port}`,
        environment: { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'S' },
      });
      const asked = new Promise<void>((resolve) => {
        server.once('request', () => {
          resolve();
        });
      });
      const calls = Array.from({ length: 20 }, () => service.sessions(PLACE, FARM, QUEUE, JOB, signal).page());
      const outcomes = Promise.allSettled(calls);
      await asked;
      const closed = sockets.map((socket) => once(socket, 'close'));
      service.dispose();
      assert.deepEqual(new Set((await outcomes).map(({ status }) => status)), new Set(['rejected']));
      await Promise.all(closed);
      assert.equal(clock.countTimers(), 0);
    });
  });

  describe('of what was opened a thousand times', () => {
    it('leaves less than a kilobyte of a session each time', async () => {
      const service = new MemoryService();
      const { snapshot } = endedSession();
      service.put(snapshot ?? assert.fail());
      const store = new SessionStore({
        causes: () => failureCauses,
        service: () => service,
        clock: systemClock,
        random: Math.random,
        onError: (error) => {
          throw error;
        },
      });
      store.setAttention(true);
      const perCycle = await growthOf(async () => {
        const handle = store.watch(KEY);
        await store.refresh(KEY);
        handle.dispose();
        service.calls.length = 0;
      });
      assert.ok(perCycle < 1024, `${perCycle} bytes`);
      assert.deepEqual(store.all(), []);
      store.dispose();
    });

    it('leaves less than a kilobyte of a log each time', async () => {
      const clock = new SimulatedClock();
      const table = new LogTable(eventsOf(Array.from({ length: 500 }, (_, index) => `line ${index}`)), {
        clock,
        pageSize: 100,
      });
      const perCycle = await growthOf(async () => {
        const store = new LogStore({
          reader: table,
          location: TABLE_LOCATION,
          kind: 'session',
          isGrowing: true,
          clock,
          openSpool: () => Promise.reject(new Error('No space left on device')),
        });
        await clock.run(store.loadNewest(signal));
        store.outline(undefined);
        store.dispose();
        table.calls.length = 0;
      });
      assert.ok(perCycle < 1024, `${perCycle} bytes`);
    });
  });
});

/** How many bytes of the heap a cycle costs for good, by a thousand of them after the first hundred. */
async function growthOf(cycle: () => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const usedAfter = async (cycles: number): Promise<number> => {
    for (let count = 0; count < cycles; count++) {
      await cycle();
    }
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await usedAfter(100);
  return ((await usedAfter(1000)) - before) / 1000;
}
