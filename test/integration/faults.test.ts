import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { FarmFault } from '../../src/sampleFarm/index';
import { findPanel } from '../support/ui/editor';
import { readNotifications } from '../support/ui/notifications';
import { findRow, readChildren } from '../support/ui/tree';
import { eventually } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { cleanWindow, SESSIONS, showSessions, useSettings } from './support/window';

/** What goes wrong, the sentence on the page, the word in the row, and the buttons below the sentence. */
interface Case {
  readonly what: string;
  readonly fault: Omit<FarmFault, 'operation'> | 'noNetwork' | 'noCredentials';
  readonly sentence: RegExp;
  readonly word: string;
  readonly buttons: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'a session that is not there (404)',
    fault: { kind: 'notFound' },
    sentence:
      /^No session unknown in us-west-2\. Jobs are deleted 120 days after they were submitted; the session’s log may live on\.$/,
    word: 'not found',
    buttons: ['Open Log', 'Choose another…', 'Choose connection…'],
  },
  {
    what: 'a refusal (403)',
    fault: { kind: 'accessDenied' },
    sentence:
      /^Not allowed to read the session: your default credentials may not use deadline:\w+ on this queue in us-west-2, or the farm or queue ID is wrong\.$/,
    word: 'access denied',
    buttons: ['Choose connection…', 'Choose another…', 'Try again'],
  },
  {
    what: 'too many requests (429)',
    fault: { kind: 'throttled', retryAfterSeconds: 1 },
    sentence: /^Deadline Cloud is limiting requests\. Try again in [12] s\.$/,
    word: 'throttled',
    buttons: ['Try again'],
  },
  {
    what: 'a failure of the service (500)',
    fault: { kind: 'serverError' },
    sentence: /^Deadline Cloud failed when asked to read the session \(500\)\. Try again in a moment\.$/,
    word: 'service fault',
    buttons: ['Try again', 'Show log'],
  },
  {
    what: 'a request that the service does not understand (400)',
    fault: { kind: 'invalid' },
    sentence:
      /^Deadline Cloud could not make sense of the request to read the session: sessionId: Member must satisfy regular expression pattern\.$/,
    word: 'invalid',
    buttons: ['Choose another…', 'Show log'],
  },
  {
    what: 'an expired token',
    fault: { kind: 'expiredToken' },
    sentence: /^Your default credentials have expired\. Sign in again, then try again\.$/,
    word: 'sign-in expired',
    buttons: ['Sign in…', 'Try again', 'Choose connection…'],
  },
  {
    what: 'a captive portal’s page',
    fault: { kind: 'captivePortal' },
    sentence:
      /^Something other than Deadline Cloud answered \(HTTP 200\)\. If this network wants a sign-in, open a browser first, then try again\.$/,
    word: 'unexpected answer',
    buttons: ['Try again', 'Choose connection…', 'Show log'],
  },
  {
    what: 'no network',
    fault: 'noNetwork',
    sentence:
      /^Could not reach Deadline Cloud in us-west-2: the connection was refused\. Check the network or the proxy, then try again\.$/,
    word: 'no connection',
    buttons: ['Try again', 'Show log'],
  },
  {
    what: 'no credentials',
    fault: 'noCredentials',
    sentence:
      /^No AWS credentials found on this computer\. Choose a profile, or open the sample farm to look around\.$/,
    word: 'not signed in',
    buttons: ['Choose connection…', 'Open the sample farm', 'Open AWS config'],
  },
];

describe('what went wrong is told the same everywhere, with a way out', () => {
  let farm: LoopbackFarm;

  before(cleanWindow);
  beforeEach(async () => {
    // Another farm each time: what it asked for (to wait, to sign in again) is remembered of its address.
    farm = await startLoopbackFarm();
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
    await showSessions();
  });
  afterEach(async () => {
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
  });

  async function suffer(fault: Case['fault']): Promise<() => Promise<void>> {
    setCredentials(fault !== 'noCredentials');
    if (fault === 'noNetwork') {
      await farm.hangUp();
      return () => farm.answerAgain();
    }
    const injected = fault === 'noCredentials' ? undefined : farm.farm.inject({ ...fault, operation: '*' });
    return () => {
      injected?.dispose();
      setCredentials(true);
      return Promise.resolve();
    };
  }

  for (const { what, fault, sentence, word, buttons } of CASES) {
    it(`${what}: the page says it once, its row in a word, and it heals`, async () => {
      const heal = await suffer(fault);
      // Credentials are remembered of each place: where there are to be none, it must be one without.
      const key = farm.key('failedTask', fault === 'noCredentials' ? { region: 'eu-west-1' } : {});
      void vscode.commands.executeCommand('deadlineSessions.openDetails', key);

      const page = await findPanel(/^session-…/);
      const note = page.locator('.fault.loud');
      await note.waitFor();
      const said = await note.locator('p').first().innerText();
      assert.match(said, sentence);
      assert.doesNotMatch(said, /undefined|NaN|\[object|null/);
      assert.deepEqual((await note.locator('button').allInnerTexts()).slice(0, buttons.length), buttons);
      assert.deepEqual(await readNotifications(), []);

      await eventually(
        'the row of a session that could not be read',
        () => findRow(SESSIONS, [/^session-…/]),
        ({ icon, description }) => icon === 'error' && description.split(' · ')[0] === word,
      );
      assert.deepEqual(
        (await readChildren(SESSIONS, [/^session-…/])).map(({ label }) => label),
        [said],
      );

      await heal();
      // That there are no credentials is believed for two seconds.
      await eventually(
        'a page without fault',
        async () => {
          await page.getByRole('button', { name: 'Refresh' }).click();
          return page.locator('.failure').count();
        },
        (count) => count === 1,
      );
      await page.locator('.failure').waitFor();
      assert.equal(await page.locator('.fault.loud').count(), 0);
      await findRow(SESSIONS, ['sh010_lighting_v007']);
    });
  }

  it('keeps what is known of a session when it cannot be read again, and says so', async () => {
    setCredentials(true);
    await vscode.commands.executeCommand('deadlineSessions.openDetails', farm.key('failedTask'));
    const page = await findPanel(/^sh010_lighting_v007$/);
    await page.locator('.failure').waitFor();
    await farm.hangUp();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.locator('.fault.loud').waitFor();
    assert.match(
      await page.locator('.fault.loud p').first().innerText(),
      /^Could not reach Deadline Cloud in us-west-2/,
    );
    assert.equal(await page.locator('.failure').count(), 1);
    assert.match(await page.locator('.chip.stale').innerText(), /^as of /);
    assert.deepEqual(
      (await readChildren(SESSIONS, ['sh010_lighting_v007'])).map(({ label }) =>
        label.split(' ').slice(0, 3).join(' '),
      ),
      ['Could not reach', 'Lifecycle', 'Host', 'Logs', 'Actions'],
    );
    await farm.answerAgain();
    await page.locator('.fault.loud').getByRole('button', { name: 'Try again' }).click();
    await page.locator('.fault.loud').waitFor({ state: 'detached' });
  });
});
