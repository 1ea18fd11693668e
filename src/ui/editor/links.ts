import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { findIds } from '../../core/references/idScan';
import { findReferences, type Reference } from '../../core/references/reference';
import { findSourcePlaces, type SourcePlace } from '../../core/references/sourcePlaces';
import type { App } from '../app';
import { keyPointedAt, pointedAt } from './idAtPosition';
import { parseLogUri } from '../logs/logUri';
import { COMMANDS, LOG_LANGUAGE, LOG_SCHEME } from '../names';

/** More links than this in one document are of no use and cost time. */
const MOST_LINKS = 5_000;

/**
 * IDs of other sessions in a log as links, and in our own documents places in source files. Where each leads is worked out when it is
 * followed: a session from the text around it, a file from what the workspace has.
 */
export function documentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
  const text = document.getText();
  const rangeOf = ({ start, end }: { readonly start: number; readonly end: number }): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  // Its own ID stands in a session’s log many times, and leads nowhere else.
  const shown = parseLogUri(document.uri);
  const own = shown?.log === 'session' ? shown.key.sessionId : undefined;
  const sessions = findIds(text)
    .filter(({ kind, id }) => kind === 'session' && id !== own)
    .slice(0, MOST_LINKS)
    .map((id) => new SessionLink(document, rangeOf(id)));
  const sources = isOurs(document) ? findSourcePlaces(text, MOST_LINKS) : [];
  return [...sessions, ...sources.map((place) => new SourceLink(place, rangeOf(place)))];
}

/** The logs of sessions and workers, shown from the service or opened from disk. */
function isOurs({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === LOG_LANGUAGE || uri.scheme === LOG_SCHEME;
}

/** Where a link leads: the session's details if the text says all of it, else the look-up with what it says; a file is not looked for yet. */
export async function resolveDocumentLink(app: App, link: vscode.DocumentLink): Promise<vscode.DocumentLink> {
  if (link instanceof SourceLink) {
    const { path, line, column } = link.place;
    link.target = commandUri(COMMANDS.openSource, { path, line, column });
    return link;
  }
  const target = link instanceof SessionLink ? pointedAt(link.document, link.range.start) : undefined;
  if (target) {
    const key = await keyPointedAt(app, target);
    link.target = key
      ? commandUri(COMMANDS.openDetails, key)
      : commandUri(COMMANDS.lookUp, Object.values(target.ids).join(' '));
  }
  return link;
}

class SessionLink extends vscode.DocumentLink {
  override tooltip = t('Look up this session');
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument, range: vscode.Range) {
    super(range);
    this.document = document;
  }
}

class SourceLink extends vscode.DocumentLink {
  override tooltip = t('Open this line of the file in your workspace');
  readonly place: SourcePlace;

  constructor(place: SourcePlace, range: vscode.Range) {
    super(range);
    this.place = place;
  }
}

/** A link in a terminal, and all that its line says of what it names. */
class IdTerminalLink extends vscode.TerminalLink {
  readonly lookUpText: string;

  constructor({ start, end, kind, ids, region, profile }: Reference) {
    const session = kind === 'session' || kind === 'sessionaction';
    super(
      start,
      end - start,
      session
        ? t('Look up this session')
        : kind === 'task'
          ? t('Look up this task')
          : t('Look up a session of this job'),
    );
    const flags = [region && `--region ${region}`, profile && `--profile ${profile}`];
    this.lookUpText = [...Object.values(ids), ...flags].filter(Boolean).join(' ');
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
export async function openTerminalLink({ run }: Pick<App, 'run'>, link: vscode.TerminalLink): Promise<void> {
  if (link instanceof IdTerminalLink) {
    await run(COMMANDS.lookUp, link.lookUpText);
  }
}

function commandUri(command: string, argument: unknown): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`);
}
