import { t } from '../../core/text/localize';
import { isAbort } from '../../core/errors';
import { isId, type StepId } from '../../core/ids';
import { type IncompleteId, canBe, whatIsMissing } from '../../core/references/incompleteIds';
import { JobSessions, type ListedSession } from '../../core/search/jobSessions';
import { type JobKey, keyId, type SessionKey } from '../../core/session/sessionKey';
import { listedSessionText } from '../../render/session/listedSession';
import type { App } from '../app';
import { toneIconName } from '../icons';
import { logError } from '../showFault';
import { Picker, type PickerRow } from '../window/picker';

/** The value of the row that lists the next page. */
const MORE = 'more';

type Row = PickerRow<SessionKey | typeof MORE>;

/** Which of a job's sessions to choose from. */
export interface SessionChoice {
  /** The step of which failures are looked for; all of them without it. */
  readonly stepId?: StepId | undefined;
  /** What is left of the session's ID: only sessions that it can be are listed, if there are any. */
  readonly incomplete?: IncompleteId | undefined;
  /** Whether only sessions in which a task failed are listed, if there are any. */
  readonly failed?: boolean;
  readonly title?: string;
}

/**
 * Lets a person choose a session of a job by the frame that failed, the host and the time: failed ones first, then active ones. Where
 * there is but one it is chosen at once. An ID can be pasted. Undefined if they canceled.
 */
export async function chooseSession(
  app: App,
  job: JobKey,
  { stepId, incomplete, failed = false, title = t('Look Up Session: Session') }: SessionChoice = {},
): Promise<SessionKey | undefined> {
  const picker = new Picker<SessionKey | typeof MORE>({
    title,
    placeholder: t('Loading sessions…'),
    keepOpen: true,
  });
  const { signal } = picker;
  const list = new JobSessions({ service: app.service(), job, stepId });
  const candidates = (): readonly ListedSession[] => {
    const fitting = list.sessions.filter(
      ({ key, failures }) =>
        (incomplete === undefined || canBe(incomplete, key.sessionId)) && (!failed || failures.length > 0),
    );
    return fitting.length > 0 ? fitting : list.sessions;
  };
  let first: string | undefined;
  const draw = (): void => {
    const rows = rowsFor(app, list, candidates(), picker.typed.trim(), job);
    // What the person moved to stays active; else the first row is, whichever that is now.
    const active = idOf(picker.active);
    picker.placeholder = placeholderFor(candidates(), incomplete, failed);
    picker.draw(rows, (value) => active !== first && idOf(value) === active);
    first = idOf(rows[0]?.value);
  };
  const work = async (read: () => Promise<void>): Promise<void> => {
    picker.busy = true;
    try {
      await read();
      draw();
      const [only, another] = candidates();
      const isOnly = failed && only ? only.failures.length > 0 : !list.hasMore && !list.fault;
      if (only && !another && isOnly && picker.typed === '') {
        picker.close(only.key);
        return;
      }
      await list.fill(signal);
      draw();
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) {
        logError(app, error);
      }
    }
    picker.busy = false;
  };
  void work(() => list.load(signal));
  const chosen = await picker.choose({
    onType: draw,
    onAccept: (value) => {
      if (value !== MORE) {
        return 'close';
      }
      void work(() => list.more(signal));
      return 'stay';
    },
  });
  return chosen === MORE ? undefined : chosen;
}

function idOf(value: Row['value']): string | undefined {
  return value === undefined || value === MORE ? value : keyId(value);
}

function placeholderFor(
  sessions: readonly ListedSession[],
  incomplete: IncompleteId | undefined,
  failed: boolean,
): string {
  if (incomplete && sessions.some(({ key }) => !canBe(incomplete, key.sessionId))) {
    return t(
      '{0} is incomplete ({1}) and fits none of these. Select a session',
      incomplete.text,
      whatIsMissing(incomplete),
    );
  }
  if (failed) {
    return sessions.some(({ failures }) => failures.length > 0)
      ? t('Select a failed session (newest first)')
      : t('No failed tasks were found. Select a session');
  }
  return t('Select a session (failed first)');
}

function rowsFor(
  app: App,
  list: JobSessions,
  sessions: readonly ListedSession[],
  typed: string,
  job: JobKey,
): readonly Row[] {
  const pasted = isId('session', typed) ? typed : undefined;
  const { stepNames, hasMore, fault } = list;
  const rows = sessions
    .filter(({ key }) => pasted === undefined || key.sessionId === pasted)
    .map((session): Row => {
      const { label, description, message, tone } = listedSessionText(session, stepNames, app.now());
      return {
        icon: toneIconName(tone),
        label,
        description,
        ...(message === '' ? {} : { detail: message }),
        value: session.key,
        alwaysShow: pasted !== undefined,
      };
    });
  if (pasted !== undefined && rows.length === 0) {
    const { connection, farmId, queueId, jobId } = job;
    const value = { connection, farmId, queueId, jobId, sessionId: pasted };
    return [{ label: pasted, description: t('use this ID'), alwaysShow: true, value }];
  }
  return [
    ...rows,
    ...(fault
      ? [
          {
            icon: 'error',
            label: t('Couldn’t list sessions'),
            detail: `${fault.message} ${t('You can still paste an ID.')}`,
            alwaysShow: true,
          },
        ]
      : []),
    ...(rows.length === 0 && !fault ? [{ label: t('This job has no sessions yet'), alwaysShow: true }] : []),
    ...(hasMore ? [{ icon: 'ellipsis', label: t('Load more'), alwaysShow: true, value: MORE } as const] : []),
  ];
}
