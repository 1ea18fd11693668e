import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PanelHost, type PanelPage } from './panelPage';
import {
  NOT_FOUND,
  UNREACHABLE,
  action,
  activeSession,
  endedSession,
  failedSession,
  frame,
  loaded,
  longSession,
  partialSession,
  unreadSession,
} from '../support/sessions';

describe('panel › content', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open();
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  /** The text of a part of the page, one line a block, without empty lines. */
  async function part(selector: string): Promise<readonly string[]> {
    const text = await panel.page.locator(selector).innerText();
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  function section(title: string): Promise<readonly string[]> {
    return part(`section:has(h2:text-is("${title}"))`);
  }

  async function rows(): Promise<readonly string[]> {
    const texts = await panel.page.locator('.actions li button').allInnerTexts();
    return texts.map((text) => text.split(/\s*\n\s*/).join(' | '));
  }

  it('asks for its session as soon as it listens', async () => {
    assert.deepStrictEqual(await panel.firstMessage(), { type: 'ready' });
    assert.equal(await panel.text(), 'Reading the session…');
  });

  it('says first what failed, with which exit code, after how long, and what the log said', async () => {
    await panel.send(failedSession());
    assert.deepStrictEqual(await part('header .state-row'), [
      'Failed',
      'Run task · Render · Frame 1003 failed: exit 139 (SIGSEGV) after 2 min 51 s.',
    ]);
    assert.deepStrictEqual(await part('.where'), [
      'on ip-10-3-0-17.us-west-2.compute.internal · c6i.8xlarge',
      'fleet spot-linux',
      '10:02 – 10:11',
    ]);
    assert.deepStrictEqual(await part('.failure'), [
      'Run task · Render · Frame 1003',
      'Open log here',
      'Failed: exit 139 (SIGSEGV)',
      'after 2 min 51 s',
      'at 10:10:39',
      'Rendering tile 104 of 255',
      'The log said',
      'Traceback (most recent call last):',
      'File "/sessions/render.py", line 214, in bake_volume',
      'MemoryError: could not allocate 61.4 GiB for grid "smoke_density"',
    ]);
    await panel.page.getByRole('button', { name: 'Open log here' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openAction', sessionActionId: 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-4' },
    ]);
  });

  it('lists what happened, how it went and how long it took', async () => {
    await panel.send(failedSession());
    assert.deepStrictEqual(await rows(), [
      'Sync job attachments | succeeded | 41 s',
      'Enter environment Conda | succeeded | 1 min 12 s',
      'Run task · Render · Frame 1001 | succeeded | 1 min 31 s',
      'Run task · Render · Frame 1002 | succeeded | 1 min 49 s',
      'Run task · Render · Frame 1003 | failed · exit 139 (SIGSEGV) | 2 min 51 s',
      'Run task · Render · Frame 1004 | never attempted',
      'Run task · Render · Frame 1005 | never attempted',
      'Exit environment Conda | succeeded | 26 s',
    ]);
  });

  it('puts each action where it was on the session’s time', async () => {
    await panel.send(failedSession());
    const places = await panel.page
      .locator('.bar')
      .evaluateAll((bars) =>
        bars.map((bar) =>
          [bar.style.insetInlineStart, bar.style.inlineSize].map((size) => Math.round(parseFloat(size))),
        ),
      );
    // Of 520 seconds: 4–45, 46–118, 119–210, 211–320, 321–492, 493–519.
    assert.deepStrictEqual(places, [
      [1, 8],
      [9, 14],
      [23, 18],
      [41, 21],
      [62, 33],
      [95, 5],
    ]);
  });

  it('shows how far an active session is', async () => {
    await panel.send(activeSession());
    assert.deepStrictEqual(await part('header .state-row'), [
      'Active',
      'Active for 12 min 04 s, running: Run task · Render · Frame 1002.',
    ]);
    assert.equal(
      (await rows())[3],
      'Run task · Render · Frame 1002 | running · 62 % | 6 min 44 s | Rendering tile 158 of 255',
    );
    const meter = panel.page.locator('.meter > span');
    assert.equal(await meter.evaluate((bar) => bar.style.inlineSize), '62%');
    assert.equal(await panel.page.locator('.failure').count(), 0);
  });

  it('says that an ended session did well', async () => {
    await panel.send(endedSession());
    assert.deepStrictEqual(await part('header .state-row'), [
      'Succeeded 3 min ago',
      'Everything it ran succeeded; ended after 9 min 00 s.',
    ]);
  });

  it('shows everything that GetSession says', async () => {
    await panel.send(
      activeSession({
        session: {
          targetLifecycleStatus: 'ENDED',
          lifecycleStatus: 'UPDATE_IN_PROGRESS',
          updatedAtMs: Date.UTC(2026, 10, 23, 9, 14, 1),
          updatedBy: 'arn:aws:iam::123456789012:user/mira',
        },
      }),
    );
    assert.deepStrictEqual(await section('Host'), [
      'Host',
      'Host name',
      'ip-10-3-0-17.us-west-2.compute.internal',
      'Copy host name',
      'IP addresses',
      '10.3.0.17',
      '2600:1f14:e2b:7f00:4d2:91aa:57c3:e10f',
      'Instance type',
      'c6i.8xlarge',
      'Instance ARN',
      'arn:aws:ec2:us-west-2:123456789012:instance/i-0f3a9d8e7c6b5a412',
      'Fleet',
      'spot-linux · active',
      'Fleet id',
      'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
      'Copy fleet id',
      'Worker',
      'Running',
      'Worker id',
      'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
      'Copy worker id',
    ]);
    assert.deepStrictEqual(await section('Lifecycle'), [
      'Lifecycle',
      'Status',
      'Update in progress',
      'Target status',
      'Ended',
      'Started',
      '2026-11-23 10:02:27.000 +01:00 · 12 min ago',
      'Ended',
      'not yet',
      'Duration',
      '12 min 04 s',
      'Updated',
      '2026-11-23 10:14:01.000 +01:00 · under a minute ago',
      'Updated by',
      'arn:aws:iam::123456789012:user/mira',
      'Read',
      '2026-11-23 10:14:30.000 +01:00',
      'Session id',
      'session-8f3b21d4c6e7495aa0b1c2d3e4f56078',
      'Copy session id',
    ]);
    assert.deepStrictEqual(await section('Logs'), [
      'Logs',
      'Session log',
      'Open session log',
      'Group',
      '/aws/deadline/farm-1c5e7a90b3d24f688e21c4a7d05f3b62/queue-f984c1f7a0b54d0c8a3b1a0f5c3f7d21',
      'Stream',
      'session-8f3b21d4c6e7495aa0b1c2d3e4f56078',
      'Driver',
      'awslogs',
      'Worker log',
      'Open worker log',
      'Group',
      '/aws/deadline/farm-1c5e7a90b3d24f688e21c4a7d05f3b62/fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
      'Stream',
      'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
      'Driver',
      'awslogs',
    ]);
  });

  it('shows the answer as it came, once it is asked for', async () => {
    await panel.send(activeSession());
    assert.equal(await panel.page.locator('.raw').count(), 0);
    await panel.page.locator('summary').click();
    assert.deepStrictEqual(JSON.parse(await panel.page.locator('.raw').innerText()), activeSession().snapshot?.raw);
  });

  it('counts the job’s tasks in words', async () => {
    await panel.send(failedSession());
    assert.deepStrictEqual(await part('.legend'), ['112 succeeded', '5 canceled', '3 failed']);
  });

  it('takes a deleted worker for the ordinary case', async () => {
    await panel.send(failedSession());
    assert.ok((await section('Host')).includes('Deleted since, as is usual after the work'));
  });

  it('tells an on-premise host from a cloud one', async () => {
    const host = { hostName: 'rack7-node12', ipV4Addresses: [], ipV6Addresses: [] };
    await panel.send(
      activeSession({ session: { host: { ...host, ec2InstanceArn: undefined, ec2InstanceType: undefined } } }),
    );
    const facts = await section('Host');
    assert.ok(facts.includes('not an EC2 instance'));
    assert.ok(!facts.includes('Instance ARN'));
  });

  it('says in its place what could not be read, and how to help', async () => {
    await panel.send(partialSession());
    const text = await panel.text();
    for (const what of ['farm', 'queue', 'job', 'fleet', 'worker', 'actions']) {
      assert.equal(text.split(`Not allowed to read the ${what}:`).length, 2, what);
    }
    assert.ok(text.includes('Could not create log stream'));
    assert.ok(text.includes('worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c'));
    const fleet = panel.page.locator('.fact', { has: panel.page.locator('dt', { hasText: /^Fleet$/ }) });
    await fleet.getByRole('button', { name: 'Choose connection…' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'remedy', remedy: 'chooseConnection' }]);
  });

  it('says why a session cannot be shown at all, and how to help', async () => {
    await panel.send(unreadSession(NOT_FOUND));
    assert.deepStrictEqual(await part('.fault'), [
      NOT_FOUND.message,
      'Request id d1b5e2d3-2f0a-45a5-8b1c-5a0a7a1d2c3e',
      'Look up session…',
      'Open log anyway',
      'Try again',
    ]);
    assert.deepStrictEqual(await part('.chip'), ['Not found']);
    await panel.page.getByRole('button', { name: 'Open log anyway' }).click();
    await panel.page.getByRole('button', { name: 'Try again' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'remedy', remedy: 'openLog' },
      { type: 'remedy', remedy: 'retry' },
    ]);
  });

  it('keeps what it knows when a reading fails, and says of when it is', async () => {
    await panel.send(activeSession({ watched: { fault: UNREACHABLE } }));
    assert.deepStrictEqual((await part('.fault.loud'))[0], UNREACHABLE.message);
    assert.deepStrictEqual((await part('header .state-row')).slice(0, 2), ['Active', 'as of 10:14:30']);
    assert.equal((await rows()).length, 6);
  });

  it('opens logs and copies what the extension knows', async () => {
    await panel.send(activeSession());
    const { page } = panel;
    await page.getByRole('button', { name: 'Open log', exact: true }).click();
    await page.getByRole('button', { name: 'Open worker log' }).click();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copy AWS CLI command' }).click();
    await page.getByRole('button', { name: 'lighting (copy queue id)' }).click();
    await page.getByRole('button', { name: 'Copy as JSON' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openLog', log: 'session' },
      { type: 'openLog', log: 'worker' },
      { type: 'refresh' },
      { type: 'copy', what: 'cli' },
      { type: 'copy', what: 'queueId' },
      { type: 'copy', what: 'raw' },
    ]);
    assert.equal((await page.getByRole('status').textContent())?.trim(), 'Copied');
  });

  it('shows of two thousand actions the ones that matter, and the others when asked', async () => {
    await panel.send(longSession('FAILED'));
    const before = await rows();
    assert.equal(before.length, 4 + 1 + 9 + 1 + 4);
    assert.equal(before[4], 'Show 200 of 1192 earlier | 1192 done');
    assert.equal(before[9], 'Run task · Render · Frame 1200 | failed | 20 s');
    assert.equal(before[14], 'Show 200 of 791 later | 791 never attempted');
    await panel.page.getByRole('button', { name: 'Show 200 of 1192 earlier' }).click();
    const after = await rows();
    assert.equal(after.length, before.length + 200);
    assert.equal(after[5], 'Run task · Render · Frame 996 | succeeded | <1 s');
    assert.match((await panel.page.locator(':focus').innerText()).trim(), /^Run task · Render · Frame 996/);
  });

  it('says as “exit 0x…” what Windows people look up', async () => {
    const crash = action(0, frame(1), 'FAILED', 10, 20, { processExitCode: -1073741819 });
    await panel.send(activeSession({ snapshot: { actions: loaded([crash]) } }));
    assert.ok((await part('.failure')).includes('Failed: exit -1073741819 (0xC0000005)'));
  });

  it('fits into 300 pixels', async () => {
    for (const session of [failedSession(), partialSession(), unreadSession(NOT_FOUND)]) {
      await panel.page.setViewportSize({ width: 300, height: 800 });
      await panel.send(session);
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 300);
    }
  });

  it('is at most 45 kB of script', async () => {
    const { size } = await stat(path.resolve(__dirname, '../../dist/panel.js'));
    assert.ok(size <= 45_000, `${size} bytes`);
  });
});
