import assert from 'node:assert/strict';

import type { JobRow } from '../../../../src/core/farm/farmNode';
import type { SessionKey } from '../../../../src/core/session/sessionKey';
import type { App } from '../../../../src/ui/app';
import { chooseFailure } from '../../../../src/ui/farms/chooseFailure';
import type { FarmRow, FarmsView } from '../../../../src/ui/farms/farmsView';
import { toGroupRow } from '../../../../src/render/farms/ownRows';
import { Browsing } from '../../../support/windows/browsing';
import { type QuickPickStandIn, resetVSCode, shown } from '../../../support/vscode/shown';

describe('the failure that a row of Farms leads to', () => {
  const browsing = new Browsing();
  const { farm, service } = browsing;
  const keyOf = (name: string): SessionKey => {
    const key = farm.examples.find((example) => example.name === name)?.key;
    assert.ok(key);
    return key;
  };
  const failed = keyOf('failedTask');
  const jobRow = ({ connection, farmId, queueId, jobId }: SessionKey): JobRow =>
    ({ kind: 'job', id: jobId, connection, path: { farmId, queueId, jobId } }) as unknown as JobRow;
  const view = { queues: () => Promise.resolve([]) } as unknown as FarmsView;
  const app = {
    service: () => service,
    clock: browsing.clock,
    now: () => browsing.clock.now,
    output: { error: () => undefined, debug: () => undefined },
    currentConnection: { setUp: () => Promise.resolve('ready') },
  } as unknown as App;

  beforeEach(resetVSCode);

  const choose = (row: FarmRow | undefined): Promise<SessionKey | undefined> => chooseFailure(app, view, row);

  /** The newest picker, once it has rows. */
  async function picker(): Promise<QuickPickStandIn> {
    for (;;) {
      const last = shown.picks.at(-1);
      if (last && last.items.length > 0) {
        return last;
      }
      await new Promise(setImmediate);
    }
  }

  it('of a job is its only failed session, without a question, whatever else ran', async () => {
    assert.deepEqual(await choose(jobRow(failed)), failed);
    assert.deepEqual(await choose(toGroupRow(jobRow(failed), 'failed')), failed);
  });

  it('of a session is that session', async () => {
    const row = { kind: 'session', id: 'a', key: keyOf('active') } as unknown as FarmRow;
    assert.deepEqual(await choose(row), keyOf('active'));
    assert.deepEqual(shown.picks, []);
  });

  it('of a job in which several sessions failed is chosen among those', async () => {
    const choosing = choose(jobRow(keyOf('wreck')));
    const last = await picker();
    const { items, title, placeholder } = last;
    assert.deepEqual([title, placeholder], ['Go to First Failure: Session', 'Select a failed session (newest first)']);
    const rows = items.filter(({ label }) => !label.endsWith('Load more'));
    assert.ok(rows.length > 1 && rows.every(({ label }) => label.startsWith('$(error)')));
    last.accept(/Frame/);
    assert.equal((await choosing)?.jobId, keyOf('wreck').jobId);
  });

  it('of a job in which no task failed is chosen among all, and that is said', async () => {
    const choosing = choose(jobRow(keyOf('active')));
    const last = await picker();
    assert.equal(last.placeholder, 'No failed tasks were found. Select a session');
    last.hide();
    assert.equal(await choosing, undefined);
  });

  it('of nothing is looked for among the jobs in which tasks failed', async () => {
    const choosing = choose(undefined);
    const last = await picker();
    assert.deepEqual(
      [last.title, last.placeholder, last.items[0]?.label],
      [
        'Go to First Failure: Job',
        'Jobs with failed tasks, newest first. Type part of a job name, or a job ID',
        'No matching jobs with failed tasks',
      ],
    );
    last.hide();
    assert.equal(await choosing, undefined);
  });
});
