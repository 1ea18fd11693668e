import assert from 'node:assert/strict';
import { losesSomething } from '../../../../src/core/farm/changePlan';
import { readLogTimeForm } from '../../../../src/ui/state/logTimeForm';
import {
  opensLogAtFailure,
  refreshIntervalMs,
  rowsPerPageSetting,
  skipsHarmlessQuestions,
} from '../../../../src/ui/state/settings';
import { LOOKING, paceAt } from '../../../../src/watch/poller';
import { MemoryMemento } from '../../../support/memoryMemento';
import { resetVSCode, shown } from '../../../support/vscode/shown';

type Plan = Parameters<typeof losesSomething>[0];

describe('settings', () => {
  beforeEach(resetVSCode);

  it('keep the product as it is while none is set', () => {
    assert.equal(refreshIntervalMs(), 15_000);
    assert.equal(rowsPerPageSetting(), 200);
    assert.equal(opensLogAtFailure(), false);
    assert.equal(skipsHarmlessQuestions(), false);
    assert.equal(readLogTimeForm(new MemoryMemento()), 'local');
  });

  it('change how often is read, within bounds, and leave paces as they are otherwise', () => {
    shown.settings = { refreshInterval: 60, rowsPerPage: 5 };
    assert.equal(refreshIntervalMs(), 60_000);
    assert.equal(rowsPerPageSetting(), 20);
    shown.settings = { refreshInterval: 1 };
    assert.equal(refreshIntervalMs(), 10_000);
    assert.equal(paceAt(LOOKING, 15_000), LOOKING);
    assert.equal(paceAt(LOOKING, 60_000), paceAt(LOOKING, 60_000));
    assert.deepEqual(paceAt(LOOKING, 60_000), { ...LOOKING, intervalMs: 60_000, quietMs: 120_000 });
  });

  it('say which timestamps logs open with, else those chosen last', async () => {
    const memento = new MemoryMemento();
    await memento.update('logTimes', 'sinceAction');
    assert.equal(readLogTimeForm(memento), 'sinceAction');
    shown.settings = { logTimes: 'utc' };
    assert.equal(readLogTimeForm(memento), 'utc');
  });

  it('leave out only questions about what loses nothing', () => {
    const plan = (target: string, ...statuses: readonly string[]): Plan =>
      ({
        kind: 'tasks',
        wish: { target },
        changing: statuses.map((runStatus) => ({ facts: { runStatus } })),
      }) as unknown as Plan;
    assert.equal(losesSomething(plan('PENDING', 'FAILED', 'FAILED')), false);
    assert.equal(losesSomething(plan('PENDING', 'FAILED', 'SUCCEEDED')), true);
    assert.equal(losesSomething(plan('SUSPENDED', 'READY')), false);
    assert.equal(losesSomething(plan('SUSPENDED', 'RUNNING')), true);
    assert.equal(losesSomething(plan('CANCELED', 'READY')), true);
    assert.equal(losesSomething({ ...plan('PENDING', 'FAILED'), kind: 'jobs' } as Plan), true);
  });
});
