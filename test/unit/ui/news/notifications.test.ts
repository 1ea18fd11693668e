import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/async/event';
import type { News, NewsKind } from '../../../../src/core/news';
import { Notifications } from '../../../../src/ui/news/notifications';
import { showMissedNews } from '../../../../src/ui/news/newsList';
import { COMMANDS } from '../../../../src/ui/names';
import { Computer, type ListWindow } from '../../../support/listWindow';
import { JOB_KEY, KEY, NOW_MS, WORKER_KEY } from '../../../support/sessions/sessions';
import { HOSTILE, hasLink, iconsIn } from '../../../support/vscode/interpreted';
import { answers, resetVSCode, shown, run } from '../../../support/vscode/shown';

let number = 0;
const news = (kind: NewsKind, changes: Partial<News> = {}): News => ({
  id: `event ${(number += 1)}`,
  kind,
  about: kind.startsWith('worker')
    ? { kind: 'worker', key: WORKER_KEY }
    : kind.startsWith('job') || kind.startsWith('queue')
      ? { kind: 'job', key: JOB_KEY }
      : { kind: 'session', key: KEY },
  atMs: NOW_MS - 60_000,
  title: 'sh010',
  text: 'Frame 1005 failed.',
  group: 'no license',
  ...changes,
});

describe('notifications of what is watched', () => {
  let computer: Computer;
  let window: ListWindow;
  let told: Emitter<readonly News[]>;
  let app: ConstructorParameters<typeof Notifications>[0];
  beforeEach(() => {
    resetVSCode();
    computer = new Computer();
    window = computer.openWindow();
    told = new Emitter();
    const output = { error: () => undefined, debug: () => undefined };
    app = {
      watching: {
        ...{ lease: window.watching.lease, isAboutWatched: () => true, nextRoundMs: undefined },
        news: window.watching.news,
        onNews: told.event,
      },
      output: output as unknown as typeof app.output,
      now: () => NOW_MS,
      run,
    };
    new Notifications(app);
  });

  /** Tells news as the watch does: they are on record already. */
  async function tell(all: readonly News[], isMissed = false): Promise<void> {
    window.watching.news.claim(all, isMissed);
    told.fire(all);
    await computer.settle();
    await computer.settle();
  }

  const buttons: Readonly<Record<NewsKind, readonly string[]>> = {
    sessionFailed: ['Go to Failure', 'Open Log'],
    sessionEnded: ['Open Details', 'Open Log'],
    jobFailed: ['Show Causes', 'Reveal in Farms'],
    queueFailed: ['Show Causes', 'Reveal in Farms'],
    jobEnded: ['Reveal in Farms'],
    workerEnded: ['Reveal in Farms'],
    stuck: ['Open Log', 'Open Details'],
    unreadable: ['Open Details'],
  };
  for (const [kind, titles] of Object.entries(buttons) as [NewsKind, readonly string[]][]) {
    it(`of the kind ${kind} lead on, and can be turned off with a way back`, async () => {
      await tell([news(kind)]);
      assert.deepEqual(
        shown.messages.map(({ text, modal, buttons }) => [text, modal, buttons]),
        [['sh010: Frame 1005 failed.', false, [...titles, 'Don’t Show Again']]],
      );
      answers.message = (text) => (text.includes('are off') ? 'Undo' : 'Don’t Show Again');
      await tell([news(kind)]);
      assert.match(
        shown.messages.at(-1)?.text ?? '',
        new RegExp(`are off. The setting deadlineSessions.notifications.${kind} turns them on`),
      );
      assert.equal(shown.settings[`notifications.${kind}`], undefined);
      answers.message = (text) => (text.includes('are off') ? undefined : 'Don’t Show Again');
      await tell([news(kind)]);
      assert.equal(shown.settings[`notifications.${kind}`], false);
      const before = shown.messages.length;
      await tell([news(kind)]);
      assert.equal(shown.messages.length, before);
    });
  }

  it('go straight to the failure, and are then seen', async () => {
    answers.message = () => 'Go to Failure';
    await tell([news('sessionFailed')], true);
    assert.deepEqual(shown.commands, [[COMMANDS.goToFailure, KEY]]);
    assert.deepEqual(
      window.watching.news.all.map(({ state }) => state),
      ['seen'],
    );
  });

  it('ask for a sign-in where one has ended', async () => {
    answers.message = () => 'Sign In';
    const { connection } = KEY;
    await tell([news('unreadable', { about: { kind: 'connection', connection } })]);
    assert.deepEqual(shown.commands, [[COMMANDS.signIn, connection]]);
  });

  it('of many at once are one, and list them', async () => {
    answers.message = () => 'Show';
    await tell([news('sessionFailed'), news('sessionFailed', { title: 'sh020' })]);
    assert.deepEqual(
      shown.messages.map(({ text, buttons }) => [text, buttons]),
      [['2 sessions failed: 2 × no license.', ['Show', 'Don’t Show Again']]],
    );
    const [picker] = shown.picks;
    assert.deepEqual(
      [picker?.title, picker?.items.map(({ label }) => label)],
      ['2 sessions failed', ['$(error) sh010', '$(error) sh020']],
    );
  });

  it('that were missed are listed until the list is cleared, with a way back', async () => {
    await tell([news('sessionFailed'), news('jobEnded', { title: 'sh020', group: 'without failures' })], true);
    await tell([news('sessionEnded')]);
    const open = async (): Promise<void> => {
      void showMissedNews(app);
      await computer.settle();
    };
    await open();
    assert.deepEqual(
      shown.picks[0]?.items.map(({ label, detail }) => [label, detail]),
      [
        ['New', undefined],
        ['$(error) sh010', 'Frame 1005 failed.'],
        ['$(pass) sh020', 'Frame 1005 failed.'],
      ],
    );
    shown.picks[0].press('Open Log', /sh010/);
    await computer.settle();
    assert.deepEqual(shown.commands, [[COMMANDS.openLog, KEY]]);
    await open();
    assert.equal(shown.picks[1]?.items[0]?.label, 'Seen');
    answers.message = (text) => (text === 'Cleared 2 events.' ? 'Undo' : undefined);
    shown.picks[1].press('Clear List');
    await computer.settle();
    assert.equal(window.watching.news.missed.length, 2);
    answers.message = () => undefined;
    await open();
    shown.picks[2]?.press('Clear List');
    await computer.settle();
    await open();
    assert.equal(shown.messages.at(-1)?.text, 'Nothing happened to what you watch while you were away.');
  });

  for (const text of HOSTILE) {
    it(`draw nothing of ${JSON.stringify(text)}`, async () => {
      answers.message = () => 'Show';
      await tell([news('sessionFailed', { title: text, text, group: text })]);
      await tell([news('stuck', { group: text }), news('stuck', { title: text, text, group: text })]);
      assert.deepEqual(
        shown.messages.map((message) => hasLink(message.text)),
        [false, false],
      );
      const labels = shown.picks.flatMap(({ items }) => items.flatMap(({ label, detail = '' }) => [label, detail]));
      assert.deepEqual(labels.flatMap(iconsIn), ['$(warning)', '$(warning)']);
    });
  }
});
