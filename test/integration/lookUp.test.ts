import * as assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import * as vscode from 'vscode';

import { shortId } from '../../src/core/ids';
import type { SessionKey } from '../../src/core/session/sessionKey';
import { findPanel, readTabs } from '../support/ui/editor';
import {
  fillQuickInput,
  pickQuickInputItem,
  type QuickInput,
  waitForNoQuickInput,
  waitForQuickInput,
} from '../support/ui/quickInput';
import { findRow } from '../support/ui/tree';
import { eventually, press } from '../support/ui/window';
import { idsOf, type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import {
  cleanWindow,
  clearWindow,
  openUntitled,
  readWelcome,
  SESSIONS,
  showSessions,
  useSettings,
} from './support/window';

describe('looking a session up', () => {
  let farm: LoopbackFarm;

  before(async () => {
    farm = await startLoopbackFarm();
    setCredentials(true);
    await cleanWindow();
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    await showSessions();
  });
  beforeEach(async () => {
    await farm.quiet();
    farm.forgetCalls();
  });
  afterEach(clearWindow);
  after(async () => {
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
  });

  /** What a person sees who copies a text and presses the key. */
  async function lookUp(text: string): Promise<QuickInput> {
    await vscode.env.clipboard.writeText(text);
    await press('Control+Alt+J');
    return waitForQuickInput(({ title, items }) => title.startsWith('Look Up Session —') && items.length > 0);
  }

  async function opened(title: string | RegExp): Promise<void> {
    await findPanel(typeof title === 'string' ? new RegExp(`^${title}$`) : title);
    await findRow(SESSIONS, [title]);
  }

  /** The window as it was: no row, no editor, no question left, and nobody was asked. */
  async function nothingHappened(): Promise<void> {
    await waitForNoQuickInput();
    // What the Farms view shows of an earlier test is read again now and then.
    assert.deepEqual(
      farm.calls().filter((call) => call !== 'BatchGetJob' && call !== 'BatchGetSession'),
      [],
    );
    assert.deepEqual(await readTabs(), []);
    assert.ok((await readWelcome()).length > 0);
  }

  describe('by a text', () => {
    it('finds a session of which a chat names only the id', async () => {
      const { sessionId } = farm.key('failedTask');
      const { title, value, items } = await lookUp(`@kim can you look at ${sessionId}? It failed again :(`);
      assert.equal(title, `Look Up Session — ⚠ ${new URL(farm.url).host} · us-west-2`);
      assert.equal(value, `@kim can you look at ${sessionId}? It failed again :(`);
      assert.deepEqual([items[0]?.label, items[0]?.description], [`Open ${shortId(sessionId)}`, '']);
      assert.match(items[0]?.detail ?? '', /^Searches recent jobs for this session\./);
      await press('Enter');
      await opened('sh010_lighting_v007');
    });

    const whole: readonly (readonly [what: string, text: (key: SessionKey) => string])[] = [
      ['the four ids, a line each', (key) => idsOf(key).join('\n')],
      ['the four ids in any order', (key) => [key.jobId, key.sessionId, key.farmId, key.queueId].join(', ')],
      ['the four ids with odd separators', (key) => ` «${idsOf(key).toReversed().join('»|«')}»;\t`],
      [
        'JSON',
        ({ farmId, queueId, jobId, sessionId }) => JSON.stringify({ sessionId, jobId, queueId, farmId }, undefined, 2),
      ],
      [
        'an AWS CLI command',
        ({ farmId, queueId, jobId, sessionId }) =>
          `aws deadline get-session --farm-id ${farmId} --queue-id ${queueId} \\\n  --job-id ${jobId} --session-id ${sessionId}`,
      ],
    ];
    for (const [what, text] of whole) {
      it(`asks for nothing more after ${what}`, async () => {
        const { items } = await lookUp(text(farm.key('segmentationFault')));
        assert.equal(items[0]?.detail, 'All IDs found.');
        await press('Enter');
        await opened('sh010_fx_v003');
        const calls = farm.calls();
        assert.deepEqual(
          calls.filter((call) => /^(List(Farms|Queues|Jobs|Sessions)|Search\w+)$/.test(call)),
          [],
        );
      });
    }

    it('finds the job of a session that a log group’s path names', async () => {
      const { farmId, queueId, sessionId } = farm.key('interrupted');
      const { items } = await lookUp(`/aws/deadline/${farmId}/${queueId}/${sessionId}`);
      assert.match(items[0]?.detail ?? '', /^Searches recent jobs for this session\./);
      await press('Enter');
      await opened('sh060_debris_v005');
    });

    it('asks only for the session after a monitor’s link to a job, and takes the Region from it', async () => {
      const { farmId, queueId, jobId } = farm.key('failedTask');
      await lookUp('');
      await fillQuickInput(
        `https://studio.us-east-1.deadlinecloud.amazonaws.com/us-west-2/farms/${farmId}/queues/${queueId}?jobId=${jobId}`,
      );
      const { items } = await waitForQuickInput((now) => now.items[0]?.label === 'Show the job’s sessions');
      assert.match(items[0]?.detail ?? '', /^All IDs found\. Region us-west-2\.$/);
      await press('Enter');
      const sessions = await waitForQuickInput(
        ({ items: rows }) => rows.length === 2 && rows[0]?.description.includes('exit 1') === true,
      );
      assert.equal(sessions.title, 'Look Up Session: Session');
      assert.equal(sessions.items[0]?.label, 'Frame 1005 · Render');
      assert.equal(sessions.items[0].isFocused, true);
      await press('Enter');
      await opened('sh010_lighting_v007');
    });

    it('takes what is selected in an editor before what was copied', async () => {
      const selected = farm.key('outOfMemory');
      const editor = await openUntitled(`see ${idsOf(selected).join(' ')} please`);
      editor.selection = new vscode.Selection(0, 0, 0, 1000);
      const { value, items } = await lookUp(idsOf(farm.key('failedTask')).join(' '));
      assert.ok(value.includes(selected.sessionId));
      assert.equal(items[0]?.label, `Open ${shortId(selected.sessionId)}`);
      await press('Enter');
      await opened('sh030_pyro_v021');
    });

    it('gives each of two sessions a row of its own', async () => {
      const [one, other] = [farm.key('timeout'), farm.key('failedEnvironment')];
      const { items } = await lookUp(`first ${idsOf(one).join('/')}, then ${idsOf(other).join('/')}`);
      assert.deepEqual(
        items.slice(0, 2).map(({ label }) => label),
        [one, other].map(({ sessionId }) => `Open ${shortId(sessionId)}`),
      );
      assert.match(items[0]?.detail ?? '', /2 sessions/);
      await pickQuickInputItem(`Open ${shortId(other.sessionId)}`);
      await opened('sh020_comp_v004');
    });

    it('offers sessions that were looked up before, those removed from the list, too', async () => {
      const key = farm.key('windowsCrash');
      await vscode.commands.executeCommand('deadlineSessions.openDetails', key);
      await vscode.commands.executeCommand('deadlineSessions.remove', key);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const { items } = await lookUp('');
      const recent = items.find(({ detail }) => detail === key.sessionId);
      assert.deepEqual([recent?.label, recent?.description], ['sq03_crowd_cache_v009', 'us-west-2']);
      await pickQuickInputItem('sq03_crowd_cache_v009');
      await opened('sq03_crowd_cache_v009');
    });
  });

  describe('by something else', () => {
    const wrong: readonly (readonly [
      what: string,
      text: (key: SessionKey) => string,
      label: string,
      detail: RegExp,
    ])[] = [
      [
        'ids with a wrong digit',
        (key) =>
          idsOf(key)
            .map((id) => `${id.slice(0, -1)}g`)
            .join(' '),
        'sh010_lighting_v007',
        /^session-[0-9a-f]{31}g is incomplete: 1 character is not 0–9 or a–f\. It can be session-[0-9a-f]{32}\.$/,
      ],
      [
        'three of the four ids',
        ({ farmId, queueId, jobId }) => [farmId, queueId, jobId].join(' '),
        'Show the job’s sessions',
        /^All IDs found\.$/,
      ],
    ];
    for (const [what, text, label, detail] of wrong) {
      it(`calls nobody for ${what}, and says what is found and what is missing`, async () => {
        const copied = text(farm.key('failedTask'));
        const { value, items } = await lookUp(copied);
        assert.equal(value, copied);
        assert.equal(items[0]?.label, label);
        assert.match(items[0].detail, detail);
        await press('Escape');
        await nothingHappened();
      });
    }

    it('calls nobody for a text about something else, and offers to choose', async () => {
      const { value, items } = await lookUp(
        'https://us-west-2.console.aws.amazon.com/batch/home?region=us-west-2#jobs/detail/4ede2773',
      );
      assert.equal(value, '');
      assert.deepEqual(
        [items[0]?.label, items[0]?.description, items[0]?.detail],
        ['Browse farms, queues and jobs…', '', ''],
      );
      await press('Escape');
      await nothingHappened();
    });

    it('searches jobs for a name that was copied, and leads to a session', async () => {
      farm.key('segmentationFault');
      assert.equal((await lookUp('sh010_fx')).value, 'sh010_fx');
      await pickQuickInputItem('Search jobs for “sh010_fx”');
      await waitForQuickInput(
        ({ title, value, items }) =>
          title === 'Go to Job' && value === 'sh010_fx' && items[0]?.label === 'sh010_fx_v003',
      );
      await press('Enter');
      await opened('sh010_fx_v003');
    });

    it('finds the one session in 10 MB of text, without showing them', async () => {
      const key = farm.key('failedTask');
      const noise = 'frame 1001 rendered, 42 tiles, no errors at all\n'.repeat(110_000);
      const text = `${noise}${idsOf(key).join(' ')}\n${noise}`;
      assert.ok(text.length > 10_000_000);
      const { value, items } = await lookUp(text);
      assert.deepEqual(value.split(' ').sort(), [...idsOf(key)].sort());
      assert.equal(items[0]?.detail, 'All IDs found.');
      await press('Escape');
      await nothingHappened();
    });

    it('leaves no trace after Escape, whatever was understood', async () => {
      await lookUp(idsOf(farm.key('failedTask')).join(' '));
      await press('Escape');
      await nothingHappened();
    });
  });

  describe('step by step', () => {
    it('leads from farm to queue to job to session, by names and states', async () => {
      await lookUp('');
      await pickQuickInputItem('Browse farms, queues and jobs…');
      const farms = await step('Farm', 3);
      assert.deepEqual(labels(farms), ['Aurora', 'Lanternfish VFX', 'Meridian Trailers']);
      await pickQuickInputItem('Aurora');
      const queues = await step('Queue', 8);
      assert.deepEqual(
        queues.items.map(({ label, description }) => [label, description]),
        [
          ['lighting', 'scheduling'],
          ['fx', 'scheduling'],
          ['comp', 'scheduling'],
          ['crowds', 'idle'],
          ['previz', 'scheduling blocked'],
          ['client-confidential', 'idle'],
          ['episodic', 'scheduling'],
          ['vendor-review', 'idle'],
        ],
      );
      await pickQuickInputItem('fx');
      const jobs = await step('Job', 5);
      const newest = labels(jobs).slice(0, 3);
      assert.deepEqual(newest, ['sh050_fluid_v001', 'sh010_fx_v003', 'sh060_debris_v005']);
      assert.match(jobs.items[1]?.description ?? '', /^failed · 3 h ago$/);
      await pickQuickInputItem('sh010_fx_v003');
      // Its only session needs no question.
      farm.key('segmentationFault');
      await opened('sh010_fx_v003');
    });

    it('leaves no trace after Escape on the way', async () => {
      await lookUp('');
      await pickQuickInputItem('Browse farms, queues and jobs…');
      await step('Farm', 3);
      await press('Escape');
      await waitForNoQuickInput();
      await farm.quiet();
      farm.forgetCalls();
      await nothingHappened();
    });

    it('takes an id that is pasted into a picker', async () => {
      const key = farm.key('failedTask');
      await lookUp('');
      await pickQuickInputItem('Browse farms, queues and jobs…');
      await step('Farm', 3);
      await fillQuickInput(key.farmId);
      await waitForQuickInput(({ items }) => items.some(({ detail }) => detail === key.farmId));
      await press('Enter');
      await step('Queue', 6);
      await fillQuickInput(key.queueId);
      await waitForQuickInput(({ items }) => items.length === 1 && items[0]?.label === 'lighting');
      await press('Enter');
      await step('Job', 5);
      await fillQuickInput(key.jobId);
      await waitForQuickInput(({ items }) => items.some(({ detail }) => detail === key.jobId));
      await press('Enter');
      await step('Session', 2);
      await fillQuickInput(key.sessionId);
      await waitForQuickInput(({ items }) => items.length === 1);
      await press('Enter');
      await opened('sh010_lighting_v007');
    });

    it('says why a level may not be listed, and still takes an id', async () => {
      const key = farm.key('failedTask');
      await lookUp('');
      await pickQuickInputItem('Browse farms, queues and jobs…');
      await step('Farm', 3);
      await pickQuickInputItem('Meridian Trailers');
      const { items } = await step('Queue', 1);
      assert.deepEqual(
        items.map(({ label, detail }) => [label, detail]),
        [
          [
            'Couldn’t list queues',
            'Not allowed to list the queues: your default credentials may not use deadline:ListQueues on this farm in us-west-2, or the farm ID is wrong. You can still paste an ID.',
          ],
        ],
      );
      await fillQuickInput(key.queueId);
      await waitForQuickInput(({ items: rows }) => rows[0]?.label === key.queueId);
      await press('Enter');
      await step('Job', 1);
      await press('Escape');
    });

    it('puts the defaults of ~/.deadline/config on top', async () => {
      const key = farm.key('scripts');
      const file = process.env.DEADLINE_CONFIG_FILE_PATH ?? '';
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(
        file,
        `[profile-(default) defaults]\nfarm_id = ${key.farmId}\n\n[profile-(default) ${key.farmId} defaults]\nqueue_id = ${key.queueId}\n`,
      );
      try {
        await lookUp('');
        await pickQuickInputItem('Browse farms, queues and jobs…');
        const farms = await step('Farm', 3);
        assert.deepEqual(labels(farms), ['Lanternfish VFX', 'Aurora', 'Meridian Trailers']);
        assert.match(farms.items[0]?.description ?? '', /default$/);
        await press('Enter');
        const queues = await step('Queue', 2);
        assert.deepEqual(labels(queues), ['夜間レンダー', 'environments']);
        await press('Escape');
      } finally {
        await rm(file, { force: true });
      }
    });

    async function step(level: string, rows: number): Promise<QuickInput> {
      return eventually(
        `the ${level} picker`,
        () => waitForQuickInput(),
        ({ title, items, isBusy }) => title === `Look Up Session: ${level}` && items.length >= rows && !isBusy,
      );
    }

    function labels({ items }: QuickInput): string[] {
      return items.map(({ label }) => label);
    }
  });
});
