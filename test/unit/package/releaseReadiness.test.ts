import assert from 'node:assert/strict';

import { isPreRelease } from '../../../build/manifest';
import { missingForRelease, type ReleaseFacts } from '../../../build/releaseReadiness';

describe('what is missing for a release', () => {
  const ready: ReleaseFacts = {
    manifest: {
      name: 'inspector',
      publisher: 'studio',
      version: '1.2.0',
      repository: { url: 'https://github.com/studio/inspector.git' },
    },
    changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n',
    changedFiles: [],
    tags: ['v1.2.0'],
    env: { VSCE_PAT: 'one', OVSX_PAT: 'other' },
  };
  const missing = (facts: Partial<ReleaseFacts>): string => missingForRelease({ ...ready, ...facts }).join('\n');

  it('is nothing when an owner has done everything', () => {
    assert.deepEqual(missingForRelease(ready), []);
  });

  it('is named in one sentence each', () => {
    assert.match(
      missing({ manifest: { ...ready.manifest, publisher: 'inspector' } }),
      /^"publisher" .*placeholder.*\.$/,
    );
    assert.match(missing({ changelog: '# Changelog\n' }), /^CHANGELOG\.md has no section "\[1\.2\.0\] - date"\.$/);
    assert.match(missing({ changedFiles: ['src/app.ts', 'README.md'] }), /^These files .* src\/app\.ts, README\.md\.$/);
    assert.match(missing({ tags: ['v1.1.0'] }), /^The commit .* has no tag v1\.2\.0\.$/);
    assert.match(missing({ env: { OVSX_PAT: 'other' } }), /^The environment variable VSCE_PAT has no token .*\.$/);
    assert.match(
      missing({ env: { VSCE_PAT: 'one', OVSX_PAT: '' } }),
      /^The environment variable OVSX_PAT has no .*\.$/,
    );
  });

  it('is a repository where none is named, or one from which no pictures can be shown', () => {
    const { repository, ...manifest } = ready.manifest;
    assert.match(missing({ manifest }), /^"repository" in package\.json has no "url" .*\.$/);
    assert.match(missing({ manifest: { ...manifest, repository: { url: 'git@studio:inspector' } } }), /^"repository"/);
    assert.equal(missing({ manifest: { ...manifest, repository: { url: `git+${repository?.url ?? ''}` } } }), '');
  });

  it('counts odd minor versions as pre-releases', () => {
    assert.deepEqual(['0.1.0', '1.2.0', '1.13.4', '2.0.1'].map(isPreRelease), [true, false, true, false]);
  });
});
