import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/core/logs/lines/lineWords';
import { writerPrefixOf } from '../../../../src/core/logs/lines/writerPrefix';
import { runs } from '../../../support/thorough';

describe('the words of a line', () => {
  const check = (line: string, words: string, level?: string, isIndented = false): void => {
    it(`ends before the words of ${line}`, () => {
      const found = wordsOf(line);
      assert.deepEqual([found.words, found.level, found.isIndented], [words, level, isIndented]);
    });
  };

  check('Rendering frame 3', 'Rendering frame 3');
  check('ADAPTOR_OUTPUT: STDOUT: Rendering frame 3', 'Rendering frame 3');
  check('ADAPTOR_OUTPUT: STDERR:   File "a.py", line 3', '  File "a.py", line 3', undefined, true);
  check('STDERR: cannot open display', 'cannot open display');
  check('[stdout] cannot open display', 'cannot open display');
  check('0: STDOUT: Error: no camera', 'no camera', 'ERROR');
  check('[STDOUT] [18:41.54] ERROR: Blur2: no data', 'Blur2: no data', 'ERROR');
  check('00:00:03 | ERROR', '', 'ERROR');
  check('11:05:40 PM ERROR: no camera', 'no camera', 'ERROR');
  check('time="2026-11-24T08:15:20Z" level=error msg="no camera"', '"no camera"', 'ERROR');
  check('level=warn no light', 'no light', 'WARNING');
  check('level=errors', 'level=errors');
  check('00:05:40  6120MB ERROR   |  [driver_exr] cannot write', 'cannot write', 'ERROR');
  check('00:00:00   138MB         | log started', 'log started');
  check('00:01.234  render           | WARNING no light', 'no light', 'WARNING');
  check('[2026/Nov/23|09:00:01] [210 MB] error: no license', 'no license', 'ERROR');
  check('[2026.11.19-21.54.15:929][240]LogPython: Error: no jobs', 'no jobs', 'ERROR');
  check('LogPython: Error:   File "a.py"', '  File "a.py"', 'ERROR', true);
  check('LogInit: Display: ready', 'ready', 'INFO');
  check('ERR: [03840] [04108] [V-Ray] no license (-88)', 'no license (-88)', 'ERROR');
  check('[Thread 12] [aurora.load] read', 'read');
  check('R50009 {SEVERE} no rendermn.ini', 'no rendermn.ini', 'CRITICAL');
  check('E1124 08:15:20.123456 12345 render.cc:123] no camera', 'no camera', 'ERROR');
  check('2026-11-24 08:15:20,123 [INFO] module: ready', 'ready', 'INFO');
  check('2026-11-24 08:15:20,123 - module - ERROR - no camera', 'no camera', 'ERROR');
  check('2026-11-24 08:15:20,123 INFO ERROR: no camera', 'no camera', 'ERROR');
  check('ERROR    aurora.license: no seats', 'no seats', 'ERROR');
  check('ERROR:root:no seats', 'no seats', 'ERROR');
  check('ERROR:no seats', 'no seats', 'ERROR');
  check('error    libmamba no lock', 'libmamba no lock', 'ERROR');
  check('    Error:   no file', '  no file', 'ERROR', true);
  check('\u001b[31mERROR\u001b[0m: no seats', 'no seats', 'ERROR');
  check('[Errno 13] Permission denied', '[Errno 13] Permission denied');
  check('error_map.exr', 'error_map.exr');
  check('[ 50%] tiles', '[ 50%] tiles');
  check('C:\\assets\\a.exr', 'C:\\assets\\a.exr');
  check(
    `[2026-09-24 20:27:23,138][INFO    ] 🔷 Session.Info 🔷 [session-${'0f'.repeat(16)}] Warming up`,
    'Warming up',
    'INFO',
  );
  check('{"level":"ERROR","type":"Session","subtype":"Info","message":"boom"}', 'boom', 'ERROR');

  it('leaves a level in what is quoted where it is the first of the words', () => {
    assert.equal(wordsOf('ADAPTOR_OUTPUT: STDOUT: ERROR: no seats').quote, 'ERROR: no seats');
    assert.equal(wordsOf('00:05:40  6120MB ERROR   | no seats').quote, 'no seats');
  });

  it('keeps a message as the runtime was given it', () => {
    assert.equal(wordsOf('2026-11-24 08:15:20,123 INFO STDOUT: openjd_fail: no').message, 'STDOUT: openjd_fail: no');
  });

  const checkTime = (line: string, expected: string | number | undefined, rest = 'x'): void => {
    it(`tells the time of ${line}`, () => {
      const { timeMs, end } = writerPrefixOf(line);
      assert.equal(
        typeof expected === 'string' && timeMs !== undefined ? new Date(timeMs).toISOString() : timeMs,
        expected,
      );
      assert.equal(line.slice(end), rest);
    });
  };
  const AT = '2026-11-24T08:15:20.000Z';
  const EXACTLY = '2026-11-24T08:15:20.123Z';
  const STREAM = `session-${'0f'.repeat(16)}`;
  checkTime('2026-11-24 08:15:20,123 INFO x', EXACTLY);
  checkTime('[2026-11-24 08:15:20,123][INFO    ] x', EXACTLY);
  checkTime('2026-11-24T08:15:20.123Z\tx', EXACTLY);
  checkTime('2026-11-24T08:15:20.123456+00:00\tx', EXACTLY);
  checkTime('2026-11-24T17:15:20.123456+09:00\tx', EXACTLY);
  checkTime('[2026-11-24T08:15:20.123000+00:00] x', EXACTLY);
  checkTime('[2026-11-24T01:15:20-07:00] x', AT);
  checkTime('[2026-11-24T08:15:20+00:00] ', AT, '');
  checkTime(`2026-11-24T08:15:20.123000+00:00 ${STREAM} x`, EXACTLY);
  checkTime(`2026-11-24T08:15:20+00:00 ${STREAM} `, AT, '');
  checkTime('2026-11-24T08:15:20.123000+00:00 x', EXACTLY);
  checkTime('2026-11-24T08:15:20 x', AT);
  checkTime('2026/11/24 00:15:20-08:00 x', AT);
  checkTime('2026/11/24 17시 15분 20초+09:00 x', AT);
  checkTime('2026/11/24 오후 5시 15분 20초+09:00 x', AT);
  checkTime('2026/11/24 오후 5:15:20+09:00 x', AT);
  checkTime('2026/11/24 17時15分20秒+09:00 x', AT);
  checkTime('2026/11/24 午後5:15:20+09:00 x', AT);
  checkTime('2026/11/24 下午4:15:20+08:00 x', AT);
  checkTime('2026/11/24 12:15:20 AM-08:00 x', AT);
  checkTime('2026/11/24 12:15:20\u202fAM-08:00 x', AT);
  checkTime('2026/11/24 5:15:20 p. m.+09:00 x', AT);
  checkTime('2026/11/24 09.15.20+01:00 x', AT);
  checkTime('24.11.2026, 09:15:20+01:00 x', AT);
  checkTime('2026. 11. 24. 오후 5:15:20+09:00 x', AT);
  // As browsers write a time in the monitor's languages, and in others.
  for (const written of [
    '11/24/2026, 8:15:20\u202fAM',
    '24/11/2026, 08:15:20',
    '24/11/2026 08:15:20',
    '24.11.2026, 08:15:20',
    '24.11.2026 08:15:20',
    '24/11/2026, 08.15.20',
    '2026/11/24 8:15:20',
    '2026/11/24\u2002上午8:15:20',
    '2026/11/24 上午8:15:20',
    '2026. 11. 24. 오전 8:15:20',
    '24-11-2026, 08:15:20',
    '24-11-2026, 8:15:20 a.m.',
    '24. 11. 2026 8:15:20',
    '24. 11. 2026 8:15:20 dop.',
    '2026. 11. 24. de. 8:15:20',
    '24.11.2026 klo 8.15.20',
    '24.11.2026, 8:15:20 дп',
    '24/11/2569 08:15:20',
    '24\u200f/11\u200f/2026، 8:15:20 ص',
    '24 nov. 2026, 08:15:20',
    '24 Nov 2026 08:15:20 GMT',
  ]) {
    checkTime(`${written} x`, AT);
  }
  for (const written of ['24/11/2026, 8:15:20 PM', '24. 11. 2026 8:15:20 odp.', '2026/11/24 下午8:15:20']) {
    checkTime(`${written} x`, '2026-11-24T20:15:20.000Z');
  }
  checkTime('24 new 2026 materials', undefined, '24 new 2026 materials');
  checkTime('12-11-2026 builds', undefined, '12-11-2026 builds');
  checkTime('0:00:01.500000  x', 1_500);
  checkTime('0:00:01.500000\tx', 1_500);
  checkTime('[0:00:01.500000] x', 1_500);
  checkTime('[1 day, 0:00:01] x', 86_401_000);
  checkTime('+0:01:12.345  x', 72_345);
  checkTime('00:00:03 | x', undefined, '00:00:03 | x');
  checkTime('2026-13-24 08:15:20,123 INFO x', undefined, '2026-13-24 08:15:20,123 INFO x');
  checkTime('2026/11/24 rendered 20 of 30 frames', undefined, '2026/11/24 rendered 20 of 30 frames');

  /** Prefixes that may stand within each other. */
  const PREFIXES = [
    'ADAPTOR_OUTPUT: ',
    'STDOUT: ',
    '[STDERR] ',
    '[18:41.54] ',
    '[2026.11.19-21.54.15:929]',
    '00:00:03  12MB ERROR   | ',
    '[Thread 12] ',
    '[V-Ray] ',
    'LogPython: Error: ',
    'ERROR: ',
    '[INFO] ',
  ];

  it('are found behind prefixes within each other', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PREFIXES), { maxLength: 5 }), (prefixes) => {
        const line = `${prefixes.join('')}Could not read "a.exr"`;
        assert.equal(wordsOf(line).words, 'Could not read "a.exr"', line);
      }),
      runs(300),
    );
  });

  it('end their line, whatever the line is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...PREFIXES,
        '2026-11-24T08:15:20+00:00 ',
        '2026/11/24 ',
        '17시',
        '\u001b[31m',
        '{"level":"',
        ']',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const line = pieces.join('');
        const { end, timeMs } = writerPrefixOf(line);
        assert.ok(end >= 0 && end <= line.length);
        assert.ok(timeMs === undefined || Number.isFinite(timeMs));
        const { words, message, quote } = wordsOf(line);
        assert.ok(message.endsWith(quote) && quote.endsWith(words));
      }),
      runs(500),
    );
  });

  it('are read at one pace, however long their line is', () => {
    for (const unit of [
      'ADAPTOR_OUTPUT: ',
      '[1:00',
      'LogA',
      ' ',
      '[a] ',
      '1:00:00 ',
      '2026-',
      'a.',
      'ERROR:a',
      '[ERROR',
      '| ',
    ]) {
      const line = unit.repeat(200_000 / unit.length);
      const { message, words } = wordsOf(line);
      assert.equal(message.length, line.length, unit);
      assert.ok(message.length - words.length <= 400, unit);
    }
  });
});
