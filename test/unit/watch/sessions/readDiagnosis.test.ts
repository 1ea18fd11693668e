import assert from 'node:assert/strict';
import * as causes from '../../../../src/failureCauses';
import type { LogEvent } from '../../../../src/core/service/ports';
import type { WatchedSession } from '../../../../src/core/session/watchedSession';
import { readDiagnosis } from '../../../../src/watch/sessions/readDiagnosis';
import { MemoryService } from '../../../support/farm/memoryService';
import { failedSession, NOW_MS, partialSession, STARTED_MS, UNREACHABLE } from '../../../support/sessions/sessions';
import { UserError } from '../../../../src/core/errors';

const GOOD_MS = STARTED_MS + 211_000;
const FAILED_MS = STARTED_MS + 321_000;
const AFTER_MS = STARTED_MS + 493_000;
const LOSS = 'Segmentation fault in libshader.so while compiling wetRock';

/** An action's lines: its banner, what the program wrote, its exit. */
function written(startedAtMs: number, exit: number, lines: readonly string[]): LogEvent[] {
  return [
    '='.repeat(46),
    '--------- Running Task',
    '='.repeat(46),
    ...lines,
    `Process pid 7 exited with code: ${exit} (unsigned)`,
  ].map((message, index) => ({ timestampMs: startedAtMs + index, message }));
}

async function diagnosed(
  service: MemoryService,
  { snapshot }: WatchedSession = failedSession(),
): Promise<{ readonly texts: readonly string[]; readonly whys: readonly string[]; readonly isLogRead: boolean }> {
  assert.ok(snapshot);
  const { signal } = new AbortController();
  const reading = {
    causes,
    source: service,
    snapshot,
    nowMs: NOW_MS,
    studioRules: [],
    signal,
    onError: () => undefined,
  };
  const diagnosis = await readDiagnosis(reading);
  assert.ok(diagnosis);
  const { evidence, isLogRead } = diagnosis;
  return { texts: evidence.map(({ text }) => text), whys: evidence.map(({ why }) => why), isLogRead };
}

describe('readDiagnosis', () => {
  it('reads the nearest good task with the failed one in one call, and takes no line of it for evidence', async () => {
    const service = new MemoryService();
    const noise = 'ERROR: could not find preferences, using defaults';
    service.log.push(...written(GOOD_MS, 0, [noise]), ...written(FAILED_MS, 139, [noise, LOSS]));
    const { texts, whys } = await diagnosed(service);
    assert.deepEqual(service.calls, ['between']);
    assert.ok(texts.includes(LOSS), texts.join('\n'));
    assert.ok(!texts.includes(noise), texts.join('\n'));
    assert.ok(
      whys.some((why) => why.includes('succeeded')),
      whys.join('\n'),
    );
  });

  it('reads no line of the action that follows', async () => {
    const service = new MemoryService();
    service.log.push(
      ...written(FAILED_MS, 139, [LOSS]),
      ...written(AFTER_MS, 0, ['ERROR of the exit of the environment']),
    );
    const { texts } = await diagnosed(service);
    assert.ok(!texts.some((text) => text.startsWith('ERROR of the exit')), texts.join('\n'));
  });

  it('reads how a long action began where its end alone fills a page', async () => {
    const service = new MemoryService();
    service.pageSize = 50;
    const lines = Array.from({ length: 200 }, (_, index) => `Rendering tile ${index} of 200`);
    service.log.push(...written(FAILED_MS, 1, ['RuntimeError: CUDA error: out of memory', ...lines]));
    const { texts } = await diagnosed(service);
    assert.deepEqual(service.calls, ['between', 'read']);
    assert.ok(
      texts.some((text) => text.includes('out of memory')),
      texts.join('\n'),
    );
  });

  it('rests on what the service says where the log cannot be read, and says so', async () => {
    const service = new MemoryService();
    service.failure = new UserError(UNREACHABLE);
    const { isLogRead } = await diagnosed(service);
    assert.equal(isLogRead, false);
  });

  it('has nothing to say of a session whose actions cannot be read', async () => {
    const { snapshot } = partialSession();
    assert.ok(snapshot);
    const { signal } = new AbortController();
    const source = new MemoryService();
    const reading = { causes, source, snapshot, nowMs: NOW_MS, studioRules: [], signal, onError: () => undefined };
    assert.equal(await readDiagnosis(reading), undefined);
    assert.deepEqual(source.calls, []);
  });
});
