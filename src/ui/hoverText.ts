/** What hovers say, as Markdown in which nothing of the service's or the text's is Markdown. */
import * as vscode from 'vscode';
import type { Fault } from '../core/errors';
import { type SessionActionId, shortId } from '../core/ids';
import type { Thing, ThingFacts } from '../core/ports';
import type { Reference, ReferenceIds } from '../core/references/reference';
import { failingAction } from '../core/status';
import type { WatchedSession } from '../core/watched';
import { actionDuration, actionResult, actionTitle, statusWord } from '../render/action';
import { plainText } from '../core/plainText';
import { hostName, sessionState, sessionTitle, sessionTone, sessionVerdict } from '../render/session';
import { THING_ICONS, toneText } from './icons';
import { COMMANDS } from './names';

/** A session: its state, verdict, host, what the log said, and ways on; and one of its actions, if that was pointed at. */
export function aboutSession(
  session: WatchedSession,
  actionId: SessionActionId | undefined,
  nowMs: number,
): vscode.MarkdownString {
  const { key, snapshot, fault, decisiveLines } = session;
  const markdown = trusted();
  markdown
    .appendMarkdown(`${toneText(sessionTone(session) ?? 'neutral')} **`)
    .appendText(sessionTitle(session))
    .appendMarkdown('** — ')
    .appendText(sessionState(session, nowMs));
  const action = snapshot?.actions.ok
    ? snapshot.actions.value.find(({ sessionActionId }) => sessionActionId === actionId)
    : undefined;
  if (snapshot && action) {
    const words = [statusWord(action.status), actionResult(action), actionDuration(action, nowMs)];
    paragraph(
      markdown,
      `${actionTitle(action, snapshot.stepNames)}: ${[...new Set(words)].filter(Boolean).join(', ')}`,
    );
  } else if (snapshot) {
    paragraph(markdown, sessionVerdict(snapshot, nowMs));
  }
  if (snapshot) {
    paragraph(markdown, `on ${hostName(snapshot.session.host)}`);
    if (decisiveLines) {
      markdown.appendCodeblock(decisiveLines.map((line) => plainText(line, 160)).join('\n'), 'log');
    }
  }
  if (fault) {
    paragraph(markdown, fault.message);
  }
  const links = [
    link('Details', COMMANDS.openDetails, key),
    action?.startedAtMs === undefined
      ? link('Log', COMMANDS.openLog, key)
      : link('Log', COMMANDS.openActionLog, key, action.sessionActionId),
    ...(snapshot && failingAction(snapshot) ? [link('First failure', COMMANDS.goToFailure, key)] : []),
    ...(snapshot?.session.workerLog ? [link('Worker log', COMMANDS.openWorkerLog, key)] : []),
    link('In its farm', COMMANDS.revealInFarms, key),
    link('Copy id', COMMANDS.copySessionId, key),
  ];
  return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
}

/** Anything else on a farm: its name and state, or why they cannot be told. */
export function aboutThing(thing: Thing, facts: ThingFacts | Fault, ids: ReferenceIds): vscode.MarkdownString {
  const markdown = trusted().appendMarkdown(`$(${THING_ICONS[thing.kind]}) ${capital(thing.kind)} `);
  if ('message' in facts) {
    paragraph(markdown, facts.message);
  } else {
    markdown
      .appendMarkdown('**')
      .appendText(plainText(facts.name ?? shortId(ids.workerId ?? '')))
      .appendMarkdown('**');
    if (facts.status !== undefined) {
      markdown.appendText(` — ${statusWord(facts.status)}`);
    }
    const counts = Object.entries(facts.taskRunStatusCounts).filter(([, count]) => count > 0);
    if (counts.length > 0) {
      paragraph(markdown, `Tasks: ${counts.map(([status, count]) => `${count} ${statusWord(status)}`).join(', ')}`);
    }
  }
  return ids.jobId === undefined
    ? markdown
    : markdown.appendMarkdown(`\n\n${link('Choose one of its sessions', COMMANDS.lookUp, textOf(ids))}`);
}

/** An id of which the text does not tell all that it belongs to. */
export function aboutIncomplete(kind: 'session' | Thing['kind'], ids: ReferenceIds): vscode.MarkdownString {
  const missing = PARENTS[kind].filter((parent) => ids[`${parent}Id`] === undefined);
  const markdown = trusted().appendMarkdown(`$(${THING_ICONS[kind]}) ${capital(kind)}`);
  paragraph(markdown, `The text around it does not tell its ${missing.join(' or ')}.`);
  return kind === 'session' || ids.jobId !== undefined
    ? markdown.appendMarkdown(`\n\n${link('Look it up', COMMANDS.lookUp, textOf(ids))}`)
    : markdown;
}

/** Ids that are only recognised. */
export function aboutKind(kind: keyof typeof KINDS): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(`${KINDS[kind]} of Deadline Cloud`);
}

/** What is known before anything is read. */
export function aboutReading({ kind, id }: Pick<Reference, 'kind' | 'id'>): vscode.MarkdownString {
  return new vscode.MarkdownString('', true)
    .appendMarkdown('$(loading~spin) ')
    .appendText(`${kind === 'sessionaction' ? 'Session action' : capital(kind)} ${shortId(id)}: being read…`);
}

const KINDS = {
  queueenv: 'A queue environment',
  sp: 'A storage profile',
  le: 'A license endpoint',
  budget: 'A budget',
  limit: 'A limit',
  monitor: 'A monitor',
} as const;

const PARENTS: Readonly<Record<'session' | Thing['kind'], readonly ('farm' | 'queue' | 'job' | 'fleet')[]>> = {
  session: ['farm', 'queue', 'job'],
  farm: [],
  queue: ['farm'],
  job: ['farm', 'queue'],
  step: ['farm', 'queue', 'job'],
  task: ['farm', 'queue', 'job'],
  fleet: ['farm'],
  worker: ['farm', 'fleet'],
};

function textOf(ids: ReferenceIds): string {
  return Object.values(ids).join(' ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function paragraph(markdown: vscode.MarkdownString, text: string): void {
  markdown.appendMarkdown('\n\n').appendText(text);
}

/** Markdown that may run our own reading commands and nothing else; each checks its argument again. */
function trusted(): vscode.MarkdownString {
  const { openDetails, openLog, openActionLog, openWorkerLog, goToFailure, copySessionId, revealInFarms, lookUp } =
    COMMANDS;
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = {
    enabledCommands: [
      openDetails,
      openLog,
      openActionLog,
      openWorkerLog,
      goToFailure,
      copySessionId,
      revealInFarms,
      lookUp,
    ],
  };
  return markdown;
}

function link(title: string, command: string, ...args: readonly unknown[]): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}
