import * as assert from 'node:assert/strict';

import { findTab } from '../../support/ui/editor';

describe('the window after a reload', () => {
  it('has the editors that were open before', async () => {
    assert.equal(await findTab(/worker-agent/), 'worker-agent.log');
  });
});
