import type { Fault } from '../../core/errors';
import type { JobPath } from '../../core/farm/farm';
import type { SessionRow } from '../../core/farm/farmNode';
import type { StepPath } from '../../core/farm/tasks';
import { type FirstActions, readFirstActions } from '../../core/search/firstActions';
import type { Job, Part, Step } from '../../core/session/session';
import { isActive } from '../../core/session/status';
import type { Filling } from './filling';

/** Calls for the actions of a page of sessions. */
const MOST_CALLS = 10;

/**
 * What a worker's sessions were about and how they went: a call for a hundred jobs, a few for the actions of all sessions, and one
 * for a hundred steps. Of sessions that are over, this is asked once.
 */
export async function fillWork(filling: Filling): Promise<readonly Fault[]> {
  const { service, shelf, nodes, signal } = filling;
  const rows = shelf.rows.filter((row) => row.kind === 'session').filter((row) => !row.work || isActive(row.facts));
  const [first] = rows;
  if (!first) {
    return [];
  }
  const { connection } = first;
  const paths = [...new Map(rows.map(({ key }) => [key.jobId, toPath(key)])).values()];
  const [jobs, actions] = await Promise.all([
    service.fetchJobs(connection, paths, signal),
    readFirstActions(
      service,
      rows.map(({ key }) => key),
      MOST_CALLS,
      signal,
    ),
  ]);
  const stepPaths = [
    ...new Map(rows.flatMap((row) => stepsOf(row, actions)).map((path) => [path.stepId, path])).values(),
  ];
  const steps = stepPaths.length === 0 ? [] : await service.fetchSteps(connection, stepPaths, signal);
  const jobNames = new Map(paths.map(({ jobId }, index) => [jobId, nameOf(jobs[index])]));
  const stepNames = new Map(stepPaths.map(({ stepId }, index) => [stepId, nameOf(steps[index])]));
  for (const row of rows) {
    const { actions: found = [], isWhole = false } = actions.get(row.key.sessionId) ?? {};
    const names = stepsOf(row, actions).flatMap(({ stepId }) => stepNames.get(stepId) ?? []);
    const work = { jobName: jobNames.get(row.key.jobId), stepNames: [...new Set(names)], actions: found, isWhole };
    nodes.paint(row, { work });
  }
  return [
    ...[...jobs, ...steps].flatMap((part) => (part.ok ? [] : [part.fault])),
    ...[...actions.values()].flatMap(({ fault }) => fault ?? []),
  ];
}

/** The steps whose tasks a session ran. */
function stepsOf({ key }: SessionRow, actions: ReadonlyMap<string, FirstActions>): readonly StepPath[] {
  const { actions: found = [] } = actions.get(key.sessionId) ?? {};
  return found.flatMap(({ definition }) =>
    definition.kind === 'taskRun' ? [{ ...toPath(key), stepId: definition.stepId }] : [],
  );
}

function toPath({ farmId, queueId, jobId }: JobPath): JobPath {
  return { farmId, queueId, jobId };
}

function nameOf(part: Part<Job | Step> | undefined): string | undefined {
  return part?.ok ? part.value.name : undefined;
}
