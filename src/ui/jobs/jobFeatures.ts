import { systemClock } from '../../core/async/clock';
import type { StudioRule } from '../../core/diagnosis';
import type { Service } from '../../core/service/service';
import type { JobRun } from '../../core/timeline/jobRun';
import type { FarmTree } from '../../watch/farms/farmTree';
import { placeNames } from '../../watch/farms/placeNames';
import { FailureMemory } from '../../watch/jobs/failureMemory';
import { JobRunReader } from '../../watch/jobs/jobRunReader';
import { TriageStore } from '../../watch/jobs/triageStore';
import type { FailureCauses } from '../../watch/sessions/readDiagnosis';
import type { SharedRecords } from '../../watch/shared/sharedRecords';
import type { App } from '../app';
import type { SignIns } from '../connection/signIns';
import type { Logs } from '../logs/logs';
import { CallMode } from '../state/callMode';
import { JobLogFinder } from './findInJobLogs';
import { JobPages } from './jobPages';
import { QueueFailuresLists } from './queueFailures';

/** The features of jobs that others use. */
export interface JobFeatures {
  readonly jobs: JobPages;
  readonly queueFailures: QueueFailuresLists;
  readonly jobLogFinder: JobLogFinder;
  readonly triages: TriageStore;
  /** What is remembered of failures: AWS's, and the sample farm's. */
  readonly failureMemories: () => readonly FailureMemory[];
}

export interface JobFeaturesOptions {
  readonly app: App;
  /** The service's client for background work and for people; loads its bundle when first called. */
  readonly service: () => Service;
  /** What names causes; loads its bundle when first called. */
  readonly causes: () => FailureCauses;
  readonly studioRules: () => readonly StudioRule[];
  readonly tree: FarmTree;
  readonly logs: Logs;
  readonly signIns: SignIns;
  /** The records of failures that all windows share; opened when a job's page is first shown. */
  readonly records: () => SharedRecords;
  /** Told what was read of all sessions of a job. */
  readonly onRun: (run: JobRun) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Makes everything that is about whole jobs.
 * @param owned disposes of what it is given when the extension ends
 */
export function createJobFeatures(
  { app, service, causes, studioRules, tree, logs, signIns, records, onRun, onError }: JobFeaturesOptions,
  owned: <T extends { dispose(): unknown }>(one: T) => T,
): JobFeatures {
  let memories: Readonly<Record<'aws' | 'sampleFarm', FailureMemory>> | undefined;
  const remembered = (): NonNullable<typeof memories> => {
    if (!memories) {
      const shared = records();
      memories = {
        aws: owned(new FailureMemory(shared, 'aws')),
        sampleFarm: owned(new FailureMemory(shared, 'sampleFarm')),
      };
    }
    return memories;
  };
  const calls = new CallMode(service);
  const clock = systemClock;
  const triages = owned(
    new TriageStore({ service: calls.service, background: service, clock, causes, studioRules, onError }),
  );
  const jobs = owned(
    new JobPages(
      {
        app,
        triages,
        runOf: (key) => {
          const reader = new JobRunReader(key, { service: calls.service, background: service, clock, onError });
          reader.onDidChange(onRun);
          return reader;
        },
        memoryOf: ({ source }) => remembered()[source],
        logs,
        namesOf: (key) => placeNames(tree, key, app.store.all()),
      },
      calls,
    ),
  );
  const queueFailures = owned(
    new QueueFailuresLists({
      run: app.run,
      service: () => app.service(),
      clock,
      causes,
      studioRules,
      onLooked: (triage) => {
        remembered()[triage.key.connection.source].learn(triage);
      },
      onError,
    }),
  );
  owned(
    signIns.onDidSignIn((connection) => {
      jobs.goOn(connection);
    }),
  );
  const jobLogFinder = owned(new JobLogFinder(app, logs));
  return { jobs, queueFailures, jobLogFinder, triages, failureMemories: () => Object.values(remembered()) };
}
