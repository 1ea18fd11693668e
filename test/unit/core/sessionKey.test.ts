import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Connection,
  type SessionKey,
  SAMPLE_CONNECTION,
  isProfile,
  isRegion,
  jobKeyId,
  keyId,
  parseConnection,
  parseJobKey,
  parseSessionKey,
  connectionId,
  connectionName,
  sharesSignIn,
} from '../../../src/core/session/sessionKey';
import { FARM, JOB, OTHER_SESSION, QUEUE, SESSION } from '../../fixtures/references';
import { runs } from '../../support/thorough';

const STUDIO: Connection = { source: 'aws', profile: 'studio', region: 'us-west-2' };
const DEFAULT: Connection = { source: 'aws', profile: undefined, region: 'us-west-2' };
const KEY: SessionKey = { connection: STUDIO, farmId: FARM, queueId: QUEUE, jobId: JOB, sessionId: SESSION };

describe('session key', () => {
  it('shares a sign-in with the same profile’s other Regions, and with nobody else', () => {
    assert.deepEqual(
      [{ ...STUDIO, region: 'eu-west-1' }, STUDIO, DEFAULT, SAMPLE_CONNECTION].map((connection) =>
        sharesSignIn(STUDIO, connection),
      ),
      [true, true, false, false],
    );
  });

  it('has one string a place', () => {
    assert.equal(connectionId(STUDIO), 'aws/studio/us-west-2');
    assert.equal(connectionId(DEFAULT), 'aws//us-west-2');
    assert.equal(connectionId(SAMPLE_CONNECTION), 'sampleFarm//us-west-2');
    assert.equal(connectionId({ ...STUDIO, profile: 'a/b c' }), 'aws/a%2Fb%20c/us-west-2');
  });

  it('has one string a session', () => {
    assert.equal(keyId(KEY), `aws/studio/us-west-2/${FARM}/${QUEUE}/${JOB}/${SESSION}`);
    assert.notEqual(keyId(KEY), keyId({ ...KEY, sessionId: OTHER_SESSION }));
  });

  it('has one string a job, and reads the key of a job out of that of its session', () => {
    const { sessionId, ...job } = KEY;
    assert.equal(jobKeyId(KEY), `aws/studio/us-west-2/${FARM}/${QUEUE}/${JOB}`);
    assert.deepEqual(parseJobKey(KEY), job);
    assert.equal(parseJobKey({ ...job, jobId: sessionId }), undefined);
    assert.equal(parseJobKey({ ...job, connection: { source: 'aws', region: '../../x' } }), undefined);
    assert.equal(parseJobKey(undefined), undefined);
  });

  it('names places for people', () => {
    assert.deepEqual([STUDIO, DEFAULT, SAMPLE_CONNECTION].map(connectionName), [
      'studio · us-west-2',
      'us-west-2',
      'sample farm',
    ]);
  });

  it('knows a Region by its shape', () => {
    const regions = ['us-west-2', 'us-gov-east-1', 'us-isob-east-1', 'cn-north-1', 'ap-southeast-12', 'eusc-de-east-1'];
    assert.deepEqual(regions.filter(isRegion), regions);
  });

  it('refuses what is no Region', () => {
    const others = [
      '',
      'us',
      'us-west',
      'us-2',
      'u-west-2',
      'US-WEST-2',
      'us-west-2a',
      ' us-west-2',
      'us-west-2\n',
      'us_west_2',
      'us-west-',
      'us--west-2',
      'us-west-2.evil.example',
      'us-west-2/..',
      `us-${'west-'.repeat(6)}2`,
      2,
      null,
      undefined,
      ['us-west-2'],
    ];
    assert.deepEqual(others.filter(isRegion), []);
  });

  it('takes a Region of 30 characters, and none of 31', () => {
    assert.ok(isRegion(`us-${'w'.repeat(25)}-1`));
    assert.ok(!isRegion(`us-${'w'.repeat(26)}-1`));
  });

  it('knows what can be a profile', () => {
    const profiles = [
      'studio',
      'studio x',
      'a@b.c',
      'Admin-123456789012',
      'org/account:role',
      'スタジオ',
      'p'.repeat(128),
    ];
    const others = [
      '',
      '-p',
      ' a',
      'a ',
      'p'.repeat(129),
      '(default)',
      '[Yes](command:x)',
      '’; calc; ‘',
      'a&calc',
      '%PATH%',
      '$(id)',
      '`id`',
      'a|b',
      'a"b',
      "a'b",
      '\u202eoidutS',
      'a\nb',
      'a\u0000',
      '\u001b[31m',
      '\ud800',
      7,
      null,
      undefined,
      ['a'],
    ];
    assert.deepEqual([...profiles, ...others].filter(isProfile), profiles);
  });

  describe('from outside', () => {
    it('is read back as it was', () => {
      for (const connection of [STUDIO, DEFAULT, SAMPLE_CONNECTION]) {
        assert.deepEqual(parseConnection(JSON.parse(JSON.stringify(connection))), connection);
        assert.deepEqual(parseSessionKey(JSON.parse(JSON.stringify({ ...KEY, connection }))), { ...KEY, connection });
      }
    });

    it('takes null for no profile', () => {
      assert.deepEqual(parseConnection({ source: 'aws', profile: null, region: 'us-west-2' }), DEFAULT);
    });

    it('knows one sample farm only', () => {
      assert.equal(parseConnection({ source: 'sampleFarm', profile: 'x', region: 'moon' }), SAMPLE_CONNECTION);
    });

    it('carries nothing else along', () => {
      assert.deepEqual(parseSessionKey({ ...KEY, connection: { ...STUDIO, endpoint: 'http://evil' }, extra: 1 }), KEY);
    });

    const bad: Readonly<Record<string, unknown>> = {
      nothing: undefined,
      null: null,
      'a text': 'aws/studio/us-west-2',
      'a list': [],
      'no place': { ...KEY, connection: undefined },
      'another source': { ...KEY, connection: { ...STUDIO, source: 'http' } },
      'no Region': { ...KEY, connection: { source: 'aws', profile: 'studio' } },
      'a Region that is a host': { ...KEY, connection: { ...STUDIO, region: 'us-west-2.evil.example' } },
      'an empty profile': { ...KEY, connection: { ...STUDIO, profile: '' } },
      'a profile that is no text': { ...KEY, connection: { ...STUDIO, profile: 7 } },
      'a profile with a line break': { ...KEY, connection: { ...STUDIO, profile: 'a\nb' } },
      'a profile with half a character': { ...KEY, connection: { ...STUDIO, profile: '\ud800' } },
      'no farm': { ...KEY, farmId: undefined },
      'a farm of another kind': { ...KEY, farmId: QUEUE },
      'a queue of another kind': { ...KEY, queueId: JOB },
      'a job with a path': { ...KEY, jobId: `${JOB}/../x` },
      'a session that is a list': { ...KEY, sessionId: [SESSION] },
    };
    for (const [what, value] of Object.entries(bad)) {
      it(`is refused for ${what}`, () => {
        assert.equal(parseSessionKey(value), undefined);
      });
    }

    it('never fails, and what it accepts has a string of its own', () => {
      const values = fc.oneof(
        fc.anything(),
        fc.record({
          source: fc.constantFrom('aws', 'sampleFarm'),
          profile: fc.string({ unit: 'grapheme' }),
          region: fc.constant('us-west-2'),
        }),
      );
      fc.assert(
        fc.property(values, values, (one, other) => {
          const [a, b] = [parseConnection(one), parseConnection(other)];
          if (a && b) {
            assert.equal(connectionId(a) === connectionId(b), a.source === b.source && a.profile === b.profile);
          }
          assert.equal(parseSessionKey(one), undefined);
        }),
        runs(200),
      );
    });
  });
});
