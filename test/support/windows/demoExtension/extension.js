/* global require, exports */
const vscode = require('vscode');

/** Opens what a newcomer should see first, once; later windows come up as they were left. */
exports.activate = async ({ workspaceState }) => {
  if (workspaceState.get('opened') === true) {
    return;
  }
  await workspaceState.update('opened', true);
  const [log] = await vscode.workspace.findFiles('worker-agent.log');
  if (log !== undefined) {
    await vscode.window.showTextDocument(log, { preview: false });
  }
  await vscode.commands.executeCommand('workbench.view.extension.deadlineSessions');
};
