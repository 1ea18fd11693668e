import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { keyId, type SessionKey } from '../../src/core/session/sessionKey';
import { SharedFile } from '../../src/ui/state/sharedFile';
import { SharedRecords } from '../../src/watch/shared/sharedRecords';
import { findPanel } from '../support/ui/editor';
import { pickQuickInputItem, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { rowInSight } from '../support/ui/tree';
import { attributeNow, eventually, press, textNow, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, readDescription, SESSIONS, showSessions, useSettings } from './support/window';

const LISTED = 5_000;
/** More than are needed: of the newest job, some sessions are still to come. */
const SCALE = { jobs: 12, sessionsPerJob: 500 };
/** Sessions that are shown to begin with, and more with each “Show More”. */
const PAGE = 200;

describe('a list of 5,000 sessions', () => {
  let farm: LoopbackFarm;
  let other: SharedRecords;
  let lines: SharedFile;
  let keys: readonly SessionKey[];
  const took: string[] = [];

  before(async () => {
    await cleanWindow();
    farm = await startLoopbackFarm(0, SCALE);
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    await showSessions();
    keys = await keysOf(farm);
    const fail = (error: unknown): void => {
      throw error;
    };
    lines = new SharedFile(`${process.env.TEST_STORAGE_DIR ?? ''}/lists`, fail);
    other = new SharedRecords({ lines, onError: fail });
    farm.forgetCalls();
  });
  after(async () => {
    other.put(keys.map((key) => ({ kind: 'lookedUp', id: keyId(key), value: undefined })));
    await eventually('an empty list', countRows, (count) => count === 0);
    other.dispose();
    lines.dispose();
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
    console.log(`      ${took.join(', ')}`);
  });

  /** Does something, and notes how long it took. */
  async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    const value = await act();
    took.push(`${what} ${Math.round(performance.now() - startedMs)} ms`);
    return value;
  }

  function readSessions(): number {
    return farm.calls().filter((operation) => operation === 'GetSession').length;
  }

  it('that another window made is there at once: 200 rows and one for more, and no session beyond them is read', async () => {
    const nowMs = Date.now();
    await timed('listed in', async () => {
      other.put(
        keys.map((key, index) => ({
          kind: 'lookedUp',
          id: keyId(key),
          value: { key, title: `shot ${index}`, order: nowMs - index },
        })),
      );
      await eventually('the rows', countRows, (count) => count === PAGE + 1);
    });
    await timed('read in', async () => {
      await eventually(
        'all that is shown to be read',
        () => Promise.resolve(readSessions()),
        (count) => count >= PAGE,
      );
      await farm.quiet();
    });
    assert.equal(readSessions(), PAGE);
    took.push(`${farm.calls().length} calls`);
  });

  it('is filtered without a call', async () => {
    farm.forgetCalls();
    await timed('filtered in', async () => {
      await choose('Active only');
      await eventually('the rows', countRows, (count) => count < PAGE);
    });
    await choose('All sessions');
    await eventually('the rows', countRows, (count) => count === PAGE + 1);
    assert.equal(readSessions(), 0);
  });

  it('is scrolled to its end, where the last one is opened by a key', async () => {
    farm.forgetCalls();
    await vscode.commands.executeCommand('deadlineSessions.sessions.focus');
    await timed('scrolled in', async () => {
      await press('End');
      await (await rowInSight(SESSIONS, 'Show More')).waitFor();
    });
    await press('ArrowUp');
    await timed('opened in', async () => {
      await press('Enter');
      await findPanel(/_scale_v/);
    });
    await farm.quiet();
    assert.ok(readSessions() <= 1, `${readSessions()} sessions read`);
  });

  it('shows 200 more where a person asks for them, and reads no other', async () => {
    farm.forgetCalls();
    await (await rowInSight(SESSIONS, 'Show More')).click();
    await timed('200 more in', () => eventually('the rows', countRows, (count) => count === 2 * PAGE + 1));
    await eventually(
      'all that is shown to be read',
      () => Promise.resolve(readSessions()),
      (count) => count >= PAGE,
    );
    await farm.quiet();
    assert.equal(readSessions(), PAGE);
    assert.match(await readDescription(() => true), /127\.0\.0\.1/);
  });
});

/** How many rows VS Code was given on top of the tree: it says so to screen readers. */
async function countRows(): Promise<number> {
  const row = (await windowPage())
    .locator(`.pane-body .monaco-list[aria-label="${SESSIONS}"] .monaco-list-row[aria-level="1"]:visible`)
    .first();
  return (await textNow(row)) === '' ? 0 : Number(await attributeNow(row, 'aria-setsize'));
}

async function choose(label: string): Promise<void> {
  void vscode.commands.executeCommand('deadlineSessions.arrangeSessions');
  await waitForQuickInput(({ items }) => items.some((item) => item.label === label));
  await pickQuickInputItem(label);
  await press('Escape');
  await waitForNoQuickInput();
}

/** The keys of all sessions of the farm's largest queue. */
async function keysOf(farm: LoopbackFarm): Promise<readonly SessionKey[]> {
  const { connection, farmId } = farm.key('scripts');
  const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/deadline/aws4_request';
  const list = async (path: string, member: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const items: Readonly<Record<string, string>>[] = [];
    let token = '';
    do {
      const answer = await fetch(`${farm.url}/2023-10-12/farms/${farmId}/${path}?maxResults=100${token}`, {
        headers: { authorization },
      });
      const page = (await answer.json()) as Readonly<Record<string, unknown>>;
      items.push(...(page[member] as readonly Readonly<Record<string, string>>[]));
      token = typeof page.nextToken === 'string' ? `&nextToken=${encodeURIComponent(page.nextToken)}` : '';
    } while (token !== '');
    return items;
  };
  const queues = await list('queues', 'queues');
  const { queueId } = queues.find(({ displayName }) => displayName === 'scale-queue') as Pick<SessionKey, 'queueId'>;
  const jobs = (await list(`queues/${queueId}/jobs`, 'jobs')) as unknown as readonly Pick<SessionKey, 'jobId'>[];
  const sessions = await Promise.all(
    jobs.map(async ({ jobId }) => {
      const found = await list(`queues/${queueId}/jobs/${jobId}/sessions`, 'sessions');
      return (found as unknown as readonly Pick<SessionKey, 'sessionId'>[]).map(({ sessionId }): SessionKey => ({
        connection,
        farmId,
        queueId,
        jobId,
        sessionId,
      }));
    }),
  );
  const keys = sessions.flat().slice(0, LISTED);
  assert.equal(keys.length, LISTED);
  return keys;
}
