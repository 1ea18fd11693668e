import assert from 'node:assert/strict';
import fs, { chmod, lstat, mkdtemp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileSink } from '../../../../src/ui/logs/saving/fileSink';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('file sink', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sink-'));
    path = join(folder, 'session.log');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const save = async (text: string, to = path): Promise<void> => {
    const sink = await openFileSink(to);
    await sink.write(bytes(text));
    await sink.finish();
  };

  it('opens no file that is there already', async () => {
    const { open } = fs;
    const flags: unknown[] = [];
    fs.open = (...args) => {
      flags.push(args[1]);
      return open(...args);
    };
    syncBuiltinESMExports();
    try {
      await save('one\n');
    } finally {
      fs.open = open;
      syncBuiltinESMExports();
    }
    assert.deepEqual(flags, ['wx']);
  });

  it('writes the file and leaves nothing else in the folder', async () => {
    await save('one\n');
    assert.equal(await readFile(path, 'utf8'), 'one\n');
    assert.deepEqual(await readdir(folder), ['session.log']);
  });

  it('keeps the older file until the new one is whole, and after a cancel', async () => {
    await writeFile(path, 'old\n');
    const sink = await openFileSink(path);
    await sink.write(bytes('new\n'));
    assert.equal(await readFile(path, 'utf8'), 'old\n');
    await sink.drop();
    assert.equal(await readFile(path, 'utf8'), 'old\n');
    assert.deepEqual(await readdir(folder), ['session.log']);
  });

  it('touches no other file of the person, whatever its name', async () => {
    for (const name of ['session.log.part', '.session.log.part', 'session.log~']) {
      await writeFile(join(folder, name), 'mine');
    }
    await save('log\n');
    const dropped = await openFileSink(path);
    await dropped.drop();
    for (const name of ['session.log.part', '.session.log.part', 'session.log~']) {
      assert.equal(await readFile(join(folder, name), 'utf8'), 'mine');
    }
  });

  it('writes through a chosen link and keeps it a link', async () => {
    const real = join(folder, 'real');
    await mkdir(real);
    await writeFile(join(real, 'target.log'), 'old');
    await symlink(join(real, 'target.log'), path);
    await save('new\n');
    assert.ok((await lstat(path)).isSymbolicLink());
    assert.equal(await readFile(join(real, 'target.log'), 'utf8'), 'new\n');
    assert.deepEqual(await readdir(real), ['target.log']);
  });

  it('follows no link beside the file', async () => {
    const victim = join(folder, 'victim');
    await writeFile(victim, 'mine');
    await symlink(victim, `${path}.part`);
    await save('log\n');
    assert.equal(await readFile(victim, 'utf8'), 'mine');
    assert.ok((await lstat(path)).isFile());
  });

  it('keeps the mode of the older file', async () => {
    await writeFile(path, 'old');
    await chmod(path, 0o600);
    await save('new\n');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it('lets two windows save to one path: each file is whole', async () => {
    const [one, other] = [await openFileSink(path), await openFileSink(path)];
    await one.write(bytes('A1\n'));
    await other.write(bytes('B1\n'));
    await one.write(bytes('A2\n'));
    await one.finish();
    assert.equal(await readFile(path, 'utf8'), 'A1\nA2\n');
    await other.write(bytes('B2\n'));
    await other.finish();
    assert.equal(await readFile(path, 'utf8'), 'B1\nB2\n');
    assert.deepEqual(await readdir(folder), ['session.log']);
  });

  it('refuses a folder, a link to nothing and a missing folder, and leaves nothing behind', async () => {
    await mkdir(path);
    await assert.rejects(openFileSink(path), { code: 'EISDIR' });
    await symlink(join(folder, 'nowhere'), join(folder, 'link'));
    await assert.rejects(openFileSink(join(folder, 'link')), { code: 'ENOENT' });
    await assert.rejects(openFileSink(join(folder, 'missing', 'a.log')), { code: 'ENOENT' });
    assert.deepEqual((await readdir(folder)).sort(), ['link', 'session.log']);
  });
});
