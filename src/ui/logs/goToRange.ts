import * as vscode from 'vscode';

/**
 * Selects a range of the editor that was just shown, and brings it into view. The folds around it are opened first: a cursor in a
 * folded line is moved to the fold's first line when VS Code computes its folds again.
 */
export async function goToRange(
  editor: vscode.TextEditor,
  range: vscode.Range,
  reveal = vscode.TextEditorRevealType.InCenterIfOutsideViewport,
): Promise<void> {
  const selectionLines = [range.start.line];
  await vscode.commands.executeCommand('editor.unfold', { selectionLines, direction: 'up', levels: 9 });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, reveal);
}
