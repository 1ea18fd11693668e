import * as vscode from 'vscode';
import { findIds } from '../core/references/idScan';
import { findReferences, type Reference } from '../core/references/reference';
import type { App } from './app';
import { keyPointedAt, pointedAt } from './pointedAt';
import { COMMANDS } from './names';

/** More links than this in one document help nobody and cost everybody. */
const MOST_LINKS = 5_000;

/** Session ids of a log as links. Where each leads is worked out when it is followed, from the text around it. */
export function documentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  return findIds(document.getText())
    .filter(({ kind }) => kind === 'session')
    .slice(0, MOST_LINKS)
    .map(({ start, end }) => {
      const link = new DocumentLinkIn(document, new vscode.Range(document.positionAt(start), document.positionAt(end)));
      link.tooltip = 'Look up this session';
      return link;
    });
}

/** Where a link leads: the session's details if the text says all of it, else the look-up with what it says. */
export async function resolveDocumentLink(app: App, link: vscode.DocumentLink): Promise<vscode.DocumentLink> {
  const target = link instanceof DocumentLinkIn ? pointedAt(link.document, link.range.start) : undefined;
  if (target) {
    const key = await keyPointedAt(app, target);
    link.target = key
      ? commandUri(COMMANDS.openDetails, key)
      : commandUri(COMMANDS.lookUp, Object.values(target.ids).join(' '));
  }
  return link;
}

class DocumentLinkIn extends vscode.DocumentLink {
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument, range: vscode.Range) {
    super(range);
    this.document = document;
  }
}

/** A link in a terminal, and all that its line says of what it names. */
class IdTerminalLink extends vscode.TerminalLink {
  readonly text: string;

  constructor({ start, end, kind, ids, region, profile }: Reference) {
    const session = kind === 'session' || kind === 'sessionaction';
    super(start, end - start, session ? 'Look up this session' : 'Look up a session of this job');
    const flags = [region && `--region ${region}`, profile && `--profile ${profile}`];
    this.text = [...Object.values(ids), ...flags].filter(Boolean).join(' ');
  }
}

/** Sessions, actions, jobs and their parts in a terminal's line. */
export function terminalLinks(line: string): vscode.TerminalLink[] {
  return findReferences(line)
    .filter(({ kind }) => LINKED.has(kind))
    .map((reference) => new IdTerminalLink(reference));
}

const LINKED: ReadonlySet<Reference['kind']> = new Set(['session', 'sessionaction', 'job', 'step', 'task']);

/** Follows a terminal's link: what is named in full is opened, the rest is looked up. */
export async function openTerminalLink(link: vscode.TerminalLink): Promise<void> {
  if (link instanceof IdTerminalLink) {
    await vscode.commands.executeCommand(COMMANDS.lookUp, link.text);
  }
}

function commandUri(command: string, argument: unknown): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`);
}
