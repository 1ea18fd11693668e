/** A session's page with everything that it can show. */
import { SECTIONS, type ToPage } from '../../src/render/panel/panelProtocol';
import { NOW_MS, STARTED_MS } from '../support/sessions/sessions';
import { threeTries } from '../support/sessions/tries';

/** Everything that a page can show of a session that failed besides itself. */
export const WHOLE: Partial<ToPage> = {
  tries: threeTries(),
  pace: {
    isOfSameSteps: true,
    sessions: 1_234,
    tasks: 56_789,
    medianTaskMs: 7_265_000,
    slowestTaskMs: 97_265_000,
    busyShare: 0.9,
    startUpShare: 0.1,
    isWhole: true,
    readAtMs: NOW_MS - 48 * 3_600_000,
  },
  machine: Array.from({ length: 8 }, (_, minute) => ({
    timestampMs: STARTED_MS + minute * 60_000,
    memory: minute / 8,
    memoryTotalBytes: 2 ** 36,
    disk: 0.4,
    cpu: 0.9,
    gpuMemory: 0.5,
  })),
  tail: {
    sessionActionId: 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-4',
    lines: ['x'.repeat(400), 'ERROR: no seats left'],
    hasMore: true,
  },
  order: [...SECTIONS].reverse(),
};
