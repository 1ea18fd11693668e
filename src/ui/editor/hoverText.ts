/** What hovers say, as Markdown in which nothing of the service's or the text's is Markdown. */
import * as vscode from 'vscode';
import { listOf, t } from '../../core/text/localize';
import type { Fault } from '../../core/errors';
import { type SessionActionId, shortId } from '../../core/ids';
import type { FarmResource, ResourceSummary } from '../../core/service/ports';
import { type Reference, type ReferenceIds, taskOnly } from '../../core/references/reference';
import { failingAction } from '../../core/session/status';
import type { Connection } from '../../core/session/sessionKey';
import { waitOf } from '../../core/stuck/stuck';
import type { WatchedSession } from '../../core/session/watchedSession';
import { actionDuration, actionResult, actionLabel, statusWord } from '../../render/session/action';
import { plainText } from '../../core/text/plainText';
import { SAMPLE_MARK } from '../../render/connection';
import { causeLine, evidenceLines } from '../../render/diagnosis';
import { hostName, sessionState, sessionTitle, sessionTone, sessionVerdict } from '../../render/session/session';
import { THING_ICONS } from '../../render/farms/farmRowKinds';
import { stuckLine } from '../../render/watching/stuck';
import { toneText } from '../icons';
import { COMMANDS } from '../names';
import { appendWords, link, trustedMarkdown } from '../window/markdown';

/** A session: its state, verdict, host, what the log said, and ways on; and one of its actions, if that was pointed at. */
export function aboutSession(
  session: WatchedSession,
  actionId: SessionActionId | undefined,
  nowMs: number,
): vscode.MarkdownString {
  const { key, snapshot, fault, diagnosis, stuck } = session;
  const markdown = trusted();
  appendWords(markdown.appendMarkdown(`${toneText(sessionTone(session) ?? 'neutral')} **`), sessionTitle(session));
  appendWords(markdown.appendMarkdown('** — '), sessionState(session, nowMs));
  const action = snapshot?.actions.ok
    ? snapshot.actions.value.find(({ sessionActionId }) => sessionActionId === actionId)
    : undefined;
  if (snapshot && action) {
    const words = [statusWord(action.status), actionResult(action), actionDuration(action, nowMs)];
    paragraph(
      markdown,
      `${actionLabel(action, snapshot.stepNames)}: ${[...new Set(words)].filter(Boolean).join(', ')}`,
    );
  } else if (snapshot) {
    paragraph(markdown, sessionVerdict(snapshot, nowMs));
    if (diagnosis) {
      appendWords(markdown.appendMarkdown('\n\n**'), causeLine(diagnosis)).appendMarkdown('**');
    }
  }
  if (stuck) {
    appendWords(markdown.appendMarkdown('\n\n**'), stuckLine(stuck, nowMs)).appendMarkdown('**');
  }
  if (snapshot) {
    const mark = key.connection.source === 'sampleFarm' ? ` · ${SAMPLE_MARK}` : '';
    paragraph(markdown, `${t('on {0}', hostName(snapshot.session.host))}${mark}`);
    const wait = stuck && waitOf(stuck);
    const quoted = [...(wait?.evidence ?? []), ...(diagnosis ? evidenceLines(diagnosis) : [])];
    if (quoted.length > 0) {
      markdown.appendCodeblock(quoted.map(({ text }) => plainText(text, 160)).join('\n'), 'log');
    }
    for (const advice of new Set([wait?.advice, diagnosis?.advice])) {
      if (advice !== undefined && advice !== '') {
        paragraph(markdown, advice);
      }
    }
  }
  if (fault) {
    paragraph(markdown, fault.message);
  }
  const links = [
    link(t('Details'), COMMANDS.openDetails, key),
    action?.startedAtMs === undefined
      ? link(t('Log'), COMMANDS.openLog, key)
      : link(t('Log'), COMMANDS.openActionLog, key, action.sessionActionId),
    ...(snapshot && failingAction(snapshot) ? [link(t('First failure'), COMMANDS.goToFailure, key)] : []),
    ...(snapshot?.session.workerLog ? [link(t('Worker log'), COMMANDS.openWorkerLog, key)] : []),
    link(t('In its farm'), COMMANDS.revealInFarms, key),
    link(t('Copy ID'), COMMANDS.copySessionId, key),
  ];
  return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
}

/** Anything else on a farm: its name and state, or why they cannot be told. */
export function aboutThing(
  thing: FarmResource,
  facts: ResourceSummary | Fault,
  ids: ReferenceIds,
  connection: Connection | undefined,
): vscode.MarkdownString {
  const markdown = trusted().appendMarkdown(`$(${THING_ICONS[thing.kind]}) ${KIND_TITLES[thing.kind]} `);
  if ('message' in facts) {
    paragraph(markdown, facts.message);
  } else {
    appendWords(
      markdown.appendMarkdown('**'),
      plainText(facts.name ?? shortId(ids[`${thing.kind}Id`] ?? '')),
    ).appendMarkdown('**');
    if (facts.status !== undefined) {
      appendWords(markdown, ` — ${statusWord(facts.status)}`);
    }
    const counts = Object.entries(facts.taskRunStatusCounts).filter(([, count]) => count > 0);
    if (counts.length > 0) {
      paragraph(
        markdown,
        t('Tasks: {0}', counts.map(([status, count]) => `${count} ${statusWord(status)}`).join(', ')),
      );
    }
  }
  if (thing.kind === 'task') {
    const links = [
      link(t('Latest try'), COMMANDS.lookUp, textOf(taskOnly(ids))),
      link(t('In its farm'), COMMANDS.revealTask, textOf(taskOnly(ids))),
    ];
    return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
  }
  if (ids.jobId === undefined) {
    return markdown;
  }
  const job = thing.kind === 'job' && connection ? { ...thing, connection } : undefined;
  const hasFailed = !('message' in facts) && (facts.taskRunStatusCounts.FAILED ?? 0) > 0;
  const links = [
    ...(job && hasFailed ? [link(t('Why did it fail?'), COMMANDS.whyJobFailed, job)] : []),
    link(t('Choose one of its sessions'), COMMANDS.lookUp, textOf(ids)),
  ];
  return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
}

/** An id of which the text does not tell all that it belongs to. */
export function aboutIncomplete(kind: 'session' | FarmResource['kind'], ids: ReferenceIds): vscode.MarkdownString {
  const missing = PARENTS[kind].filter((parent) => ids[`${parent}Id`] === undefined);
  const markdown = trusted().appendMarkdown(`$(${THING_ICONS[kind]}) ${KIND_TITLES[kind]}`);
  paragraph(
    markdown,
    t('{0} not found in the surrounding text.', capital(listOf(missing.map((parent) => PARENT_NAMES[parent])))),
  );
  return kind === 'session' || kind === 'task' || ids.jobId !== undefined
    ? markdown.appendMarkdown(
        `\n\n${link(t('Look it up'), COMMANDS.lookUp, textOf(kind === 'task' ? taskOnly(ids) : ids))}`,
      )
    : markdown;
}

/** Ids that are only recognised. */
export function aboutKind(kind: keyof typeof KINDS): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(KINDS[kind]);
}

/** What is known before anything is read. */
export function aboutReading({
  kind,
  id,
}: {
  readonly kind: keyof typeof KIND_TITLES;
  readonly id: string;
}): vscode.MarkdownString {
  return new vscode.MarkdownString('', true)
    .appendMarkdown('$(loading~spin) ')
    .appendText(t('{0} {1}: being read…', KIND_TITLES[kind], shortId(id)));
}

const KINDS = {
  queueenv: t('A queue environment of Deadline Cloud'),
  sp: t('A storage profile of Deadline Cloud'),
  le: t('A license endpoint of Deadline Cloud'),
  budget: t('A budget of Deadline Cloud'),
  limit: t('A limit of Deadline Cloud'),
  monitor: t('A monitor of Deadline Cloud'),
} as const;

const KIND_TITLES: Readonly<Record<Reference['kind'], string>> = {
  session: t('Session'),
  sessionaction: t('Session action'),
  farm: t('Farm'),
  queue: t('Queue'),
  job: t('Job'),
  step: t('Step'),
  task: t('Task'),
  fleet: t('Fleet'),
  worker: t('Worker'),
  queueenv: t('Queue environment'),
  sp: t('Storage profile'),
  le: t('License endpoint'),
  budget: t('Budget'),
  limit: t('Limit'),
  monitor: t('Monitor'),
};

/** In "… and … not found in the surrounding text." */
const PARENT_NAMES = {
  farm: t({ message: 'farm', comment: 'in “farm and queue not found in the surrounding text”' }),
  queue: t({ message: 'queue', comment: 'in “farm and queue not found in the surrounding text”' }),
  job: t({ message: 'job', comment: 'in “farm and queue not found in the surrounding text”' }),
  fleet: t({ message: 'fleet', comment: 'in “farm and queue not found in the surrounding text”' }),
};

const PARENTS: Readonly<Record<'session' | FarmResource['kind'], readonly ('farm' | 'queue' | 'job' | 'fleet')[]>> = {
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
  appendWords(markdown.appendMarkdown('\n\n'), text);
}

/** What hovers may run: nothing of it changes anything on a farm. */
const LINKED: readonly string[] = [
  COMMANDS.openDetails,
  COMMANDS.openLog,
  COMMANDS.openActionLog,
  COMMANDS.openWorkerLog,
  COMMANDS.goToFailure,
  COMMANDS.copySessionId,
  COMMANDS.revealInFarms,
  COMMANDS.lookUp,
  COMMANDS.whyJobFailed,
  COMMANDS.revealTask,
];

function trusted(): vscode.MarkdownString {
  return trustedMarkdown(LINKED);
}
