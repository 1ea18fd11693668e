import assert from 'node:assert/strict';

import type { LogRequest } from '../../../../src/core/logs/pages/logReader';
import type { LogLocation } from '../../../../src/core/service/ports';
import type { Service } from '../../../../src/core/service/service';
import type { LogConfiguration } from '../../../../src/core/session/session';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';

import {
  type Answer,
  type Asked,
  FARM,
  FLEET,
  QUEUE,
  SESSION,
  createHandFarm,
  failing,
} from '../../../support/aws/handFarm';
import { HurriedClock } from '../../../support/aws/hurriedClock';
import { createTestService, refusal, signal } from '../../../support/aws/service';

describe('aws/logs', () => {
  const configuration: LogConfiguration = {
    driver: 'awslogs',
    options: { logGroupName: `/aws/deadline/${FARM}/${QUEUE}`, logStreamName: SESSION },
    parameters: {},
    error: undefined,
  };
  const LOG: LogLocation = { connection: SAMPLE_CONNECTION, farmId: FARM, owner: QUEUE, configuration };
  const with_ = (changes: Partial<LogConfiguration>): LogLocation => ({
    ...LOG,
    configuration: { ...configuration, ...changes },
  });
  const serve = (answers: Readonly<Record<string, Answer>>) => {
    const farm = createHandFarm(answers);
    return { farm, ...createTestService(farm.handle, { clock: new HurriedClock() }) };
  };
  const event = (timestamp: number) => ({ timestamp, message: `line ${timestamp}`, ingestionTime: timestamp });
  const read = (timestampMs: number) => ({ timestampMs, message: `line ${timestampMs}` });

  /**
   * Pages of a stream by token, as CloudWatch gives them: a token that leads nowhere comes back as it was sent. Page 1 is empty
   * without being an end.
   */
  const PAGES: readonly (readonly number[])[] = [[1, 2], [], [3, 4], [5]];
  const stream = ({ body }: Asked): Answer => {
    const token = body.nextToken as string | undefined;
    const [, direction, at] = /^(b|f)(\d+)$/.exec(token ?? `b${PAGES.length}`) ?? assert.fail();
    const index = direction === 'b' ? Number(at) - 1 : Number(at);
    const page = PAGES[index];
    return page === undefined
      ? { events: [], nextBackwardToken: `b${Math.max(0, index + 1)}`, nextForwardToken: `f${Math.max(0, index)}` }
      : { events: page.map(event), nextBackwardToken: `b${index}`, nextForwardToken: `f${index + 1}` };
  };

  /** One page, its events unpacked. */
  const ask = async (service: Service, request: LogRequest, log = LOG) => {
    const answer = await service.read(log, request, signal);
    return answer && { ...answer, events: answer.events.events() };
  };
  const newest = (service: Service, log = LOG) => ask(service, { direction: 'older' }, log);

  it('reads the newest page first, then older ones to the beginning', async () => {
    const { farm, service } = serve({ GetLogEvents: stream });
    assert.deepEqual(await newest(service), { events: [read(5)], older: 'b3', newer: 'f4', isEnd: false });
    const older = (token: string) => ask(service, { direction: 'older', token });
    assert.deepEqual(await older('b3'), { events: [3, 4].map(read), older: 'b2', newer: 'f3', isEnd: false });
    assert.deepEqual(await older('b2'), { events: [], older: 'b1', newer: 'f2', isEnd: false });
    assert.deepEqual(await older('b1'), { events: [1, 2].map(read), older: 'b0', newer: 'f1', isEnd: false });
    assert.deepEqual(await older('b0'), { events: [], older: 'b0', newer: 'f0', isEnd: true });
    assert.deepEqual(
      farm.asked.map(({ body: { startFromHead, nextToken } }) => [startFromHead, nextToken]),
      [
        [false, undefined],
        [false, 'b3'],
        [false, 'b2'],
        [false, 'b1'],
        [false, 'b0'],
      ],
    );
    assert.deepEqual(
      [farm.asked[0]?.body.logGroupName, farm.asked[0]?.body.logStreamName, farm.asked[0]?.request.hostname],
      [`/aws/deadline/${FARM}/${QUEUE}`, SESSION, 'logs.us-west-2.amazonaws.com'],
    );
  });

  it('looks for an excerpt beyond an empty page', async () => {
    const { service } = serve({
      GetLogEvents: (asked) =>
        asked.body.nextToken === undefined
          ? { events: [], nextBackwardToken: 'b4', nextForwardToken: 'f9' }
          : stream(asked),
    });
    assert.deepEqual(await service.between(LOG, 0, 9, signal), [read(5)]);
  });

  it('does not follow empty pages for ever, nor beyond the end', async () => {
    let page = 0;
    const endless = serve({
      GetLogEvents: () => ({ events: [], nextBackwardToken: `b${++page}`, nextForwardToken: 'f' }),
    });
    assert.deepEqual(await endless.service.between(LOG, 0, 9, signal), []);
    assert.equal(endless.farm.asked.length, 21);
    const empty = serve({ GetLogEvents: { events: [], nextBackwardToken: 'b', nextForwardToken: 'f' } });
    assert.deepEqual(await empty.service.between(LOG, 0, 9, signal), []);
    assert.equal(empty.farm.asked.length, 2);
  });

  it('reads an excerpt between two times', async () => {
    const { farm, service } = serve({
      GetLogEvents: { events: [event(7)], nextBackwardToken: 'b', nextForwardToken: 'f' },
    });
    assert.deepEqual(await service.between(LOG, 5, 10, signal), [read(7)]);
    const { startTime, endTime, startFromHead } = farm.asked[0]?.body ?? {};
    assert.deepEqual([startTime, endTime, startFromHead], [5, 10, false]);
  });

  it('knows no page of a stream that does not exist yet', async () => {
    const { service } = serve({
      GetLogEvents: failing(400, 'ResourceNotFoundException', 'The specified log stream does not exist.'),
    });
    assert.equal(await newest(service), undefined);
    assert.equal(await service.between(LOG, 0, 1, signal), undefined);
  });

  it('asks in the Region that the configuration names', async () => {
    const { farm, service } = serve({ GetLogEvents: stream });
    await newest(service, with_({ options: { ...configuration.options, region: 'eu-west-1' } }));
    assert.equal(farm.asked[0]?.request.hostname, 'logs.us-west-2.amazonaws.com');
    assert.match(farm.asked[0].request.headers.authorization ?? '', /\/eu-west-1\/logs\//);
  });

  it('looks in the farm’s Region for a log that is not in the Region its options name, and looks there first from then on', async () => {
    const regionOf = ({ request }: Asked): string =>
      /\/(?<region>[\w-]+)\/logs\//.exec(request.headers.authorization ?? '')?.groups?.region ?? '';
    const { farm, service } = serve({
      GetLogEvents: (asked) =>
        regionOf(asked) === 'us-west-2' ? stream(asked) : failing(400, 'ResourceNotFoundException', 'No such group.'),
    });
    const stale = with_({ options: { ...configuration.options, region: 'eu-west-1' } });
    assert.deepEqual((await newest(service, stale))?.events, [read(5)]);
    await newest(service, stale);
    assert.deepEqual(farm.asked.map(regionOf), ['eu-west-1', 'us-west-2', 'us-west-2']);
  });

  it('knows no page of a log that is in neither Region', async () => {
    const { farm, service } = serve({ GetLogEvents: failing(400, 'ResourceNotFoundException', 'No such group.') });
    const stale = with_({ options: { ...configuration.options, region: 'eu-west-1' } });
    assert.equal(await newest(service, stale), undefined);
    assert.equal(farm.asked.length, 2);
  });

  it('knows no page of a log that does not exist where only a lent role may look', async () => {
    const { service } = serve({
      GetLogEvents: ({ request }) =>
        (request.headers.authorization ?? '').includes('ROLE')
          ? failing(400, 'ResourceNotFoundException', 'No such stream.')
          : failing(403, 'AccessDeniedException', 'User is not authorized'),
      AssumeQueueRoleForRead: {
        credentials: {
          accessKeyId: 'ROLE',
          secretAccessKey: 's',
          sessionToken: 't',
          expiration: '2100-01-01T00:00:00Z',
        },
      },
    });
    assert.equal(await newest(service), undefined);
  });

  it('takes the names from the parameters where older workers put them', async () => {
    const { farm, service } = serve({ GetLogEvents: stream });
    await newest(service, with_({ options: {}, parameters: configuration.options }));
    assert.equal(farm.asked[0]?.body.logStreamName, SESSION);
  });

  const checkUnreadable = async (changes: Partial<LogConfiguration>, message: string): Promise<void> => {
    const { farm, service } = serve({});
    assert.deepEqual(await refusal(newest(service, with_(changes))), { kind: 'invalid', message, remedies: [] });
    assert.deepEqual(farm.asked, []);
  };

  it('quotes why a log could not be set up', () =>
    checkUnreadable(
      { options: {}, error: 'Could not create\nlog stream' },
      'There is no log, because it could not be set up: Could not create log stream.',
    ));
  it('says which driver it cannot read', () =>
    checkUnreadable(
      { driver: 'splunk' },
      'This log is kept by “splunk”, which cannot be read here. Ask the owner of the worker for it.',
    ));
  it('says that the service named no place', () =>
    checkUnreadable({ options: {} }, 'The service did not say where this log is kept, so it cannot be read.'));
  it('asks for no group or stream that cannot exist', () =>
    checkUnreadable(
      { options: { logGroupName: 'a b', logStreamName: 'x:*' } },
      'The service named a log group or stream that cannot exist, so the log cannot be read.',
    ));

  const denied = failing(400, 'AccessDeniedException', 'User is not authorized to perform: logs:GetLogEvents');
  const credentials = {
    credentials: {
      accessKeyId: 'QUEUEROLE',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiration: '2026-03-01T11:00:00Z',
    },
  };
  const onlyFor =
    (key: string) =>
    (asked: Asked): Answer =>
      asked.request.headers.authorization?.includes(`Credential=${key}/`) ? stream(asked) : denied;

  it('reads one page a call, with its span and both tokens, and tells the end', async () => {
    const { farm, service } = serve({ GetLogEvents: stream });
    const on = (token: string) => ask(service, { direction: 'newer', fromMs: 1, untilMs: 9, token });
    assert.deepEqual(await on('f1'), { events: [], older: 'b1', newer: 'f2', isEnd: false });
    assert.deepEqual(await on('f3'), { events: [read(5)], older: 'b3', newer: 'f4', isEnd: false });
    assert.deepEqual(await on('f4'), { events: [], older: 'b5', newer: 'f4', isEnd: true });
    const { startTime, endTime, startFromHead, nextToken } = farm.asked[2]?.body ?? {};
    assert.deepEqual([startTime, endTime, startFromHead, nextToken], [1, 9, true, 'f4']);
    assert.equal(farm.asked.length, 3);
  });

  it('reads events as they were written, whatever is in them', async () => {
    const messages = ['a\nb\r', '\u0000', '\ud800', '\u202e', '{"events":[]}', 'x'.repeat(256_000)];
    const events = messages.map((message) => ({ timestamp: 1, message }));
    const { service } = serve({
      GetLogEvents: {
        events: [...events, { timestamp: 'no' }, { message: 'no' }],
        nextBackwardToken: 'b',
        nextForwardToken: 'f',
      },
    });
    const page = await service.read(LOG, { direction: 'older' }, signal);
    assert.deepEqual(
      page?.events.events().map(({ message }) => message),
      messages,
    );
  });

  it('knows no page of a stream that is gone', async () => {
    const { service } = serve({ GetLogEvents: failing(400, 'ResourceNotFoundException', 'It does not exist.') });
    assert.equal(await service.read(LOG, { direction: 'newer', token: 'f1' }, signal), undefined);
  });

  it('does not believe a page that is none', async () => {
    for (const answer of [
      {},
      { events: 'x', nextBackwardToken: 'b', nextForwardToken: 'f' },
      { events: [1] },
      { events: [] },
    ]) {
      const { service } = serve({ GetLogEvents: answer });
      assert.equal((await refusal(service.read(LOG, { direction: 'older' }, signal))).kind, 'unexpectedAnswer');
    }
  });

  it('searches page by page for the words as they are', async () => {
    const pages: Readonly<Record<string, Answer>> = {
      first: { events: [event(1), { timestamp: 2, message: 'other' }], nextToken: 'second' },
      second: { events: [], nextToken: 'third' },
      third: { events: [event(3)] },
    };
    const farm = createHandFarm({
      FilterLogEvents: ({ body }) => pages[(body.nextToken as string | undefined) ?? 'first'] ?? assert.fail(),
    });
    const { service } = createTestService(farm.handle);
    const found = [];
    for await (const events of service.search(LOG, { text: 'line', fromMs: 1 }, signal)) {
      found.push(...events);
    }
    assert.deepEqual(found, [read(1), read(3)]);
    const { filterPattern, logStreamNames, startTime } = farm.asked[0]?.body ?? {};
    assert.deepEqual([filterPattern, logStreamNames, startTime], ['"line"', [SESSION], 1]);
  });

  it('ends a search whose tokens lead round in a circle', async () => {
    const farm = createHandFarm({
      FilterLogEvents: ({ body }) => ({ events: [event(1)], nextToken: body.nextToken === '0' ? '1' : '0' }),
    });
    const { service } = createTestService(farm.handle);
    let pages = 0;
    for await (const events of service.search(LOG, { text: 'line' }, signal)) {
      pages += events.length;
    }
    assert.equal(pages, 3);
  });

  it('reads in the connection’s Region where the log’s options name none that can be', async () => {
    const { farm, service } = serve({ GetLogEvents: stream });
    await newest(service, with_({ options: { ...configuration.options, region: 'evil.example/#' } }));
    assert.equal(farm.asked[0]?.request.hostname.includes('evil'), false);
  });

  it('starts with the own credentials again once a role is taken away', async () => {
    let isTaken = false;
    const credentials = {
      accessKeyId: 'ROLE',
      secretAccessKey: 's',
      sessionToken: 't',
      expiration: '2030-01-01T00:00:00Z',
    };
    const { farm, service } = serve({
      AssumeQueueRoleForRead: { credentials },
      GetLogEvents: (asked) => {
        const isRole = asked.request.headers.authorization?.includes('Credential=ROLE/') === true;
        return isRole !== isTaken ? stream(asked) : failing(403, 'AccessDeniedException', 'No');
      },
    });
    const keys = () =>
      farm.asked
        .splice(0)
        .map(({ operation, request }) =>
          operation === 'GetLogEvents' ? /Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] : operation,
        );
    await newest(service);
    assert.deepEqual(keys(), ['SAMPLEFARM', 'AssumeQueueRoleForRead', 'ROLE']);
    await newest(service);
    assert.deepEqual(keys(), ['ROLE']);
    isTaken = true;
    await refusal(newest(service));
    assert.equal(keys()[0], 'ROLE');
    await newest(service);
    assert.deepEqual(keys(), ['SAMPLEFARM']);
  });

  it('asks for nothing that could be a filter’s own language', async () => {
    const { farm, service } = serve({ FilterLogEvents: { events: [{ timestamp: 1, message: 'a "-b c" \\d' }] } });
    for await (const events of service.search(LOG, { text: '"-b c" \\d' }, signal)) {
      assert.equal(events.length, 1);
    }
    assert.deepEqual(
      farm.asked.map(({ body }) => body.filterPattern),
      ['"-b c"'],
    );
  });

  it('says which permission searching takes', async () => {
    const { service } = serve({});
    const search = async (): Promise<void> => {
      for await (const events of service.search(LOG, { text: 'x' }, signal)) {
        assert.fail(String(events.length));
      }
    };
    assert.match((await refusal(search())).message, /may not use logs:FilterLogEvents/);
  });

  const checkPace = (region: string, perSecond: number): void => {
    it(`allows itself ${perSecond} calls a second in ${region}: half of the quota`, () => {
      const { service } = serve({});
      const log: LogLocation = { ...LOG, connection: { source: 'aws', profile: undefined, region } };
      assert.equal(service.allowance(log).perSecond, perSecond);
      assert.equal(service.allowance(log), service.allowance({ ...log }));
    });
  };
  checkPace('us-east-1', 12.5);
  checkPace('us-west-2', 5);
  checkPace('eu-west-3', 15);

  for (const [owner, operation] of [
    [QUEUE, 'AssumeQueueRoleForRead'],
    [FLEET, 'AssumeFleetRoleForRead'],
  ] as const) {
    it(`borrows keys through ${operation} where its own are refused, until they expire`, async () => {
      const clock = new HurriedClock();
      const farm = createHandFarm({ GetLogEvents: onlyFor('QUEUEROLE'), [operation]: credentials });
      const { service } = createTestService(farm.handle, { clock });
      const log = { ...LOG, owner };
      await newest(service, log);
      await ask(service, { direction: 'older', token: 'b3' }, log);
      assert.deepEqual(farm.operations(), ['GetLogEvents', operation, 'GetLogEvents', 'GetLogEvents']);
      clock.tick(54 * 60_000);
      await newest(service, log);
      assert.equal(farm.operations().filter((name) => name === operation).length, 1);
      clock.tick(60_000);
      await newest(service, log);
      assert.equal(farm.operations().filter((name) => name === operation).length, 2);
    });
  }

  it('borrows keys for many queues at once', async () => {
    const { service } = serve({ GetLogEvents: onlyFor('QUEUEROLE'), AssumeQueueRoleForRead: credentials });
    const logs = Array.from({ length: 20 }, (_, index) => ({
      ...LOG,
      owner: `queue-${index.toString(16).padStart(32, '0')}` as const,
    }));
    const pages = await Promise.all(logs.map((log) => newest(service, log)));
    assert.deepEqual(new Set(pages.map((page) => page?.newer)), new Set(['f4']));
  });

  it('borrows the role for users where that for readers is not lent, as people of the monitor must', async () => {
    const { farm, service } = serve({ GetLogEvents: onlyFor('QUEUEROLE'), AssumeQueueRoleForUser: credentials });
    await newest(service);
    await ask(service, { direction: 'older', token: 'b3' });
    assert.deepEqual(farm.operations(), [
      'GetLogEvents',
      'AssumeQueueRoleForRead',
      'AssumeQueueRoleForUser',
      'GetLogEvents',
      'GetLogEvents',
    ]);
  });

  describe('when all refuse', () => {
    const lacks = 'Not allowed to read the log: the sample farm user may not use logs:GetLogEvents in us-west-2,';
    const check = async (answers: Readonly<Record<string, Answer>>, log: LogLocation, way: string): Promise<void> => {
      const { service } = serve(answers);
      assert.deepEqual(await refusal(newest(service, log)), {
        kind: 'accessDenied',
        message: `${lacks} ${way}`,
        remedies: ['chooseConnection', 'retry', 'showOutput'],
      });
    };
    const ofRole: Answer = ({ request }) =>
      request.headers.authorization?.includes('Credential=QUEUEROLE/')
        ? failing(
            403,
            'AccessDeniedException',
            'User: arn:aws:sts::123456789012:assumed-role/StudioQueueRole/ada is not authorized to perform: logs:GetLogEvents',
          )
        : denied;
    const worker = { ...LOG, owner: FLEET, configuration: { ...configuration, options: { ...configuration.options } } };

    it('names what the queue’s role lacks, and the role', () =>
      check(
        { GetLogEvents: ofRole, AssumeQueueRoleForRead: credentials },
        LOG,
        'and so does the queue’s role StudioQueueRole. Ask for logs:GetLogEvents on that role.',
      ));
    it('names what the queue’s role lacks', () =>
      check(
        { GetLogEvents: denied, AssumeQueueRoleForUser: credentials },
        LOG,
        'and so does the queue’s role. Ask for logs:GetLogEvents on that role.',
      ));
    it('names both permissions when the queue’s role is not lent', () =>
      check(
        { GetLogEvents: denied },
        LOG,
        'and may not use the queue’s role either. Ask for one of the two, logs:GetLogEvents or deadline:AssumeQueueRoleForRead.',
      ));
    it('names both permissions when the queue has no role', () =>
      check(
        { GetLogEvents: denied, AssumeQueueRoleForRead: failing(400, 'ValidationException', 'No role') },
        LOG,
        'and may not use the queue’s role either. Ask for one of the two, logs:GetLogEvents or deadline:AssumeQueueRoleForRead.',
      ));
    it('names both permissions when the fleet’s role is not lent', () =>
      check(
        { GetLogEvents: denied },
        worker,
        'and may not use the fleet’s role either. Ask for one of the two, logs:GetLogEvents or deadline:AssumeFleetRoleForRead.',
      ));
  });
});
