/** Who is connected where, as a person sees it, chooses it and signs in to it. */
import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import * as vscode from 'vscode';

import { CANARIES, SECRETS } from '../support/canaries';
import { findPanel } from '../support/ui/editor';
import { fillQuickInput, pickQuickInputItem, waitForNoQuickInput, waitForQuickInput } from '../support/ui/quickInput';
import { findRow, readChildren } from '../support/ui/tree';
import { readStatusBarTooltip } from '../support/ui/statusBar';
import { eventually, findInWindow, press, windowPage } from '../support/ui/window';
import { type LoopbackFarm, sampleKey, setCredentials, startLoopbackFarm } from './support/farms';
import { clearHome, writeHome, writeProgram } from '../support/windows/home';
import { readOutput } from './support/output';
import {
  cleanWindow,
  FARMS,
  openSessions,
  readDescription,
  readWelcome,
  SESSIONS,
  showFarms,
  showSessions,
  useSettings,
  watchSessions,
} from './support/window';

/** What the profile's program prints, and what a sign-in leaves. */
const CREDENTIALS = { ...CANARIES.file, expiresAt: new Date(Date.now() + 3_600_000).toISOString() };

const CONFIG = `
[profile artist]
sso_session = studio
sso_account_id = 123456789012
sso_role_name = Artist
region = us-west-2
[sso-session studio]
sso_start_url = https://studio.awsapps.com/start
sso_region = us-west-2
[profile studio-monitor]
credential_process = /opt/DeadlineCloudMonitor get-credentials --profile studio-monitor
monitor_id = monitor-0123456789abcdef0123456789abcdef
region = eu-west-1
[profile vault]
credential_process = vault-credentials
[profile wrangler]
role_arn = arn:aws:iam::123456789012:role/Wrangler
source_profile = robot
mfa_serial = arn:aws:iam::123456789012:mfa/ada
[profile render]
role_arn = arn:aws:iam::123456789012:role/Render
source_profile = robot
[profile console]
login_session = arn:aws:iam::123456789012:user/ada
region = eu-central-1
[profile elsewhere]
login_session = arn:aws:iam::123456789012:user/grace
[profile empty]
region = us-east-1
`;

/** Where a sign-in of the console is kept. */
function loginFile(session: string): string {
  return path.join('.aws', 'login', 'cache', `${createHash('sha256').update(session).digest('hex')}.json`);
}

const LOGIN = JSON.stringify({
  accessToken: { ...CREDENTIALS, accountId: '123456789012' },
  clientId: 'arn:aws:signin:::devtools/same-device',
  refreshToken: 'none',
  tokenType: 'aws_sigv4',
  idToken: 'none',
  dpopKey: 'none',
});

describe('who and where', () => {
  let farm: LoopbackFarm;

  beforeEach(async () => {
    await cleanWindow();
    await clearHome();
    await writeHome('.aws/config', CONFIG);
    const { accessKeyId, secretAccessKey } = CANARIES.file;
    await writeHome(
      '.aws/credentials',
      `[robot]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    );
    await writeProgram(
      'vault-credentials',
      `require('node:fs').appendFileSync(${JSON.stringify(path.join(homedir(), 'bin', 'runs'))}, 'run\\n');
       console.log(${JSON.stringify(
         JSON.stringify({
           Version: 1,
           AccessKeyId: CREDENTIALS.accessKeyId,
           SecretAccessKey: CREDENTIALS.secretAccessKey,
           SessionToken: CREDENTIALS.sessionToken,
           Expiration: CREDENTIALS.expiresAt,
         }),
       )});`,
    );
    farm = await startLoopbackFarm();
    await showSessions();
  });
  afterEach(async () => {
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
    await clearHome();
  });

  /** Works with a profile on the farm of this test. */
  async function connect(profile: string | undefined): Promise<void> {
    await useSettings({
      source: 'aws',
      ...(profile === undefined ? {} : { profile }),
      region: 'us-west-2',
      endpointUrl: farm.url,
    });
  }

  it('lists every profile with how it signs in, and runs nothing for it', async () => {
    await connect('artist');
    void vscode.commands.executeCommand('deadlineSessions.chooseConnection');
    const { items } = await waitForQuickInput(({ title }) => title === 'Connect to AWS');
    assert.deepEqual(
      items.map(({ label, description }) => `${label}: ${description}`),
      [
        'artist: SSO · us-west-2 · signed out · current',
        'studio-monitor: Deadline Cloud monitor · eu-west-1',
        'vault: process',
        'wrangler: role with MFA',
        'render: role',
        'console: console login · eu-central-1',
        'elsewhere: console login',
        'empty: no credentials · us-east-1',
        'robot: keys',
        'Default credentials: environment, instance or container role',
        'Sign in: artist · us-west-2: ',
        'Sample farm: built in, no AWS account needed',
      ],
    );
    assert.equal(items.find(({ isFocused }) => isFocused)?.label, 'artist');
    assert.equal(existsSync(path.join(homedir(), 'bin', 'runs')), false);
    await press('Escape');
    await waitForNoQuickInput();
  });

  it('is chosen with the keyboard alone, in a Region of the list or any other', async () => {
    void vscode.commands.executeCommand('deadlineSessions.chooseConnection');
    await waitForQuickInput(({ title }) => title === 'Connect to AWS');
    await fillQuickInput('console');
    await waitForQuickInput(({ items }) => items[0]?.label === 'console');
    await press('Enter');
    const { items } = await waitForQuickInput(({ title }) => title === 'AWS Region');
    assert.deepEqual(
      [items[0]?.label, items[0]?.description],
      ['eu-central-1', 'Europe (Frankfurt) · from the profile'],
    );
    assert.deepEqual(
      items.filter(({ description }) => / · (from|configured|used)/.test(description)).map(({ label }) => label),
      ['eu-central-1', 'us-west-2', 'eu-west-1', 'us-east-1'],
    );
    await fillQuickInput('nowhere');
    await waitForQuickInput(({ items: [only] }) => only?.label === 'Not an AWS Region');
    await press('Enter');
    await fillQuickInput('ap-east-9');
    await waitForQuickInput(({ items: [first] }) => first?.label === 'ap-east-9');
    await press('Enter');
    await waitForNoQuickInput();
    await readDescription((text) => text === 'signed out · console · ap-east-9');
    const { profile, region, source } = vscode.workspace.getConfiguration('deadlineSessions');
    assert.deepEqual([profile, region, source], ['console', 'ap-east-9', 'aws']);
  });

  it('is told in the view, with another address than AWS’s first', async () => {
    await connect(undefined);
    const { host } = new URL(farm.url);
    await readDescription((text) => text === `⚠ ${host} · us-west-2`);
    await connect('artist');
    await readDescription((text) => text === `⚠ ${host} · signed out · artist · us-west-2`);
    const signIn = [
      'You’re signed out of this profile. The view refreshes after you sign in.',
      'Sign In…',
      'Or choose another connection.',
    ];
    await eventually('the way to sign in', readWelcome, (lines) => isDeepStrictEqual(lines, signIn));
    await useSettings({ source: 'sampleFarm' });
    await readDescription((text) => text === 'sample farm');
    await eventually('no such way', readWelcome, (lines) => !lines.includes('Sign In…'));
  });

  it('signs in through the AWS tools’ own program, and what waited goes on', async () => {
    await writeProgram(
      'aws',
      `const { mkdirSync, writeFileSync } = require('node:fs');
       const { dirname } = require('node:path');
       if (process.argv.slice(2).join(' ') !== 'login --profile console') { console.error('wrong arguments'); process.exit(2); }
       console.log('Attempting to open your browser at https://signin.example/authorize?x=1');
       console.log('SecretAccessKey = ${CREDENTIALS.secretAccessKey}');
       const file = ${JSON.stringify(path.join(homedir(), loginFile('arn:aws:iam::123456789012:user/ada')))};
       mkdirSync(dirname(file), { recursive: true });
       writeFileSync(file, ${JSON.stringify(LOGIN)});`,
    );
    await connect('console');
    void vscode.commands.executeCommand('deadlineSessions.openDetails', farm.key('failedTask', { profile: 'console' }));
    const note = (await findPanel(/^session-…/)).locator('.fault.loud');
    await note.waitFor();
    const message = await note.locator('p').first().innerText();
    assert.match(message, /signed|sign-in|sign in/i);
    const row = await findRow(SESSIONS, [/^session-…/]);
    assert.match(row.description, /^(sign-in expired|not signed in)$/);
    assert.deepEqual(
      (await readChildren(SESSIONS, [/^session-…/])).map(({ label }) => label),
      [message],
    );
    assert.equal(farm.calls().length, 0);

    await note.getByRole('button', { name: 'Sign in…' }).click();
    await findRow(SESSIONS, ['sh010_lighting_v007']);
    await (await findPanel(/^sh010_lighting_v007$/)).locator('.evidence').waitFor();
    await readDescription((text) => /:\d+ · console · us-west-2$/.test(text));
    const output = await readOutput(/aws ended with 0/);
    assert.match(output, /Running aws login --profile console/);
    assert.match(output, /aws: Attempting to open your browser at https:\/\/signin\.example\/authorize\?x=1/);
    assert.match(output, /aws: SecretAccessKey = •••/);
  });

  it('signs in from the view of the farms that could not be listed', async () => {
    const session = 'arn:aws:iam::123456789012:user/ada';
    const file = path.join(homedir(), loginFile(session));
    await writeProgram(
      'aws',
      `const { mkdirSync, writeFileSync } = require('node:fs');
       mkdirSync(${JSON.stringify(path.dirname(file))}, { recursive: true });
       writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(LOGIN)});`,
    );
    await connect('console');
    await showFarms();
    const page = await windowPage();
    const welcome = page.locator('.welcome-view-content:visible').filter({ hasText: 'Farms appear here' });
    await welcome.getByText('sign in', { exact: true }).click();
    await findRow(FARMS, ['Aurora']);
  });

  it('goes on by itself once somebody has signed in elsewhere', async () => {
    await connect('elsewhere');
    void vscode.commands.executeCommand(
      'deadlineSessions.openDetails',
      farm.key('failedTask', { profile: 'elsewhere' }),
    );
    await readDescription((text) => text.includes('signed out'));
    await writeHome(loginFile('arn:aws:iam::123456789012:user/grace'), LOGIN);
    await findRow(SESSIONS, ['sh010_lighting_v007']);
    await readDescription((text) => /:\d+ · elsewhere · us-west-2$/.test(text));
  });

  it('asks for the code of an MFA device when somebody waits for it, and takes no for an answer', async () => {
    await connect('wrangler');
    void vscode.commands.executeCommand(
      'deadlineSessions.openDetails',
      farm.key('failedTask', { profile: 'wrangler' }),
    );
    const box = await waitForQuickInput(({ title }) => title === 'Sign In: wrangler');
    assert.match(box.message, /Enter the MFA code for arn:aws:iam::123456789012:mfa\/ada/);
    await fillQuickInput('12ab');
    await waitForQuickInput(({ message }) => message === 'Enter a six-digit code.');
    await press('Escape');
    await waitForNoQuickInput();
    const row = await findRow(SESSIONS, [/^session-…/]);
    assert.equal(row.description, 'signed out');
  });

  it('runs the profile’s own program for somebody who waits, once', async () => {
    await connect('vault');
    await openSessions(farm.key('failedTask', { profile: 'vault' }));
    await findRow(SESSIONS, ['sh010_lighting_v007']);
    await openSessions(farm.key('segmentationFault', { profile: 'vault' }));
    await findRow(SESSIONS, ['sh010_fx_v003']);
    const runs = await vscode.workspace.fs.readFile(vscode.Uri.file(path.join(homedir(), 'bin', 'runs')));
    assert.equal(new TextDecoder().decode(runs), 'run\n');
  });

  it('is told of each session that is not of the current place, in rows and in the status bar', async () => {
    setCredentials(true);
    await connect(undefined);
    await openSessions(
      sampleKey('active'),
      farm.key('segmentationFault', { profile: 'robot' }),
      farm.key('failedTask'),
    );
    assert.match((await findRow(SESSIONS, ['sh020_lighting_v012'])).description, / · sample data$/);
    assert.match((await findRow(SESSIONS, ['sh010_fx_v003'])).description, / · robot · us-west-2$/);
    assert.doesNotMatch((await findRow(SESSIONS, ['sh010_lighting_v007'])).description, /us-west-2/);
    await watchSessions(sampleKey('active'));
    assert.match(await readStatusBarTooltip(/watched/), / · sample data/);
    await useSettings({ source: 'sampleFarm' });
    await eventually(
      'the other two with their places',
      () => findRow(SESSIONS, ['sh010_lighting_v007']),
      ({ description }) => description.endsWith(' · us-west-2'),
    );
  });

  it('offers what can be read in the place of what cannot', async () => {
    setCredentials(true);
    await connect(undefined);
    const fault = farm.farm.inject({ kind: 'notFound', operation: 'GetSession' });
    void vscode.commands.executeCommand('deadlineSessions.openDetails', farm.key('failedTask'));
    const page = await findPanel(/^session-…/);
    await page.locator('.fault.loud').getByRole('button', { name: 'Choose another…' }).click();
    const { title, items } = await waitForQuickInput(({ title }) => title.startsWith('Choose from'));
    fault.dispose();
    assert.equal(title, 'Choose from the job’s sessions');
    assert.equal(items.at(-1)?.label, 'Browse farms, queues and jobs…');
    const { sessionId } = farm.key('failedTask');
    assert.ok(items.some(({ detail }) => detail === sessionId));
    await pickQuickInputItem(new RegExp(`^session-…${sessionId.slice(-8)}`));
    await findRow(SESSIONS, ['sh010_lighting_v007']);
  });

  it('is searched for secrets after each test by a search that finds what is to be seen', async () => {
    setCredentials(true);
    await connect(undefined);
    await openSessions(farm.key('failedTask'));
    await (await findPanel(/^sh010_lighting_v007$/)).locator('.evidence').waitFor();
    // A row's label and a text inside the details page's own frame.
    assert.equal(await findInWindow(['sh010_lighting_v007, failed']), true);
    assert.equal(await findInWindow(['What usually helps']), true);
    assert.equal(await findInWindow([...SECRETS, 'nothing of this kind']), false);
  });

  it('logs each call with its request’s id, its time and its tries', async () => {
    setCredentials(true);
    await connect(undefined);
    await openSessions(farm.key('failedTask'));
    await readOutput(/GetSession ok 200 in \d+ ms, 1 attempt, request [0-9a-f-]+, us-west-2/);
  });
});
