import * as assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import * as vscode from 'vscode';

import { findTab } from '../support/ui/editor';
import { eventually, windowPage } from '../support/ui/window';
import { endSession, readSessionLog } from '../support/sessions/toldSession';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { frontLog, waitForEnd, type OutlineEntry, readFolds, readOutline } from './support/logs';
import { cleanWindow, openSessions, useSettings } from './support/window';

/** Another folder of logs can be shown the same way: an `.ndjson` file for each, an event of `timestamp` and `message` a line. */
const folder = process.env.SESSION_LOGS ?? path.join(__dirname, '../test/fixtures/session-logs');

/** Above them stand the lines that say what it is. */
const HEAD = 5;

/** What our own logs look like: each action with what stands behind it, and the line that tells of the first failure. */
const LOOKS: Readonly<Record<string, { readonly outline: readonly string[]; readonly failure: RegExp | undefined }>> = {
  succeeded: {
    outline: [
      'Sync job attachments: <1 s (9-15) [Summary Statistics for file downloads: (12-15)]',
      'Enter Conda: <1 s (18-36) [Phase: Setup (21-25); Phase: Running action (27-36)]',
      'Frame 1001: 1 s · Rendering frame 1001 (39-64) [Phase: Setup (42-46); Phase: Running action (48-64)]',
      'Frame 1002: 1 s · Rendering frame 1002 (67-92) [Phase: Setup (70-74); Phase: Running action (76-92)]',
      'Frame 1003: 1 s · Rendering frame 1003 (95-120) [Phase: Setup (98-102); Phase: Running action (104-120)]',
      'Frame 1004: 1 s · Rendering frame 1004 (123-148) [Phase: Setup (126-130); Phase: Running action (132-148)]',
      'Exit Conda: <1 s (151-167) [Phase: Setup (154-158); Phase: Running action (160-167)]',
      'Session Cleanup (170-172)',
    ],
    failure: undefined,
  },
  'failed-task': {
    outline: [
      'Enter Conda: <1 s (9-27) [Phase: Setup (12-16); Phase: Running action (18-27)]',
      'Frame 1001: 1 s · Rendering frame 1001 (30-55) [Phase: Setup (33-37); Phase: Running action (39-55)]',
      'Frame 1002: failed · Likely cause: An input file was not found: rock_basecolor.1013.exr · exit 1 · 1 s (58-85) [Phase: Setup (61-65); Phase: Running action (67-85) [lumina.errors.MissingTextureError: material wetRock needs /mnt/assets/rock_basecolor.1013.exr (78-83)]]',
      'Exit Conda: <1 s (88-104) [Phase: Setup (91-95); Phase: Running action (97-104)]',
      'Session Cleanup (107-109)',
    ],
    failure: / {2}ERROR cannot open \/mnt\/assets\/rock_basecolor\.1013\.exr$/,
  },
  'failed-environment': {
    outline: [
      'Enter License: failed · The job reported: No license · exit 3 · <1 s (9-26) [Phase: Setup (12-16); Phase: Running action (18-26)]',
      'Exit License: <1 s (29-44) [Phase: Setup (32-36); Phase: Running action (38-44)]',
      'Session Cleanup (47-49)',
    ],
    failure: / {2}openjd_fail: No license$/,
  },
  'canceled-after-timeout': {
    outline: [
      'Enter Conda: <1 s (9-27) [Phase: Setup (12-16); Phase: Running action (18-27)]',
      'Frame 1001: canceled · exit 143 (SIGTERM) · 1 s · Simulating cloth (30-53) [Phase: Setup (33-37); Phase: Running action (39-53)]',
      'Exit Conda: <1 s (56-72) [Phase: Setup (59-63); Phase: Running action (65-72)]',
      'Session Cleanup (75-77)',
    ],
    failure: / {2}TIMEOUT - Exceeded the allotted runtime limit\.$/,
  },
};

describe('a session’s log, followed to its end', () => {
  let farm: LoopbackFarm;

  beforeEach(async () => {
    farm = await startLoopbackFarm();
    setCredentials(true);
    await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: farm.url });
  });
  afterEach(async () => {
    await cleanWindow();
    await farm.hangUp();
    setCredentials(false);
  });

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ndjson'))) {
    const name = path.basename(file, '.ndjson');

    it(`has its outline, folds and first failure: ${name}`, async () => {
      const events = readSessionLog(path.join(folder, file));
      const told = farm.tell('failedTask', events.slice(0, Math.ceil(events.length / 2)));
      await openSessions(told.key);
      await vscode.commands.executeCommand('deadlineSessions.openLog', told.key);
      assert.equal(
        await findTab(/session \w{6}\.log$/),
        `sh010_lighting_v007 · session ${told.key.sessionId.slice(-6)}.log`,
      );
      const { document } = await frontLog();
      assert.equal(document.languageId, 'deadline-log');
      await waitForEnd(document, '# Session is running. New lines appear here.');
      await titleButton('Stop Following Log', true);

      told.log.events.push(...events.slice(told.log.events.length));
      const count = HEAD + events.reduce((sum, { message }) => sum + message.trimEnd().split('\n').length, 0);
      await eventually(
        'all lines',
        () => Promise.resolve(document.lineCount),
        (lines) => lines >= count + 3,
      );
      endSession(told);
      await vscode.commands.executeCommand('deadlineSessions.refresh', told.key);
      await waitForEnd(document, '# The log ends here.');
      await titleButton('Stop Following Log', false);
      assert.equal(document.lineCount, count + 3);

      const outline = await readOutline(document);
      const titles = told.log.events.filter(({ message }) => message.startsWith('---------') && message.includes(' '));
      assert.equal(outline.length, titles.length);
      const folds = await readFolds(document);
      for (const { lines } of outline.flatMap((entry) => [entry, ...entry.children])) {
        // An action's fold reaches to the next title.
        assert.ok(
          lines[0] === lines[1] ||
            folds.some(({ start, end }) => start === lines[0] && end >= lines[1] && end <= lines[1] + 3),
          `a fold at ${lines.join('-')}`,
        );
      }
      const editor = await frontLog();
      await vscode.commands.executeCommand('cursorTop');
      await vscode.commands.executeCommand('deadlineSessions.goToFailure');
      const found = document.lineAt(editor.selection.active.line).text;
      console.log(`      ${outline.map(asText).join('\n      ')}\n      first failure: ${found}`);
      if (process.env.SESSION_LOGS === undefined) {
        assert.deepEqual(outline.map(asText), LOOKS[name]?.outline);
        assert.match(found, LOOKS[name]?.failure ?? /^# Session log/);
      }
    });
  }
});

/** e.g. `Frame 1002: failed · exit 1 · 60 s (56-80)`, with what is within behind it. */
function asText({ name, detail, lines, children }: OutlineEntry): string {
  const within = children.map(asText).join('; ');
  return `${name}${detail === '' ? '' : `: ${detail}`} (${lines.join('-')})${within === '' ? '' : ` [${within}]`}`;
}

async function titleButton(name: string, isThere: boolean): Promise<void> {
  const button = (await windowPage()).locator('.editor-actions').getByRole('button', { name, exact: true });
  await eventually(
    `${isThere ? 'the' : 'no'} button ${name}`,
    () => button.count(),
    (count) => count > 0 === isThere,
  );
}
