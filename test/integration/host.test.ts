import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

const extensionId = 'deadline-session-inspector.deadline-session-inspector';

describe('the test host', () => {
  it('has the extension from the checkout', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
