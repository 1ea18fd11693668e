import { t } from '../../core/text/localize';
import type { FarmPath } from '../../core/farm/farmNode';
import { shortId } from '../../core/ids';
import { findWorkers } from '../../core/search/findWorkers';
import { readFirstActions } from '../../core/search/firstActions';
import type { FoundWorker, Session, SessionSummary } from '../../core/session/session';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import { hostName } from '../../render/session/session';
import { workerText } from '../../render/farms/farmRows';
import { workOf } from '../../render/farms/workRows';
import type { App } from '../app';
import { toneIconName } from '../icons';
import { withProgress } from '../window/messages';
import { pick, type PickerHeading, type PickerRow } from '../window/picker';

/** What is left to go to: a session of the worker, or another worker of the same host. */
export type HostChoice = { readonly key: SessionKey } | { readonly path: FarmPath };

type Row = PickerRow<HostChoice> | PickerHeading;

/** A job's sessions are looked through so far for those of a worker. */
const MOST_SESSIONS = 2_000;
/** Calls for how those sessions went. */
const MOST_CALLS = 5;

/**
 * What is known of a host whose worker was deleted: the worker's sessions of the same job, and workers that have the same host name
 * now. Lets the person choose one of them; undefined if they canceled.
 */
export async function chooseOfDeletedHost(
  app: App,
  key: SessionKey,
  session: Session,
): Promise<HostChoice | undefined> {
  const name = hostName(session.host);
  const rows = await withProgress(t('Finding what else ran on {0}', name), async (signal) => {
    const [sessions, workers] = await Promise.all([
      sessionRows(app, key, session, signal),
      workerRows(app, key, session, signal),
    ]);
    return [...workers, ...sessions];
  });
  return pick(rows, {
    title: t('What Else Ran on {0}', name),
    placeholder: t('The worker was deleted. Other jobs that it ran are no longer listed.'),
    keepOpen: true,
  });
}

async function sessionRows(app: App, key: SessionKey, session: Session, signal: AbortSignal): Promise<readonly Row[]> {
  const { connection, farmId, queueId, jobId } = key;
  const own: SessionSummary[] = [];
  let seen = 0;
  for await (const page of app.service().sessions(connection, farmId, queueId, jobId, signal)) {
    own.push(...page.filter(({ workerId }) => workerId === session.workerId));
    seen += page.length;
    if (seen >= MOST_SESSIONS) {
      break;
    }
  }
  const keys = own.map(({ sessionId }) => ({ ...key, sessionId }));
  const actions = await readFirstActions(app.service(), keys, MOST_CALLS, signal);
  const items = own.map((facts): Row => {
    const { actions: found = [], isWhole = false } = actions.get(facts.sessionId) ?? {};
    const { tone, words } = workOf(facts, { jobName: undefined, stepNames: [], actions: found, isWhole }, app.now());
    const value = { key: { ...key, sessionId: facts.sessionId } };
    const isThis = keyId(value.key) === keyId(key);
    return {
      icon: toneIconName(tone),
      label: words,
      description: isThis ? t('this session') : '',
      detail: facts.sessionId,
      value,
    };
  });
  return [{ heading: t('sessions of this job on worker {0}', shortId(session.workerId)) }, ...items];
}

/** None where workers may not be searched, or none has that name. */
async function workerRows(app: App, key: SessionKey, session: Session, signal: AbortSignal): Promise<readonly Row[]> {
  const { connection, farmId } = key;
  const { fleetId, host } = session;
  const workers =
    host.hostName === undefined
      ? []
      : await findWorkers(app.service(), connection, farmId, [fleetId], host.hostName, signal).catch(
          (): readonly FoundWorker[] => {
            signal.throwIfAborted();
            return [];
          },
        );
  const same = workers.filter((worker) => worker.host.hostName === host.hostName);
  const items = same.map((worker): Row => {
    const { label, description, tone } = workerText(worker);
    const path = { connection, farm: farmId, fleet: fleetId, worker };
    return { icon: toneIconName(tone), label, description, detail: worker.workerId, value: { path } };
  });
  return items.length === 0 ? [] : [{ heading: t('workers of this host name now') }, ...items];
}
