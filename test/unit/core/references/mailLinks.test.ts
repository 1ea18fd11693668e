import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainMailLinks } from '../../../../src/core/references/mailLinks';
import { runs } from '../../../support/thorough';

describe('links of a mail gateway', () => {
  const GATEWAY = 'https://urldefense.proofpoint.com/v2/url?u=';

  it('are read as they were before', () => {
    assert.equal(
      plainMailLinks(`see ${GATEWAY}https-3A__a.example_farms_farm-2D1-3FjobId-3Djob-2D2-26x-3D-255F&d=DwMFaQ, please`),
      'see https://a.example/farms/farm-1?jobId=job-2&x=%5F&d=DwMFaQ, please',
    );
  });

  it('are rewritten and back the same, whatever they name', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
        const rewritten = link.replace(
          /[^A-Za-z0-9./]/g,
          (character) => `-${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
        );
        assert.equal(plainMailLinks(GATEWAY + rewritten.replaceAll('/', '_')), link);
      }),
      runs(200),
    );
  });

  it('change nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(plainMailLinks(text), text);
      }),
      runs(100),
    );
  });
});
