import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/errors';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { shortTime } from '../../../src/render/time';
import { copyableText, monitorLink } from '../../../src/render/copyable';
import { COPYABLE, type Copyable } from '../../../src/render/panel/panelProtocol';
import {
  actionCounts,
  hostName,
  jobFailures,
  sessionState,
  sessionTitle,
  sessionTone,
  sessionVerdict,
} from '../../../src/render/session/session';
import { unknownSession } from '../../../src/core/session/watchedSession';
import {
  NO_HOST,
  activeSession,
  endedSession,
  failedSession,
  KEY,
  loaded,
  NOT_FOUND,
  NOW_MS,
  STARTED_MS,
} from '../../support/sessions/sessions';

const FAULT = new UserError({ kind: 'accessDenied', message: 'Not allowed.' }).fault;
const LOADING: WatchedSession = { ...unknownSession(KEY), loading: true };
const ENDING = activeSession({
  session: { targetLifecycleStatus: 'ENDED', updatedAtMs: NOW_MS - 20_000, lifecycleStatus: 'UPDATE_IN_PROGRESS' },
});
const NO_ACTIONS = endedSession({ snapshot: { actions: { ok: false, fault: FAULT } } });

describe('failures of the whole job', () => {
  const { snapshot } = failedSession();
  const withFailed = (FAILED: number): string => {
    assert.ok(snapshot?.job.ok);
    return jobFailures({ ...snapshot, job: loaded({ ...snapshot.job.value, taskRunStatusCounts: { FAILED } }) });
  };
  it('are told where more tasks failed than in the session', () => {
    assert.equal(withFailed(1000), '1,000 tasks of this job failed.');
    assert.equal(withFailed(1), '');
    assert.equal(withFailed(0), '');
  });
});

describe('a session that is only remembered', () => {
  it('says since when, while it is active', () => {
    const asOfMs = NOW_MS - 3_600_000;
    assert.equal(
      sessionState({ ...activeSession(), asOfMs }, NOW_MS),
      `active · 62 % · 12 min · as of ${shortTime(asOfMs, NOW_MS)}`,
    );
  });

  it('says so nowhere once it has ended', () => {
    assert.doesNotMatch(sessionState({ ...endedSession(), asOfMs: NOW_MS }, NOW_MS), /as of/);
  });
});

describe('a session that could not be read the last time', () => {
  const lost = { ...activeSession(), fault: { ...NOT_FOUND, kind: 'signedOut' as const } };

  it('says why, and what it was, while it may still change', () => {
    assert.equal(sessionState(lost, NOW_MS), 'signed out · was active · 62 %');
    assert.equal(sessionState({ ...lost, fault: NOT_FOUND }, NOW_MS), 'not found · was active · 62 %');
    assert.equal(sessionTone(lost), 'blocked');
  });

  it('is what it was once it has ended', () => {
    assert.doesNotMatch(sessionState({ ...endedSession(), fault: lost.fault }, NOW_MS), /signed out/);
  });
});

describe('a session in words', () => {
  const check = (
    fact: string,
    session: WatchedSession,
    title: string,
    tone: string | undefined,
    state: string,
    verdict: string | undefined,
  ): void => {
    it(fact, () => {
      assert.equal(sessionTitle(session), title);
      assert.equal(sessionTone(session), tone);
      assert.equal(sessionState(session, NOW_MS), state);
      assert.equal(session.snapshot && sessionVerdict(session.snapshot, NOW_MS), verdict);
    });
  };

  check(
    'tells what an active one runs',
    activeSession(),
    'sh020_lighting_v012',
    'running',
    'active · 62 % · 12 min',
    'Active for 12 min 04 s, running: Frame 1002 · Render.',
  );
  check(
    'tells what failed, how and when',
    failedSession(),
    'sh010_fx_v003',
    'failed',
    'failed · out of memory · 3 min ago',
    'Frame 1003 · Render failed: exit 139 (SIGSEGV) after 2 min 51 s.',
  );
  check(
    'tells that all went well',
    endedSession(),
    'sh020_lighting_v012',
    'succeeded',
    'succeeded 3 min ago',
    'Everything it ran succeeded; ended after 9 min 00 s.',
  );
  const requested = (updatedBy: string): WatchedSession =>
    endedSession({ session: { targetLifecycleStatus: 'ENDED', updatedBy } });
  check(
    'tells that one ended because somebody asked it to, and who that was',
    requested('arn:aws:sts::123456789012:assumed-role/Wrangler/mira'),
    'sh020_lighting_v012',
    'canceled',
    'ended on request · 3 min ago',
    'Ended on request by mira after 9 min 00 s.',
  );
  check(
    'does not tell who asked where only an ID is known',
    requested('90670c4a-8081-70f2-3f5c-0d9a5a4b8f11'),
    'sh020_lighting_v012',
    'canceled',
    'ended on request · 3 min ago',
    'Ended on request after 9 min 00 s.',
  );
  check(
    'tells that one was asked to end',
    ENDING,
    'sh020_lighting_v012',
    'ending',
    'ending · 62 % · 12 min',
    'Asked to end 20 s ago; still active.',
  );
  check(
    'claims no success where actions may not be read',
    NO_ACTIONS,
    'sh020_lighting_v012',
    'neutral',
    'ended 3 min ago',
    'Ended after 9 min 00 s.',
  );
  check(
    'has only its id before it is read',
    LOADING,
    `session-…${KEY.sessionId.slice(-8)}`,
    undefined,
    'loading…',
    undefined,
  );
  check(
    'says in a word why it could not be read',
    { ...LOADING, loading: false, fault: FAULT },
    `session-…${KEY.sessionId.slice(-8)}`,
    'failed',
    'access denied',
    undefined,
  );

  it('shows no hostile name as it is', () => {
    const { snapshot } = activeSession();
    assert.ok(snapshot?.job.ok);
    const job = { ok: true as const, value: { ...snapshot.job.value, name: 'a\u202eb\nc' } };
    assert.equal(sessionTitle(activeSession({ snapshot: { job } })), 'a\\u202eb c');
  });

  it('counts actions by what became of them, and leaves zeros out', () => {
    const { snapshot } = failedSession();
    assert.ok(snapshot?.actions.ok);
    assert.equal(actionCounts(snapshot.actions.value), '1 failed · 5 done · 2 not run');
    assert.equal(actionCounts([]), 'none yet');
  });

  it('names a host by the best it knows', () => {
    assert.equal(hostName(NO_HOST), 'unknown host');
    assert.equal(hostName({ ...NO_HOST, ipV4Addresses: ['10.0.0.1'] }), '10.0.0.1');
    assert.equal(hostName({ ...NO_HOST, hostName: 'rack\u202e1\n' }), 'rack\\u202e1 ');
    assert.ok(hostName({ ...NO_HOST, hostName: 'r'.repeat(10_000), ec2InstanceType: 'c'.repeat(10_000) }).length < 200);
    assert.equal(hostName({ ...NO_HOST, hostName: 'rack1', ec2InstanceType: 'c6i.large' }), 'rack1 · c6i.large');
  });

  it('never ticks in a row: a second more reads the same', () => {
    assert.equal(sessionState(activeSession(), NOW_MS), sessionState(activeSession(), NOW_MS + 1000));
  });

  it('does not run backwards where the clocks disagree', () => {
    assert.equal(sessionState(activeSession(), STARTED_MS - 5000), 'active · 62 % · under a minute');
  });
});

describe('what can be copied', () => {
  it('is known for every fact of a session that was read', () => {
    const session = failedSession();
    assert.deepEqual(
      COPYABLE.filter((what) => copyableText(what, session, NOW_MS) === undefined),
      [],
    );
    assert.equal(
      copyableText('allIds', session, NOW_MS),
      [KEY.farmId, KEY.queueId, KEY.jobId, KEY.sessionId].join('\n'),
    );
  });

  it('is the key alone before a session was read', () => {
    assert.deepEqual(
      COPYABLE.filter((what) => copyableText(what, LOADING, NOW_MS) === undefined),
      [
        'fleetId',
        'workerId',
        'hostName',
        'jobArn',
        'consoleLink',
        'markdown',
        'addresses',
        'instanceArn',
        'sessionLogGroup',
        'sessionLogStream',
        'workerLogGroup',
        'workerLogStream',
        'jobName',
        'failure',
        'policy',
        'raw',
      ],
    );
  });

  it('is a command with the Region and the profile', () => {
    const connection = { source: 'aws' as const, region: 'eu-west-1', profile: 'studio x' };
    assert.equal(
      copyableText('cli', { ...LOADING, key: { ...KEY, connection } }, NOW_MS),
      `aws deadline get-session --farm-id ${KEY.farmId} --queue-id ${KEY.queueId} --job-id ${KEY.jobId} --session-id ${KEY.sessionId} --region eu-west-1 --profile "studio x"`,
    );
  });

  const copied = (what: Copyable): string | undefined => copyableText(what, failedSession(), NOW_MS);

  it('is the ARN of the job, where a role tells the account', () => {
    assert.equal(
      copied('jobArn'),
      `arn:aws:deadline:us-west-2:123456789012:farm/${KEY.farmId}/queue/${KEY.queueId}/job/${KEY.jobId}`,
    );
  });

  it('is a link to the console, its names escaped twice', () => {
    assert.equal(
      copied('consoleLink'),
      `https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Faws$252Fdeadline$252F${KEY.farmId}$252F${KEY.queueId}/log-events/${KEY.sessionId}`,
    );
  });

  it('is a link to the monitor, by the job', () => {
    assert.equal(
      monitorLink('https://studio.us-east-1.deadlinecloud.amazonaws.com', KEY.connection, KEY),
      `https://studio.us-east-1.deadlinecloud.amazonaws.com/us-west-2/farms/${KEY.farmId}/queues/${KEY.queueId}?jobId=${KEY.jobId}`,
    );
  });

  it('is a link to the monitor, at a task', () => {
    const hex = '5d20c7e1f8a94b3693d4e6f70a1b2c3d';
    const link = monitorLink('https://x', KEY.connection, { ...KEY, stepId: `step-${hex}`, taskId: `task-${hex}-2` });
    assert.match(link, /\?jobId=job-[0-9a-f]{32}&stepId=step-[0-9a-f]{32}&taskId=task-[0-9a-f]{32}-2$/);
  });

  it('is a command of the deadline tool', () => {
    assert.equal(
      copied('deadlineCli'),
      `deadline job logs --farm-id ${KEY.farmId} --queue-id ${KEY.queueId} --job-id ${KEY.jobId} --session-id ${KEY.sessionId}`,
    );
  });

  it('is a summary that a colleague can read, in which no name is Markdown', () => {
    const lines = copied('markdown')?.split('\n') ?? [];
    assert.deepEqual(lines.slice(0, 10), [
      '**sh010\\_fx\\_v003**: failed · out of memory · 3 min ago',
      '',
      'Frame 1003 · Render failed: exit 139 \\(SIGSEGV\\) after 2 min 51 s.',
      '',
      '**The host ran out of memory.**',
      '',
      '    Traceback (most recent call last):',
      '     File "/sessions/render.py", line 214, in bake_volume',
      '    MemoryError: could not allocate 61.4 GiB for grid "smoke_density"',
      '',
    ]);
    assert.ok(lines.includes(`- \`${KEY.sessionId}\``));
  });
});
