import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../..');

describe('the words of logs', () => {
  const { wordPattern } = JSON.parse(readFileSync(join(FOLDER, 'media/language/deadline-log.json'), 'utf8')) as {
    readonly wordPattern: string;
  };
  const { configurationDefaults } = (
    JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as {
      readonly contributes: { readonly configurationDefaults: Record<string, Record<string, string>> };
    }
  ).contributes;
  const separators = configurationDefaults['[deadline-log]']?.['editor.wordSeparators'] ?? '';

  /** What is looked up and lit up everywhere, wherever in it the cursor is. */
  const check = (line: string, ...expected: readonly string[]): void => {
    it(`of ${line}`, () => {
      assert.deepEqual(line.match(new RegExp(wordPattern, 'g')), expected);
    });
  };
  check('10:02:31.250  15 of 48 tiles', '10:02:31.250', 'of', 'tiles');
  check('10:02:31.250Z  done.', '10:02:31.250Z', 'done');
  check('2024-03-26 01:30:22,888 INFO x', '2024-03-26', '01:30:22,888', 'INFO', 'x');
  check('+0:01:12.345  0:00:00.001613', '+0:01:12.345', '0:00:00.001613');
  check(
    '(sessionaction-2c2221bfba0e401fa596455139756e74-0)[session-2c2221bfba0e401fa596455139756e74]',
    'sessionaction-2c2221bfba0e401fa596455139756e74-0',
    'session-2c2221bfba0e401fa596455139756e74',
  );
  check('Wrote: Run -> /sessions/a_b/tmp 1', 'Wrote', 'Run', '/sessions/a_b/tmp');
  check('read "C:\\assets\\rock 1.exr", s3://bucket/key.', 'read', 'C:\\assets\\rock', 'exr', 's3://bucket/key');
  check('openjd_fail: no rock_1.1013.exr', 'openjd_fail', 'no', 'rock_1.1013.exr');
  check('lumina.errors.MissingTextureError: x', 'lumina.errors.MissingTextureError', 'x');
  check('exited with code: 139 (unsigned) / 0x8b (hex)', 'exited', 'with', 'code', 'unsigned', '0x8b', 'hex');

  it('do not take ever longer in a line without any', () => {
    // Where each further digit doubled the time, this would never end.
    assert.ok((new RegExp(wordPattern, 'g').exec('1'.repeat(1_000))?.[0].length ?? 0) <= 1_000);
  });

  /** What a double click selects. */
  const checkClick = (line: string, expected: string): void => {
    it(`by double click: ${expected}`, () => {
      const words = line.split(new RegExp(`[\\s${separators.replace(/[\\\]^]/g, '\\$&')}]`));
      assert.ok(words.includes(expected), words.join(' | '));
    });
  };
  checkClick('10:02:31.250  Wrote', '10:02:31.250');
  checkClick('[session-2c2221bfba0e401fa596455139756e74](x)', 'session-2c2221bfba0e401fa596455139756e74');
  checkClick('File "/opt/lumina/textures.py", line 88', '/opt/lumina/textures.py');
  checkClick('OCIO=/studio/aces/config.ocio', '/studio/aces/config.ocio');
});
