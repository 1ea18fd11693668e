import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Place,
  type SessionKey,
  SAMPLE_PLACE,
  isProfile,
  isRegion,
  keyId,
  parsePlace,
  parseSessionKey,
  placeId,
  placeName,
  sharesSignIn,
} from '../../../src/core/sessionKey';
import { FARM, JOB, OTHER_SESSION, QUEUE, SESSION } from '../../fixtures/references';
import { runs } from '../../support/thorough';

const STUDIO: Place = { source: 'aws', profile: 'studio', region: 'us-west-2' };
const DEFAULT: Place = { source: 'aws', profile: undefined, region: 'us-west-2' };
const KEY: SessionKey = { place: STUDIO, farmId: FARM, queueId: QUEUE, jobId: JOB, sessionId: SESSION };

describe('session key', () => {
  it('shares a sign-in with the same profile’s other Regions, and with nobody else', () => {
    assert.deepEqual(
      [{ ...STUDIO, region: 'eu-west-1' }, STUDIO, DEFAULT, SAMPLE_PLACE].map((place) => sharesSignIn(STUDIO, place)),
      [true, true, false, false],
    );
  });

  it('has one string a place', () => {
    assert.equal(placeId(STUDIO), 'aws/studio/us-west-2');
    assert.equal(placeId(DEFAULT), 'aws//us-west-2');
    assert.equal(placeId(SAMPLE_PLACE), 'sampleFarm//us-west-2');
    assert.equal(placeId({ ...STUDIO, profile: 'a/b c' }), 'aws/a%2Fb%20c/us-west-2');
  });

  it('has one string a session', () => {
    assert.equal(keyId(KEY), `aws/studio/us-west-2/${FARM}/${QUEUE}/${JOB}/${SESSION}`);
    assert.notEqual(keyId(KEY), keyId({ ...KEY, sessionId: OTHER_SESSION }));
  });

  it('names places for people', () => {
    assert.deepEqual([STUDIO, DEFAULT, SAMPLE_PLACE].map(placeName), [
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
    const profiles = ['studio', 'studio x', '(default)', 'スタジオ', '🎬', 'p'.repeat(250)];
    const others = [
      '',
      'p'.repeat(251),
      'a\nb',
      'a\u0000',
      '\u001b[31m',
      '\u009f',
      '\ud800',
      'a\udc00',
      7,
      null,
      undefined,
      ['a'],
    ];
    assert.deepEqual([...profiles, ...others].filter(isProfile), profiles);
  });

  describe('from outside', () => {
    it('is read back as it was', () => {
      for (const place of [STUDIO, DEFAULT, SAMPLE_PLACE]) {
        assert.deepEqual(parsePlace(JSON.parse(JSON.stringify(place))), place);
        assert.deepEqual(parseSessionKey(JSON.parse(JSON.stringify({ ...KEY, place }))), { ...KEY, place });
      }
    });

    it('takes null for no profile', () => {
      assert.deepEqual(parsePlace({ source: 'aws', profile: null, region: 'us-west-2' }), DEFAULT);
    });

    it('knows one sample farm only', () => {
      assert.equal(parsePlace({ source: 'sampleFarm', profile: 'x', region: 'moon' }), SAMPLE_PLACE);
    });

    it('carries nothing else along', () => {
      assert.deepEqual(parseSessionKey({ ...KEY, place: { ...STUDIO, endpoint: 'http://evil' }, extra: 1 }), KEY);
    });

    const bad: Readonly<Record<string, unknown>> = {
      nothing: undefined,
      null: null,
      'a text': 'aws/studio/us-west-2',
      'a list': [],
      'no place': { ...KEY, place: undefined },
      'another source': { ...KEY, place: { ...STUDIO, source: 'http' } },
      'no Region': { ...KEY, place: { source: 'aws', profile: 'studio' } },
      'a Region that is a host': { ...KEY, place: { ...STUDIO, region: 'us-west-2.evil.example' } },
      'an empty profile': { ...KEY, place: { ...STUDIO, profile: '' } },
      'a profile that is no text': { ...KEY, place: { ...STUDIO, profile: 7 } },
      'a profile with a line break': { ...KEY, place: { ...STUDIO, profile: 'a\nb' } },
      'a profile with half a character': { ...KEY, place: { ...STUDIO, profile: '\ud800' } },
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
          const [a, b] = [parsePlace(one), parsePlace(other)];
          if (a && b) {
            assert.equal(placeId(a) === placeId(b), a.source === b.source && a.profile === b.profile);
          }
          assert.equal(parseSessionKey(one), undefined);
        }),
        runs(200),
      );
    });
  });
});
