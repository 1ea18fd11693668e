import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type SessionText, parseSessionText } from '../../../../src/core/references/reference';
import {
  ACTION,
  COMMAND,
  ENVIRONMENT_DUMP,
  FARM,
  FLEET,
  JOB,
  JOB_ARN,
  LOG_PATH,
  MONITOR,
  MONITOR_URL,
  OTHER_ACTION,
  OTHER_FARM,
  OTHER_JOB,
  OTHER_QUEUE,
  OTHER_SESSION,
  QUEUE,
  SESSION,
  STEP,
  STRUCTURED_WORKER_LOG,
  TASK,
  TWO_JOBS,
  WORKER,
  WORKER_LOG,
} from '../../../fixtures/references';
import { runs } from '../../../support/thorough';

const NOTHING: SessionText = {
  ids: {},
  region: undefined,
  profile: undefined,
  sessions: [],
  conflicts: [],
  missing: ['farm', 'queue', 'job', 'session'],
};
const KEY = { farmId: FARM, queueId: QUEUE, jobId: JOB, sessionId: SESSION };
const COMPLETE: SessionText = { ...NOTHING, ids: KEY, sessions: [SESSION], missing: [] };

/** One line a case: this text is understood so. */
function understands(fact: string, text: string, expected: SessionText): void {
  it(`understands ${fact}`, () => {
    assert.deepEqual(parseSessionText(text), expected);
  });
}

describe('understanding of a text', () => {
  describe('that names one session', () => {
    for (const separator of [' ', ',', ', ', '\n', '\r\n', '/', '\\', '\t', ';', '|', ' - ', '', ' and then ']) {
      understands(
        `the four ids with ${JSON.stringify(separator)} between`,
        [FARM, QUEUE, JOB, SESSION].join(separator),
        COMPLETE,
      );
    }
    it('understands the four ids in every order', () => {
      const orders = [FARM, QUEUE, JOB, SESSION].reduce<string[][]>(
        (all, id) => all.flatMap((order) => [...order.keys(), order.length].map((at) => order.toSpliced(at, 0, id))),
        [[]],
      );
      assert.equal(orders.length, 24);
      for (const order of orders) {
        assert.deepEqual(parseSessionText(order.join('')), COMPLETE);
      }
    });
    understands(
      'the four ids with words',
      `farm: ${FARM}\nqueue: ${QUEUE}\njob: ${JOB}\nsession: ${SESSION}\n`,
      COMPLETE,
    );
    understands('the four ids in JSON', JSON.stringify(KEY, undefined, 2), COMPLETE);
    understands('a Region beside the ids', `us-west-2 ${Object.values(KEY).join(' ')}`, {
      ...COMPLETE,
      region: 'us-west-2',
    });
    understands('a command', COMMAND, { ...COMPLETE, region: 'us-west-2', profile: 'studio x' });
    understands('variables', ENVIRONMENT_DUMP, {
      ...COMPLETE,
      ids: { ...KEY, stepId: STEP, taskId: TASK, sessionActionId: ACTION, fleetId: FLEET, workerId: WORKER },
      region: 'ap-southeast-2',
    });
    understands('an action for its session', `${ACTION} ${ACTION}`, {
      ...NOTHING,
      ids: { sessionActionId: ACTION, sessionId: SESSION },
      sessions: [SESSION],
      missing: ['farm', 'queue', 'job'],
    });
  });

  describe('that leaves something out', () => {
    understands('nothing', '', NOTHING);
    understands('prose', 'Which session of the farm was it? The job- or the queue-one.', NOTHING);
    understands(
      'another service’s URL',
      'https://us-west-2.console.aws.amazon.com/ec2/home#InstanceDetails:instanceId=i-0123456789abcdef0',
      { ...NOTHING, region: 'us-west-2' },
    );
    understands('a page elsewhere', 'https://example.com/jobs/0123456789abcdef0123456789abcdef', NOTHING);
    understands('an id with a digit too few', SESSION.slice(0, -1), NOTHING);
    understands('kinds that only have a name', `queueenv${QUEUE.slice(5)} sp${FARM.slice(4)}`, NOTHING);
    understands('three ids', `${FARM} ${QUEUE} ${JOB}`, {
      ...NOTHING,
      ids: { farmId: FARM, queueId: QUEUE, jobId: JOB },
      missing: ['session'],
    });
    understands('a log’s place', LOG_PATH, {
      ...NOTHING,
      ids: { farmId: FARM, queueId: QUEUE, sessionId: SESSION },
      sessions: [SESSION],
      missing: ['job'],
    });
    understands('a job’s ARN', JOB_ARN, {
      ...NOTHING,
      ids: { farmId: FARM, queueId: QUEUE, jobId: JOB },
      region: 'eu-central-1',
      missing: ['session'],
    });
    understands('a monitor’s link', MONITOR_URL, {
      ...NOTHING,
      ids: { farmId: FARM, queueId: QUEUE, jobId: JOB, stepId: STEP, taskId: TASK },
      region: 'us-west-2',
      missing: ['session'],
    });
  });

  describe('that says too much', () => {
    understands('two sessions of a job', `${FARM} ${QUEUE} ${JOB} ${OTHER_SESSION} ${ACTION}`, {
      ...NOTHING,
      ids: { farmId: FARM, queueId: QUEUE, jobId: JOB, sessionActionId: ACTION },
      sessions: [OTHER_SESSION, SESSION],
      conflicts: ['session'],
      missing: [],
    });
    understands(
      'two of everything',
      [FARM, OTHER_FARM, QUEUE, OTHER_QUEUE, JOB, OTHER_JOB, SESSION, OTHER_SESSION].join(),
      {
        ...NOTHING,
        sessions: [SESSION, OTHER_SESSION],
        conflicts: ['farm', 'queue', 'job', 'session'],
        missing: [],
      },
    );
    understands('two actions of one session', `${ACTION} ${ACTION.slice(0, -1)}4`, {
      ...NOTHING,
      ids: { sessionId: SESSION },
      sessions: [SESSION],
      missing: ['farm', 'queue', 'job'],
    });
    understands('the jobs of a script', JSON.stringify(TWO_JOBS), {
      ...NOTHING,
      ids: { farmId: FARM, workerId: WORKER },
      sessions: [SESSION, 'session-ee7192a3b4c6d8eafc0123456789ab11', OTHER_SESSION],
      conflicts: ['queue', 'job', 'session'],
      missing: [],
    });
    understands('a worker’s log', WORKER_LOG, {
      ...NOTHING,
      ids: { farmId: FARM, sessionActionId: ACTION, stepId: STEP, taskId: TASK },
      sessions: [SESSION, OTHER_SESSION, 'session-ee7192a3b4c6d8eafc0123456789ab11'],
      conflicts: ['queue', 'job', 'session'],
      missing: [],
    });
    understands('a worker’s structured log', STRUCTURED_WORKER_LOG, {
      ...NOTHING,
      ids: {
        farmId: FARM,
        queueId: QUEUE,
        jobId: JOB,
        fleetId: FLEET,
        workerId: WORKER,
        sessionActionId: OTHER_ACTION,
      },
      region: 'us-west-2',
      sessions: [SESSION, OTHER_SESSION],
      conflicts: ['session'],
      missing: [],
    });
  });

  describe('that names a place', () => {
    const region = (fact: string, text: string, expected: string | undefined): void => {
      it(`${expected ? `reads ${expected} from` : 'reads none from'} ${fact}`, () => {
        assert.equal(parseSessionText(text).region, expected);
      });
    };
    region('a link, whatever else is said', `${MONITOR}/farms/${FARM} --region eu-west-1 us-east-1`, 'us-west-2');
    region('two links that differ', `${MONITOR}/farms/${FARM} ${JOB_ARN} --region eu-west-1`, undefined);
    region('two links that agree', `${MONITOR}/farms/${FARM} ${MONITOR}/farms/${FARM}`, 'us-west-2');
    region('a flag, whatever words there are', '--region eu-west-1 us-east-1', 'eu-west-1');
    region('two flags that differ', '--region eu-west-1 --region us-east-1', undefined);
    region('a variable', 'AWS_DEFAULT_REGION=eu-south-2', 'eu-south-2');
    region('a field', '{"awsRegion":"il-central-1"}', 'il-central-1');
    region('a field with spaces', 'farm_region   =   us-isob-east-1', 'us-isob-east-1');
    region('a Python field', "{'region': 'mx-central-1'}", 'mx-central-1');
    region('a field in a JSON string', '"{\\"region\\": \\"eusc-de-east-1\\"}"', 'eusc-de-east-1');
    region('a heading', 'Region: ap-northeast-3', 'ap-northeast-3');
    for (const field of [
      '--region',
      'region=',
      'region =',
      'region:',
      '"region": "',
      'AWS_REGION=',
      'Region',
      '\\"region\\":\\"',
    ]) {
      region(`${field} far away`, `${field} us-west-2${' '.repeat(2048)}`.replace(/(["=]) us/, '$1us'), 'us-west-2');
    }
    for (const other of [
      'regions ',
      'REGIO ',
      'region-',
      'region/',
      'region = x ',
      `region${' '.repeat(10)}`,
      'region - ',
    ]) {
      region(`${other} far away`, `${other}us-west-2${' '.repeat(2048)}`, undefined);
    }
    region('a word', 'in us-west-2, please', 'us-west-2');
    region('two words', 'us-west-2 or us-west-1', undefined);
    region(
      'a part of a word',
      'my-us-west-2 us-west-2a us-west-2-x xus-west-2 Us-west-2 us-west-234 us-west',
      undefined,
    );
    region('a word in a text that people may have typed', `us-west-2${' '.repeat(2038)}`, 'us-west-2');
    region('a word in a text that is longer', `us-west-2${' '.repeat(2039)}`, undefined);
    region('a word far away in a long text', `us-west-2${' '.repeat(2048)}`, undefined);
    region('a flag far away in a long text', `--region us-west-2${' '.repeat(2048)}`, 'us-west-2');

    const profile = (fact: string, text: string, expected: string | undefined): void => {
      it(`${expected ? `reads ${expected} from` : 'reads none from'} ${fact}`, () => {
        assert.equal(parseSessionText(text).profile, expected);
      });
    };
    profile('a flag', `--profile studio`, 'studio');
    profile('a link', `deadline://x?id=${FARM}&profile=studio`, 'studio');
    profile('a flag and a link that agree', `deadline://x?id=${FARM}&profile=studio --profile studio`, 'studio');
    profile('a flag and a link that differ', `deadline://x?id=${FARM}&profile=studio --profile other`, undefined);
    profile('a variable', 'AWS_PROFILE=studio profile=studio profile studio', undefined);
    profile('a name with a control character', '--profile "a\u001bb" --profile \'a\tb\'', undefined);
    profile('a name with half a character', '--profile "a\ud800"', undefined);
    profile('a name in another script', '--profile スタジオ', 'スタジオ');
    profile('a name of 128 characters', `--profile ${'p'.repeat(128)}`, 'p'.repeat(128));
    profile('a link’s name of 251 characters', `deadline://x?id=${FARM}&profile=${'p'.repeat(251)}`, undefined);
  });

  describe('of any size', () => {
    it('is the same in a line of 10 MB', () => {
      const text = `${'2025-03-01 INFO [session-123] beaded-facade '.repeat(230_000)}${Object.values(KEY).join(' ')}`;
      assert.ok(text.length > 10_000_000 && !text.includes('\n'));
      assert.deepEqual(parseSessionText(text), COMPLETE);
    });

    /** Texts made to be read again and again by a careless reader. */
    const hostile: Readonly<Record<string, string>> = {
      'ids in one row': `${SESSION}/`,
      'ids without anything between': SESSION,
      'ids that are almost far apart': `${SESSION}${'y'.repeat(2040)}`,
      'ids that are just far apart': `${SESSION}${'y'.repeat(2060)}`,
      'almost ids': `session-${'0'.repeat(31)} `,
      digits: '0',
      dashes: '-',
      'links without an end': 'https://us-west-2/',
      'flags on one line': `--region us-west-2 --profile "x ${FARM} `,
      'flags with continued lines': `--region us-west-2 ${FARM} \\\n`,
      'open quotes': '--profile "',
      'empty lines': '\n',
    };
    for (const [what, unit] of Object.entries(hostile)) {
      it(`costs work in step with ${what}`, () => {
        const once = unit.repeat(Math.ceil(30_000 / unit.length));
        const work = workOf(once);
        const double = workOf(once + once);
        assert.ok(double <= 2.2 * work + 1000, `${work} steps, then ${double}`);
        assert.ok(work <= 60 * once.length, `${work} steps for ${once.length} characters`);
      });
    }

    it('never fails', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }), (units) => {
          assert.deepEqual(parseSessionText(String.fromCharCode(...units)).ids, {});
        }),
        runs(300),
      );
    });
  });
});

/** How many characters of a text are looked at: one by one, or as pieces that expressions are tried on. */
function workOf(text: string): number {
  const methods = ['charCodeAt', 'charAt', 'slice', 'matchAll', 'indexOf', 'lastIndexOf'];
  const originals = methods.map((name) => [name, Object.getOwnPropertyDescriptor(String.prototype, name)] as const);
  let work = 0;
  for (const [name, descriptor] of originals) {
    const original = descriptor?.value as (...args: unknown[]) => unknown;
    Object.defineProperty(String.prototype, name, {
      ...descriptor,
      value(this: string, ...args: unknown[]): unknown {
        const result = original.apply(this, args);
        work += workIn(name, this, args[1], result);
        return result;
      },
    });
  }
  try {
    parseSessionText(text);
  } finally {
    for (const [name, descriptor] of originals) {
      Object.defineProperty(String.prototype, name, descriptor ?? {});
    }
  }
  return work;
}

/** The characters that one call of a string's method looks at. */
function workIn(name: string, text: string, from: unknown, result: unknown): number {
  switch (name) {
    case 'slice':
      return (result as string).length;
    case 'matchAll':
      return text.length;
    case 'indexOf':
      return ((result as number) < 0 ? text.length : (result as number)) - Number(from);
    case 'lastIndexOf':
      return Number(from) - (result as number);
    default:
      return 1;
  }
}
