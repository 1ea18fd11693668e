import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSourcePlaces } from '../../../../src/core/references/sourcePlaces';
import { runs } from '../../../support/thorough';

describe('places in source files', () => {
  const check = (
    text: string,
    ...expected: readonly (readonly [linked: string, path: string, line: number, column?: number])[]
  ): void => {
    it(`are found in ${text.trim().slice(0, 70)}`, () => {
      assert.deepEqual(
        findSourcePlaces(text).map(({ start, end, path, line, column }) => [
          text.slice(start, end),
          path,
          line,
          column,
        ]),
        expected.map(([linked, path, line, column]) => [linked, path, line, column]),
      );
    });
  };

  // Python, also behind an adaptor
  check('  File "/opt/lumina/render.py", line 488, in main', [
    '/opt/lumina/render.py", line 488',
    '/opt/lumina/render.py',
    488,
  ]);
  check("ADAPTOR_OUTPUT: STDERR:   File '/a b/c.py', line 3", ["/a b/c.py', line 3", '/a b/c.py', 3]);
  check('File "<string>", line 1, in <module>');
  // C++
  check('/src/x.cpp:12:3: error: no member', ['/src/x.cpp:12:3', '/src/x.cpp', 12, 3]);
  check('C:\\src\\x.cpp(12,3): error C2065', ['C:\\src\\x.cpp(12,3)', 'C:\\src\\x.cpp', 12, 3]);
  check('#1 0x00007f march() at ../lib/march.cc:97', ['../lib/march.cc:97', '../lib/march.cc', 97]);
  // Rust
  check("thread 'main' panicked at src/tiles.rs:120:9:", ['src/tiles.rs:120:9', 'src/tiles.rs', 120, 9]);
  check('  --> src/main.rs:4:5', ['src/main.rs:4:5', 'src/main.rs', 4, 5]);
  // Node and Java
  check('    at Object.<anonymous> (/opt/publish.js:10:5)', ['/opt/publish.js:10:5', '/opt/publish.js', 10, 5]);
  check('    at file:///opt/publish.mjs:10:5', ['/opt/publish.mjs:10:5', '/opt/publish.mjs', 10, 5]);
  check('\tat com.north.Atlas.build(Atlas.java:71)', ['Atlas.java:71', 'Atlas.java', 71]);
  // Shells
  check('/sessions/run.sh: line 31:  4120 Killed', ['/sessions/run.sh: line 31', '/sessions/run.sh', 31]);
  check('bash: line 3: render: command not found');
  check('At C:\\tools\\x.ps1:12 char:3', ['C:\\tools\\x.ps1:12 char:3', 'C:\\tools\\x.ps1', 12, 3]);
  check('died at /opt/x.pl line 12.', ['/opt/x.pl line 12', '/opt/x.pl', 12]);
  // USD
  check('Warning: in _ReportErrors at line 2857 of stage.cpp -- x', ['line 2857 of stage.cpp', 'stage.cpp', 2857]);
  check('Error in </a> on line 12 in file /mnt/x.usda', ['line 12 in file /mnt/x.usda', '/mnt/x.usda', 12]);
  // Houdini and Maya
  check('/opt/vex/shader.vfl:12:5-7: Error 1001', ['/opt/vex/shader.vfl:12:5', '/opt/vex/shader.vfl', 12, 5]);
  check('  File "/opt/hfs20.5/houdini/python/hutil.py", line 9', [
    '/opt/hfs20.5/houdini/python/hutil.py", line 9',
    '/opt/hfs20.5/houdini/python/hutil.py',
    9,
  ]);
  check('// Error: file: /opt/x.mel line 23: Syntax error', ['/opt/x.mel line 23', '/opt/x.mel', 23]);
  // Servers' paths name a file as well; only its tail is ever used
  check('\\\\server\\share\\x.py:12', ['\\\\server\\share\\x.py:12', '\\\\server\\share\\x.py', 12]);
  check('ERROR:/a/b.py:3: no', ['/a/b.py:3', '/a/b.py', 3]);
  // What only looks like it
  check('see http://host/x.js:3 and https://a.example.com/b.py:4');
  check('10.3.0.8:5053 host.com:80 v1.2:3 00:12:31.250 beauty.1005.exr:2');
  check('line 3 is empty, foo.py:0, .py:4');
  check('a.py:1 b.py:2', ['a.py:1', 'a.py', 1], ['b.py:2', 'b.py', 2]);

  it('are as many as asked for at most', () => {
    assert.equal(findSourcePlaces('a.py:1 '.repeat(50), 7).length, 7);
  });

  it('are found wherever they stand, and lie in the text one behind the other', () => {
    const place = fc.record({
      folders: fc.array(fc.stringMatching(/^[\w-]{1,8}$/), { maxLength: 4 }),
      name: fc.stringMatching(/^[a-z_]\w{0,8}$/),
      extension: fc.constantFrom('py', 'cpp', 'rs', 'js', 'sh', 'usda', 'vfl'),
      line: fc.integer({ min: 1, max: 999_999 }),
      form: fc.constantFrom(
        (path: string, line: number) => `File "${path}", line ${line}`,
        (path: string, line: number) => `${path}:${line}`,
        (path: string, line: number) => `${path}:${line}:7`,
        (path: string, line: number) => `(${path}:${line})`,
        (path: string, line: number) => `${path}: line ${line}`,
        (path: string, line: number) => `at line ${line} of ${path}`,
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.string({ unit: 'binary' })), { maxLength: 5 }), (all) => {
        const wanted = all.map(([{ folders, name, extension, line, form }]) => {
          const path = `/${[...folders, `${name}.${extension}`].join('/')}`;
          return { path, line, text: form(path, line) };
        });
        const text = wanted
          .map(({ text: one }, index) => `${one}\n${all[index]?.[1].replaceAll(/[":(.']/g, '') ?? ''}\n`)
          .join('');
        const found = findSourcePlaces(text);
        for (const { path, line } of wanted) {
          assert.ok(
            found.some((one) => one.path === path && one.line === line),
            text,
          );
        }
        for (const [index, { start, end, path, line }] of found.entries()) {
          assert.ok(start >= (found[index - 1]?.end ?? 0) && end <= text.length && start < end);
          assert.ok(text.slice(start, end).includes(path) && text.slice(start, end).includes(String(line)));
        }
      }),
      runs(200),
    );
  });

  it('take any text, and no more time than it has characters', () => {
    const pieces = fc.constantFrom(
      'line ',
      '.py:',
      '.cpp(',
      '"',
      "'",
      ', ',
      '1',
      ' of ',
      '//',
      ':',
      '\\',
      'C:',
      '/',
      'a',
      '\n',
      'file:',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
        ),
        (text) => {
          for (const { start, end, path, line } of findSourcePlaces(text)) {
            assert.ok(start < end && line > 0 && path.length > 2 && !path.includes('\n'));
          }
        },
      ),
      runs(500),
    );
    // Were the time to grow with the square of the length, this would not end before the test's time limit.
    for (const part of [
      'line 1',
      '"a", line 1',
      'a.py:1',
      '.py:1',
      'a'.repeat(999) + '.py:1',
      '"',
      ' line 1 of ',
      "' line 1",
    ]) {
      findSourcePlaces(part.repeat(Math.ceil(1_000_000 / part.length)));
    }
  });
});
