import assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { type Answer, FarmCaller, OPENED_MS, find, listAt, numberAt, textAt } from '../../support/farm/farmCaller';
import { runs } from '../../support/thorough';

const MINUTE = 60_000;

interface Page {
  readonly messages: readonly string[];
  readonly times: readonly number[];
  readonly forward: string;
  readonly backward: string;
}

async function read(caller: FarmCaller, example: string, input: object): Promise<Page> {
  const page = await caller.ask('GetLogEvents', { ...caller.logOf(example), ...input });
  const events = listAt(page, 'events');
  return {
    messages: events.map((event) => textAt(event, 'message')),
    times: events.map((event) => numberAt(event, 'timestamp')),
    forward: textAt(page, 'nextForwardToken'),
    backward: textAt(page, 'nextBackwardToken'),
  };
}

/** Everything from the beginning, page by page, until a token comes back. */
async function readAll(caller: FarmCaller, example: string, input: object): Promise<Page[]> {
  const pages = [await read(caller, example, { ...input, startFromHead: true })];
  for (;;) {
    const token = pages.at(-1)?.forward;
    const page = await read(caller, example, { ...input, startFromHead: true, nextToken: token });
    if (page.forward === token) {
      return pages;
    }
    pages.push(page);
  }
}

function refuses(answer: Answer, type: string): void {
  assert.equal(answer.status, 400);
  assert.equal(find(answer.body, '__type'), type);
}

describe('sample farm › logs', () => {
  it('gives the newest page first, in the order of time', async () => {
    const caller = new FarmCaller();
    const { messages, times } = await read(caller, 'failedTask', { limit: 5 });
    assert.equal(messages.length, 5);
    assert.match(messages.at(-1) ?? '', /^Deleting working directory: \/sessions\/session-[0-9a-f]{32}[a-z0-9_]{8}$/);
    assert.deepEqual(times, times.toSorted());
  });

  it('reads the same in pages of any size, in either direction', async () => {
    const caller = new FarmCaller();
    const whole = await read(caller, 'failedTask', { startFromHead: true });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 37, max: 400 }), async (limit) => {
        const forth = await readAll(caller, 'failedTask', { limit });
        assert.deepEqual(
          forth.flatMap(({ messages }) => messages),
          whole.messages,
        );
        const back: string[] = [];
        let page = await read(caller, 'failedTask', { limit });
        for (let token = ''; token !== page.backward;) {
          back.unshift(...page.messages);
          token = page.backward;
          page = await read(caller, 'failedTask', { limit, nextToken: token });
        }
        assert.deepEqual(back, whole.messages);
      }),
      runs(5),
    );
  });

  it('keeps the forward token at the end, and reads on from it what is written later', async () => {
    const caller = new FarmCaller();
    const { forward } = await read(caller, 'active', { limit: 10 });
    const follow = { startFromHead: true, nextToken: forward };
    assert.deepEqual((await read(caller, 'active', follow)).messages, []);
    assert.equal((await read(caller, 'active', follow)).forward, forward);
    caller.nowMs += MINUTE;
    const later = await read(caller, 'active', follow);
    assert.ok(later.messages.length > 20, String(later.messages.length));
    assert.notEqual(later.forward, forward);
    assert.ok(later.times.every((time) => time > OPENED_MS - 1_000 && time <= caller.nowMs));
  });

  it('has a page without events in a long silence, and goes on after it', async () => {
    const caller = new FarmCaller();
    const bake = { startTime: OPENED_MS - 345 * MINUTE, endTime: OPENED_MS - 285 * MINUTE, limit: 10_000 };
    const pages = await readAll(caller, 'millionLines', bake);
    const empty = pages.findIndex(({ messages }) => messages.length === 0);
    assert.ok(empty > 0 && empty < pages.length - 1, `${empty} of ${pages.length}`);
    const before = pages[empty - 1]?.times.at(-1) ?? 0;
    const after = pages[empty + 1]?.times[0] ?? 0;
    assert.ok(after - before > 30 * MINUTE);
  });

  it('begins at the start time, and ends before the end time', async () => {
    const caller = new FarmCaller();
    const { times } = await read(caller, 'failedTask', { startFromHead: true });
    const [startTime = 0, endTime = 0] = [times[100], times[200]];
    const part = await read(caller, 'failedTask', { startFromHead: true, startTime, endTime });
    assert.deepEqual(
      part.times,
      times.filter((time) => time >= startTime && time < endTime),
    );
  });

  it('writes any page of a million lines', async () => {
    const caller = new FarmCaller();
    const head = await read(caller, 'millionLines', { startFromHead: true, limit: 100 });
    const middle = await read(caller, 'millionLines', {
      startTime: OPENED_MS - 400 * MINUTE,
      startFromHead: true,
      limit: 10,
    });
    const tail = await read(caller, 'millionLines', {});
    const older = await read(caller, 'millionLines', { nextToken: tail.backward });
    assert.equal(head.messages.length, 100);
    assert.match(middle.messages[5] ?? '', /^bake patch \d{7} of 1000000 {2}residual 0\.\d{6} {2}wave \d+$/);
    assert.equal(tail.messages.length, 10_000);
    assert.equal(older.messages.length, 10_000);
    assert.ok((older.times.at(-1) ?? 0) <= (tail.times[0] ?? 0));
  });

  it('fits a page into a megabyte', async () => {
    const caller = new FarmCaller();
    for (const page of await readAll(caller, 'millionLines', { endTime: OPENED_MS - 515 * MINUTE })) {
      const bytes = page.messages.reduce((sum, message) => sum + Buffer.byteLength(message) + 26, 0);
      assert.ok(bytes <= 1_048_576);
    }
  });

  it('has colors, and events of several lines', async () => {
    const { messages } = await read(new FarmCaller(), 'failedTask', { startFromHead: true });
    assert.ok(messages.some((message) => message.includes('\u001b[32m')));
    assert.ok(messages.some((message) => message.startsWith('Summary Statistics for file downloads:\nProcessed ')));
  });

  it('reports the progress that the log does', async () => {
    const caller = new FarmCaller();
    const { sessionId, ...job } = caller.ids('active');
    for (let step = 0; step < 10; step++) {
      caller.nowMs += 17_000;
      const actions = listAt(await caller.ask('ListSessionActions', { ...job, sessionId }), 'sessionActions');
      const running = actions.find((action) => find(action, 'status') === 'RUNNING');
      if (running === undefined) {
        continue;
      }
      // Events can be read a little after they are written.
      const atMs = caller.nowMs;
      caller.nowMs += 800;
      const { messages } = await read(caller, 'active', { endTime: atMs + 1, limit: 150 });
      caller.nowMs = atMs;
      const start = messages.lastIndexOf('--------- Running Task');
      const reported = messages.slice(start).filter((message) => message.startsWith('openjd_progress: '));
      assert.equal(`openjd_progress: ${numberAt(running, 'progressPercent')}`, reported.at(-1) ?? 'openjd_progress: 0');
    }
  });

  it('is a worker’s in JSON, an object an event', async () => {
    const caller = new FarmCaller();
    const session = await caller.ask('GetSession', caller.ids('active'));
    const log = find(session, 'workerLog', 'options') as { logGroupName: string; logStreamName: string };
    const events = listAt(await caller.ask('GetLogEvents', { ...log, startFromHead: true }), 'events');
    const records = events.map((event) => JSON.parse(textAt(event, 'message')) as Record<string, unknown>);
    assert.deepEqual(Object.keys(records[0] ?? {}).slice(0, 4), ['level', 'ti', 'type', 'subtype']);
    const types = new Set(records.map((record) => `${textAt(record, 'type')}.${textAt(record, 'subtype')}`));
    for (const type of ['Worker.Create', 'Session.Starting', 'Session.Logs', 'Action.Start', 'Action.End', 'API.Req']) {
      assert.ok(types.has(type), type);
    }
    const ended = records.filter((record) => record.type === 'Action' && record.subtype === 'End');
    assert.equal(ended.length, 7);
  });

  it('knows no stream that is not there, and no group either', async () => {
    const caller = new FarmCaller();
    const { logGroupName } = caller.logOf('active');
    const logStreamName = 'session-00000000000000000000000000000000';
    refuses(await caller.call('GetLogEvents', { logGroupName, logStreamName }), 'ResourceNotFoundException');
    refuses(
      await caller.call('GetLogEvents', { logGroupName: '/aws/other', logStreamName }),
      'ResourceNotFoundException',
    );
    refuses(await caller.call('GetLogEvents', caller.logOf('logError')), 'ResourceNotFoundException');
    const elsewhere = { ...caller.logOf('active'), logGroupName: caller.logOf('failedEnvironment').logGroupName };
    refuses(await caller.call('GetLogEvents', elsewhere), 'ResourceNotFoundException');
  });

  it('refuses tokens that it did not give, gave for another stream, or gave yesterday', async () => {
    const caller = new FarmCaller();
    const { forward, backward } = await read(caller, 'failedTask', {});
    const ask = async (example: string, nextToken: string, startFromHead = true): Promise<Answer> =>
      caller.call('GetLogEvents', { ...caller.logOf(example), nextToken, startFromHead });
    refuses(await ask('failedTask', 'f/1/s'), 'InvalidParameterException');
    refuses(await ask('failedTask', forward.replace('f/', 'f/1')), 'InvalidParameterException');
    refuses(await ask('active', backward, false), 'InvalidParameterException');
    refuses(await ask('failedTask', forward, false), 'InvalidParameterException');
    caller.nowMs += 25 * 60 * MINUTE;
    refuses(await ask('failedTask', backward, false), 'InvalidParameterException');
  });

  for (const [what, input] of [
    ['neither a name nor an identifier of a group', { logStreamName: 'x' }],
    ['no stream', { logGroupName: '/aws/deadline/x' }],
    ['a page of none', { limit: 0 }],
    ['a page that is too large', { limit: 10_001 }],
    ['a time that is none', { startTime: -1 }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const caller = new FarmCaller();
      const whole = 'limit' in input || 'startTime' in input ? { ...caller.logOf('active'), ...input } : input;
      refuses(await caller.call('GetLogEvents', whole), 'InvalidParameterException');
    });
  }

  it('finds words in several streams, in the order of time', async () => {
    const caller = new FarmCaller();
    const { logGroupName, logStreamName } = caller.logOf('failedTask');
    const names = [logStreamName, caller.logOf('active').logStreamName];
    const search = { logGroupName, logStreamNames: names, filterPattern: '"Rendering frame" -1002' };
    const found = await caller.list('FilterLogEvents', 'events', { ...search, limit: 3 });
    const messages = found.map((event) => textAt(event, 'message'));
    assert.deepEqual(
      messages,
      [1001, 1003, 1004, 1005, 1001, 1003, 1004, 1005, 1006].map((frame) => `openjd_status: Rendering frame ${frame}`),
    );
    const times = found.map((event) => numberAt(event, 'timestamp'));
    assert.deepEqual(times, times.toSorted());
    assert.equal(new Set(found.map((event) => textAt(event, 'eventId'))).size, found.length);
  });

  it('lists streams, the last written first', async () => {
    const caller = new FarmCaller();
    const { logGroupName, logStreamName } = caller.logOf('active');
    const streams = await caller.list('DescribeLogStreams', 'logStreams', {
      logGroupName,
      orderBy: 'LastEventTime',
      descending: true,
      limit: 50,
    });
    assert.ok(streams.length > 400);
    assert.equal(new Set(streams.map((stream) => textAt(stream, 'logStreamName'))).size, streams.length);
    const times = streams.map((stream) => numberAt(stream, 'lastEventTimestamp'));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    const one = await caller.ask('DescribeLogStreams', { logGroupName, logStreamNamePrefix: logStreamName });
    assert.equal(listAt(one, 'logStreams').length, 1);
  });
});
