import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Spool } from '../../../../src/core/logs/pages/spool';
import { UserError } from '../../../../src/core/errors';
import type { LogEvent, LogLocation, RawAnswerSource } from '../../../../src/core/service/ports';
import type { WatchedSession } from '../../../../src/core/session/watchedSession';
import { openFileSpool } from '../../../../src/ui/logs/saving/fileSpool';
import { openSink } from '../../../../src/ui/logs/saving/openSink';
import { saveSupportBundle } from '../../../../src/ui/supportBundle/saveSupportBundle';
import { MemoryService } from '../../../support/farm/memoryService';
import { activeSession, DENIED, failedSession, NOW_MS, STARTED_MS } from '../../../support/sessions/sessions';
import { answers, resetVSCode, shown, run } from '../../../support/vscode/shown';

type App = Parameters<typeof saveSupportBundle>[0];

/** What must be nowhere in a bundle of the session below. */
const SECRETS = [
  '123456789012',
  '210987654321',
  'ip-10-3-0-17',
  '10.3.0.17',
  '10.77.1.9',
  'mira',
  'aurora.example',
  'kuno',
  'dragonfilm',
  'sq010_shot',
  'zelda',
  'ottokar',
  'node-zeta',
];

const LINES = [
  'Opening kuno_v2, which kuno saved',
  'user kuno@aurora.example on 10.77.1.9',
  'Scene: /projects/dragonfilm/sq010_shot/scene.ma',
  String.raw`Cache: P:\dragonfilm\sq010_shot\cache of account 210987654321`,
  'password=hunter2hunter2',
  'conda list: openvdb 11.0.0',
  // Only here does a line say that this is a name.
  'HOME=/home/kuno',
];

describe('saving a support bundle', () => {
  let folder: string;
  let path: string;
  let app: App;
  let pages: (location: LogLocation) => AsyncIterable<readonly LogEvent[]>;
  let failed: WatchedSession;
  let asked: string[];

  beforeEach(async () => {
    resetVSCode();
    folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    path = join(folder, 'bundle.zip');
    answers.save = () => path;
    const service = Object.assign(new MemoryService(), { rawAnswer });
    asked = [];
    service.log.push({ timestampMs: STARTED_MS + 330_000, message: 'Segmentation fault of kuno on 10.77.1.9' });
    failed = failedSession();
    pages = async function* ({ configuration }) {
      const name = configuration.options.logStreamName?.startsWith('worker') ? 'worker' : 'session';
      yield LINES.slice(0, 3).map((text, index) => event(index, `${name}: ${text}`));
      await Promise.resolve();
      yield LINES.slice(3).map((text, index) => event(index, text));
    };
    app = {
      service: () => service,
      now: () => NOW_MS,
      run,
      output: { error: () => undefined, debug: () => undefined },
      wholeLog: (location: LogLocation) => pages(location),
      context: { extension: { id: 'x.inspector', packageJSON: { version: '1.2.3' } } },
    } as unknown as App;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Every answer has names of its own; fleets may not be read, and the actions have two pages. */
  const rawAnswer: RawAnswerSource['rawAnswer'] = (_key, { operation }, token) => {
    asked.push(operation);
    const answer = {
      createdBy: 'zelda',
      hostName: 'node-zeta',
      parameters: { Artist: { string: 'ottokar' }, Scene: { path: '/projects/dragonfilm/sq010_shot/a.ma' } },
      note: 'zelda and ottokar on node-zeta, account 210987654321',
    };
    return operation === 'GetFleet'
      ? Promise.reject(new UserError({ ...DENIED, message: 'Not allowed: zelda may not read the fleet.' }))
      : Promise.resolve({ answer, next: operation === 'ListSessionActions' && !token ? 'more' : undefined });
  };

  function event(index: number, message: string): LogEvent {
    return { timestampMs: STARTED_MS + index, message };
  }

  /** Saves with what is checked when the question is asked, after a person has changed that. */
  async function save(
    change: (labels: readonly string[]) => readonly string[],
    session = failed,
    disk?: Parameters<typeof saveSupportBundle>[2],
  ): Promise<void> {
    const saving = saveSupportBundle(app, session, disk);
    await turns();
    const [pick] = shown.picks;
    assert.ok(pick);
    const labels = change(pick.selectedItems.map(({ label }) => label));
    pick.selectedItems = pick.items.filter(({ label }) => labels.includes(label));
    pick.confirm();
    await saving;
  }

  async function bundle(): Promise<Readonly<Record<string, string>>> {
    const files = unzipSync(new Uint8Array(await readFile(path)));
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
  }

  const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('holds the report, the raw answers, both whole logs, versions and what it holds', async () => {
    await save((labels) => labels);
    const files = await bundle();
    assert.deepEqual(Object.keys(files), [
      'report.html',
      'report.json',
      'GetSession.json',
      'GetJob.json',
      'GetStep.json',
      'GetTask.json',
      'ListSessionActions.json',
      'ListSessionActions-2.json',
      'GetWorker.json',
      'session.log',
      'worker.log',
      'versions.json',
      'contents.txt',
    ]);
    assert.equal(files['session.log']?.split('\n').length, LINES.length + 1);
    assert.match(files['session.log'], /^2026-11-23T\d\d:\d\d:\d\d\.\d{3}Z {2}session: Opening/);
    const versions = JSON.parse(files['versions.json'] ?? '') as Record<string, unknown>;
    assert.equal(versions.extensionVersion, '1.2.3');
    assert.match(files['contents.txt'] ?? '', /session\.log: 7 events, times in UTC\nworker\.log: 7 events/);
    assert.deepEqual(
      shown.messages.map(({ text }) => text),
      ['Saved the support bundle.'],
    );
  });

  it('holds no account ID, address, user name, path or secret, and one stand-in for each', async () => {
    await save((labels) => labels);
    const files = await bundle();
    for (const [name, text] of Object.entries(files)) {
      for (const secret of [...SECRETS, 'hunter2']) {
        assert.ok(!text.toLowerCase().includes(secret), `${secret} in ${name}: ${text}`);
      }
      assert.doesNotMatch(text, /undefined|NaN|\[object/);
    }
    const { 'session.log': log = '', 'report.json': report = '', 'contents.txt': contents = '' } = files;
    const [, name = ''] = /Opening (redacted-user-\d+)_v2, which \1 saved/.exec(log) ?? [];
    assert.match(report, new RegExp(`Segmentation fault of ${name} on redacted-address-`));
    assert.doesNotThrow(() => JSON.parse(report) as unknown);
    assert.match(
      contents,
      /Replaced, each by the same words wherever it is: 2 account IDs, \d+ addresses, \d+ user names?, \d paths\./,
    );
  });

  it('leaves everything as it was where nothing is to be hidden, but for secrets', async () => {
    await save((labels) => labels.filter((label) => !label.startsWith('Hide')));
    const { 'session.log': log = '', 'contents.txt': contents = '' } = await bundle();
    assert.match(log, /kuno@aurora\.example on 10\.77\.1\.9/);
    assert.doesNotMatch(log, /hunter2/);
    assert.match(contents, /are as they were/);
  });

  it('holds only what was checked, and what was checked is there', async () => {
    await save((labels) => labels.filter((label) => !/Session log|Raw|Report/.test(label)));
    assert.deepEqual(Object.keys(await bundle()), ['worker.log', 'versions.json', 'contents.txt']);
  });

  it('asks for each raw answer once, and says why one is not there', async () => {
    await save((labels) => labels);
    const { 'contents.txt': contents = '' } = await bundle();
    assert.deepEqual(asked, [
      'GetJob',
      'GetStep',
      'GetTask',
      'ListSessionActions',
      'ListSessionActions',
      'GetFleet',
      'GetWorker',
    ]);
    assert.match(contents, /^GetSession\.json, GetJob\.json, .*GetWorker\.json: answers of the service$/m);
    assert.match(contents, /^GetFleet could not be read: Not allowed: redacted-user-\d+ may not read the fleet\.$/m);
  });

  it('asks for no answer where nobody wants them', async () => {
    await save((labels) => labels.filter((label) => !label.startsWith('Raw')));
    assert.deepEqual(asked, []);
  });

  it('offers no worker log of a worker that has none, and says that a running session goes on', async () => {
    const active = activeSession();
    const { snapshot } = active;
    assert.ok(snapshot);
    const session = { ...active, snapshot: { ...snapshot, session: { ...snapshot.session, workerLog: undefined } } };
    await save((labels) => labels, session);
    assert.ok(!('worker.log' in (await bundle())));
    assert.match(shown.picks[0]?.items.find(({ label }) => label === 'Session log')?.description ?? '', /as far as/);
  });

  it('shows how each file begins, as it would be saved, and asks again', async () => {
    const saving = saveSupportBundle(app, failed);
    await turns();
    shown.picks[0]?.press('Preview');
    while (shown.picks.length < 2) {
      await turns();
    }
    const [preview = ''] = shown.untitled;
    assert.match(
      preview,
      /──── session\.log ─+\n\n2026\S+ {2}session: Opening kuno_v2.*\n2026\S+ {2}session: user redacted-address-/,
    );
    assert.match(preview, /──── contents\.txt/);
    shown.picks[1]?.hide();
    await saving;
    assert.deepEqual(await readdir(folder), []);
  });

  it('says in the list of contents why a log, or its rest, could not be read', async () => {
    pages = async function* ({ configuration }) {
      if (!configuration.options.logStreamName?.startsWith('worker')) {
        yield [event(0, 'one')];
      }
      await Promise.resolve();
      throw new Error('boom');
    };
    await save((labels) => labels);
    const { 'contents.txt': contents = '', 'session.log': log } = await bundle();
    assert.match(log ?? '', /one/);
    assert.match(contents, /session\.log: 1 event\. The rest could not be read: /);
    assert.match(contents, /The worker log could not be read: /);
  });

  it('reads a session that is not known yet; without it, its log is there all the same', async () => {
    await save((labels) => labels, { ...failed, snapshot: undefined, diagnosis: undefined });
    const files = await bundle();
    assert.deepEqual(Object.keys(files), [
      'report.html',
      'report.json',
      'session.log',
      'versions.json',
      'contents.txt',
    ]);
    assert.match(files['contents.txt'] ?? '', /The session could not be read: /);
  });

  for (const [where, disk] of [
    ['the zip', { openSpool: openFileSpool, openSink: fullSink }],
    ['the temporary file', { openSpool: () => Promise.resolve(fullSpool()), openSink }],
  ] as const) {
    it(`says in one sentence that the disk is full while ${where} is written, and leaves no half file`, async () => {
      await writeFile(path, 'old');
      await assert.rejects(
        save((labels) => labels, failed, disk),
        {
          message:
            'Couldn’t save the support bundle: the disk is full (ENOSPC). Free some space, or choose another folder.',
        },
      );
      assert.equal(await readFile(path, 'utf8'), 'old');
      assert.deepEqual(await readdir(folder), ['bundle.zip']);
    });
  }

  it('leaves no half file where the person cancels', async () => {
    const canceled = new Error('canceled');
    canceled.name = 'AbortError';
    pages = async function* () {
      yield [event(0, 'one')];
      await Promise.resolve();
      throw canceled;
    };
    await save((labels) => labels);
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(shown.messages, []);
  });

  it('keeps no log in memory', async () => {
    const line = 'x'.repeat(1_000);
    let most = 0;
    pages = async function* () {
      for (let page = 0; page < 20; page++) {
        yield Array.from({ length: 1_000 }, (_, index) => event(index, `${page}.${index} ${line}`));
        most = Math.max(most, process.memoryUsage().arrayBuffers);
        await Promise.resolve();
      }
    };
    const before = process.memoryUsage().arrayBuffers;
    await save((labels) => labels.filter((label) => label === 'Session log'));
    assert.equal((await bundle())['session.log']?.split('\n').length, 20_001);
    assert.ok(most - before < 12_000_000, `${most - before} bytes of 20 MB`);
  });

  it('does not hide who uses this computer less than others', async () => {
    const { username } = userInfo();
    pages = async function* () {
      yield [event(0, `by ${username}.`)];
      await Promise.resolve();
    };
    await save((labels) => labels);
    const { 'session.log': log = '' } = await bundle();
    assert.match(log, username === 'root' ? /by root\./ : /by redacted-user-\d\./);
  });
});

async function fullSink(...[uri]: Parameters<typeof openSink>): ReturnType<typeof openSink> {
  const sink = await openSink(uri);
  let pieces = 0;
  return {
    ...sink,
    write: (bytes) => (++pieces > 3 ? Promise.reject(noSpace()) : sink.write(bytes)),
  };
}

function fullSpool(): Spool {
  return { append: () => Promise.reject(noSpace()), read: () => Promise.reject(noSpace()), dispose: () => undefined };
}

function noSpace(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}
