/**
 * Collects the texts that are translated. `npm run messages` writes them to `out/l10n/bundle.l10n.json`, which translations in `l10n/` are
 * made of, and says what each translation lacks.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { manifestTexts, PROJECT_DIR } from './manifest';
import { pseudoText } from './pseudoLanguage';

/** The language that tests use to find texts that are missed or cut. */
export const PSEUDO_LANGUAGE = 'qps-ploc';

/** What is collected of source files. */
export interface CollectedMessages {
  /** English texts by their keys, as in a bundle of `vscode.l10n`. */
  readonly messages: ReadonlyMap<string, string>;
  /** Calls whose text is not a literal, e.g. `src/ui/app.ts:12: t(text)`. */
  readonly problems: readonly string[];
}

/** All files whose texts are translated, as full paths. */
export function localizedFiles(): readonly string[] {
  return ['src', 'media/panel'].flatMap((folder) =>
    readdirSync(path.join(PROJECT_DIR, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(PROJECT_DIR, folder, name)),
  );
}

/** Collects the texts of all files. */
export function collectMessages(files: readonly string[] = localizedFiles()): CollectedMessages {
  const messages = new Map<string, string>();
  const problems: string[] = [];
  for (const file of files) {
    const collected = messagesOf(file, readFileSync(file, 'utf8'));
    collected.messages.forEach((text, key) => messages.set(key, text));
    problems.push(...collected.problems);
  }
  return { messages: new Map([...messages].sort(([one], [other]) => (one < other ? -1 : 1))), problems };
}

/** Collects the texts of one file. */
export function messagesOf(file: string, source: string): CollectedMessages {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const messages = new Map<string, string>();
  const problems: string[] = [];
  const add = (call: ts.Node, message: ts.Node | undefined): void => {
    const found = message && literalMessage(message);
    if (found) {
      messages.set(found.key, found.text);
    } else {
      const { line } = root.getLineAndCharacterOfPosition(call.getStart());
      problems.push(`${path.relative(PROJECT_DIR, file)}:${line + 1}: ${call.getText().slice(0, 80)}`);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      switch (localizingCall(node)) {
        case 't':
          add(node, node.arguments[0]);
          break;
        case 'plural': {
          const forms = node.arguments[1];
          if (forms && ts.isObjectLiteralExpression(forms)) {
            forms.properties.forEach((form) => {
              add(node, ts.isPropertyAssignment(form) ? form.initializer : undefined);
            });
          } else {
            add(node, undefined);
          }
          break;
        }
        default:
      }
    }
    ts.forEachChild(node, visit);
  };
  // The module itself hands on what it was given.
  if (!file.endsWith(path.join('core', 'text', 'localize.ts'))) {
    visit(root);
  }
  return { messages, problems };
}

/** Which function of `localize.ts` a call calls; `vscode.l10n.t` is one of them. */
export function localizingCall({ expression }: ts.CallExpression): 't' | 'plural' | undefined {
  if (ts.isIdentifier(expression)) {
    return expression.text === 't' || expression.text === 'plural' ? expression.text : undefined;
  }
  return /^(?:vscode\.)?l10n\.t$/.test(expression.getText()) ? 't' : undefined;
}

function literalMessage(node: ts.Node): { readonly key: string; readonly text: string } | undefined {
  if (ts.isStringLiteralLike(node)) {
    return { key: node.text, text: node.text };
  }
  if (!ts.isObjectLiteralExpression(node)) {
    return undefined;
  }
  const parts = new Map(
    node.properties.flatMap((part) =>
      ts.isPropertyAssignment(part) && ts.isStringLiteralLike(part.initializer)
        ? [[part.name.getText(), part.initializer.text] as const]
        : [],
    ),
  );
  const [text, comment] = [parts.get('message'), parts.get('comment')];
  return text === undefined || comment === undefined ? undefined : { key: `${text}/${comment}`, text };
}

/** The languages that there are translations of, e.g. `de`. */
export function translatedLanguages(): readonly string[] {
  const folder = path.join(PROJECT_DIR, 'l10n');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .flatMap((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? [])
    .filter((language) => language !== PSEUDO_LANGUAGE);
}

/** The translations of a language: those of the source, and those of `package.json`. */
export function translationOf(language: string): {
  readonly messages: Readonly<Record<string, string>>;
  readonly manifest: Readonly<Record<string, string>>;
} {
  const read = (file: string): Record<string, string> =>
    JSON.parse(readFileSync(path.join(PROJECT_DIR, file), 'utf8')) as Record<string, string>;
  return { messages: read(`l10n/bundle.l10n.${language}.json`), manifest: read(`package.nls.${language}.json`) };
}

/** What is wrong with a translation: texts that are missing, that are there no more, and that have other placeholders or commands. */
export function translationProblems(
  english: ReadonlyMap<string, string>,
  translation: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    ...[...english.keys()].filter((key) => !translation[key]).map((key) => `missing: ${key}`),
    ...Object.keys(translation)
      .filter((key) => !english.has(key))
      .map((key) => `not used: ${key}`),
    ...[...english].flatMap(([key, text]) =>
      translation[key] && keptParts(text) !== keptParts(translation[key]) ? [`other parts: ${key}`] : [],
    ),
  ];
}

/** What a translation must have as the English text has it: placeholders, icons, settings and addresses of links. */
const KEPT = /\{\d+\}|\$\([a-z~-]+\)|\]\([^)]*\)|`#[\w.]+#`/g;

function keptParts(text: string): string {
  return [...new Set(text.match(KEPT))].sort().join(' ');
}

/** All texts in the pseudo-language. */
export function pseudoMessages(messages: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...messages].map(([key, text]) => [key, pseudoText(text)]));
}

/** Writes all English texts, of the source and of the manifest, to a file for tests. Returns its path. */
export function writeEnglishTexts(): string {
  const file = path.join(PROJECT_DIR, 'out/l10n/english.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify([...collectMessages().messages.values(), ...Object.values(manifestTexts())]));
  return file;
}

/** Writes the pseudo-language to where VS Code reads translations. It is neither kept in the repository nor packed. */
export function writePseudoLanguage(): void {
  writeTexts(`l10n/bundle.l10n.${PSEUDO_LANGUAGE}.json`, pseudoMessages(collectMessages().messages));
  writeTexts(`package.nls.${PSEUDO_LANGUAGE}.json`, pseudoMessages(new Map(Object.entries(manifestTexts()))));
}

function writeTexts(file: string, texts: Readonly<Record<string, string>>): void {
  writeFileSync(path.join(PROJECT_DIR, file), `${JSON.stringify(texts, null, 2)}\n`);
}

if (path.basename(process.argv[1] ?? '') === 'messages.ts') {
  main();
}

function main(): void {
  const { messages, problems } = collectMessages();
  mkdirSync(path.join(PROJECT_DIR, 'out/l10n'), { recursive: true });
  const manifest = new Map(Object.entries(manifestTexts()));
  writeTexts('out/l10n/bundle.l10n.json', Object.fromEntries(messages));
  console.log(`${messages.size} texts in out/l10n/bundle.l10n.json`);
  problems.forEach((problem) => {
    console.error(`The text is not a literal: ${problem}`);
  });
  for (const language of translatedLanguages()) {
    const translation = translationOf(language);
    [
      ...translationProblems(messages, translation.messages),
      ...translationProblems(manifest, translation.manifest),
    ].forEach((problem) => {
      console.error(`${language}: ${problem}`);
    });
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
}
