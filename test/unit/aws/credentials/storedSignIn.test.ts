import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { readStoredSignIn } from '../../../../src/aws/credentials/storedSignIn';

import { createTemporaryHome } from '../../../support/aws/temporaryHome';

describe('aws/storedSignIn', () => {
  for (const [fact, days, expected] of [
    ['counts a token that can be renewed as a sign-in', 1, { untilMs: undefined }],
    ['counts no token whose client registration has expired', -1, 'none'],
  ] as const) {
    it(fact, async () => {
      const nowMs = Date.UTC(2026, 2, 1);
      const at = (offset: number) => new Date(nowMs + offset * 86_400_000).toISOString();
      const token = { expiresAt: at(-1), refreshToken: 'r', registrationExpiresAt: at(days) };
      const name = createHash('sha1').update('corp').digest('hex');
      const home = await createTemporaryHome({ [`cache/${name}.json`]: JSON.stringify(token) });
      try {
        const sections = { p: { sso_session: 'corp' } };
        const files = { ssoCache: `${home.path}/cache`, loginCache: home.path };
        assert.deepEqual(await readStoredSignIn(sections, 'p', files, nowMs), expected);
      } finally {
        await home.remove();
      }
    });
  }
});
