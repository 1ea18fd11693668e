import assert from 'node:assert/strict';
import { source as axeSource, type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { sessionReport } from '../../src/render/report/sessionReport';
import { actionOfSession } from '../../src/core/ids';
import type { WatchedSession } from '../../src/core/session/watchedSession';
import {
  action,
  activeSession,
  failedSession,
  frame,
  KEY,
  loaded,
  NOW_MS,
  partialSession,
} from '../support/sessions/sessions';
import { startChromium } from './chromium';

const EVENTS = [{ timestampMs: NOW_MS, message: 'Process pid 7 exited with code: 139' }];

function report(session: WatchedSession): string {
  return sessionReport({ session, nowMs: NOW_MS, lastEvents: EVENTS });
}

/** A session whose names and messages are a text. */
function named(text: string): WatchedSession {
  const { snapshot } = failedSession();
  assert.ok(snapshot?.job.ok);
  const host = { ...snapshot.session.host, hostName: text };
  return failedSession({
    session: { host, lifecycleStatus: text },
    snapshot: {
      job: loaded({ ...snapshot.job.value, name: text, createdBy: text }),
      actions: loaded([
        action(0, frame(1), text, 0, 9),
        action(1, { kind: 'envEnter', environmentId: text }, 'FAILED', 9, 12, { progressMessage: text }),
      ]),
      raw: { [text]: text },
    },
  });
}

describe('a report in a browser', () => {
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const problems: string[] = [];

  before(async () => {
    browser = await startChromium();
  });
  after(async () => {
    await browser.close();
  });
  afterEach(async () => {
    await page.context().close();
    assert.deepEqual(requests.splice(0), []);
    assert.deepEqual(problems.splice(0), []);
  });

  async function open(session: WatchedSession, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    const context = await browser.newContext(options);
    page = await context.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => problems.push(message.text()));
    await page.setContent(report(session));
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing that axe complains about in ${colorScheme}`, async () => {
      for (const session of [failedSession(), activeSession(), partialSession()]) {
        await open(session, { colorScheme, bypassCSP: true });
        await page.evaluate(axeSource);
        const violations = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run: () => Promise<AxeResults> } };
          const results = await axe.run();
          return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
        });
        assert.deepEqual(violations, []);
        await page.context().close();
      }
    });
  }

  it('needs no more width than a narrow window has', async () => {
    await open(failedSession(), { viewport: { width: 320, height: 700 } });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });

  it('draws bars where the actions stood in time', async () => {
    await open(failedSession());
    const bars = await page.locator('.bar').evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().x));
    assert.ok(bars.length > 3);
    assert.deepEqual(
      bars,
      [...bars].sort((one, other) => one - other),
    );
  });

  it('is made of the same elements whatever the names are', async () => {
    const census = (): Promise<readonly string[]> =>
      page.evaluate(() =>
        Array.from(
          document.querySelectorAll('*'),
          ({ tagName, attributes }) => `${tagName} ${Array.from(attributes, ({ name }) => name).join(' ')}`,
        ),
      );
    await open(named('plain'));
    const plain = await census();
    await page.context().close();
    const hostile = [
      '</style></title><script>window.hacked = true</script>',
      '"><img src=http://x/y onerror="window.hacked = true">',
      "' onclick='window.hacked=true",
      '--><svg onload=window.hacked=true>',
      '\u202e]]>&lt;b&gt;&#0;',
    ].join('');
    await open(named(hostile));
    assert.deepEqual(await census(), plain);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
  });

  it('holds a session of 5,000 actions', async () => {
    const actions = Array.from({ length: 5_000 }, (_, index) => ({
      ...action(index, frame(index), 'SUCCEEDED', index, index + 1),
      sessionActionId: actionOfSession(KEY.sessionId, index),
    }));
    await open(failedSession({ snapshot: { actions: loaded(actions) } }));
    assert.equal(await page.locator('tbody tr').count(), 5_000);
  });
});
