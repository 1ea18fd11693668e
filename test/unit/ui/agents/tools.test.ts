import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/errors';
import type { Service } from '../../../../src/core/service/service';
import type { Connection, SessionKey } from '../../../../src/core/session/sessionKey';
import { bytesOf, MOST_BYTES, MOST_LOG_BYTES } from '../../../../src/render/agents/answer';
import { AGENT_TOOLS } from '../../../../src/ui/names';
import { AgentFarm, type AgentToolName, Token } from '../../../support/agentTools';
import { hasLink, HOSTILE } from '../../../support/vscode/interpreted';
import { resetVSCode } from '../../../support/vscode/shown';
import * as vscode from '../../../support/vscode';

const { find, describe: describeTool, triage, log } = AGENT_TOOLS;
const AWS: Connection = { source: 'aws', profile: 'studio', region: 'us-west-2' };

/** What stands between the marks of an answer, without the sign at the begin of each line. */
function dataOf(answer: string): string {
  const [, data = ''] = /<<untrusted-data \S+>>\n([^]*)\n<<end-of-untrusted-data/.exec(answer) ?? [];
  return data.replace(/^\| /gm, '');
}

type Row = Readonly<Record<string, unknown>>;

function listIn(answer: string, name: string): readonly Row[] {
  const data = dataOf(answer);
  return data === '' ? [] : ((JSON.parse(data) as Readonly<Record<string, readonly Row[] | undefined>>)[name] ?? []);
}

/** All four IDs, which need no search. */
function idsOf({ farmId, queueId, jobId, sessionId }: SessionKey): string {
  return [farmId, queueId, jobId, sessionId].join(' ');
}

describe('tools of language models', () => {
  let farm: AgentFarm;
  let failed: SessionKey;

  beforeEach(() => {
    resetVSCode();
    farm = new AgentFarm();
    failed = farm.key('failedTask');
  });

  describe('find', () => {
    it('the jobs that failed, the newest first, and says which queues could not be searched', async () => {
      const answer = await farm.call(find, { state: 'failed', limit: 5 });
      const jobs = listIn(answer, 'jobs');
      assert.equal(jobs.length, 5);
      assert.deepEqual(new Set(jobs.map(({ status }) => status)), new Set(['failed']));
      assert.match(answer, /There are more/);
      assert.match(dataOf(answer), /deadline:ListJobs/);
    });

    it('the active jobs of one queue', async () => {
      const jobs = listIn(await farm.call(find, { text: failed.queueId, state: 'active' }), 'jobs');
      assert.ok(jobs.length > 0);
      assert.deepEqual(new Set(jobs.map(({ queueId }) => queueId)), new Set([failed.queueId]));
      assert.deepEqual(new Set(jobs.map(({ status }) => status)), new Set(['running']));
    });

    it('jobs by a part of their name', async () => {
      const jobs = listIn(await farm.call(find, { text: 'sh010_light' }), 'jobs');
      assert.ok(jobs.some(({ jobId }) => jobId === failed.jobId));
      assert.ok(jobs.every(({ name }) => String(name).includes('sh010_light')));
    });

    it('the sessions of a job, the failed one first with its action and time', async () => {
      const [first, ...others] = listIn(await farm.call(find, { text: failed.jobId }), 'sessions');
      assert.deepEqual([first?.sessionId, first?.state], [failed.sessionId, 'failed']);
      const failure = first?.firstFailure as Row;
      assert.match(String(failure.sessionActionId), /^sessionaction-[0-9a-f]{32}-\d+$/);
      assert.match(String(failure.at), /^2026-11-23T09:19:03\.\d{3}Z$/);
      assert.ok(others.length > 0 && others.every(({ state }) => state !== 'failed'));
      const failedOnly = listIn(await farm.call(find, { text: failed.jobId, state: 'failed' }), 'sessions');
      assert.deepEqual(
        failedOnly.map(({ sessionId }) => sessionId),
        [failed.sessionId],
      );
    });

    it('a session by its ID alone, several by theirs, and those seen before by a part of it', async () => {
      const other = farm.key('segmentationFault');
      const found = async (text: string): Promise<unknown[]> =>
        listIn(await farm.call(find, { text }), 'sessions').map(({ sessionId }) => sessionId);
      assert.deepEqual(await found(failed.sessionId), [failed.sessionId]);
      assert.deepEqual(await found(`${failed.sessionId}\n${other.sessionId}`), [failed.sessionId, other.sessionId]);
      const mixedUp = await farm.call(find, { text: `${idsOf(failed)}\n${other.sessionId}` });
      assert.match(dataOf(mixedUp), new RegExp(`"notRead": \\[\\n "${other.sessionId}: `));
      farm.seen.add(failed);
      assert.deepEqual(await found(failed.sessionId.slice(0, 20)), [failed.sessionId]);
    });

    it('the latest session of a task, what a worker ran, and the workers of a fleet', async () => {
      const [job] = listIn(await farm.call(find, { text: failed.jobId }), 'sessions');
      const { taskId } = job?.firstFailure as Row;
      const [ofTask] = listIn(await farm.call(find, { text: `${failed.jobId} ${String(taskId)}` }), 'sessions');
      assert.equal(ofTask?.sessionId, failed.sessionId);
      const answer = JSON.parse(dataOf(await farm.call(describeTool, { session: failed.sessionId }))) as Row;
      const ofWorker = await farm.call(find, { text: `${failed.farmId} ${String(answer.workerId)}` });
      assert.ok(listIn(ofWorker, 'sessions').some(({ sessionId }) => sessionId === failed.sessionId));
      const workers = listIn(await farm.call(find, { text: `${failed.farmId} ${String(answer.fleetId)}` }), 'workers');
      assert.ok(workers.length > 0);
    });

    it('nothing, and say so', async () => {
      assert.match(await farm.call(find, { text: 'no_such_job_anywhere' }), /^Nothing found/);
    });
  });

  describe('describe', () => {
    it('each session of the sample farm that can be read, within 8 kB, with a reference for each claim', async () => {
      let told = 0;
      for (const { key, name } of farm.browsing.farm.examples) {
        const input = { session: idsOf(key) };
        const answer = await farm.call(describeTool, input).catch((error: unknown) => {
          assert.match(String(error), /Refusal: Nothing was read\. The extension says: ".*" \S/, name);
          return undefined;
        });
        if (answer !== undefined) {
          told += 1;
          assert.ok(bytesOf(answer) <= MOST_BYTES, name);
          for (const { text, sessionActionId } of listIn(answer, 'evidence')) {
            assert.match(String(sessionActionId), /^sessionaction-/, String(text));
          }
          assert.equal(
            /^State: failed/m.test(answer),
            /^Cause: /m.test(answer) && /^State: failed/m.test(answer),
            name,
          );
        }
      }
      assert.ok(told >= 20);
    });

    it('why a frame failed, where it says so, and how certain that is', async () => {
      const answer = await farm.call(describeTool, { session: failed.sessionId });
      assert.match(answer, /^State: failed\.$/m);
      assert.match(
        answer,
        /^Cause: missing input \(likely, not certain\), shown by log lines at 2026-11-23T09:19:02\.154Z\.$/m,
      );
      assert.match(answer, /^The user can open it in VS Code: vscode:\/\/publisher\.name\/session\?farm=farm-/m);
      const [first] = listIn(answer, 'evidence');
      assert.deepEqual(Object.keys(first ?? {}), ['text', 'why', 'sessionActionId', 'at']);
    });

    it('the session of an action, of a link to its job where it is the only one, and of a log line', async () => {
      const only = farm.key('segmentationFault');
      const link = `https://studio.us-west-2.deadlinecloud.amazonaws.com/us-west-2/farms/${only.farmId}/queues/${only.queueId}?jobId=${only.jobId}`;
      const action = only.sessionId.replace('session-', 'sessionaction-');
      for (const session of [link, `${idsOf(only)} ${action}-1`, `INFO [${only.sessionId}] Process exited`]) {
        assert.match(await farm.call(describeTool, { session }), new RegExp(`^${only.sessionId} of ${only.jobId}`));
      }
    });
  });

  describe('triage', () => {
    it('a job by its ID, with an example and lines of its log for each cause, within 8 kB', async () => {
      const answer = await farm.call(triage, { job: failed.jobId });
      assert.match(answer, /^Failed tasks read: 1 of 1\. Groups of one cause each: 1\./m);
      const [group] = listIn(answer, 'groups');
      assert.equal((group?.example as Row).sessionId, failed.sessionId);
      assert.match(String(group?.sentence), /^An input file was not found/);
      assert.ok(bytesOf(answer) <= MOST_BYTES);
    });

    it('a job by one of its sessions', async () => {
      assert.match(await farm.call(triage, { job: failed.sessionId }), new RegExp(`^${failed.jobId}`));
    });
  });

  describe('read the log', () => {
    it('with the failure first, marked, and no more than 4 kB', async () => {
      const answer = await farm.call(log, { session: failed.sessionId });
      assert.ok(bytesOf(answer) <= MOST_LOG_BYTES);
      const lines = dataOf(answer).split('\n');
      const marked = lines.findIndex((line) => line.startsWith('> '));
      assert.match(lines[marked] ?? '', /^> 09:19:02\.154 ERROR: cannot open .*wetRock/);
      assert.ok(marked <= 2);
      assert.doesNotMatch(answer, /openjd_progress/);
    });

    it('from its beginning, its end, around a time, and of another action', async () => {
      const { sessionId } = failed;
      const first = dataOf(await farm.call(log, { session: sessionId, part: 'beginning' }));
      assert.match(first, /^ {2}09:05:00\.250 Initializing Open Job Description Session/);
      const last = dataOf(await farm.call(log, { session: sessionId, part: 'end' }));
      assert.match(last.split('\n').at(-1) ?? '', /09:19:\d\d/);
      const around = dataOf(await farm.call(log, { session: sessionId, aroundTime: '2026-11-23T09:12:30.000Z' }));
      assert.match(around, /^ {2}09:12:3/m);
      const sessionActionId = sessionId.replace('session-', 'sessionaction-') + '-1';
      const conda = await farm.call(log, { session: sessionId, sessionActionId });
      assert.match(conda, new RegExp(`^Log of ${sessionActionId} in ${sessionId}`));
      assert.match(dataOf(conda), /09:06:/);
    });

    it('of every session of the sample farm within 4 kB', async () => {
      let told = 0;
      for (const { key, name } of farm.browsing.farm.examples) {
        const answer = await farm.call(log, { session: idsOf(key) }).catch(() => undefined);
        told += answer === undefined ? 0 : 1;
        assert.ok(bytesOf(answer ?? '') <= MOST_LOG_BYTES, name);
      }
      assert.ok(told >= 20);
    });
  });

  describe('refuse with a sentence that says what to do', () => {
    const unknown = 'session-00000000000000000000000000000001';
    const cases: readonly (readonly [what: string, tool: AgentToolName, input: object, sentence: RegExp])[] = [
      [
        'a text without an ID',
        describeTool,
        { session: 'why did it fail?' },
        /names no session.*deadline_find_sessions/,
      ],
      ['an empty input', describeTool, {}, /input “session” must be a text/],
      ['an input of another kind', triage, { job: 7 }, /input “job” must be a text/],
      ['a wrong state', find, { state: 'broken' }, /input “state” must be one of failed, active, or left out/],
      ['a wrong limit', find, { limit: 'many' }, /input “limit” must be a number/],
      ['a wrong part', log, { session: unknown, part: 'middle' }, /input “part” must be one of/],
      ['a wrong time', log, { session: unknown, aroundTime: 'yesterday' }, /input “aroundTime” must be a time/],
      [
        'a wrong action',
        log,
        { session: unknown, sessionActionId: 'x' },
        /input “sessionActionId” must be the whole ID/,
      ],
      ['a cut-off ID', describeTool, { session: 'session-12345678' }, /is an incomplete ID.*Ask the user/],
      ['a queue where a session is wanted', describeTool, { session: 'queue-00000000000000000000000000000001' }, /./],
      [
        'an ID that is not of the sample farm',
        describeTool,
        { session: unknown },
        /not part of the sample farm.*Choose Connection/,
      ],
      [
        'several sessions',
        describeTool,
        { session: `${unknown} ${unknown.replace(/1$/, '2')}` },
        /names several: session-.*one of them/,
      ],
    ];
    for (const [what, tool, input, sentence] of cases) {
      it(what, async () => {
        assert.match(await farm.refusal(tool, input), sentence);
      });
    }

    it('a job of several sessions where one is wanted', async () => {
      assert.match(
        await farm.refusal(describeTool, { session: failed.jobId }),
        /has \d+ sessions\. Call deadline_find_sessions/,
      );
    });

    it('an action of another session, and one that has not started', async () => {
      const action = (index: number): string => failed.sessionId.replace('session-', 'sessionaction-') + `-${index}`;
      const ask = (sessionActionId: string): Promise<string> =>
        farm.refusal(log, { session: failed.sessionId, sessionActionId });
      assert.match(await ask(action(99)), /has no action .*-99\. Call deadline_describe_session/);
      assert.match(await ask(action(7)), /has not started/);
    });

    it('an untrusted workspace, nobody connected, and no Region, before anything is asked', async () => {
      const ask = (): Promise<string> => farm.refusal(describeTool, { session: failed.sessionId });
      vscode.workspace.isTrusted = false;
      try {
        assert.match(await ask(), /Restricted Mode.*Ask the user to trust/);
      } finally {
        vscode.workspace.isTrusted = true;
      }
      farm.setUp = 'notConnected';
      assert.match(await ask(), /not connected to AWS.*Choose Connection….*Do not ask for keys/);
      farm.setUp = 'noRegion';
      assert.match(await ask(), /No AWS Region is set/);
      assert.deepEqual(farm.browsing.asked(), []);
    });

    it('another profile than the user’s, which no text can choose', async () => {
      farm.connection = AWS;
      const text = `deadline job logs --profile prod --session-id ${unknown}`;
      assert.match(
        await farm.refusal(describeTool, { session: text }),
        /names the profile "prod".*never change the profile/,
      );
    });

    it('a fault of the service, with what helps', async () => {
      const message = 'You are signed out of studio.';
      const out = new AgentFarm((service) => {
        const fails = (): Promise<never> => Promise.reject(new UserError({ kind: 'signedOut', message }));
        return { ...service, fetchSnapshot: fails } satisfies Service;
      });
      assert.equal(
        await out.refusal(describeTool, { session: idsOf(out.key('failedTask')) }),
        `Nothing was read. The extension says: "${message}" Ask the user to run the command “Deadline: Sign In…”, then call this tool again.`,
      );
    });
  });

  it('take nulls and empty texts for what is left out', async () => {
    const answer = await farm.call(find, { text: '', state: null, limit: 1 });
    assert.equal(listIn(answer, 'jobs').length, 1);
    const slice = await farm.call(log, { session: failed.sessionId, sessionActionId: '', part: null, aroundTime: '' });
    assert.match(slice, /Lines marked with >/);
  });

  it('stop when the call is canceled', async () => {
    const token = new Token();
    const canceled = new AgentFarm((service) => ({
      ...service,
      fetchSnapshot: (_key, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
          token.cancel();
        }),
    }));
    const call = canceled.call(describeTool, { session: idsOf(canceled.key('failedTask')) }, token);
    await assert.rejects(call, vscode.CancellationError);
    assert.deepEqual(canceled.errors, []);
  });

  it('only read', async () => {
    await farm.call(find, { text: failed.jobId });
    await farm.call(describeTool, { session: failed.sessionId });
    await farm.call(triage, { job: failed.jobId });
    await farm.call(log, { session: failed.sessionId });
    const asked = new Set(farm.browsing.asked().filter((operation) => !/^(Get|List|Search|BatchGet)/.test(operation)));
    asked.delete('AssumeQueueRoleForRead');
    assert.deepEqual([...asked], []);
  });

  it('search for an ID once, and know afterwards where it belongs', async () => {
    await farm.call(describeTool, { session: failed.sessionId });
    farm.browsing.asked();
    await farm.call(describeTool, { session: failed.sessionId });
    const asked = farm.browsing.asked();
    assert.ok(!asked.includes('SearchJobs') && !asked.includes('BatchGetSession'), asked.join());
  });

  describe('ask before each call', () => {
    it('what is read, and where, without a call', async () => {
      const { title, message, progress } = await farm.question(describeTool, { session: failed.sessionId });
      assert.equal(title, 'Describe a Deadline Cloud session?');
      assert.match(
        message,
        /the log that show a failure, of session.*with: sample farm\. The language model gets to see it\. Nothing is changed\./,
      );
      assert.match(progress, /^Reading session-…[0-9a-f]{8} \(sample farm\)$/);
      assert.deepEqual(farm.browsing.asked(), []);
    });

    it('with profile and Region, those of the session where it was opened before', async () => {
      farm.connection = AWS;
      assert.match((await farm.question(find, {})).message, /of the farm with: studio · us/);
      farm.seen.add({ ...failed, connection: { ...AWS, region: 'eu-west-1' } });
      assert.match((await farm.question(log, { session: failed.sessionId })).message, /with: studio · eu/);
    });

    it('without links or icons, whatever a model asks for', async () => {
      for (const text of HOSTILE) {
        const { message, progress } = await farm.question(find, { text });
        assert.equal(hasLink(progress), false, text);
        assert.doesNotMatch(message, /(?<!\\)\]\(|(?<!\\)<|(?<!\\)!\[/);
      }
    });

    it('also where nobody is connected', async () => {
      farm.setUp = 'notConnected';
      assert.match((await farm.question(triage, { job: failed.jobId })).message, /with: no connection/);
    });
  });
});
