import * as assert from 'node:assert/strict';

import * as vscode from 'vscode';

describe('the test host after a reload', () => {
  it('is the same window with a new extension host', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });
});
