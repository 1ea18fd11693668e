import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SharedLinesChange } from '../../../../src/core/text/sharedLines';
import { SharedFile } from '../../../../src/ui/state/sharedFile';

describe('a shared file', () => {
  let folder: string;
  let file: string;
  const opened: SharedFile[] = [];
  const errors: unknown[] = [];
  const open = (): SharedFile => {
    const one = new SharedFile(file, (error) => errors.push(error));
    opened.push(one);
    return one;
  };
  /** All lines that a window has been told of, as it has them now. */
  const linesOf = (window: SharedFile): string[] => {
    const lines = [...window.readAll()];
    window.onDidChange((change: SharedLinesChange) => {
      lines.splice(0, change.kind === 'replaced' ? lines.length : 0);
      lines.push(...change.lines);
    });
    return lines;
  };
  const numbered = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${name}${index}`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shared-file-'));
    file = join(folder, 'below', 'lists');
    errors.length = 0;
  });
  afterEach(() => {
    opened.splice(0).forEach((one) => {
      one.dispose();
    });
    rmSync(folder, { recursive: true });
    assert.deepEqual(errors, []);
  });

  it('is empty before anything is in it, and makes its folder', async () => {
    const window = open();
    assert.deepEqual(window.readAll(), []);
    await window.append(['a']);
    assert.deepEqual(open().readAll(), ['a']);
  });

  it('tells every window of the lines of all', async () => {
    const [one, other] = [open(), open()];
    const [seenByOne, seenByOther] = [linesOf(one), linesOf(other)];
    await one.append(['a', 'b']);
    await other.append(['c']);
    await Promise.all([one.look(), other.look()]);
    assert.deepEqual(
      [seenByOne, seenByOther],
      [
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ],
    );
  });

  it('hears of another window without being asked to look', async () => {
    const [one, other] = [open(), open()];
    one.readAll();
    other.readAll();
    await one.append(['a']);
    await one.look();
    const heard = new Promise<readonly string[]>((resolve) => {
      other.onDidChange(({ lines }) => {
        if (lines.includes('b')) {
          resolve(lines);
        }
      });
    });
    await one.append(['b']);
    assert.ok((await heard).includes('b'));
  });

  it('keeps the lines after one that a killed window did not finish', async () => {
    const window = open();
    window.readAll();
    await window.append(['a']);
    appendFileSync(file, 'half a li');
    await window.append(['b']);
    assert.deepEqual(open().readAll(), ['a', 'half a li', 'b']);
  });

  it('does not take half a line for a line while another window writes it', async () => {
    const window = open();
    const seen = linesOf(window);
    await window.append(['a']);
    appendFileSync(file, 'first half ');
    await window.look();
    assert.deepEqual(seen, ['a']);
    appendFileSync(file, 'second half\n');
    await window.look();
    assert.deepEqual(seen, ['a', 'first half second half']);
  });

  it('keeps characters of several bytes whole', async () => {
    const window = open();
    const seen = linesOf(window);
    await window.append(['Ünïcödé 影 🎬']);
    await window.look();
    assert.deepEqual(seen, ['Ünïcödé 影 🎬']);
  });

  it('loses no line when one window shortens it while others append', async () => {
    const windows = [open(), open(), open()];
    const seen = windows.map(linesOf);
    const [one, two, three] = windows;
    assert.ok(one && two && three);
    await one.append(['first']);
    const appendAll = async (window: SharedFile, name: string): Promise<void> => {
      for (const line of numbered(name, 300)) {
        await window.append([line]);
      }
    };
    let isAppending = true;
    const shortenAll = async (): Promise<void> => {
      while (isAppending) {
        await three.replace((lines) => [...new Set(lines)]);
      }
    };
    const shortening = shortenAll();
    await Promise.all([appendAll(one, 'a'), appendAll(two, 'b')]);
    isAppending = false;
    await shortening;
    await Promise.all(windows.map((window) => window.look()));
    const wanted = [...numbered('a', 300), ...numbered('b', 300), 'first'].sort();
    for (const lines of [open().readAll(), ...seen]) {
      assert.deepEqual([...new Set(lines)].sort(), wanted);
    }
    assert.deepEqual(readdirSync(join(folder, 'below')), ['lists']);
  });

  it('is shortened by one window at a time, and again after one was killed meanwhile', async () => {
    const window = open();
    window.readAll();
    await window.append(['a', 'a']);
    const lock = `${file}.lock`;
    writeFileSync(lock, String(Date.now()));
    await window.replace((lines) => [...new Set(lines)]);
    assert.deepEqual(open().readAll(), ['a', 'a']);
    writeFileSync(lock, String(Date.now() - 60_000));
    await window.replace((lines) => [...new Set(lines)]);
    assert.deepEqual(open().readAll(), ['a']);
  });

  it('rejects what cannot be written', async () => {
    const window = open();
    window.readAll();
    rmSync(join(folder, 'below'), { recursive: true });
    await assert.rejects(window.append(['a']), { code: 'ENOENT' });
  });

  it('is readable by its user alone', async () => {
    const window = open();
    window.readAll();
    await window.append(['a']);
    assert.equal(statSync(file).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o600);
  });
});
