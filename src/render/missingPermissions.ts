/** What a person would have to be allowed to see all of a session or job, and the policy that allows it. */
import type { Fault } from '../core/errors';
import type { Part, SessionSnapshot } from '../core/session/session';
import type { JobKey } from '../core/session/sessionKey';

/** The IAM actions for want of which parts of a session could not be read, e.g. `deadline:GetFleet`; each once. */
export function missingPermissions(snapshot: SessionSnapshot): readonly string[] {
  const { farm, queue, job, fleet, worker, actions } = snapshot;
  const parts: readonly Part<unknown>[] = [farm, queue, job, fleet, worker, actions];
  return [...new Set(parts.flatMap((part) => (part.ok ? [] : (part.fault.permission ?? []))))];
}

/** Whether a part is missing for want of a permission: it is named once for the whole page. */
export function isForbidden({ kind, permission }: Pick<Fault, 'kind' | 'permission'>): boolean {
  return kind === 'accessDenied' && permission !== undefined;
}

/** An IAM policy that allows these actions on a farm, everything in it, and its logs. */
export function policyFor(
  { connection, farmId }: Pick<JobKey, 'connection' | 'farmId'>,
  actions: readonly string[],
): string {
  const { region } = connection;
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const farm = `arn:${partition}:deadline:${region}:*:farm/${farmId}`;
  const logs = `arn:${partition}:logs:${region}:*:log-group:/aws/deadline/${farmId}/*`;
  const isOfLogs = (action: string): boolean => action.startsWith('logs:');
  const statements = [
    { Effect: 'Allow', Action: actions.filter((action) => !isOfLogs(action)), Resource: [farm, `${farm}/*`] },
    { Effect: 'Allow', Action: actions.filter(isOfLogs), Resource: [logs] },
  ];
  return JSON.stringify(
    { Version: '2012-10-17', Statement: statements.filter(({ Action }) => Action.length > 0) },
    undefined,
    2,
  );
}
