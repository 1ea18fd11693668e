/**
 * Runs in VS Code: a followed log of ten mebibytes gets a hundred lines more, again and again, and so does a document of the same
 * text whose provider hands it out whole. Writes what that took to the file that `BENCH_FILE` names.
 */
import { writeFileSync } from 'node:fs';

import * as vscode from 'vscode';

import type { FollowInEditor, Growths } from '../../bench/livingEditor';
import { frontLog } from '../../integration/support/logs';
import { keyOfFarm, setCredentials } from '../../integration/support/farms';
import { openSessions, useSettings } from '../../integration/support/window';
import { eventually, windowPage } from '../ui/window';
import { startWrittenLog } from '../logs/writtenLog';

const LINES = 100_000;
const MORE = 100;
const ROUNDS = 5;
const LINE = 'Fra:1003 Mem:3412M | Sample 512/800 | residual 0.004211 | wave 1024 | tile 17 of 64 | denoiser on, all';
const PEER_SCHEME = 'bench-log';

export async function run(): Promise<void> {
  const log = await startWrittenLog(9_000, Array<string>(LINES).fill(LINE));
  setCredentials(true);
  await useSettings({ source: 'aws', region: 'us-west-2', endpointUrl: log.url });
  const key = keyOfFarm(log, 'active');
  await openSessions(key);
  await vscode.commands.executeCommand('deadlineSessions.openLog', key);
  const { document } = await frontLog();
  await vscode.commands.executeCommand('deadlineSessions.loadAllLog');
  await eventually(
    'all lines',
    () => Promise.resolve(document.lineAt(3).text),
    (text) => text.includes('earlier part'),
    60_000,
  );

  const whole = new WholeText(`${LINE}\n`.repeat(LINES));
  const peer = await vscode.workspace.openTextDocument(vscode.Uri.parse(`${PEER_SCHEME}:/log`));
  const growths = { ours: noGrowths(), peer: noGrowths() };
  for (let round = 0; round <= ROUNDS; round++) {
    const lines = (mark: string): string[] => [...Array<string>(MORE - 1).fill(LINE), mark];
    await grow(round === 0 ? noGrowths() : growths.ours, document, `ours-${round}`, async (mark) => {
      await log.write(lines(mark));
      return Date.now();
    });
    await grow(round === 0 ? noGrowths() : growths.peer, peer, `peer-${round}`, (mark) => {
      const startMs = Date.now();
      whole.write(lines(mark));
      return Promise.resolve(startMs);
    });
  }
  writeFileSync(process.env.BENCH_FILE ?? '', JSON.stringify(growths satisfies FollowInEditor));
  await log.close();
}

/** A log as most extensions show one. */
class WholeText implements vscode.TextDocumentContentProvider {
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changes.event;
  #text: string;

  constructor(text: string) {
    this.#text = text;
    vscode.workspace.registerTextDocumentContentProvider(PEER_SCHEME, this);
  }

  write(lines: readonly string[]): void {
    this.#text += `${lines.join('\n')}\n`;
    this.#changes.fire(vscode.Uri.parse(`${PEER_SCHEME}:/log`));
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }
}

type Growing = { readonly [Name in keyof Growths]: number[] };

function noGrowths(): Growing {
  return { documentMs: [], screenMs: [], changedCharacters: [] };
}

/** Shows a document's end, has it written to and takes the times; `write` says since when the lines were there to be shown. */
async function grow(
  growths: Growing,
  document: vscode.TextDocument,
  mark: string,
  write: (mark: string) => Promise<number>,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  await showEnd(editor);
  let characters = 0;
  const inDocument = new Promise<number>((resolve) => {
    const hearing = vscode.workspace.onDidChangeTextDocument(async (event) => {
      if (event.document === document && event.contentChanges.length > 0) {
        const atMs = Date.now();
        characters += event.contentChanges.reduce((sum, { text }) => sum + text.length, 0);
        if (document.lineAt(document.lineCount - 2).text.includes(mark) || document.getText().includes(mark)) {
          hearing.dispose();
          resolve(atMs);
          await showEnd(editor);
        }
      }
    });
  });
  const [startMs, documentAtMs, screenAtMs] = await Promise.all([write(mark), inDocument, onScreen(mark)]);
  growths.documentMs.push(documentAtMs - startMs);
  growths.screenMs.push(screenAtMs - startMs);
  growths.changedCharacters.push(characters);
}

/** Brings the last line into view; nothing where it is already. */
async function showEnd(editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  await eventually(
    'the last line in view',
    () => {
      editor.revealRange(document.lineAt(document.lineCount - 1).range);
      return Promise.resolve(editor.visibleRanges.at(-1)?.end.line ?? 0);
    },
    (line) => line >= document.lineCount - 2,
    60_000,
  );
}

/** When a text is first to be seen in the window. */
async function onScreen(text: string): Promise<number> {
  const page = await windowPage();
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const lines = Array.from(document.querySelectorAll('.view-line'));
          if (lines.some(({ textContent }) => textContent.includes(wanted))) {
            resolve(Date.now());
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      }),
    text,
  );
}
