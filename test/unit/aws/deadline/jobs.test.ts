import assert from 'node:assert/strict';

import { type JobQuery, NEWEST_JOBS } from '../../../../src/core/farm/farm';
import { SAMPLE_CONNECTION } from '../../../../src/core/session/sessionKey';
import { DEADLINE, problemsOf } from '../../../support/farm/farmInterface';

import {
  type Answer,
  type Asked,
  FARM,
  JOB,
  QUEUE,
  VALID,
  createHandFarm,
  failing,
} from '../../../support/aws/handFarm';
import { createTestService, refusal, signal } from '../../../support/aws/service';

describe('aws/jobs', () => {
  const serve = (answers: Readonly<Record<string, Answer>>) => {
    const farm = createHandFarm(answers);
    return { farm, ...createTestService(farm.handle) };
  };
  const job = (digit: string, more: object = {}) => ({
    ...VALID.GetJob,
    jobId: `job-${digit.repeat(32)}`,
    queueId: QUEUE,
    ...more,
  });
  const query = (change: Partial<JobQuery>): JobQuery => ({ ...NEWEST_JOBS, ...change });
  const digits = (items: readonly { readonly jobId: string }[]) => items.map(({ jobId }) => jobId.at(-1)).join('');
  const [NEWEST, AND] = [{ name: 'CREATED_AT', sortOrder: 'DESCENDING' }, 'AND'];

  const translates = (
    fact: string,
    change: Partial<JobQuery>,
    sorts: readonly object[],
    filters: readonly object[],
  ) => {
    it(`asks the service for ${fact}`, async () => {
      const { farm, service } = serve({ SearchJobs: { jobs: [job('1')], totalResults: 1 } });
      await service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], query(change), signal).page();
      const body = farm.asked[0]?.body;
      assert.deepEqual(body, {
        queueIds: [QUEUE],
        itemOffset: 0,
        sortExpressions: sorts.map((fieldSort) => ({ fieldSort })),
        ...(filters.length === 0 ? {} : { filterExpressions: { filters, operator: AND } }),
      });
      assert.deepEqual(problemsOf(DEADLINE, 'SearchJobsRequest', body), []);
    });
  };
  const status = (operator: string, value: string) => ({
    stringFilter: { name: 'TASK_RUN_STATUS', operator, value },
  });
  const anyOf = (...values: readonly string[]) => ({
    stringListFilter: { name: 'TASK_RUN_STATUS', operator: 'ANY_EQUALS', values },
  });
  const named = (searchTerm: string) => ({ searchTermFilter: { searchTerm, matchType: 'CONTAINS' } });
  const by = (value: string) => ({ stringFilter: { name: 'CREATED_BY', operator: 'EQUAL', value } });

  translates('the newest jobs', {}, [NEWEST], []);
  translates('the oldest jobs', { order: 'oldest' }, [{ name: 'CREATED_AT', sortOrder: 'ASCENDING' }], []);
  translates(
    'the most urgent jobs',
    { order: 'priority' },
    [{ name: 'PRIORITY', sortOrder: 'DESCENDING' }, NEWEST],
    [],
  );
  translates('jobs by name', { order: 'name' }, [{ name: 'NAME', sortOrder: 'ASCENDING' }, NEWEST], []);
  translates('jobs with a text in their name', { text: ' sh020 ' }, [NEWEST], [named('sh020')]);
  translates('no more of a text than it takes', { text: 'x'.repeat(300) }, [NEWEST], [named('x'.repeat(256))]);
  translates('all jobs where the text is blank', { text: ' ' }, [NEWEST], []);
  translates('somebody’s jobs', { createdBy: 'ada' }, [NEWEST], [by('ada')]);
  translates('jobs in some states', { statuses: ['RUNNING', 'READY'] }, [NEWEST], [anyOf('RUNNING', 'READY')]);
  translates('failed jobs first', { order: 'failedFirst' }, [NEWEST], [status('EQUAL', 'FAILED')]);
  translates(
    'all of it at once',
    { text: 'sh', createdBy: 'ada', statuses: ['FAILED', 'RUNNING'], order: 'failedFirst' },
    [NEWEST],
    [named('sh'), by('ada'), status('EQUAL', 'FAILED')],
  );
  translates(
    'no failed jobs first where nobody wants failed ones',
    { statuses: ['READY'], order: 'failedFirst' },
    [NEWEST],
    [anyOf('READY')],
  );

  it('lists the failed jobs, then the others', async () => {
    const { farm, service } = serve({
      SearchJobs: ({ body }: Asked) => {
        const isFailed = JSON.stringify(body).includes('"EQUAL"');
        return isFailed && body.itemOffset === 0
          ? { jobs: [job('1')], totalResults: 101, nextItemOffset: 100 }
          : { jobs: [job(isFailed ? '2' : '3')], totalResults: 1 };
      },
    });
    const found: string[] = [];
    for await (const page of service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], query({ order: 'failedFirst' }), signal)) {
      found.push(digits(page));
    }
    assert.deepEqual(found, ['1', '2', '3']);
    assert.deepEqual(
      farm.asked.map(({ body: { itemOffset, filterExpressions } }) => [itemOffset, filterExpressions]),
      [
        [0, { filters: [status('EQUAL', 'FAILED')], operator: AND }],
        [100, { filters: [status('EQUAL', 'FAILED')], operator: AND }],
        [0, { filters: [status('NOT_EQUAL', 'FAILED')], operator: AND }],
      ],
    );
  });

  it('shows jobs at once where none failed', async () => {
    const { farm, service } = serve({
      SearchJobs: ({ body }: Asked) =>
        JSON.stringify(body).includes('NOT_EQUAL')
          ? { jobs: [job('1')], totalResults: 1 }
          : { jobs: [], totalResults: 0 },
    });
    const page = await service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], query({ order: 'failedFirst' }), signal).page();
    assert.deepEqual([digits(page.items), page.next, farm.asked.length], ['1', undefined, 2]);
  });

  it('says how many jobs there are, and ends where the search does', async () => {
    const { service } = serve({
      SearchJobs: ({ body }: Asked) => ({
        jobs: [job('1')],
        totalResults: 10_000,
        nextItemOffset: Number(body.itemOffset) + 100,
      }),
    });
    const jobs = service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], NEWEST_JOBS, signal);
    const [first, last] = [await jobs.page(), await jobs.page('9900')];
    assert.deepEqual([first.total, first.next, last.next], [10_000, '100', undefined]);
  });

  it('knows which of several queues a job is in', async () => {
    const other = `queue-${'9'.repeat(32)}` as const;
    const { farm, service } = serve({
      SearchJobs: { jobs: [job('1'), job('2', { queueId: other }), job('3', { queueId: undefined })], totalResults: 3 },
    });
    const page = await service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE, other], NEWEST_JOBS, signal).page();
    assert.deepEqual(
      page.items.map(({ queueId }) => queueId),
      [QUEUE, other],
    );
    assert.deepEqual(farm.asked[0]?.body.queueIds, [QUEUE, other]);
  });

  const ARCHIVED = { lifecycleStatus: 'ARCHIVED' };

  for (const [archived, expected] of [
    ['without', '1'],
    ['with', '12'],
  ] as const) {
    it(`finds jobs ${archived} archived ones`, async () => {
      const { service } = serve({ SearchJobs: { jobs: [job('1'), job('2', ARCHIVED)], totalResults: 2 } });
      const page = await service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], query({ archived }), signal).page();
      assert.equal(digits(page.items), expected);
    });
  }

  it('lists archived jobs, a call a page, also where a page has none', async () => {
    const { farm, service } = serve({
      ListJobs: ({ request }: Asked) =>
        request.query.nextToken === 'two'
          ? { jobs: [job('3', ARCHIVED), job('4', { ...ARCHIVED, name: 'another' })] }
          : { jobs: [job('1'), job('2')], nextToken: 'two' },
    });
    const jobs = service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], query({ archived: 'only', text: 'SH020' }), signal);
    const first = await jobs.page();
    assert.deepEqual([digits(first.items), farm.operations()], ['', ['ListJobs']]);
    const second = await jobs.page(first.next);
    assert.deepEqual([digits(second.items), second.next], ['3', undefined]);
  });

  it('lists what it may not search, by the same query', async () => {
    const { farm, service } = serve({
      SearchJobs: failing(403, 'AccessDeniedException', 'No'),
      ListJobs: {
        jobs: [
          job('1', { priority: 10, taskRunStatus: 'FAILED' }),
          job('2', { priority: 90, taskRunStatus: 'FAILED' }),
          job('3', { createdBy: 'grace', taskRunStatus: 'FAILED' }),
          job('4'),
        ],
      },
    });
    const wanted = query({ statuses: ['FAILED'], createdBy: 'ada', order: 'priority' });
    const page = await service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], wanted, signal).page();
    assert.equal(digits(page.items), '21');
    assert.deepEqual(farm.operations(), ['SearchJobs', 'ListJobs']);
  });

  it('goes on searching elsewhere when one queue is forbidden', async () => {
    const { farm, service } = serve({
      SearchJobs: ({ body }: Asked) =>
        JSON.stringify(body).includes(QUEUE)
          ? failing(403, 'AccessDeniedException', 'No')
          : { jobs: [job('1')], totalResults: 1 },
    });
    assert.equal(
      (await refusal(service.jobs(SAMPLE_CONNECTION, FARM, [QUEUE], NEWEST_JOBS, signal).page())).kind,
      'accessDenied',
    );
    await service.jobs(SAMPLE_CONNECTION, FARM, [`queue-${'9'.repeat(32)}`], NEWEST_JOBS, signal).page();
    assert.deepEqual(farm.operations(), ['SearchJobs', 'ListJobs', 'SearchJobs']);
  });

  it('reads jobs by their ids, a hundred a call', async () => {
    const { farm, service } = serve({
      BatchGetJob: ({ body }: Asked) => ({
        jobs: (body.identifiers as { readonly jobId: string }[])
          .filter(({ jobId }) => jobId !== JOB)
          .map((ids) => ({ ...VALID.GetJob, ...ids })),
        errors: [
          { farmId: FARM, queueId: QUEUE, jobId: JOB, code: 'ResourceNotFoundException', message: 'It is not there.' },
        ],
      }),
    });
    const wanted = Array.from({ length: 149 }, (_, index) => ({
      farmId: FARM,
      queueId: QUEUE,
      jobId: `job-${index.toString(16).padStart(32, '0')}` as const,
    }));
    const parts = await service.fetchJobs(
      SAMPLE_CONNECTION,
      [...wanted, { farmId: FARM, queueId: QUEUE, jobId: JOB }],
      signal,
    );
    assert.deepEqual(farm.operations(), ['BatchGetJob', 'BatchGetJob']);
    assert.deepEqual(
      parts.slice(0, -1).map((part) => part.ok && part.value.jobId),
      wanted.map(({ jobId }) => jobId),
    );
    const last = parts.at(-1);
    assert.equal(last && !last.ok && last.fault.kind, 'notFound');
  });
});
