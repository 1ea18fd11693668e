/** A session as one HTML page that opens anywhere by itself: it loads nothing and runs nothing. */
import { withoutTerminalSequences } from '../../core/logs/lines/terminalText';
import { currentLanguage, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { LogEvent } from '../../core/service/ports';
import { withoutSecrets } from '../../core/text/redact';
import type { SessionAction, SessionSnapshot } from '../../core/session/session';
import { failingAction, isActive, toneOfAction, toneOfSession } from '../../core/session/status';
import type { SessionDiagnosis, WatchedSession } from '../../core/session/watchedSession';
import { actionDuration, actionLabel, actionResult, statusWord } from '../session/action';
import { causeSentence, certaintyHeading, evidenceLines } from '../diagnosis';
import { capital } from '../farms/farmRows';
import { sessionTitle, sessionVerdict } from '../session/session';
import { toneWord } from '../session/statusWords';
import { exactTime } from '../time';
import { Html, html } from './html';
import { reportFacts } from './reportFacts';
import { REPORT_STYLE } from './reportStyle';

/** What a report is made of. */
export interface ReportInput {
  readonly session: WatchedSession;
  readonly nowMs: number;
  /** The last events of the failed action's log; empty where there are none, or they could not be read. */
  readonly lastEvents: readonly LogEvent[];
}

const LONGEST_LINE = 1_000;
const LONGEST_ANSWER = 500_000;

export function sessionReport({ session, nowMs, lastEvents }: ReportInput): string {
  const { snapshot, diagnosis, fault } = session;
  const title = sessionTitle(session);
  return html`<!doctype html>
    <html lang="${currentLanguage()}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1 dir="auto">${title}</h1>
          ${
            snapshot &&
            html`<p><strong>${stateOf(snapshot)}</strong></p>
              <p dir="auto">${sessionVerdict(snapshot, nowMs)}</p>`
          }
          ${fault && html`<p dir="auto">${plainText(fault.message, 1_000)}</p>`}
          ${snapshot && failureCard(snapshot, diagnosis)} ${lastEvents.length > 0 ? lastLines(lastEvents) : undefined}
          ${snapshot && actionTable(snapshot, nowMs)} ${reportFacts(session, nowMs)} ${snapshot && answerOf(snapshot)}
        </main>
        <footer class="muted">
          <p>
            ${t('Made by the Deadline Session Inspector at {0}. What reads like a secret is hidden.', exactTime(nowMs))}
          </p>
        </footer>
      </body>
    </html> `.text;
}

/** As it stays true however old the report is, e.g. `Failed, ended 2026-11-23 09:11:07.000 +00:00`. */
function stateOf(snapshot: SessionSnapshot): string {
  const { session, fetchedAtMs } = snapshot;
  if (isActive(session)) {
    return t('Active at {0}', exactTime(fetchedAtMs));
  }
  const tone = toneOfSession(snapshot);
  const ended = session.endedAtMs === undefined ? undefined : exactTime(session.endedAtMs);
  if (tone === 'neutral') {
    return ended === undefined ? t('Ended') : t('Ended {0}', ended);
  }
  const word = capital(toneWord(tone));
  return ended === undefined ? t('{0}, ended', word) : t('{0}, ended {1}', word, ended);
}

/** What went wrong: the action, why it failed, what that rests on, what usually helps. */
function failureCard(snapshot: SessionSnapshot, known: SessionDiagnosis | undefined): Html | undefined {
  const action = failingAction(snapshot);
  if (!action) {
    return undefined;
  }
  const diagnosis = known?.sessionActionId === action.sessionActionId ? known : undefined;
  const label = actionLabel(action, snapshot.stepNames);
  const evidence = diagnosis ? evidenceLines(diagnosis) : [];
  return html`<section class="card ${toneClass(action)}">
    <p class="muted">${diagnosis ? `${certaintyHeading(diagnosis)} · ${label}` : capital(statusWord(action.status))}</p>
    <h2 dir="auto">${diagnosis ? causeSentence(diagnosis) : label}</h2>
    <p>${resultOf(action)}</p>
    ${evidence.length > 0 ? html`<h3>${t('Evidence')}</h3>` : undefined}
    ${evidence.map(
      ({ text, why }) =>
        html`<pre dir="auto">${logText(text)}</pre>
          ${why === '' ? undefined : html`<p class="muted">${why}</p>`}`,
    )}
    ${diagnosis && diagnosis.advice !== '' ? html`<p>${t('What usually helps: {0}', diagnosis.advice)}</p>` : undefined}
  </section>`;
}

function lastLines(events: readonly LogEvent[]): Html {
  const lines = events.flatMap(({ message }) => message.split(/\r\n|[\r\n]/)).map(logText);
  return html`<h2>${t('The last lines of its log')}</h2>
    <pre dir="auto">${lines.join('\n')}</pre>`;
}

/** All actions, each with a bar where it stood in the time of the session. */
function actionTable({ actions, stepNames, session }: SessionSnapshot, nowMs: number): Html {
  if (!actions.ok) {
    return html`<h2>${t('Actions')}</h2>
      <p>${plainText(actions.fault.message, 1_000)}</p>`;
  }
  const all = actions.value;
  const fromMs = all.reduce((least, { startedAtMs = least }) => Math.min(least, startedAtMs), session.startedAtMs);
  const untilMs = all.reduce((most, { endedAtMs = most }) => Math.max(most, endedAtMs), session.endedAtMs ?? nowMs);
  return html`<h2>${t('Actions')}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('Action')}</th>
          <th scope="col">${t('Result')}</th>
          <th scope="col">${t('Duration')}</th>
          <th scope="col" class="began">${t('Started')}</th>
          <th scope="col" class="time">${t('Time')}</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (action) =>
            html`<tr class="${toneClass(action)}">
              <th scope="row" dir="auto">${actionLabel(action, stepNames)}</th>
              <td class="result">${resultOf(action)}</td>
              <td>${actionDuration(action, nowMs)}</td>
              <td class="began">${action.startedAtMs === undefined ? '' : exactTime(action.startedAtMs)}</td>
              <td class="time">${bar(action, fromMs, untilMs, nowMs)}</td>
            </tr> `,
        )}
      </tbody>
    </table>`;
}

function bar(
  { startedAtMs, endedAtMs }: SessionAction,
  fromMs: number,
  untilMs: number,
  nowMs: number,
): Html | undefined {
  if (startedAtMs === undefined) {
    return undefined;
  }
  const percent = (ms: number): string =>
    `${(Math.min(1, Math.max(0, ms / (untilMs - fromMs) || 0)) * 100).toFixed(2)}%`;
  const took = Math.max(0, (endedAtMs ?? nowMs) - startedAtMs);
  return html`<span class="bar" style="margin-left: ${percent(startedAtMs - fromMs)}; width: ${percent(took)}"></span>`;
}

function answerOf({ raw }: SessionSnapshot): Html | undefined {
  if (raw === undefined) {
    return undefined;
  }
  const lines = withoutSecrets(JSON.stringify(raw, undefined, 2))
    .slice(0, LONGEST_ANSWER)
    .split('\n');
  return html`<h2>${t('API response')}</h2>
    <details>
      <summary>GetSession</summary>
      <pre>${lines.map(visible).join('\n')}</pre>
    </details>`;
}

function resultOf(action: SessionAction): string {
  const [word, result] = [statusWord(action.status), actionResult(action)];
  return capital(result === '' || result === word ? word : `${word}: ${result}`);
}

function toneClass(action: SessionAction): string {
  const tone = toneOfAction(action);
  return tone === 'failed' || tone === 'succeeded' || tone === 'running' ? tone : 'other';
}

/** A line of a log with its blanks, without colors and secrets; what could hide or turn text is written out. */
function logText(line: string): string {
  return visible(withoutSecrets(withoutTerminalSequences(line).trimEnd().slice(0, LONGEST_LINE)));
}

function visible(line: string): string {
  return line.replace(/[^ \t]+/g, (word) => plainText(word, LONGEST_ANSWER));
}
