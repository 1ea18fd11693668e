import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as vscode from 'vscode';
import { documentLinks, resolveDocumentLink } from '../../../../src/ui/editor/links';
import { openSource, parseNamedSource } from '../../../../src/ui/editor/openSource';
import { Position } from '../../../support/vscode/types';
import { answers, resetVSCode, shown } from '../../../support/vscode/shown';
import { KEY } from '../../../support/sessions/sessions';
import { logUri } from '../../../../src/ui/logs/logUri';
import { runs } from '../../../support/thorough';

const TEN_LINES = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`).join('\n');

describe('links to source in a log', () => {
  beforeEach(() => {
    resetVSCode();
  });

  function linksOf(
    text: string,
    languageId = 'deadline-log',
    uri: unknown = { scheme: 'file', path: '/var/log/session.log', query: '' },
  ): vscode.DocumentLink[] {
    const document = {
      languageId,
      uri,
      getText: () => text,
      positionAt: (offset: number) => new Position(0, offset),
    };
    return documentLinks(document as unknown as vscode.TextDocument);
  }

  it('and to sessions are not there for the session whose log it is', () => {
    const [own, other] = ['session-0123456789abcdef0123456789abcdef', 'session-fedcba9876543210fedcba9876543210'];
    const { connection, farmId, queueId, jobId } = KEY;
    const key = { connection, farmId, queueId, jobId, sessionId: own } as typeof KEY;
    const text = `${own} waits for ${other}, in /sessions/${own}abc`;
    for (const [log, count] of [
      ['session', 1],
      ['worker', 3],
    ] as const) {
      const uri = logUri({ key, log, actionId: undefined, bare: false, segment: 0 }, 'sh010');
      assert.equal(linksOf(text, 'deadline-log', uri).length, count, log);
    }
  });

  it('are there in logs of sessions and workers alone', () => {
    const text = '  File "/opt/studio/render.py", line 488, in main';
    assert.equal(linksOf(text).length, 1);
    assert.equal(linksOf(text, 'log').length, 0);
  });

  it('name a command and look for nothing before they are followed', async () => {
    const [link] = linksOf('  File "/opt/studio/render.py", line 488, in main');
    assert.ok(link && link.target === undefined);
    const app = {} as Parameters<typeof resolveDocumentLink>[0];
    const { target } = await resolveDocumentLink(app, link);
    assert.match(String(target), /deadlineSessions\.openSource/);
    assert.deepEqual(shown.probed, []);
  });
});

describe('a source file that a log names', () => {
  beforeEach(() => {
    resetVSCode();
  });

  const open = (path: string, line = 4, column?: number): Promise<void> => openSource({ path, line, column });

  it('is the one in the workspace with the longest tail of its path, at its line', async () => {
    shown.files = { '/workspace/a/render.py': TEN_LINES, '/workspace/lumina/render.py': TEN_LINES };
    await open('/opt/studio/lumina/render.py', 4, 3);
    assert.deepEqual(shown.editors, [{ path: '/workspace/lumina/render.py', line: 3, column: 2 }]);
    assert.deepEqual(shown.probed, ['**/render.py']);
  });

  it('is shown at its end where it is shorter here', async () => {
    shown.files = { '/workspace/render.py': TEN_LINES };
    await open('/opt/render.py', 4_000, 4_000);
    assert.deepEqual(shown.editors, [{ path: '/workspace/render.py', line: 9, column: 7 }]);
  });

  it('is chosen by the person where several are as near', async () => {
    shown.files = { '/workspace/a/render.py': TEN_LINES, '/workspace/b/render.py': TEN_LINES };
    const opening = open('/opt/render.py');
    await new Promise(setImmediate);
    shown.picks[0]?.accept(/\/b\//);
    await opening;
    assert.deepEqual(
      shown.editors.map(({ path }) => path),
      ['/workspace/b/render.py'],
    );
  });

  it('is below the folder that the person’s settings name, where it is there', async () => {
    shown.settings = { sourceFolders: { '/opt/studio': '/home/me/studio', '/opt': 7 } };
    shown.files = { '/home/me/studio/lumina/render.py': TEN_LINES, '/workspace/render.py': TEN_LINES };
    await open('/opt/studio/lumina/render.py');
    await open('/opt/studio/other/render.py');
    assert.deepEqual(
      shown.editors.map(({ path }) => path),
      ['/home/me/studio/lumina/render.py', '/workspace/render.py'],
    );
  });

  it('that is nowhere is said to be, with the way to the setting', async () => {
    answers.message = (_text, [button]) => button;
    await open('/opt/studio/rende[r].py');
    assert.equal(
      shown.messages[0]?.text,
      'No file named rende[r].py was found in the workspace or in your source folders.',
    );
    assert.deepEqual(shown.commands, [['workbench.action.openSettings', 'deadlineSessions.sourceFolders']]);
    assert.deepEqual(shown.probed, ['**/rende[[]r].py']);
  });

  it('is never looked for outside of the workspace and the folders of the settings', async () => {
    const name = fc.constantFrom(
      '..',
      'etc',
      'passwd',
      'a.py',
      'C:',
      '\\\\server',
      '//server',
      'share',
      '~',
      '*',
      '{a,b}',
      '**',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1 }),
        fc.constantFrom('/', '\\'),
        fc.boolean(),
        async (names, separator, mapped) => {
          resetVSCode();
          shown.settings = { sourceFolders: mapped ? { '/etc': '/home/me/etc', '/a.py': '//server/share' } : {} };
          const source = parseNamedSource({ path: names.join(separator), line: 1 });
          await (source && openSource(source));
          for (const probe of shown.probed) {
            assert.ok(/^\*\*\/[^/\\]*$/.test(probe) || probe.startsWith('/home/me/etc/'), probe);
            assert.ok(!probe.includes('..') || !probe.split('/').includes('..'), probe);
          }
        },
      ),
      runs(300),
    );
  });

  it('is below a folder of the person’s storage profile, before it is looked for in the workspace', async () => {
    const rules = [{ from: ['mnt', 'shots'], ignoresCase: false, root: '/home/me/shots' }];
    shown.files = { '/home/me/shots/sq01/render.py': TEN_LINES, '/workspace/sq01/render.py': TEN_LINES };
    await openSource({ path: '/mnt/shots/sq01/render.py', line: 2, column: undefined }, rules);
    await openSource({ path: '/mnt/other/sq01/render.py', line: 2, column: undefined }, rules);
    assert.deepEqual(
      shown.editors.map(({ path }) => path),
      ['/home/me/shots/sq01/render.py', '/workspace/sq01/render.py'],
    );
    assert.deepEqual(shown.probed, ['/home/me/shots/sq01/render.py', '**/render.py']);
  });

  it('comes from a command’s argument only if that is one', () => {
    assert.deepEqual(parseNamedSource({ path: '/a.py', line: 3, column: 'x' }), {
      path: '/a.py',
      line: 3,
      column: undefined,
    });
    for (const argument of [
      undefined,
      null,
      'a.py',
      {},
      { path: 'a.py' },
      { path: '', line: 1 },
      { path: '/..', line: 1 },
      { path: 'a.py', line: 0 },
      { path: 'a'.repeat(2_000), line: 1 },
    ]) {
      assert.equal(parseNamedSource(argument), undefined);
    }
  });
});
