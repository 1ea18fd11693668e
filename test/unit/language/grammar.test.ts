import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const LANGUAGE = join(import.meta.dirname, '../../../media/language/deadline-log.tmLanguage.json');

/** What Light Modern draws in red or maroon, besides failures. */
const RED = /^(?:string|markup\.heading|markup\.deleted\.(?!canceled)|support\.type\.property-name)/;

describe('the grammar of logs', () => {
  it('leaves red to failures in light themes', () => {
    const names = [...readFileSync(LANGUAGE, 'utf8').matchAll(/"name": "([\w.-]+)\.deadline-log"/g)].map(
      ([, name = '']) => name,
    );
    assert.ok(names.length > 20);
    assert.deepEqual(
      names.filter((name) => RED.test(name)),
      [],
    );
  });

  let grammar: IGrammar;

  before(async () => {
    const main = createRequire(import.meta.url).resolve('vscode-oniguruma');
    await loadWASM({ data: readFileSync(join(dirname(main), 'onig.wasm')) });
    const registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
      loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(LANGUAGE, 'utf8'), LANGUAGE)),
    });
    const loaded = await registry.loadGrammar('text.log.deadline');
    assert.ok(loaded);
    grammar = loaded;
  });

  /** What is colored in a line: the text and the scope without what all scopes share, e.g. `['25', 'constant.numeric.progress']`. */
  const scopes = (line: string): string[][] =>
    grammar
      .tokenizeLine(line, INITIAL)
      .tokens.flatMap(({ startIndex, endIndex, scopes: [, ...own] }) =>
        own.length === 0 ? [] : [[line.slice(startIndex, endIndex), (own.at(-1) ?? '').replace(/\.deadline-log$/, '')]],
      );

  const check = (line: string, ...expected: string[][]): void => {
    it(`reads ${line.slice(0, 70)}`, () => {
      assert.deepEqual(scopes(line), expected);
    });
  };

  const TIME = 'comment.line.time';
  check('# This is the beginning of the log.', [
    '# This is the beginning of the log.',
    'comment.line.number-sign.edge',
  ]);
  check('10:02:31.250  frame 3 of 4', ['10:02:31.250', TIME]);
  check('10:02:31.250Z  frame 3', ['10:02:31.250Z', TIME]);
  check('+0:01:12.345  frame 3', ['+0:01:12.345', TIME]);
  check('11-23 10:02:31.250  frame 3', ['11-23 10:02:31.250', TIME]);
  check('0:00:00.001613  Output:', ['0:00:00.001613', TIME], ['Output:', 'support.function.engine']);
  check(
    '2024-03-25 19:20:08,491 INFO --------- Entering Environment: Conda',
    ['2024-03-25 19:20:08,491', TIME],
    ['INFO', 'markup.inserted.level'],
    ['---------', 'comment.line.ruler'],
    ['Entering Environment: Conda', 'markup.bold.heading.action'],
  );
  check(
    '2025/10/07 14:34:12-07:00 Phase: Setup',
    ['2025/10/07 14:34:12-07:00', TIME],
    ['Phase: Setup', 'markup.bold.phase'],
  );
  check('2026-11-23T10:03:15.000Z\tRendering', ['2026-11-23T10:03:15.000Z', TIME]);
  check(
    '[2024-09-24 20:27:23,496][WARNING ] 🟢 Action.Start 🟢 started',
    ['[2024-09-24 20:27:23,496]', TIME],
    ['[WARNING ]', 'entity.name.function.warning'],
    ['Action.Start', 'entity.name.type.event'],
  );
  check(`10:02:31.250  ${'='.repeat(46)}`, ['10:02:31.250', TIME], ['='.repeat(46), 'comment.line.ruler']);
  check(`10:02:31.250  ${'-'.repeat(46)}`, ['10:02:31.250', TIME], ['-'.repeat(46), 'comment.line.ruler']);
  check('--------- Running Task', ['---------', 'comment.line.ruler'], ['Running Task', 'markup.bold.heading.action']);
  check(
    'openjd_progress: 25',
    ['openjd_progress', 'keyword.control.directive'],
    [':', 'punctuation.separator'],
    ['25', 'constant.numeric.progress'],
  );
  check(
    'openjd_fail: no license',
    ['openjd_fail', 'keyword.control.directive'],
    [':', 'punctuation.separator'],
    ['no license', 'invalid.fail'],
  );
  check(
    'openjd_redacted_env: TOKEN=********',
    ['openjd_redacted_env', 'keyword.control.directive'],
    [':', 'punctuation.separator'],
    ['TOKEN', 'variable.other'],
    ['=', 'punctuation.separator'],
    ['********', 'constant.other.redacted'],
  );
  check(
    'Process pid 10327 exited with code: 0 (unsigned) / 0x0 (hex)',
    ['0', 'constant.numeric.exit'],
    ['0x0', 'constant.numeric.exit'],
  );
  check(
    '2026/11/24 17시 15분 20초+09:00 Phase: Setup',
    ['2026/11/24 17시 15분 20초+09:00', TIME],
    ['Phase: Setup', 'markup.bold.phase'],
  );
  check(
    '[2026-11-24T08:15:20.443000+00:00] Output:',
    ['[2026-11-24T08:15:20.443000+00:00]', TIME],
    ['Output:', 'support.function.engine'],
  );
  check(
    `2026-11-24T08:15:20+00:00 session-${'0f'.repeat(16)} Phase: Setup`,
    ['2026-11-24T08:15:20+00:00', TIME],
    [`session-${'0f'.repeat(16)}`, 'variable.other.id'],
    ['Phase: Setup', 'markup.bold.phase'],
  );
  check(
    '--------- Running Host Configuration Script ---------',
    ['---------', 'comment.line.ruler'],
    ['Running Host Configuration Script', 'markup.bold.heading.action'],
    [' ---------', 'comment.line.ruler'],
  );
  check('Process exit code: N/A', ['N/A', 'invalid.exit']);
  check('Action failed to run: no such file', ['Action failed to run: no such file', 'markup.deleted.canceled']);
  check('Process exit code: 139', ['139', 'invalid.exit']);
  check(
    'Frame(INT) = 1',
    ['Frame', 'variable.other.parameter'],
    ['INT', 'support.type'],
    ['=', 'punctuation.separator'],
    ['1', 'constant.other.value'],
  );
  check('TIMEOUT - Runtime limit reached', ['TIMEOUT - Runtime limit reached', 'markup.deleted.canceled']);
  check(
    '              File "/opt/lumina/render.py", line 488, in render',
    ['"/opt/lumina/render.py"', 'support.type.file'],
    ['488', 'constant.numeric.line'],
    ['render', 'entity.name.function'],
  );
  check('ValueError: no such frame', ['ValueError', 'invalid.exception']);
  check('ERROR: cannot open', ['ERROR', 'invalid.level']);
  check(
    '{"level": "ERROR", "exit_code": 1}',
    ['{', 'meta.record'],
    ['"level"', 'variable.other.property'],
    [': ', 'meta.record'],
    ['"ERROR"', 'invalid.level'],
    [', ', 'meta.record'],
    ['"exit_code"', 'variable.other.property'],
    [': ', 'meta.record'],
    ['1', 'constant.numeric'],
    ['}', 'meta.record'],
  );
  check(
    'Wrote: Run -> /sessions/s/tmp1',
    ['Wrote:', 'support.function.engine'],
    ['/sessions/s/tmp1', 'variable.other.path'],
  );
  check(`in session-${'0f'.repeat(16)}ev_z`, [`session-${'0f'.repeat(16)}`, 'variable.other.id']);
  check('C:\\Program\\navmesh.dll', ['C:\\Program\\navmesh.dll', 'variable.other.path']);
  check('Fra:1 Mem:210.44M | Sample 25/100');

  it('carries nothing from one line to the next, so that any part of a log looks the same', () => {
    for (const line of ['{"level": "INFO", "message": "never closed', '"open', "it's", 'openjd_env: A="b']) {
      const { ruleStack } = grammar.tokenizeLine(line, INITIAL);
      assert.deepEqual(grammar.tokenizeLine('plain', ruleStack).tokens[0]?.scopes, ['text.log.deadline'], line);
    }
  });
});
