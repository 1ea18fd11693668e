import assert from 'node:assert/strict';
import { keyId, type Connection } from '../../../src/core/session/sessionKey';
import { UserError } from '../../../src/core/errors';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { type OutlineRow, sessionOutline } from '../../../src/render/session/outline';
import {
  activeSession,
  endedSession,
  failedSession,
  KEY,
  NOW_MS,
  unreadSession,
} from '../../support/sessions/sessions';

/** The rows as an indented text: label, then description. */
function drawn(row: OutlineRow, indent = ''): string[] {
  return [
    `${indent}${row.label} | ${row.description ?? ''}`,
    ...row.children.flatMap((child) => drawn(child, `${indent}  `)),
  ];
}

function all(row: OutlineRow): OutlineRow[] {
  return [row, ...row.children.flatMap(all)];
}

const FAULT = new UserError({ kind: 'network', message: 'The network is away.' }).fault;

describe('outline', () => {
  it('has lifecycle, host, logs and actions below each session', () => {
    const lines = drawn(sessionOutline(failedSession(), NOW_MS));
    assert.deepEqual(
      lines.filter((line) => !/Started|Ended|ended \d/.test(line)),
      [
        'sh010_fx_v003 | out of memory · 3 min ago · sample data',
        '    Status | ended',
        '  Host | ip-10-3-0-17.us-west-2.compute.internal · c6i.8xlarge',
        '    Name | ip-10-3-0-17.us-west-2.compute.internal',
        '    Address | 10.3.0.17',
        '    Address 2 | 2600:1f14:e2b:7f00:4d2:91aa:57c3:e10f',
        '    Instance type | c6i.8xlarge',
        '    Instance | i-0f3a9d8e7c6b5a412',
        '    Fleet | spot-linux',
        '    Worker | worker-…3f4d5e6c · deleted since',
        '  Logs | session log · worker log',
        `    Session log | session-…${KEY.sessionId.slice(-8)}`,
        '      Group | /aws/deadline/farm-1c5e7a90b3d24f688e21c4a7d05f3b62/queue-f984c1f7a0b54d0c8a3b1a0f5c3f7d21',
        `      Stream | ${KEY.sessionId}`,
        '      Driver | awslogs',
        '    Worker log | worker-…3f4d5e6c',
        '      Group | /aws/deadline/farm-1c5e7a90b3d24f688e21c4a7d05f3b62/fleet-2d6f1c3b5a794e8f8c7d6b5a49382716',
        '      Stream | worker-7a1d5e8c3b2f4a6d9e0c1b2a3f4d5e6c',
        '      Driver | awslogs',
        '  Actions | 1 failed · 5 done · 2 not run',
        '    Sync job attachments | 41 s',
        '    Enter Conda | 1 min 12 s',
        '    Frame 1001 · Render | 1 min 31 s',
        '    Frame 1002 · Render | 1 min 49 s',
        '    Frame 1003 · Render | out of memory · 2 min 51 s',
        '    Frame 1004 · Render | not run',
        '    Frame 1005 · Render | not run',
        '    Exit Conda | 26 s',
      ],
    );
    assert.match(lines[1] ?? '', /^ {2}Lifecycle \| ended .*\d\d:\d\d after 8 min 40 s$/);
  });

  for (const [name, session] of Object.entries({
    active: activeSession(),
    failed: failedSession(),
    ended: endedSession(),
  })) {
    it(`gives every row of an ${name} session an id of its own, below its parent's`, () => {
      const check = (row: OutlineRow): void => {
        row.children.forEach((child) => {
          assert.ok(child.id.startsWith(row.id) && child.id.length > row.id.length);
          check(child);
        });
      };
      const root = sessionOutline(session, NOW_MS);
      check(root);
      assert.equal(root.id, keyId(KEY));
      const ids = all(root).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
    });
  }

  it('keeps the ids of rows when everything about them changes', () => {
    const before = all(sessionOutline(activeSession(), NOW_MS)).map(({ id }) => id);
    const after = new Set(all(sessionOutline(endedSession(), NOW_MS + 3_600_000)).map(({ id }) => id));
    const gone = before.filter((id) => !after.has(id));
    assert.deepEqual(
      gone.map((id) => id.slice(id.indexOf('#'))),
      [`#actions/${KEY.sessionId.replace('session-', 'sessionaction-')}-5`],
    );
  });

  it('reads the same a second later, so that nothing flickers', () => {
    assert.deepEqual(sessionOutline(activeSession(), NOW_MS + 1000), sessionOutline(activeSession(), NOW_MS));
  });

  it('shows a fault above what it still knows', () => {
    const watched: WatchedSession = { ...activeSession(), fault: FAULT };
    const { children } = sessionOutline(watched, NOW_MS);
    assert.deepEqual(
      children.map(({ label }) => label),
      ['The network is away.', 'Lifecycle', 'Host', 'Logs', 'Actions'],
    );
  });

  it('names the ways out of a fault for the menus, and the sign-in on the session’s own row', () => {
    const fault = new UserError({ kind: 'signedOut', message: 'Signed out.', remedies: ['signIn', 'openLog'] }).fault;
    const row = sessionOutline(unreadSession(fault), NOW_MS);
    assert.equal(row.description, 'signed out · sample data');
    assert.deepEqual([row.context, row.children[0]?.context], ['session ended signIn', 'fault signIn openLog']);
  });

  it('tells the session’s connection where that is not the current one, and always that data is sample data', () => {
    const aws: Connection = { ...KEY.connection, source: 'aws' };
    const session = failedSession();
    const description = (connection: Connection, here?: Connection): string | undefined =>
      sessionOutline({ ...session, key: { ...KEY, connection } }, NOW_MS, here).description;
    const state = 'out of memory · 3 min ago';
    assert.deepEqual(
      [description(aws), description(aws, { ...aws }), description(aws, KEY.connection)],
      [state, state, `${state} · us-west-2`],
    );
    for (const here of [undefined, KEY.connection, aws]) {
      assert.equal(description(KEY.connection, here), `${state} · sample data`);
    }
  });

  it('shows actions that may not be read as a reason, beside what may', () => {
    const root = sessionOutline(activeSession({ snapshot: { actions: { ok: false, fault: FAULT } } }), NOW_MS);
    const actions = root.children.find(({ label }) => label === 'Actions');
    assert.equal(actions?.description, 'could not be read');
    assert.deepEqual(
      actions.children.map(({ label }) => label),
      ['The network is away.'],
    );
  });

  it('tells the exact times on hover', () => {
    const root = sessionOutline(failedSession(), NOW_MS);
    const failing = all(root).find(({ label }) => label === 'Frame 1003 · Render');
    assert.match(
      failing?.tooltip.join('\n') ?? '',
      /^Frame 1003 · Render\nfailed\nThe host ran out of memory\.\n“Traceback.*”\nAsk for a host.*\nRendering tile 104 of 255\nStarted 2026-.*\.\d{3} .*\nEnded 2026-/,
    );
  });

  it('opens the log at an action that has begun, and nothing for one that has not', () => {
    const actions = all(sessionOutline(failedSession(), NOW_MS)).filter(({ context }) => context.startsWith('action'));
    assert.deepEqual(
      actions.map(({ opens }) => opens?.kind),
      ['action', 'action', 'action', 'action', 'action', undefined, undefined, 'action'],
    );
  });

  it('lets menus tell active sessions from ended ones', () => {
    assert.equal(sessionOutline(activeSession(), NOW_MS).context, 'session active');
    assert.equal(sessionOutline(failedSession(), NOW_MS).context, 'session ended failed');
  });

  it('lets menus tell actions that went wrong from those that succeeded or never began', () => {
    const actions = all(sessionOutline(failedSession(), NOW_MS)).filter(({ context }) => context.startsWith('action'));
    assert.deepEqual(
      actions.filter(({ context }) => context === 'action wentWrong').map(({ label }) => label),
      ['Frame 1003 · Render'],
    );
  });

  it('has all options and parameters of a log below it, in any name', () => {
    const log = {
      driver: 'awslogs',
      options: { logGroupName: 'group', logStreamName: 'stream', region: 'eu-west-1', 'new\u202e option': 'x' },
      parameters: { interval: '15' },
      error: undefined,
    };
    const row = all(sessionOutline(activeSession({ session: { log } }), NOW_MS)).find(
      ({ label }) => label === 'Session log',
    );
    assert.deepEqual(
      row?.children.flatMap((child) => drawn(child)),
      [
        'Group | group',
        'Stream | stream',
        'region | eu-west-1',
        'new\\u202e option | x',
        'interval | 15',
        'Driver | awslogs',
      ],
    );
  });

  it('says why a session has no log', () => {
    const log = { driver: 'awslogs', options: {}, parameters: {}, error: 'Could not create log stream' };
    const row = all(sessionOutline(activeSession({ session: { log } }), NOW_MS)).find(
      ({ label }) => label === 'Session log',
    );
    assert.equal(row?.description, 'Could not create log stream');
    assert.deepEqual(row.icon, { tone: 'interrupted' });
  });
});
