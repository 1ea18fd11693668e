import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../..');

describe('the language of a log', () => {
  const { contributes } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as {
    readonly contributes: {
      readonly languages: readonly {
        readonly id: string;
        readonly filenamePatterns: string[];
        readonly firstLine: string;
      }[];
    };
  };
  const language = contributes.languages.find(({ id }) => id === 'deadline-log');
  assert.ok(language);
  const { filenamePatterns, firstLine } = language;

  /** As VS Code matches them: a pattern with a slash against the path, others against the name. */
  const isNamed = (path: string): boolean =>
    filenamePatterns.some((pattern) => {
      const regExp = pattern
        .split(/(\*\*\/|\*|\?)/)
        .map(
          (part) =>
            ({ '**/': '(?:.*/)?', '*': '[^/]*', '?': '[^/]' })[part] ?? part.replace(/[.+^$()[\]{}|\\]/g, '\\$&'),
        )
        .join('');
      return new RegExp(`^${regExp}$`, 'i').test(pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1));
    });
  const HEX = '0f'.repeat(16);
  const cases = JSON.parse(readFileSync(join(FOLDER, 'test/fixtures/cases/log-language.json'), 'utf8')) as {
    readonly names: readonly string[];
    readonly firstLines: readonly string[];
  };

  const checkName = (path: string, expected = true): void => {
    it(`${expected ? 'is known' : 'is not taken'} by the name ${path}`, () => {
      assert.equal(isNamed(path), expected);
    });
  };
  cases.names.forEach((name) => {
    checkName(name);
  });
  checkName(`/downloads/Studio_Queue A_session-${HEX} (1).log`);
  checkName(`/downloads/Studio_Fleet_worker-${HEX}.log`);
  checkName(`/downloads/session-${HEX}.log`);
  checkName(`/var/log/amazon/deadline/queue-${HEX}/session-${HEX}.log`);
  checkName('/var/log/amazon/deadline/worker-agent-bootstrap.log');
  checkName('/home/a/session-notes.log', false);
  checkName('/var/log/nginx/access.log', false);

  const checkLine = (line: string, expected = true): void => {
    it(`${expected ? 'is known' : 'is not taken'} by the first line ${JSON.stringify(line)}`, () => {
      assert.equal(new RegExp(firstLine).test(line), expected);
    });
  };
  cases.firstLines.forEach((line) => {
    checkLine(line);
  });
  checkLine('2026-03-25 19:20:08,189 INFO x');
  checkLine('2026-03-25 19:20:08,189 WARNING x');
  checkLine('[2026-09-24 20:27:23,137][CRITICAL] x');
  checkLine('[2026-09-24 20:27:23,137] {"level":"INFO"}');
  checkLine('{"time": "2026-03-26 01:30:22,888", "level": "INFO"}');
  checkLine('0:00:00.001613  Output:');
  checkLine('0:00:00.001\tOutput:');
  checkLine('2026/11/24 17時15分20秒+09:00 x');
  checkLine('2026/11/24 午後5:15:20+09:00 x');
  checkLine('2026/11/24 5:15:20 PM-08:00 x');
  checkLine('[2026-11-24 08:15:20+00:00] x');
  checkLine(`2026-11-24T08:15:20.123000+00:00 session-${HEX} x`);
  checkLine(`2026-11-24T08:15:20+00:00 worker-${HEX} `);
  checkLine(`2026-11-24T08:15:20 ${'='.repeat(46)}`);
  checkLine(`Retrieving logs for session session-${HEX}`);
  checkLine('2026-11-24T08:15:20Z GET /index.html 200', false);
  checkLine('[2026-11-24 08:15:20] app.INFO: ready', false);
  checkLine('127.0.0.1 - - [24/Nov/2026:08:15:20 +0000] "GET /"', false);
  checkLine('Release 2026/11/24 of the farm', false);
});
