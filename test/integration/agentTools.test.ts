import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { SessionKey } from '../../src/core/session/sessionKey';
import { createSampleFarm } from '../../src/sampleFarm/index';
import { cleanWindow, useSettings } from './support/window';

const LONGEST = { log: 4_000, other: 8_000 };

/** The tools as a chat calls them; VS Code confirms its own questions while tests run. */
describe('the tools of language models', () => {
  const { examples } = createSampleFarm({ now: Date.now, startedAtMs: Date.now() });

  before(async () => {
    await cleanWindow();
    await useSettings({ source: 'sampleFarm' });
  });
  after(cleanWindow);

  async function call(name: string, input: object, token?: vscode.CancellationToken): Promise<string> {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  }

  /** The answer, or why there is none. */
  function told(name: string, input: object): Promise<string> {
    return call(name, input).catch((error: unknown) => `Refused. ${String(error)}`);
  }

  function idsOf({ farmId, queueId, jobId, sessionId }: SessionKey): string {
    return [farmId, queueId, jobId, sessionId].join(' ');
  }

  it('are listed with the schemas of their inputs', () => {
    const ours = vscode.lm.tools.filter(({ name }) => name.startsWith('deadline_'));
    assert.deepEqual(ours.map(({ name }) => name).sort(), [
      'deadline_describe_session',
      'deadline_find_sessions',
      'deadline_read_session_log',
      'deadline_triage_job',
    ]);
    for (const { inputSchema, description, tags } of ours) {
      assert.ok(inputSchema !== undefined && description.length > 100 && tags.includes('deadline-cloud'));
    }
  });

  it('describe every session of the sample farm, and read its log, within their bounds', async () => {
    const answers = await Promise.all(
      examples.slice(0, 40).map(async ({ key, name }) => ({
        name,
        session: await told('deadline_describe_session', { session: idsOf(key) }),
        log: await told('deadline_read_session_log', { session: idsOf(key) }),
      })),
    );
    assert.ok(answers.length >= 30, `${answers.length} sessions`);
    assert.ok(answers.filter(({ session }) => session.startsWith('session-')).length >= 25);
    for (const { name, session, log } of answers) {
      assert.match(session, /^(?:session-|Refused\. .*(?:Ask the user|Check the ID))/s, name);
      assert.match(log, /^(?:Log of session|Refused\. .*(?:Ask the user|Check the ID|has no log))/s, name);
      assert.ok(Buffer.byteLength(session) <= LONGEST.other && Buffer.byteLength(log) <= LONGEST.log, name);
      assert.ok(!/^State: failed/m.test(session) || /^Cause: .*\(.*\)/m.test(session), name);
    }
  });

  it('find a failed job, say why it failed, and find its session', async () => {
    const failed = examples.find(({ name }) => name === 'failedTask')?.key;
    assert.ok(failed);
    const jobs = await call('deadline_find_sessions', { text: 'sh010_lighting', state: 'failed' });
    assert.ok(jobs.includes(failed.jobId));
    const triage = await call('deadline_triage_job', { job: failed.jobId });
    assert.match(triage, /An input file was not found/);
    assert.ok(triage.includes(failed.sessionId) && Buffer.byteLength(triage) <= LONGEST.other);
    const sessions = await call('deadline_find_sessions', { text: failed.jobId, state: 'failed' });
    assert.ok(sessions.includes(failed.sessionId));
  });

  it('tell the model what to ask the user where nobody is connected', async () => {
    await useSettings({});
    try {
      const job = { text: 'sh010_lighting' };
      assert.match(
        await told('deadline_find_sessions', job),
        /Ask them to run the command “Deadline: Choose Connection…”/,
      );
    } finally {
      await useSettings({ source: 'sampleFarm' });
    }
  });

  it('end when the call is canceled', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(call('deadline_triage_job', { job: 'job-00000000000000000000000000000001' }, source.token));
  });
});
