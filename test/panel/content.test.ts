import assert from 'node:assert/strict';
import { failingAction } from '../../src/core/session/status';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PanelHost, type PanelPage } from './panelPage';
import { PAGE_SCRIPTS } from '../../src/render/panel/panelHtml';
import { actionOfSession } from '../../src/core/ids';
import { oneTry, threeTries } from '../support/sessions/tries';
import {
  KEY,
  NOT_FOUND,
  NOW_MS,
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
} from '../support/sessions/sessions';

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
    return part(`section:has(:is(h2, h2 button):text-is("${title}"))`);
  }

  async function rows(): Promise<readonly string[]> {
    const texts = await panel.page.locator('.actions :is(.action, .fold)').allInnerTexts();
    return texts.map((text) => text.split(/\s*\n\s*/).join(' | '));
  }

  it('asks for its session as soon as it listens', async () => {
    assert.deepStrictEqual(await panel.firstMessage(), { type: 'ready' });
    assert.equal(await panel.text(), 'Reading the session…');
  });

  it('says first what failed, with which exit code, after how long, and what the log said', async () => {
    await panel.send(failedSession());
    assert.equal(await panel.page.title(), 'sh010_fx_v003, failed');
    assert.deepStrictEqual(await part('header .state-row'), [
      'Failed',
      'Sample data',
      'Frame 1003 · Render failed: exit 139 (SIGSEGV) after 2 min 51 s.',
    ]);
    assert.deepStrictEqual(await part('.where'), [
      'on ip-10-3-0-17.us-west-2.compute.internal · c6i.8xlarge',
      'fleet spot-linux',
      '10:02 – 10:11',
    ]);
    assert.deepStrictEqual(await part('.failure'), [
      'Cause',
      'Frame 1003 · Render',
      'The host ran out of memory.',
      'Failed: exit 139 (SIGSEGV)',
      'after 2 min 51 s',
      'at 10:10:39',
      'Copy what failed',
      'Open log here',
      'Compare with One That Succeeded',
      'Last message of the task',
      'Rendering tile 104 of 255',
      'Evidence',
      'not in the 2 tasks that succeeded',
      'Traceback (most recent call last):',
      'File "/sessions/render.py", line 214, in bake_volume',
      'MemoryError: could not allocate 61.4 GiB for grid "smoke_density"',
      'What usually helps',
      'Ask for a host with more memory (amount.worker.memory in the step), run fewer tasks at a time, or make the scene lighter. Look at the scene or this host.',
      'Show the Last 20 Lines',
      '3 tasks of this job failed.',
      'Why did this job fail?',
    ]);
    await panel.page.getByRole('button', { name: /^MemoryError/ }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'openEvidence', index: 2 }]);
    await panel.page.getByRole('button', { name: 'Open log here' }).click();
    assert.deepStrictEqual((await panel.asked()).at(-1), {
      type: 'openAction',
      sessionActionId: 'sessionaction-8f3b21d4c6e7495aa0b1c2d3e4f56078-4',
    });
  });

  it('leads to why the whole job failed, where more of its tasks failed', async () => {
    await panel.send(failedSession());
    const lead = panel.page.getByRole('button', { name: 'Why did this job fail?' });
    assert.equal(await lead.count(), 2);
    await lead.first().click();
    await lead.last().click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'openJob' }, { type: 'openJob' }]);
    await panel.send(endedSession());
    assert.equal(await lead.count(), 0);
  });

  it('lists what happened, how it went and how long it took', async () => {
    await panel.send(failedSession());
    assert.deepStrictEqual(await rows(), [
      'Sync job attachments | succeeded | 41 s',
      'Enter Conda | succeeded | 1 min 12 s',
      'Frame 1001 · Render | succeeded | 1 min 31 s',
      'Frame 1002 · Render | succeeded | 1 min 49 s',
      'Frame 1003 · Render | failed · exit 139 (SIGSEGV) | 2 min 51 s',
      'Frame 1004 · Render | not run',
      'Frame 1005 · Render | not run',
      'Exit Conda | succeeded | 26 s',
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
      'Sample data',
      'Active for 12 min 04 s, running: Frame 1002 · Render.',
    ]);
    assert.equal((await rows())[3], 'Frame 1002 · Render | running · 62 % | 6 min 44 s | Rendering tile 158 of 255');
    const meter = panel.page.locator('.meter > span');
    assert.equal(await meter.evaluate((bar) => bar.style.inlineSize), '62%');
    assert.equal(await panel.page.locator('.failure').count(), 0);
  });

  it('says that an ended session did well', async () => {
    await panel.send(endedSession());
    assert.deepStrictEqual(await part('header .state-row'), [
      'Succeeded 3 min ago',
      'Sample data',
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
      'Move Host',
      'Host name',
      'ip-10-3-0-17.us-west-2.compute.internal',
      'Copy host name',
      'IP addresses',
      '10.3.0.17',
      '2600:1f14:e2b:7f00:4d2:91aa:57c3:e10f',
      'Copy IP addresses',
      'Instance type',
      'c6i.8xlarge',
      'Instance ARN',
      'arn:aws:ec2:us-west-2:123456789012:instance/i-0f3a9d8e7c6b5a412',
      'Copy instance ARN',
      'Fleet',
      'spot-linux · active',
      'Fleet ID',
      'fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
      'Copy fleet ID',
      'Worker',
      'Running',
      'Worker ID',
      'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
      'Copy worker ID',
    ]);
    assert.deepStrictEqual(await section('Lifecycle'), [
      'Lifecycle',
      'Move Lifecycle',
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
      'Last updated',
      '2026-11-23 10:14:30.000 +01:00',
      'Session ID',
      'session-8f3b21d4c6e7495aa0b1c2d3e4f56078',
      'Copy session ID',
    ]);
    assert.deepStrictEqual(await section('Logs'), [
      'Logs',
      'Move Logs',
      'Session log',
      'Open session log',
      'Group',
      '/aws/deadline/farm-1c5e7a90b3d24f688e21c4a7d05f3b62/queue-f984c1f7a0b54d0c8a3b1a0f5c3f7d21',
      'Copy group',
      'Stream',
      'session-8f3b21d4c6e7495aa0b1c2d3e4f56078',
      'Copy stream',
      'Worker log',
      'Open worker log',
      'Group',
      '/aws/deadline/farm-1c5e7a90b3d24f688e21c4a7d05f3b62/fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
      'Copy group',
      'Stream',
      'worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
      'Copy stream',
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
    assert.deepStrictEqual(await part('.legend'), ['3 failed', '5 canceled', '112 succeeded']);
  });

  it('takes a deleted worker for the ordinary case', async () => {
    await panel.send(failedSession());
    assert.ok((await section('Host')).includes('Deleted (normal after a job)'));
  });

  it('tells an on-premise host from a cloud one', async () => {
    const host = { hostName: 'rack7-node12', ipV4Addresses: [], ipV6Addresses: [] };
    await panel.send(
      activeSession({ session: { host: { ...host, ec2InstanceArn: undefined, ec2InstanceType: undefined } } }),
    );
    const facts = await section('Host');
    assert.ok(facts.includes('Not an EC2 instance'));
    assert.ok(!facts.includes('Instance ARN'));
  });

  it('says in its place what could not be read, and how to help', async () => {
    await panel.send(partialSession());
    const text = await panel.text();
    assert.deepStrictEqual(await part('.fault.loud'), [
      'Some details need more permissions: deadline:GetFarm, deadline:GetQueue, deadline:GetJob, deadline:GetFleet, deadline:GetWorker, deadline:ListSessionActions.',
      'Copy IAM Policy',
      'Choose Connection…',
    ]);
    assert.doesNotMatch(text, /Not allowed/);
    assert.equal(text.split('No access').length - 1, 6);
    assert.ok(text.includes('Could not create log stream'));
    assert.ok(text.includes('worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c'));
    await panel.page.getByRole('button', { name: 'Copy IAM Policy' }).click();
    await panel.page.getByRole('button', { name: 'Choose Connection…' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'copy', what: 'policy' },
      { type: 'remedy', remedy: 'chooseConnection' },
    ]);
  });

  it('says why a session cannot be shown at all, and how to help', async () => {
    await panel.send(unreadSession(NOT_FOUND));
    assert.deepStrictEqual(await part('.fault'), [
      NOT_FOUND.message,
      'Request id d1b5e2d3-2f0a-45a5-8b1c-5a0a7a1d2c3e',
      'Look up session…',
      'Open Log',
      'Try again',
    ]);
    assert.deepStrictEqual(await panel.page.locator('.chip').allInnerTexts(), ['Not found', 'Sample data']);
    await panel.page.getByRole('button', { name: 'Open Log' }).click();
    await panel.page.getByRole('button', { name: 'Try again' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'remedy', remedy: 'openLog' },
      { type: 'remedy', remedy: 'retry' },
    ]);
  });

  it('keeps what it knows when a reading fails, and says of when it is', async () => {
    await panel.send(activeSession({ watched: { fault: UNREACHABLE } }));
    assert.deepStrictEqual((await part('.fault.loud'))[0], UNREACHABLE.message);
    assert.deepStrictEqual((await part('header .state-row')).slice(0, 3), ['Active', 'Sample data', 'as of 10:14:30']);
    assert.equal((await rows()).length, 6);
    await panel.send(activeSession({ watched: { fault: UNREACHABLE } }), NOW_MS + 86_400_000);
    assert.deepStrictEqual((await part('header .state-row')).slice(0, 3), [
      'Active',
      'Sample data',
      'as of 2026-11-23 10:14',
    ]);
  });

  it('opens logs and copies what the extension knows', async () => {
    await panel.send(activeSession());
    const { page } = panel;
    await page.getByRole('button', { name: 'Open log', exact: true }).click();
    await page.getByRole('button', { name: 'Open worker log' }).click();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Copy AWS CLI command' }).click();
    await page.locator('.belonging').getByRole('button', { name: 'Copy queue ID' }).click();
    await page.getByRole('button', { name: 'lighting (reveal queue in Farms view)' }).click();
    await page.getByRole('button', { name: 'Copy as JSON' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openLog', log: 'session' },
      { type: 'openLog', log: 'worker' },
      { type: 'refresh' },
      { type: 'copy', what: 'cli' },
      { type: 'copy', what: 'queueId' },
      { type: 'reveal', place: 'queue' },
      { type: 'copy', what: 'raw' },
    ]);
    assert.equal((await page.getByRole('status').textContent())?.trim(), 'Copied');
  });

  it('shows of two thousand actions the ones that matter, and the others when asked', async () => {
    await panel.send(longSession('FAILED'));
    const before = await rows();
    assert.equal(before.length, 4 + 1 + 9 + 1 + 4);
    assert.equal(before[4], 'Show 200 of 1,192 earlier | 1,192 done');
    assert.equal(before[9], 'Frame 1200 · Render | failed | 20 s');
    assert.equal(before[14], 'Show 200 of 791 later | 791 not run');
    await panel.page.getByRole('button', { name: 'Show 200 of 1,192 earlier' }).click();
    const after = await rows();
    assert.equal(after.length, before.length + 200);
    assert.equal(after[5], 'Frame 996 · Render | succeeded | <1 s');
    assert.match((await panel.page.locator(':focus').innerText()).trim(), /^Frame 996 · Render/);
  });

  it('says as “exit 0x…” what Windows people look up', async () => {
    const crash = action(0, frame(1), 'FAILED', 10, 20, { processExitCode: -1073741819 });
    await panel.send(activeSession({ snapshot: { actions: loaded([crash]) } }));
    assert.ok((await part('.failure')).includes('Failed: exit -1073741819 (0xC0000005, STATUS_ACCESS_VIOLATION)'));
  });

  it('fits into 300 pixels', async () => {
    for (const session of [failedSession(), partialSession(), unreadSession(NOT_FOUND)]) {
      await panel.page.setViewportSize({ width: 300, height: 800 });
      await panel.send(session);
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 300);
    }
  });

  it('has at most 84 kB of script, like the pages of jobs and comparisons, and 26 kB that draw its timeline', async () => {
    for (const [page, files] of Object.entries(PAGE_SCRIPTS)) {
      const sizes = await Promise.all(files.map((file) => stat(path.resolve(__dirname, '../../dist', file))));
      // 2 kB more than before: each sentence is a whole text with a form for one, so that it can be translated.
      assert.ok((sizes.at(-1)?.size ?? Infinity) <= 84_000, page);
    }
    const { size } = await stat(path.resolve(__dirname, '../../dist/timelinePicture.js'));
    // 1 kB more than before: each status is a text of its own, so that it can be translated.
    assert.ok(size <= 26_000, `${size} bytes`);
  });

  describe('the tries of the failed task', () => {
    it('stand below the failure: how many, where, how each ended, and what they speak for', async () => {
      await panel.send(failedSession(), NOW_MS, { tries: threeTries() });
      const text = await section('Tries');
      assert.deepStrictEqual(text.slice(0, 3), [
        'Tries',
        'Frame 1003: 3 tries on 3 hosts',
        'It failed in the same way on another host. Look at the scene or the job, not at this host.',
      ]);
      assert.match(text.join(' '), /Try 1 rack2-node40 · failed · exit 139 \(SIGSEGV\) .* Try 3 .* · this session$/);
    });

    it('lead to the other sessions, by the keyboard too', async () => {
      await panel.send(failedSession(), NOW_MS, { tries: threeTries() });
      const links = panel.page.locator('.tries button');
      assert.equal(await links.count(), 2);
      await links.nth(1).focus();
      await panel.page.keyboard.press('Enter');
      assert.deepStrictEqual(await panel.asked(), [{ type: 'openTry', index: 1 }]);
    });

    it('are a sentence where there was one', async () => {
      await panel.send(failedSession(), NOW_MS, { tries: oneTry() });
      assert.deepStrictEqual(await section('Tries'), [
        'Tries',
        'Frame 1003: 1 try',
        '7 of 9 other tasks of the job failed on this host, 40 of 3,160 elsewhere. Look at this host.',
      ]);
      assert.equal(await panel.page.locator('.tries').count(), 0);
    });

    it('are a line that names the permission where they may not be listed', async () => {
      const message = 'Not allowed to list the session actions: the profile studio lacks deadline:ListSessionActions.';
      const unread = [{ ...NOT_FOUND, kind: 'accessDenied' as const, message }];
      await panel.send(failedSession(), NOW_MS, { tries: oneTry({ isWhole: false, otherTasks: undefined, unread }) });
      assert.deepStrictEqual(await section('Tries'), ['Tries', message]);
    });

    it('are not there until they are read', async () => {
      await panel.send(failedSession());
      assert.equal(await panel.page.locator('#tries').count(), 0);
    });
  });

  describe('an action that somebody came for', () => {
    const at = (index: number, request = 1) => ({
      at: { sessionActionId: actionOfSession(KEY.sessionId, index), request },
    });

    it('is in view and marked, also where it was folded', async () => {
      await panel.page.setViewportSize({ width: 1100, height: 240 });
      const long = longSession('RUNNING');
      await panel.send(long, NOW_MS, at(150));
      const row = panel.page.locator('.action[aria-current]');
      await row.waitFor();
      assert.equal(await row.getAttribute('data-index'), '150');
      await panel.page.waitForFunction(() => {
        const box = document.querySelector('.action[aria-current]')?.getBoundingClientRect();
        return box !== undefined && box.top >= 0 && box.bottom <= window.innerHeight;
      });
    });

    it('stays where the reader has gone since, until it is asked for again', async () => {
      await panel.page.setViewportSize({ width: 1100, height: 240 });
      const long = longSession('RUNNING');
      await panel.send(long, NOW_MS, at(150));
      await panel.page.locator('.action[aria-current]').waitFor();
      await panel.page.waitForFunction(() => window.scrollY > 0);
      await panel.page.evaluate(() => {
        window.scrollTo(0, 0);
      });
      await panel.send(long, NOW_MS, at(150));
      assert.equal(await panel.page.evaluate(() => window.scrollY), 0);
      await panel.send(long, NOW_MS, at(150, 2));
      await panel.page.waitForFunction(() => window.scrollY > 0);
    });
  });

  it('folds a section by keyboard at its heading, and shows again what is remembered as folded', async () => {
    await panel.send(failedSession());
    const heading = panel.page.getByRole('button', { name: 'Lifecycle', exact: true });
    await heading.focus();
    await panel.page.keyboard.press('Enter');
    assert.equal(await heading.getAttribute('aria-expanded'), 'false');
    assert.deepStrictEqual(await panel.asked(), [{ type: 'fold', section: 'lifecycle', isFolded: true }]);
    assert.doesNotMatch(await panel.text(), /Last updated/);
    await panel.send(failedSession(), NOW_MS, { folded: ['host'] });
    assert.match(await panel.text(), /Last updated/);
    assert.equal(
      await panel.page.getByRole('button', { name: 'Host', exact: true }).getAttribute('aria-expanded'),
      'false',
    );
  });

  it('shows more lines of the log on demand, with a button that copies them', async () => {
    await panel.send(failedSession());
    await panel.page.getByRole('button', { name: 'Show the Last 20 Lines' }).click();
    const sessionActionId = failingAction(failedSession().snapshot ?? assert.fail())?.sessionActionId ?? assert.fail();
    const tail = { sessionActionId, lines: ['first <b>line</b>', 'second line'], hasMore: true };
    await panel.send(failedSession(), NOW_MS, { tail });
    assert.equal(await panel.page.locator('.log-tail pre').innerText(), 'first <b>line</b>\nsecond line');
    await panel.page.getByRole('button', { name: 'Copy Lines' }).click();
    await panel.page.getByRole('button', { name: 'Show 20 More Lines' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'moreLines' }, { type: 'copyLines' }, { type: 'moreLines' }]);
  });
});
