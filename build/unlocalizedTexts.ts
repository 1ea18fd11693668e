/**
 * Finds text for people that is in no call of `t` or `plural`. `npx tsx build/unlocalizedTexts.ts FOLDER…` lists it; a test does the same
 * for the folders that are done.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { PROJECT_DIR } from './manifest';
import { localizingCall } from './messages';

/** A text in the source that looks as if people read it. */
export interface UnlocalizedText {
  readonly line: number;
  /** With `…` in the place of each value. */
  readonly text: string;
}

/** What functions and constructors people do not read: an error for programmers, a pattern, a log line. */
const UNREAD_CALLS =
  /^(?:RegExp|TypeError|RangeError|require|import)$|^(?:assert|console)\b|(?:\.|^)(?:debug|trace|getConfiguration|querySelector(?:All)?|createElement|addEventListener|executeCommand)$/;

/** Attributes of elements that people read, and keep as they are otherwise. */
const READ_ATTRIBUTES =
  /^(?:title|alt|label|placeholder|aria-(?:label|description|roledescription|valuetext)|data-title)$/;

/** Texts of one file, in their order. */
export function unlocalizedTexts(file: string, source: string): readonly UnlocalizedText[] {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found: UnlocalizedText[] = [];
  const add = (node: ts.Node, text: string, isForPeople: boolean): void => {
    if (isForPeople) {
      found.push({ line: root.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
    }
  };
  const visit = (node: ts.Node): void => {
    if (isForPrograms(node)) {
      return;
    }
    if (ts.isCallExpression(node) && localizingCall(node)) {
      // The values may hold texts of their own; the text and its forms are done.
      node.arguments.slice(localizingCall(node) === 't' ? 1 : 2).forEach(visit);
      return;
    }
    if (ts.isStringLiteralLike(node)) {
      add(node, node.text, readsAsText(node.text));
    } else if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      add(
        node,
        parts.join('…'),
        parts.some((part) => readsAsPartOfText(part)),
      );
    } else if (ts.isJsxText(node)) {
      add(node, node.text.trim(), /\p{L}{2}/u.test(node.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** Two words, or one with a capital: `Log group`, `Group`; not `logGroup`, `log-group`, `GetSession`, `#panel`. */
function readsAsText(text: string): boolean {
  return /\p{L}{2}[\p{L}’',.:;)]* +[“(]?\p{L}{2}/u.test(text) || /^\p{Lu}\p{Ll}+(?![\w.])/u.test(text);
}

/** A part of a template with a word that stands for itself: ` lines`, `Open `; not `options/`, ` · `. */
function readsAsPartOfText(part: string): boolean {
  return /(?:^| )\p{L}{2,}[.,:;]?(?: |$)/u.test(part) && part.includes(' ');
}

function isForPrograms(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) {
    return false;
  }
  const { parent } = node;
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isTypeNode(node) ||
    (ts.isCaseClause(parent) && node === parent.expression) ||
    (ts.isPropertyAssignment(parent) && node === parent.name) ||
    (ts.isElementAccessExpression(parent) && node === parent.argumentExpression) ||
    ((ts.isCallExpression(node) || ts.isNewExpression(node)) && UNREAD_CALLS.test(node.expression.getText())) ||
    (ts.isJsxAttribute(node) &&
      node.initializer !== undefined &&
      ts.isStringLiteral(node.initializer) &&
      !READ_ATTRIBUTES.test(node.name.getText()))
  );
}

/** Texts of all files below a folder of the project, or of one file, e.g. `src/ui/app.ts:12: Open Log`. */
export function unlocalizedTextsBelow(folder: string): readonly string[] {
  const full = path.join(PROJECT_DIR, folder);
  const names = statSync(full).isDirectory() ? readdirSync(full, { recursive: true, encoding: 'utf8' }) : [''];
  return names
    .map((name) => path.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .flatMap((file) =>
      unlocalizedTexts(file, readFileSync(path.join(PROJECT_DIR, file), 'utf8')).map(
        ({ line, text }) => `${file}:${line}: ${text}`,
      ),
    );
}

if (path.basename(process.argv[1] ?? '') === 'unlocalizedTexts.ts') {
  for (const folder of process.argv.slice(2)) {
    console.log(unlocalizedTextsBelow(folder).join('\n'));
  }
}
