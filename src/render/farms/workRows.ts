/** The sessions of a worker as rows: what each was about and how it went. */
import type { SessionRow, SessionWork } from '../../core/farm/farmNode';
import { shortId, taskOfStep } from '../../core/ids';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { SessionAction } from '../../core/session/session';
import { failingAction, isActive, isEnding, toneOfSession, type Tone } from '../../core/session/status';
import { taskRanges } from '../../core/triage/taskRanges';
import type { WatchedSession } from '../../core/session/watchedSession';
import { actionLabel, actionResult } from '../session/action';
import { sessionTone } from '../session/session';
import { toneWord } from '../session/statusWords';
import { roughly } from '../time';
import { type FarmRowText, joined, rowText } from './farmRows';

/** What fits into a row beside the rest. */
const MOST_CHARACTERS = 40;

/**
 * A session below its worker, e.g. `sq11_wreck_v001  Frame 1017 · exit 139 (SIGSEGV) · 2 h ago`; until that was found out,
 * by the ID of its job.
 *
 * @param watched the same session as it is watched, which knows more than lists do
 */
export function workText(
  { facts, key, work }: SessionRow,
  watched: WatchedSession | undefined,
  nowMs: number,
): FarmRowText {
  const { tone: listedTone, words, byIcon } = workOf(facts, work, nowMs);
  const tone = (watched?.snapshot && sessionTone(watched)) ?? listedTone;
  const name = work?.jobName === undefined ? shortId(key.jobId) : plainText(work.jobName);
  return rowText(t('session'), name, { tone, status: toneWord(tone), description: byIcon, spoken: words });
}

/** How a session went, and the same beside an icon that shows a failure already: `failed · Frame 1017 · exit 139 (SIGSEGV) · Render · 2 h ago`, `active · 12 min`. */
export function workOf(
  facts: SessionWorkFacts,
  work: SessionWork | undefined,
  nowMs: number,
): { readonly tone: Tone; readonly words: string; readonly byIcon: string } {
  const tone = toneOfWork(facts, work);
  const since = isActive(facts)
    ? roughly(nowMs - facts.startedAtMs)
    : t('{0} ago', roughly(nowMs - (facts.endedAtMs ?? nowMs)));
  const state = isEnding(facts)
    ? t('ending')
    : isActive(facts)
      ? t('active')
      : tone === 'neutral'
        ? t('ended')
        : toneWord(tone);
  const rest = joined(work ? whatOf(work) : '', since);
  const words = joined(state, rest);
  return { tone, words, byIcon: tone === 'failed' && !isActive(facts) ? rest : words };
}

/** What lists say of a session's life. */
type SessionWorkFacts = Pick<
  SessionRow['facts'],
  'startedAtMs' | 'endedAtMs' | 'lifecycleStatus' | 'targetLifecycleStatus'
>;

/** What a worker's session was about, in lines. */
export function workTooltip({ jobName, stepNames, actions, isWhole }: SessionWork): readonly string[] {
  const failing = failingAction({ actions: { ok: true, value: actions } });
  const ran = ranges(actions, 400);
  return [
    ...(jobName === undefined ? [] : [t('Job {0}', plainText(jobName))]),
    ...stepNames.map((name) => t('Step {0}', plainText(name))),
    ...(ran === '' ? [] : [isWhole ? t('Ran {0}', ran) : t('Ran {0} and maybe more', ran)]),
    ...(failing ? [[actionLabel(failing, {}), actionResult(failing)].filter((part) => part !== '').join(': ')] : []),
  ];
}

/** One that was not read to its end is not called a success. */
function toneOfWork(session: SessionWorkFacts, work: SessionWork | undefined): Tone {
  const tone = toneOfSession({ session, actions: { ok: true, value: work?.actions ?? [] } });
  return tone === 'succeeded' && !work?.isWhole ? 'neutral' : tone;
}

/** The action that went wrong and how, else all tasks; with the step's name in front. */
function whatOf({ actions, stepNames, isWhole }: SessionWork): string {
  const failing = failingAction({ actions: { ok: true, value: actions } });
  const step = stepNames.length === 1 ? plainText(stepNames[0] ?? '', MOST_CHARACTERS) : '';
  if (failing) {
    return joined(plainText(actionLabel(failing, {}), MOST_CHARACTERS), actionResult(failing), step);
  }
  const ran = ranges(actions, MOST_CHARACTERS);
  return joined(ran === '' || isWhole ? ran : `${ran}…`, step);
}

function ranges(actions: readonly SessionAction[], maxLength: number): string {
  const tasks = actions.flatMap(({ definition, status }) => {
    if (definition.kind !== 'taskRun' || status === 'NEVER_ATTEMPTED') {
      return [];
    }
    const { taskId, stepId, parameters } = definition;
    // A chunk may not name its task, and has parameters instead.
    const isNamed = taskId !== undefined || Object.keys(parameters).length > 0;
    return isNamed ? [{ taskId: taskId ?? taskOfStep(stepId, 0), stepId, parameters }] : [];
  });
  return tasks.length === 0 ? '' : taskRanges(tasks, { maxLength });
}
