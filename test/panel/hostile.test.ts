import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobPace } from '../../src/core/timeline/jobPace';
import { SECTIONS } from '../../src/render/panel/panelProtocol';
import type { WatchedSession } from '../../src/core/session/watchedSession';
import { stuckSession, WAITING } from '../support/sessions/stuckSessions';
import { PanelHost, type PanelPage } from './panelPage';
import { DENIED, NOW_MS, STEP_ID, action, diagnosis, failedSession, loaded } from '../support/sessions/sessions';

/** Figures of the job's other sessions, below the timeline. */
const PACE: JobPace = {
  isOfSameSteps: true,
  sessions: 3,
  tasks: 9,
  medianTaskMs: 80_000,
  slowestTaskMs: 400_000,
  busyShare: 0.9,
  startUpShare: 0.1,
  isWhole: true,
  readAtMs: NOW_MS,
};

/** How many actions a page shows whole. */
const ACTIONS = 38;
const STRINGS = 100_000;

const HOSTILE = [
  '<script>window.hacked = true</script>',
  '"><img src=x onerror="window.hacked = true">',
  '</pre><svg onload="window.hacked = true">',
  "'-window.hacked=true-'",
  'javascript:window.hacked=true',
  '{{constructor.constructor("window.hacked = true")()}}',
  '&lt;b&gt;&#0;',
  '\u202Egnp.exe\u202C',
  '\u2066\u2067\u2069',
  '\u0000\u0007\u001B[31mred\u001B[0m\u001B]8;;http://x\u0007',
  '\r\n\u2028\u2029\u0085',
  '\uD800',
  '\uFEFF\u200B\u00AD',
  '‏עברית‎ العربية 照明 👩🏽‍🚀',
  '__proto__',
  'x'.repeat(700),
  '[a](command:workbench.action.quit)',
  '$(error)',
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((pieces) => pieces.join(''));

/** A session whose every free text comes from `next`. */
function hostileSession(next: () => string): WatchedSession {
  const denied = { ok: false as const, fault: { ...DENIED, message: next(), requestId: next() } };
  const actions = Array.from({ length: ACTIONS }, (_, index) =>
    action(
      index,
      index % 2 === 0
        ? { kind: 'taskRun', stepId: STEP_ID, taskId: undefined, parameters: { [next()]: next() } }
        : { kind: 'envEnter', environmentId: `JOB:job:${next()}` },
      index % 3 === 0 ? 'FAILED' : next(),
      index,
      index + 1,
      { progressMessage: next(), processExitCode: 1 },
    ),
  );
  const log = {
    driver: next(),
    options: { logGroupName: next() },
    parameters: Object.fromEntries(Array.from({ length: 400 }, () => [next(), next()])),
    error: next(),
  };
  const { snapshot } = failedSession();
  assert.ok(snapshot?.job.ok);
  return failedSession({
    session: {
      lifecycleStatus: next(),
      targetLifecycleStatus: next(),
      updatedBy: next(),
      log,
      workerLog: log,
      host: {
        hostName: next(),
        ipV4Addresses: [next()],
        ipV6Addresses: [next()],
        ec2InstanceArn: next(),
        ec2InstanceType: next(),
      },
    },
    snapshot: {
      job: loaded({ ...snapshot.job.value, name: next(), createdBy: next(), taskRunStatusCounts: { [next()]: 3 } }),
      queue: loaded({
        queueId: snapshot.key.queueId,
        displayName: next(),
        status: next(),
        blockedReason: next(),
        roleArn: next(),
      }),
      farm: denied,
      fleet: denied,
      actions: loaded(actions),
      raw: { [next()]: next() },
    },
    watched: {
      diagnosis: diagnosis([next(), next(), next()], { subject: next(), sentence: next(), advice: next() }),
      stuck: stuckSession({
        ...WAITING,
        wait: {
          ...WAITING.wait,
          sentence: next(),
          subject: next(),
          advice: next(),
          evidence: [{ text: next(), at: undefined, why: next() }],
          studio: { id: next(), link: undefined },
        },
      }).stuck,
    },
  });
}

describe('panel › hostile text', () => {
  let host: PanelHost;
  let panel: PanelPage;

  before(async () => {
    host = await PanelHost.start();
  });
  beforeEach(async () => {
    panel = await host.open();
  });
  afterEach(async () => {
    await panel.close();
  });
  after(async () => {
    await host.stop();
  });

  /** Every kind of element and attribute there is on the page, and every character that should not be. */
  async function census(): Promise<{ readonly kinds: readonly string[]; readonly deceptive: readonly string[] }> {
    return panel.page.evaluate(() => {
      const kinds = new Set<string>();
      for (const element of document.querySelectorAll('*')) {
        for (const { name } of element.attributes) {
          kinds.add(`${element.localName}[${name}]`);
        }
        kinds.add(element.localName);
      }
      const shown =
        document.body.textContent +
        [...document.querySelectorAll('[title]')].map((one) => (one as HTMLElement).title).join('');
      const deceptive = shown.match(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu);
      return { kinds: [...kinds].sort(), deceptive: [...new Set(deceptive ?? [])] };
    });
  }

  it(`draws ${STRINGS} strings as text, nothing else`, async () => {
    await panel.send(failedSession());
    await panel.page.locator('summary').click();
    const more = { pace: PACE, order: [...SECTIONS].reverse() };
    // What is counted is there whether it is laid out or not, and ten times sooner if not.
    await panel.page.evaluate(() => {
      document.documentElement.style.display = 'none';
    });
    let count = 0;
    await panel.send(
      hostileSession(() => `harmless ${(count += 1)}`),
      NOW_MS,
      more,
    );
    const template = await census();

    const strings = fc.sample(text, { numRuns: 20_000, seed: 42 });
    let used = 0;
    while (used < STRINGS) {
      await panel.send(
        hostileSession(() => strings[(used += 1) % strings.length] ?? ''),
        NOW_MS,
        more,
      );
      const { kinds, deceptive } = await census();
      assert.deepStrictEqual(
        kinds.filter((kind) => !template.kinds.includes(kind)),
        [],
      );
      assert.deepStrictEqual(deceptive, []);
    }
    assert.equal(await panel.page.evaluate(() => 'hacked' in window), false);
    assert.deepStrictEqual(panel.problems, []);
    assert.deepStrictEqual(await panel.asked(), []);
  });

  it('shows names of other scripts as they are, in their own direction', async () => {
    const names = ['إضاءة المشهد', 'תאורה', '照明_第3話', 'Свет', 'روشنایی\u200cصحنه', '👩🏽‍🚀 launch'];
    for (const name of names) {
      const { snapshot } = failedSession();
      assert.ok(snapshot?.job.ok);
      await panel.send(failedSession({ snapshot: { job: loaded({ ...snapshot.job.value, name }) } }));
      const heading = panel.page.locator('h1');
      assert.equal(await heading.textContent(), name);
      assert.equal(await heading.getAttribute('dir'), 'auto');
    }
  });

  it('shows a line’s spaces, drops its colors and writes out what would hide', async () => {
    const lines = ['    \u001B[31mred\u001B[0m  \u001B[2J\ttail', `long ${'y'.repeat(2000)}`, 'exe\u202Egnp'];
    await panel.send(failedSession({ watched: { diagnosis: diagnosis(lines) } }));
    assert.deepStrictEqual(await panel.page.locator('.evidence code').allTextContents(), [
      '    red  \\u001b[2J\ttail',
      `long ${'y'.repeat(995)}… (1005 more characters in the log)`,
      'exe\\u202egnp',
    ]);
  });
});
