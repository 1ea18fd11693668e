import assert from 'node:assert/strict';
import { source as axeSource, type AxeResults } from 'axe-core';
import { jobPicture } from '../../src/render/panel/jobPicture';
import { type JobPicture, TASKS_A_PAGE, type TaskPicture } from '../../src/render/panel/jobProtocol';
import { DENIED, NOT_FOUND, NOW_MS } from '../support/sessions/sessions';
import { DONE, JOB_KEY, jobTriage, NO_COMPARISON, wreck, environmentFailure } from '../support/sessions/triages';
import { PanelHost, type PanelPage } from './panelPage';
import { THEMES, type ThemeName } from './themes';

const READING = { ...DONE, state: 'reading', phase: 'logs', logsRead: 6, logsPlanned: 24 } as const;

const draw = (triage = wreck(), note = ''): JobPicture =>
  jobPicture(triage, {
    nowMs: NOW_MS,
    names: { farm: 'Aurora', queue: 'lighting' },
    mayRetry: true,
    mostGroups: 25,
    seen: () => ({ words: 'Seen in 3 other jobs: 14 tasks since Tuesday, mostly on rack2-node40.', note }),
  });

const rows = (from: number, count: number): TaskPicture[] =>
  Array.from({ length: count }, (_, step) => ({
    label: `Frame ${from + step} · Layer fog`,
    host: 'rack2-node07',
    when: '09:41',
    isSampled: step === 0,
    opens: step !== 1,
  }));

describe('panel › job', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open({ page: 'job' });
  });
  afterEach(async () => {
    assert.deepStrictEqual(panel.problems, []);
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  const show = (picture = draw()): Promise<void> => panel.tell({ type: 'job', picture });
  const group = (number: number): ReturnType<PanelPage['page']['locator']> => panel.page.locator('.group').nth(number);
  const focused = (): Promise<string> => panel.page.locator(':focus').innerText();

  async function part(selector: string): Promise<readonly string[]> {
    const text = await panel.page.locator(selector).first().innerText();
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  it('asks for its job as soon as it listens', async () => {
    assert.deepStrictEqual(await panel.firstMessage(), { type: 'ready' });
    assert.equal(await panel.text(), 'Reading the job…');
  });

  it('says first how many tasks failed of how many causes, then which host stands out, then the causes', async () => {
    await show();
    assert.equal(await panel.page.locator('h1').innerText(), 'Failures of sq11_wreck_v001');
    assert.deepStrictEqual(await part('.state-row'), [
      'Failed',
      'Sample data',
      '998 failed tasks, 5 causes, 2 tasks without a known cause',
    ]);
    assert.deepStrictEqual(await part('.suspect'), [
      'rack2-node40: 90 of 98 attempts failed here, 930 of 13,022 on other hosts.',
      'Check Its Other Jobs',
    ]);
    assert.deepStrictEqual(await part('.overview li'), ['390', 'tasks:', 'No license was available.']);
    assert.deepStrictEqual(await panel.page.locator('.group h3').allInnerTexts(), [
      'No license was available.',
      'An input file was not found: wetRock_basecolor.1013.exr, wetRock_normal.1013.exr',
      'The host ran out of memory.',
      'The program crashed.',
      'A file share or disk did not respond or is read-only: /mnt/assets',
      'Neither the log nor the service says why it failed.',
    ]);
  });

  it('says of a cause which tasks, where and when, with lines of the log and what was inferred', async () => {
    await show();
    const lines = (await group(1).innerText())
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    assert.deepStrictEqual(
      lines.map((line) => line.replace(/\d\d:\d\d/g, 'hh:mm')),
      [
        '240 tasks',
        'Cause',
        'exit 1: Renderer stopped',
        'An input file was not found: wetRock_basecolor.1013.exr, wetRock_normal.1013.exr',
        'Frame 1001-1240 · Layer fog',
        'only Layer fog',
        'on 50 hosts',
        'since hh:mm, last at hh:mm',
        'Evidence of Frame 1001 · Layer fog, rack2-node01, hh:mm',
        'ERROR | [texturesys] cannot open /mnt/assets/env/harbor/tex/v042/wetRock_basecolor.1013.exr: No such file or directory',
        'not in the 4 tasks that succeeded',
        'openjd_fail: Missing texture wetRock_basecolor.1013.exr',
        'reported as the reason',
        'It fails on any host: look at the scene.',
        'Read in the logs of 3 tasks. The other 237 resemble them: same exit code and message, near them in time, parameters or hosts.',
        'What usually helps: Attach the file to the job, or add a path mapping rule for its location.',
        'Seen in 3 other jobs: 14 tasks since Tuesday, mostly on rack2-node40.',
        'Add a Note',
        'Open Example',
        'Open Log at Line',
        'Retry These Tasks…',
        'Copy',
        'Show All 240 Tasks',
      ],
    );
  });

  it('asks for what its buttons say, by the names that it was given', async () => {
    await show();
    const id = draw().groups[1]?.id ?? '';
    const press = (name: string | RegExp): Promise<void> => group(1).getByRole('button', { name, exact: true }).click();
    await press('Open Example');
    await press('Open Log at Line');
    await press(/^openjd_fail/);
    await press('Retry These Tasks…');
    await press('Copy');
    await panel.page.getByRole('button', { name: 'Check Its Other Jobs' }).click();
    await panel.page.getByRole('button', { name: 'Retry Failed Tasks…' }).click();
    await panel.page.getByRole('button', { name: 'Look Through Failed Jobs…' }).click();
    await panel.page.getByRole('button', { name: 'Save as CSV…' }).click();
    await panel.page.getByRole('button', { name: 'Refresh' }).click();
    await panel.page.locator('.menu > .button').click();
    await panel.page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'openExample', group: id },
      { type: 'openEvidence', group: id, index: 0 },
      { type: 'openEvidence', group: id, index: 1 },
      { type: 'retryGroup', group: id },
      { type: 'copyGroup', group: id },
      { type: 'lookElsewhere', index: 0 },
      { type: 'retryAll' },
      { type: 'lookThrough' },
      { type: 'saveCsv' },
      { type: 'refresh' },
      { type: 'copy', what: 'markdown' },
    ]);
    assert.equal(await panel.page.locator('[role=status]').innerText(), 'Copied');
  });

  it('shows how far the reading is, and stops or goes on with it', async () => {
    await show(draw(wreck({ progress: READING })));
    assert.deepStrictEqual(await part('.progress'), ['Reading logs: 6 of 24', 'Stop']);
    assert.equal(await panel.page.locator('.done-bar > span').evaluate((bar) => bar.style.inlineSize), '25%');
    await panel.page.getByRole('button', { name: 'Stop' }).click();
    await show(draw(wreck({ progress: { ...READING, state: 'stopped' } })));
    await panel.page.getByRole('button', { name: 'Continue' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'stop' }, { type: 'refresh' }]);
    await show();
    assert.equal(await panel.page.locator('.progress').count(), 0);
  });

  it('tells those who listen when the reading has ended, and what stands in its way', async () => {
    const status = panel.page.locator('[role=status]');
    await show(draw(wreck({ progress: READING })));
    assert.equal(await status.innerText(), '');
    await show();
    assert.equal(await status.innerText(), '998 failed tasks, 5 causes, 2 tasks without a known cause');
    await show(
      draw(
        jobTriage([], {
          progress: { ...DONE, state: 'failed' },
          unread: [{ what: 'job', count: 1, fault: NOT_FOUND }],
        }),
      ),
    );
    assert.equal(await status.innerText(), NOT_FOUND.message);
  });

  it('says in one place what could not be read, with the ways out', async () => {
    await show(
      draw(
        wreck({
          unread: [
            { what: 'logs', count: 12, fault: { ...DENIED, permission: 'logs:GetLogEvents' } },
            { what: 'sessions', count: 1, fault: DENIED },
          ],
        }),
      ),
    );
    const [heading, ...lines] = await part('.fault.loud');
    assert.equal(heading, 'Not everything could be read');
    assert.equal(lines[0], `12 logs: ${DENIED.message}`);
    assert.equal(lines[1], `Session: ${DENIED.message}`);
    await panel.page.getByRole('button', { name: 'Copy IAM Policy' }).click();
    await panel.page.locator('.fault.loud').getByRole('button').nth(1).click();
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'copy', what: 'policy' },
      { type: 'remedy', remedy: DENIED.remedies[0] },
    ]);
  });

  it('says that a healthy job is one, and offers nothing to retry', async () => {
    await show(draw(jobTriage([])));
    assert.deepStrictEqual(await part('.state-row'), [
      'Succeeded',
      'Sample data',
      'No task of this job failed: 12,000 succeeded.',
    ]);
    assert.equal(await panel.page.getByRole('button', { name: /Retry|CSV/ }).count(), 0);
    assert.deepStrictEqual(await panel.page.locator('section h2').allInnerTexts(), ['All sessions and actions']);
  });

  it('says what failed outside of tasks where no task failed, and opens a session of it', async () => {
    await show(draw(jobTriage([], { sessionFailures: [environmentFailure()] })));
    assert.match((await part('.state-row')).at(-1) ?? '', /^No task failed, but 3 sessions failed outside of tasks\.$/);
    assert.match(await panel.page.locator('.group h3').innerText(), /^Enter Conda: /);
    assert.match(await panel.page.locator('.group .extent').innerText(), /^3 sessions on 2 hosts/);
    await panel.page.getByRole('button', { name: 'Open Example' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'openSession', index: 0 }]);
  });

  it('says why nothing of a job can be shown', async () => {
    const gone = jobTriage([], {
      job: undefined,
      progress: { ...DONE, state: 'failed' },
      unread: [{ what: 'job', count: 1, fault: NOT_FOUND }],
    });
    await show(draw(gone));
    assert.match(await panel.text(), new RegExp(`^(?!.*Failures of).*job-….*${NOT_FOUND.message.slice(0, 20)}`, 's'));
  });

  it('lists all tasks of a cause a page at a time, and opens the log of one', async () => {
    await show();
    const id = draw().groups[0]?.id ?? '';
    const toggle = group(0).getByRole('button', { name: 'Show All 390 Tasks' });
    assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
    await toggle.click();
    assert.match(await group(0).innerText(), /Listing the tasks…/);
    await panel.tell({ type: 'tasks', group: id, from: 0, total: 390, rows: rows(1001, TASKS_A_PAGE) });
    assert.equal(await group(0).locator('.task').count(), TASKS_A_PAGE);
    assert.match(await group(0).locator('.pages').innerText(), /1–100 of 390/);
    await group(0).locator('.task').nth(2).click();
    await group(0).locator('.task').nth(1).click({ force: true });
    await group(0).getByRole('button', { name: 'Previous' }).click({ force: true });
    await group(0).getByRole('button', { name: 'Last' }).click();
    await panel.tell({ type: 'tasks', group: id, from: 300, total: 390, rows: rows(1301, 90) });
    assert.equal(await group(0).locator('.task').count(), 90);
    await group(0).locator('.task').first().click();
    await group(0).getByRole('button', { name: 'Hide Tasks' }).click();
    assert.equal(await group(0).locator('.task').count(), 0);
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'showTasks', group: id, index: 0 },
      { type: 'openTask', group: id, index: 2 },
      { type: 'showTasks', group: id, index: 300 },
      { type: 'openTask', group: id, index: 300 },
    ]);
  });

  it('asks for the tasks again when there are more of them', async () => {
    await show(draw(wreck({ progress: READING })));
    await group(0).getByRole('button', { name: 'Show All 390 Tasks' }).click();
    const [first, ...rest] = draw().groups;
    assert.ok(first);
    await show({ ...draw(), groups: [{ ...first, tasks: 395 }, ...rest] });
    assert.deepStrictEqual(await panel.asked(), [
      { type: 'showTasks', group: first.id, index: 0 },
      { type: 'showTasks', group: first.id, index: 0 },
    ]);
  });

  it('offers the smaller groups where there are many', async () => {
    await show({ ...draw(), hiddenGroups: 375 });
    await panel.page.getByRole('button', { name: 'Show More (375 Smaller Groups)' }).click();
    assert.deepStrictEqual(await panel.asked(), [{ type: 'moreGroups' }]);
  });

  it('keeps a note as it is typed, and when the field is left', async () => {
    await show();
    const id = draw().groups[0]?.id ?? '';
    await group(0).getByRole('button', { name: 'Add a Note' }).click();
    await panel.page.keyboard.type('ask the license people');
    await panel.page.keyboard.press('Tab');
    assert.deepStrictEqual((await panel.asked()).at(-1), { type: 'note', group: id, text: 'ask the license people' });
    await show(draw(wreck(), 'seats were taken by the other show'));
    assert.equal(
      await group(0).getByRole('textbox', { name: 'Your note' }).inputValue(),
      'seats were taken by the other show',
    );
  });

  it('keeps the field and what is typed while new pictures come', async () => {
    await show(draw(wreck(), 'old'));
    const field = group(0).getByRole('textbox', { name: 'Your note' });
    await field.fill('');
    await show(draw(wreck(), ''));
    await panel.page.keyboard.type('new');
    await show(draw(wreck(), 'n'));
    assert.equal(await field.inputValue(), 'new');
    assert.equal(await field.evaluate((element) => element === document.activeElement), true);
  });

  it('goes from the list of causes to one by keyboard', async () => {
    await show();
    await panel.page.locator('.cause').first().focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    assert.match(await focused(), /The host ran out of memory\.$/);
    await panel.page.keyboard.press('Enter');
    assert.equal(await focused(), 'The host ran out of memory.');
    await panel.page.keyboard.press('Tab');
    assert.equal(await focused(), 'Process exit code: 137');
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.asked()).at(-1)?.type, 'openEvidence');
  });

  it('reaches every button with Tab or, in lists, with the arrow keys', async () => {
    await show();
    const reached = new Set<string>();
    for (let presses = 0; presses < 80; presses += 1) {
      await panel.page.keyboard.press('Tab');
      reached.add(await panel.page.evaluate(() => document.activeElement?.outerHTML ?? ''));
    }
    const stops = await panel.page
      .locator('button:visible:not([tabindex="-1"])')
      .evaluateAll((all) => all.map((button) => button.outerHTML));
    assert.deepStrictEqual(
      stops.filter((stop) => !reached.has(stop)),
      [],
    );
  });

  it('keeps the focus where it is when a new picture comes, also when groups change their order', async () => {
    await show(draw(wreck({ progress: READING })));
    await group(1).getByRole('button', { name: 'Copy' }).focus();
    const picture = draw();
    await show({ ...picture, groups: [...picture.groups].reverse() });
    const heading = await panel.page
      .locator(':focus')
      .evaluate((button) => button.closest('section')?.querySelector('h3')?.textContent);
    assert.match(heading ?? '', /^An input file was not found/);
  });

  it('keeps its picture with the editor, and paints it at once when it is opened again', async () => {
    await show();
    const state = await panel.state();
    const again = await host.open({ page: 'job', state });
    assert.match(await again.text(), /998 failed tasks, 5 causes/);
    assert.match(await again.page.locator('.state-row').innerText(), /as of \d\d:\d\d:\d\d/);
    await again.tell({ type: 'job', picture: draw(jobTriage([], { progress: READING })) });
    assert.match(await again.text(), /998 failed tasks.*Reading logs: 6 of 24/s, 'until there is as much to show');
    await again.tell({ type: 'job', picture: draw(jobTriage([])) });
    assert.match(await again.text(), /No task of this job failed/);
    await again.close();
    assert.deepStrictEqual((state as unknown as { key: unknown }).key, JSON.parse(JSON.stringify(JOB_KEY)));
  });

  it('starts anew from what it did not keep itself', async () => {
    for (const state of [null, 7, {}, { version: 2, picture: draw() }, { version: 1 }]) {
      const page = await host.open({ page: 'job', state });
      assert.equal(await page.text(), 'Reading the job…');
      await page.close();
    }
  });

  it('draws hostile names as text', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](command:y) \u202eevil';
    const { job } = wreck();
    assert.ok(job);
    const [license] = wreck().groups;
    assert.ok(license);
    await show(
      draw(
        jobTriage([{ ...license, evidence: [{ text: hostile, why: hostile, at: undefined }], subjects: [hostile] }], {
          job: { ...job, name: hostile },
        }),
      ),
    );
    assert.equal(await panel.page.locator('main :is(img, a, b, u, i, script)').count(), 0);
    assert.match(await panel.page.locator('h1').innerText(), /<img src=x onerror=alert\(1\)> .*\\u202eevil/);
  });

  it('needs no more width than a narrow window has', async () => {
    const narrow = await host.open({ page: 'job', width: 320 });
    await narrow.tell({ type: 'job', picture: draw(wreck({ hosts: NO_COMPARISON })) });
    await narrow.page.getByRole('button', { name: 'Show All 390 Tasks' }).click();
    await narrow.tell({ type: 'tasks', group: draw().groups[0]?.id ?? '', from: 0, total: 390, rows: rows(1, 100) });
    const overflow = await narrow.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    const small = await narrow.page
      .locator('button:visible')
      .evaluateAll(
        (targets) =>
          targets.filter((target) => Math.min(target.clientWidth, target.getBoundingClientRect().height) < 22).length,
      );
    assert.equal(small, 0);
    await narrow.close();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`has nothing that axe complains about in the theme ${theme}`, async () => {
      const page = await host.open({ page: 'job', theme });
      await page.page.evaluate(axeSource);
      const scenes: Readonly<Record<string, JobPicture>> = {
        reading: draw(wreck({ progress: READING, goesOn: true, hosts: NO_COMPARISON })),
        partial: draw(wreck({ unread: [{ what: 'logs', count: 12, fault: DENIED }] })),
        note: draw(wreck(), 'ask the license people'),
        healthy: draw(jobTriage([])),
        environment: draw(jobTriage([], { sessionFailures: [environmentFailure()] })),
        gone: draw(
          jobTriage([], {
            progress: { ...DONE, state: 'failed' },
            unread: [{ what: 'job', count: 1, fault: NOT_FOUND }],
          }),
        ),
        done: draw(),
      };
      const violations = async (): Promise<readonly string[]> =>
        page.page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
          const results = await axe.run();
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
        });
      for (const [scene, picture] of Object.entries(scenes)) {
        await page.tell({ type: 'job', picture });
        assert.deepStrictEqual(await violations(), [], scene);
      }
      await page.page.getByRole('button', { name: 'Show All 390 Tasks' }).click();
      await page.tell({ type: 'tasks', group: draw().groups[0]?.id ?? '', from: 100, total: 390, rows: rows(1, 100) });
      assert.deepStrictEqual(await violations(), [], 'tasks');
      await page.close();
    });
  }
});
