import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { localizingCall } from '../../../../build/messages';

const ROOT = join(import.meta.dirname, '../../../..');

/** Functions of `vscode.window` that interpret text: only `src/ui/window` calls them, and passes every text through `safeText`. */
const CALLS =
  /^vscode\.window\.(show(Information|Warning|Error)Message|showInputBox|createInputBox|showQuickPick|createQuickPick|withProgress|setStatusBarMessage)$/;
/** Properties of VS Code's objects that interpret text. */
const PROPERTIES = new Set(['text', 'detail', 'prompt', 'validationMessage', 'message']);
/** What would let a text do more than a text can: any command, HTML, a shell. */
const POWERS = /^(isTrusted|supportHtml|enableCommandUris|hoverMessage)$/;
const SHELLS = /\.(createTerminal|sendText|execSync|execFile)$/;
const SAFE = new Set(['messageText', 'labelText', 'iconLabel', 'lensLabel']);
/** What may stand inside Markdown: our own icons and links, whose arguments are encoded. */
const SAFE_IN_MARKDOWN = new Set(['toneText', 'link', 'links.join', 'KIND_TITLES', 'THING_ICONS']);

/** Every place of a file where VS Code would interpret a text that did not pass. */
function unsafePlaces(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const isWindow = file.startsWith('src/ui/window/');
  const found: string[] = [];
  const complain = (node: ts.Node): void => {
    found.push(`${file}: ${node.getText(source).slice(0, 80)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(source);
      const [first] = node.arguments;
      if (CALLS.test(callee) && !isWindow) {
        complain(node);
      }
      if (isWindow && callee.endsWith('Message') && callee.startsWith('vscode.') && first && !isSafe(first)) {
        complain(node);
      }
      if (callee.endsWith('.appendMarkdown') && first && !isSafeMarkdown(first)) {
        complain(node);
      }
    }
    if (
      (ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        ts.isPropertyAccessExpression(node.left) &&
        givesPower(node.left.name, node.right)) ||
      (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && givesPower(node.name, node.initializer)) ||
      (ts.isCallExpression(node) && SHELLS.test(node.expression.getText(source)))
    ) {
      complain(node);
    }
    if (ts.isNewExpression(node)) {
      const name = node.expression.getText(source);
      const [first, second] = node.arguments ?? [];
      if (name === 'vscode.MarkdownString' && first && !isOurs(first)) {
        complain(node);
      }
      if (name === 'vscode.CodeLens' && !(second && ts.isObjectLiteralExpression(second) && hasSafeTitle(second))) {
        complain(node);
      }
    }
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      PROPERTIES.has(node.left.name.text) &&
      !isSafe(node.right)
    ) {
      complain(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a property lets a text do more; a list of commands that may be called does not, nor does `false`. */
function givesPower(name: ts.MemberName, value: ts.Expression): boolean {
  return POWERS.test(name.text) && !ts.isObjectLiteralExpression(value) && value.kind !== ts.SyntaxKind.FalseKeyword;
}

/** A text of the source, or its translation, with no other text in it. */
function isOurs(node: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    (ts.isCallExpression(node) && localizingCall(node) === 't' && node.arguments.every((one) => isOurs(one)))
  );
}

function isSafe(node: ts.Expression): boolean {
  return (
    isOurs(node) ||
    (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SAFE.has(node.expression.text)) ||
    (ts.isConditionalExpression(node) && isSafe(node.whenTrue) && isSafe(node.whenFalse))
  );
}

function isSafeMarkdown(node: ts.Expression): boolean {
  const nameOf = (one: ts.Expression): string =>
    ts.isCallExpression(one) || ts.isElementAccessExpression(one) ? one.expression.getText() : one.getText();
  return (
    isOurs(node) ||
    (ts.isConditionalExpression(node) && isSafeMarkdown(node.whenTrue) && isSafeMarkdown(node.whenFalse)) ||
    (ts.isTemplateExpression(node) &&
      node.templateSpans.every(({ expression }) => isOurs(expression) || SAFE_IN_MARKDOWN.has(nameOf(expression))))
  );
}

function hasSafeTitle(node: ts.ObjectLiteralExpression): boolean {
  return node.properties.some(
    (one) => ts.isPropertyAssignment(one) && one.name.getText() === 'title' && isSafe(one.initializer),
  );
}

describe('text that VS Code interprets', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && /^(ui\/|app\.ts|extension\.ts)/.test(name))
    .map((name) => join(ROOT, 'src', name));

  it('passes through safeText everywhere', () => {
    assert.ok(files.length > 50);
    assert.deepEqual(
      files.flatMap((file) => unsafePlaces(relative(ROOT, file), readFileSync(file, 'utf8'))),
      [],
    );
  });

  const refuses = (code: string): void => {
    it(`refuses ${code}`, () => {
      assert.equal(unsafePlaces('src/ui/a.ts', code).length, 1);
    });
  };
  refuses('void vscode.window.showErrorMessage(messageText(message));');
  refuses("new vscode.MarkdownString(t('Read {0}', name));");
  refuses('vscode.window.withProgress({ title }, work);');
  refuses('item.detail = fault.message;');
  refuses('item.text = `${icon} ${name}`;');
  refuses('input.validationMessage = problem;');
  refuses('view.message = `Connected to ${name}`;');
  refuses('markdown.appendMarkdown(`**${name}**`);');
  refuses('new vscode.MarkdownString(fault.message);');
  refuses('new vscode.CodeLens(range, { title: summary, command });');
  refuses('new vscode.CodeLens(range, command);');
  refuses('markdown.isTrusted = true;');
  refuses('markdown.supportHtml = true;');
  refuses('webview.options = { enableCommandUris: true };');
  refuses('const decoration = { range, hoverMessage: line };');
  refuses('terminal.sendText(command);');

  it('is refused inside src/ui/window, too', () => {
    const code = 'vscode.window.showErrorMessage(message);';
    assert.equal(unsafePlaces('src/ui/window/a.ts', code).length, 1);
    assert.deepEqual(unsafePlaces('src/ui/window/a.ts', code.replace('message)', 'messageText(message))')), []);
  });
});
