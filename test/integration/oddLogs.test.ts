import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { manyEvents, ODD_LINES_SHOWN, oddEvents, unorderedEvents } from '../support/logs/oddLogs';
import { endSession, type ToldSession } from '../support/sessions/toldSession';
import { cancelProgress } from '../support/ui/notifications';
import { actUntil, eventually, windowPage } from '../support/ui/window';
import { type LoopbackFarm, setCredentials, startLoopbackFarm } from './support/farms';
import { openLog, readLenses, readOutline, waitForEnd } from './support/logs';
import { cleanWindow, useSettings } from './support/window';

const HOUR_MS = 3_600_000;
/** How wide a local time is, with the blanks behind it. */
const COLUMN = '10:02:31.250  '.length;

describe('an odd log', () => {
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

  it('with controls, halves of characters, all kinds of line ends and lines of 256 kB is text', async () => {
    const { document } = await open(farm.tell('failedTask', oddEvents(Date.now() - HOUR_MS)));
    const lines = document.getText().split('\n');
    const first = lines.findIndex((line) => line.endsWith('  Output:')) + 1;
    assert.deepEqual(
      lines.slice(first, first + ODD_LINES_SHOWN.length).map((line) => line.slice(COLUMN)),
      ODD_LINES_SHOWN,
    );
    const [task] = await readOutline(document);
    assert.deepEqual(
      task?.children.at(-1)?.children.map(({ name, lines }) => `${name} ${lines[1] - lines[0]}`),
      ['one 3', 'progress 1 % 1', 'a line 2'],
    );
  });

  it('with events of one moment and out of their order stays in the service’s order', async () => {
    const events = unorderedEvents(Date.now() - HOUR_MS);
    const { document } = await open(farm.tell('failedTask', events));
    assert.deepEqual(
      ownLines(document),
      events.map(({ message }) => message),
    );
  });

  it('whose pages come twice, or empty, has each line once', async () => {
    const events = manyEvents(500, Date.now() - HOUR_MS);
    const told = farm.tell('failedTask', events, { pageSize: 40, repeatEvery: 3, emptyEvery: 4 });
    const { document } = await open(told);
    await vscode.commands.executeCommand('deadlineSessions.loadAllLog');
    await eventually(
      'all lines',
      () => Promise.resolve(ownLines(document)),
      (lines) => lines.length >= events.length,
    );
    assert.deepEqual(
      ownLines(document),
      events.map(({ message }) => message),
    );
  });

  it('that vanishes keeps what was read, and says so', async () => {
    const told = farm.tell('active', manyEvents(20, Date.now() - HOUR_MS));
    const { document } = await open(told, 'STARTED');
    told.log.exists = false;
    await waitForEnd(document, '# This log was deleted. Showing the lines loaded earlier.');
    assert.equal(ownLines(document).length, 20);
    told.log.exists = true;
    told.log.events.push(...manyEvents(21, Date.now() - HOUR_MS).slice(20));
    await waitForEnd(document, '# Session is running. New lines appear here.');
    assert.equal(ownLines(document).length, 21);
  });

  it('that nobody may read says which permission it takes, and is read once that is given', async () => {
    const fault = farm.farm.inject({ operation: 'GetLogEvents', kind: 'accessDenied' });
    const { document } = await open(farm.tell('failedTask', manyEvents(5, Date.now() - HOUR_MS)));
    assert.match(
      document.getText(),
      /^# This log could not be read\.\n# Not allowed to read the log: .*logs:GetLogEvents/,
    );
    fault.dispose();
    const lens = (await windowPage()).locator('.editor-group-container.active .contentWidgets').getByText('Try again');
    // A button above the lines that is drawn again at that moment takes no click.
    await actUntil(
      'another text',
      () => lens.click({ timeout: 3_000 }).catch(() => undefined),
      () => Promise.resolve(document.getText()),
      (text) => !text.startsWith('# This log could not be read.'),
    );
    await waitForEnd(document, '# The log ends here.');
    assert.equal(ownLines(document).length, 5);
  });

  it('of a driver that is not known says which', async () => {
    const told = farm.tell('failedTask', []);
    told.facts = { ...told.facts, log: { logDriver: 'splunk', options: { index: 'render' } } };
    const { document } = await open(told);
    assert.match(
      document.getText(),
      /^# This log could not be read\.\n# .*“splunk”.*\n#\n# Kept by: splunk\n# index: render\n$/,
    );
  });

  it('that could not be set up says why', async () => {
    const told = farm.tell('failedTask', []);
    told.facts = {
      ...told.facts,
      log: { logDriver: 'awslogs', options: {}, error: 'Could not create \u202elog stream' },
    };
    const { document } = await open(told);
    assert.match(document.getText(), /^# This log could not be read\.\n# .*Could not create .*log stream/);
  });

  it('without any line says that nothing was written', async () => {
    const { document } = await open(farm.tell('failedTask', []));
    assert.match(
      document.getText(),
      /\n# It has no events yet\.\n# The log begins here\.\n#\n# Nothing has been written to this log yet\.\n$/,
    );
  });

  it('whose earlier part is looked at first, as after a reload, loads up to there by itself, unless a person stops that', async () => {
    // Three parts: VS Code shows 16 Mi characters with all it can do.
    const events = manyEvents(2_000, Date.now() - HOUR_MS).map((event) => ({
      ...event,
      message: `${event.message} ${'x'.repeat(20_000)}`,
    }));
    const told = farm.tell('failedTask', events, { pageSize: 10, latencyMs: 20 });
    const { document } = await open(told);
    const part = document.uri.with({ query: `${document.uri.query}&part=-1` });
    const opening = vscode.commands.executeCommand('vscode.open', part);
    await cancelProgress(/Loading an earlier part of the log/);
    await opening;
    const earlier = vscode.window.activeTextEditor?.document;
    assert.ok(earlier);
    assert.equal(earlier.getText(), '# This part of the log is not loaded: “Load This Part” above brings it.\n');
    assert.deepEqual(await readLenses(earlier), ['0: $(fold-up) Load This Part']);
    await vscode.commands.executeCommand('deadlineSessions.loadOlderLog');
    await waitForEnd(earlier, '# The lines after these are in the tab of the later part.');
    const lines = earlier.getText().split('\n');
    assert.equal(lines[3], '# The lines before these are in the tab of the earlier part.');
    // All of the part, and with the next one nothing is missing between them.
    const [first, last] = [lines[5], lines.at(-4)].map((line) => Number(/line (\d+) /.exec(line ?? '')?.[1]));
    assert.equal((last ?? 0) - (first ?? 0) + 1, lines.length - 8);
    assert.equal(Number(/line (\d+) /.exec(document.lineAt(5).text)?.[1]), (last ?? 0) + 1);
  });

  for (const [fault, what] of [
    ['notFound', 'is gone'],
    ['accessDenied', 'may not be read'],
  ] as const) {
    it(`of a session that ${what} is shown all the same`, async () => {
      const told = farm.tell('failedTask', manyEvents(5, Date.now() - HOUR_MS));
      farm.farm.inject({ operation: 'GetSession', kind: fault });
      farm.farm.inject({ operation: 'BatchGetSession', kind: fault });
      const { document } = await openLog(told.key);
      assert.equal(document.lineAt(0).text, `# Session log of session-…${told.key.sessionId.slice(-8)}`);
      assert.deepEqual(ownLines(document).length, 5);
    });

    it(`that is gone itself, of a session that ${what}, says what became of the session`, async () => {
      const told = farm.tell('failedTask', []);
      told.log.exists = false;
      farm.farm.inject({ operation: 'GetSession', kind: fault });
      farm.farm.inject({ operation: 'BatchGetSession', kind: fault });
      const { document } = await openLog(told.key);
      assert.match(
        document.getText(),
        fault === 'notFound' ? /Neither the session nor its log is there/ : /deadline:GetSession/,
      );
    });
  }
});

/** Opens a session's log, of one that has ended unless it is told otherwise. */
async function open(told: ToldSession, status: 'STARTED' | 'ENDED' = 'ENDED'): Promise<vscode.TextEditor> {
  if (status === 'ENDED') {
    endSession(told);
  }
  return openLog(told.key);
}

/** The log's own lines, without their times. */
function ownLines(document: vscode.TextDocument): string[] {
  return document
    .getText()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.slice(COLUMN));
}
