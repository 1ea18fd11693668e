import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';

import { type Asked, RowChanges } from '../../../../src/ui/farms/rowChanges';
import { SimulatedClock } from '../../../support/simulatedClock';

/** A row is its path, e.g. `farm/queue/job`. */
function parentOf(row: string): string | undefined {
  return row.includes('/') ? row.slice(0, row.lastIndexOf('/')) : undefined;
}

describe('changes of rows', () => {
  let clock: SimulatedClock;
  let ended: AbortController;
  let changes: RowChanges<string>;
  let fired: (string | readonly string[] | undefined)[];
  let toAsk: Asked | undefined;

  beforeEach(() => {
    clock = new SimulatedClock();
    ended = new AbortController();
    fired = [];
    const emitter = new EventEmitter<string | string[] | undefined>();
    emitter.event((rows) => fired.push(rows));
    toAsk = undefined;
    changes = new RowChanges({ emitter, parentOf, toAsk: () => toAsk, clock, ended: ended.signal });
  });

  /** VS Code asks for the rows below a row; the result ends the request with these rows. */
  function request(row: string | undefined, rows: string[] = []): () => void {
    let end: () => void = () => undefined;
    const answer = new Promise<string[]>((resolve) => {
      end = () => {
        resolve(rows);
      };
    });
    void changes.answer(row, () => answer);
    return end;
  }

  it('are told at once, and once, where VS Code asks for nothing', async () => {
    changes.fire(['farm']);
    assert.deepEqual(fired, [['farm']]);
    await clock.pass(60_000);
    assert.deepEqual(fired, [['farm']]);
    assert.equal(clock.timers, 0);
  });

  for (const row of ['farm/queue', 'farm', 'farm/queue/job', undefined]) {
    it(`of ${row ?? 'everything'} wait until a request below farm/queue has ended`, async () => {
      const end = request('farm/queue');
      changes.fire(row === undefined ? undefined : [row]);
      await clock.pass(10_000);
      assert.deepEqual(fired, []);
      end();
      await clock.pass(1_000);
      assert.deepEqual(fired, [row === undefined ? undefined : [row]]);
      await clock.pass(60_000);
      assert.equal(fired.length, 1);
    });
  }

  it('of other rows do not wait', async () => {
    request('farm/queue');
    changes.fire(['farm/other', 'farm/queue/job', 'farm/queues']);
    await clock.pass(1_000);
    assert.deepEqual(fired, [['farm/other', 'farm/queues']]);
  });

  it('that wait are told together when the last of several requests has ended', async () => {
    const first = request('farm/queue');
    const second = request('farm/queue');
    const top = request(undefined);
    changes.fire(['farm/queue']);
    changes.fire(['farm']);
    changes.fire(['farm/queue', 'other']);
    first();
    await clock.pass(1_000);
    second();
    await clock.pass(1_000);
    assert.deepEqual(fired, []);
    top();
    await clock.pass(1_000);
    assert.deepEqual(fired, [['farm/queue', 'farm', 'other']]);
  });

  it('wait after an answer until VS Code has also asked for the rows below its expanded rows', async () => {
    toAsk = 'rowsBelow';
    request(undefined, ['farm'])();
    changes.fire(['farm']);
    await clock.pass(500);
    assert.deepEqual(fired, []);
    const end = request('farm', []);
    await clock.pass(10_000);
    assert.deepEqual(fired, [], 'that request is under way');
    end();
    await clock.pass(1_000);
    assert.deepEqual(fired, [['farm']]);
  });

  it('wait for that no longer than a second, and not for rows that are collapsed meanwhile', async () => {
    toAsk = 'rowsBelow';
    request(undefined, ['farm'])();
    changes.fire(['farm']);
    await clock.pass(900);
    assert.deepEqual(fired, []);
    await clock.pass(200);
    assert.deepEqual(fired, [['farm']]);
    request(undefined, ['farm'])();
    changes.fire(['other']);
    toAsk = undefined;
    await clock.pass(100);
    assert.deepEqual(fired, [['farm'], ['other']]);
  });

  it('of everything stand for all that wait with them', async () => {
    const end = request(undefined);
    changes.fire(['farm']);
    changes.fire(undefined);
    end();
    await clock.pass(1_000);
    assert.deepEqual(fired, [undefined]);
  });

  it('wait no longer for a request that has failed', async () => {
    const failure = new Error('not today');
    await assert.rejects(
      changes.answer('farm', () => Promise.reject(failure)),
      failure,
    );
    changes.fire(['farm']);
    await clock.pass(1_000);
    assert.deepEqual(fired, [['farm']]);
  });

  it('are told three times at most while VS Code does not ask about a row that it shows', async () => {
    toAsk = 'row';
    changes.fire(['farm', 'other']);
    changes.noteDrawn('other');
    await clock.pass(60_000);
    assert.deepEqual(fired, [['farm', 'other'], ['farm'], ['farm']]);
    assert.equal(clock.timers, 0);
  });

  it('are told again until VS Code asks for the rows below an expanded row', async () => {
    toAsk = 'rowsBelow';
    changes.fire(['farm']);
    changes.noteDrawn('farm');
    await clock.pass(4_000);
    assert.deepEqual(fired, [['farm'], ['farm']]);
    request('farm')();
    await clock.pass(60_000);
    assert.deepEqual(fired, [['farm'], ['farm']]);
  });

  it('are told no more of what VS Code asked about after a later change', async () => {
    toAsk = 'row';
    changes.fire(['farm']);
    await clock.pass(2_000);
    changes.fire(['farm']);
    changes.noteDrawn('farm');
    await clock.pass(60_000);
    assert.deepEqual(fired, [['farm'], ['farm']]);
  });

  it('are told no more of a row that VS Code does not show any longer', async () => {
    toAsk = 'row';
    changes.fire(['farm']);
    toAsk = undefined;
    await clock.pass(60_000);
    assert.deepEqual(fired, [['farm']]);
  });

  it('are not told any more when the view is gone', async () => {
    const end = request('farm');
    changes.fire(['farm']);
    ended.abort();
    end();
    await clock.pass(60_000);
    assert.deepEqual(fired, []);
    assert.equal(clock.timers, 0);
  });
});
