import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loggedFacts, sideBySide } from '../../../../src/core/compare/loggedFacts';
import { runs } from '../../../support/thorough';

describe('environment variables in a log', () => {
  const check = (lines: readonly string[], expected: Readonly<Record<string, string>>): void => {
    it(`are read from ${lines.join(' ⏎ ')}`, () => {
      assert.deepEqual(Object.fromEntries(loggedFacts(lines).variables), expected);
    });
  };

  check(['openjd_env: CONDA_PREFIX=/sessions/conda/envs/shot'], { CONDA_PREFIX: '/sessions/conda/envs/shot' });
  check(['Setting: OCIO=/mnt/studio.ocio', 'PATH=/usr/bin:/bin'], { OCIO: '/mnt/studio.ocio', PATH: '/usr/bin:/bin' });
  check(['export FOO="bar baz"'], { FOO: 'bar baz' });
  check(['openjd_env: A=1', 'openjd_env: A=2'], { A: '2' });
  check(['openjd_env: A=1', 'openjd_unset_env: A'], {});
  check(['openjd_redacted_env: LUMINA_LICENSE=********'], { LUMINA_LICENSE: '********' });
  check(['API_KEY=abcdefgh1234'], { API_KEY: '•••' });
  check(['ADAPTOR_OUTPUT: STDOUT: MAYA_LOCATION=/usr/autodesk/maya2025'], { MAYA_LOCATION: '/usr/autodesk/maya2025' });
  check(['x = 3', 'rate=4', 'Frame(INT) = 5'], {});
});

describe('versions in a log', () => {
  const check = (lines: readonly string[], expected: Readonly<Record<string, string>>): void => {
    it(`are read from ${lines.join(' ⏎ ')}`, () => {
      assert.deepEqual(Object.fromEntries(loggedFacts(lines).packages), expected);
    });
  };

  check(['Lumina 5.1.2 (build 8c41f0e), 32 threads, OCIO config'], { Lumina: '5.1.2' });
  check(['00:00:00   210MB         | Arnold 7.4.0.0 linux x86_64'], { Arnold: '7.4.0.0' });
  check(['husk version 20.5.410', 'Nuke 15.1v3, 64 bit'], { husk: '20.5.410', Nuke: '15.1v3' });
  check(['Downloading openvdb-11.0.0  34.2 MB', 'Extracting  usd-24.11'], { openvdb: '11.0.0', usd: '24.11' });
  check(
    [
      '# Name                    Version                   Build  Channel',
      'numpy   1.26.4   py311h08b1b3b_0',
      'done',
      'tile   3.5',
    ],
    { numpy: '1.26.4' },
  );
  check(['Package    Version', '---------- -------', 'pip        24.0', 'requests   2.32.1'], {
    pip: '24.0',
    requests: '2.32.1',
  });
  check(['  + openvdb      11.0.0  h3b1f0a0_0  conda-forge     3MB'], { openvdb: '11.0.0' });
  check(['  python:  3.11.9-h955ad1f_0 conda-forge'], { python: '3.11.9' });
  check(['  zlib   conda-forge/linux-64::zlib-1.3.1-h4ab18f5_1'], { zlib: '1.3.1' });
  check(['Successfully installed typing-extensions-4.12.2 numpy-2.1.3'], {
    'typing-extensions': '4.12.2',
    numpy: '2.1.3',
  });
  check(['numpy==2.1.3'], { numpy: '2.1.3' });
  check(['lumina-5.1.2   /packages/lumina/5.1.2  (local)'], { lumina: '5.1.2' });
  check(['Loading 3.2 GB', 'took 3.2 seconds', 'Frame 1005 took 3.2 s', 'connect 10.3.0.8:5053 failed'], {});

  it('are read of any lines, in no long time', () => {
    const piece = fc.constantFrom('a', '-', '.', '1', ' ', '=', '"', '+', ':', '/', 'Version', 'openjd_env: ', '::');
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.array(piece).map((all) => all.join('')),
          ),
        ),
        (lines) => {
          const { variables, packages } = loggedFacts(lines);
          assert.ok([...variables, ...packages].every(([name, value]) => name !== '' && value.length <= 500));
        },
      ),
      runs(100),
    );
    // Were the time to grow with the square of the length, this would not end before the test's time limit.
    loggedFacts(['a-', 'a.', '- ', 'A a', '+ a ', '  a: ', '1.', '=='].map((part) => part.repeat(250_000)));
  });
});

describe('facts side by side', () => {
  it('begin with those that differ, in the order of names', () => {
    const rows = sideBySide(
      new Map([
        ['b', '1'],
        ['a', '2'],
        ['same', 'x'],
        ['only', 'y'],
      ]),
      new Map([
        ['a', '3'],
        ['b', '0'],
        ['same', 'x'],
      ]),
    );
    assert.deepEqual(
      rows.map(({ name, differs }) => [name, differs]),
      [
        ['a', true],
        ['b', true],
        ['only', true],
        ['same', false],
      ],
    );
  });

  it('do not differ in what every run names anew', () => {
    const [row] = sideBySide(new Map([['T', '/tmp/aa']]), new Map([['T', '/tmp/bb']]), () => '/tmp/…');
    assert.equal(row?.differs, false);
  });
});
