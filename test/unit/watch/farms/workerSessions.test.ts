import assert from 'node:assert/strict';

import type { FarmNode, Level } from '../../../../src/core/farm/farmNode';
import { workText, workTooltip } from '../../../../src/render/farms/workRows';
import { Browsing, isOfKind } from '../../../support/windows/browsing';

const { signal } = new AbortController();
const sessionsOf = (level: Level | undefined) => (level?.nodes ?? []).filter((node) => isOfKind(node, 'session'));

/** The worker that an example's session ran on, with nothing listed below it; the meter is at zero. */
async function workerOf(browsing: Browsing, example: string): Promise<FarmNode> {
  const { key } = browsing.farm.examples.find(({ name }) => name === example) ?? assert.fail(example);
  const [session] = await browsing.service.fetchSessions([key], signal);
  assert.ok(session?.ok);
  const { workerId, fleetId, host } = session.value;
  const { connection, farmId } = key;
  const worker = { workerId, status: '', host };
  const row = await browsing.tree.reveal({ connection, farm: farmId, fleet: fleetId, worker }, signal);
  await new Promise((resolve) => setImmediate(resolve));
  browsing.asked();
  return row;
}

describe('the sessions of a worker', () => {
  it('say which job each was about and how it went, within a few calls after the list', async () => {
    const browsing = new Browsing();
    const worker = await workerOf(browsing, 'wreck');
    const rows = sessionsOf(await browsing.tree.open(worker));
    assert.ok(rows.length >= 10, `${rows.length} sessions`);
    assert.equal(browsing.farm.meter.calls[0]?.operation, 'ListSessionsForWorker');
    await browsing.until(() => rows.every(({ work }) => work !== undefined));
    const calls = browsing.counts();
    const made = Object.values(calls).reduce((sum, count) => sum + count, 0);
    assert.ok(made <= 8, JSON.stringify(calls));
    const texts = rows.map((row) => workText(row, undefined, browsing.clock.now));
    assert.ok(texts.every(({ label }) => !label.startsWith('job-')));
    assert.ok(texts.some(({ tone, description }) => tone === 'failed' && /^Frame \d+, Layer /.test(description)));
    assert.ok(texts.some(({ tone }) => tone === 'succeeded'));
    assert.ok(rows.some(({ work }) => work && workTooltip(work).some((line) => line.startsWith('Job sq11'))));
  });

  it('are as failed as the service says', async () => {
    const browsing = new Browsing();
    const rows = sessionsOf(await browsing.tree.open(await workerOf(browsing, 'wreck')));
    await browsing.until(() => rows.every(({ work }) => work !== undefined));
    for (const row of rows) {
      const { actions } = await browsing.service.fetchSnapshot(row.key, signal);
      assert.ok(actions.ok);
      const { tone } = workText(row, undefined, browsing.clock.now);
      assert.equal(
        tone === 'failed',
        actions.value.some(({ status }) => status === 'FAILED'),
      );
      assert.equal(
        tone === 'succeeded',
        actions.value.every(({ status }) => status === 'SUCCEEDED'),
      );
    }
  });

  it('are asked about once while they are over', async () => {
    const browsing = new Browsing();
    const worker = await workerOf(browsing, 'wreck');
    const rows = sessionsOf(await browsing.tree.open(worker));
    await browsing.until(() => rows.every(({ work }) => work !== undefined));
    browsing.asked();
    await browsing.tree.refresh(worker);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(browsing.counts(), { ListSessionsForWorker: 1 });
  });

  it('stay listed where nothing more may be read, and a note names the permissions', async () => {
    const browsing = new Browsing();
    const worker = await workerOf(browsing, 'wreck');
    for (const operation of ['BatchGetJob', 'GetJob', 'BatchGetSessionAction', 'GetSessionAction']) {
      browsing.farm.inject({ operation, kind: 'accessDenied' });
    }
    const rows = sessionsOf(await browsing.tree.open(worker));
    await browsing.until(() => (browsing.tree.level(worker)?.gaps.length ?? 0) > 0);
    const gaps =
      browsing.tree
        .level(worker)
        ?.gaps.map(({ message }) => message)
        .join(' ') ?? '';
    assert.match(gaps, /deadline:GetJob /);
    assert.match(gaps, /deadline:GetSessionAction /);
    assert.match(workText(rows[0] ?? assert.fail(), undefined, browsing.clock.now).label, /^job-…/);
  });
});
