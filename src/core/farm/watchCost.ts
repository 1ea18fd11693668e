/** What watching costs at most. */
import { QUEUES_A_SEARCH } from './farm';

/** What is watched and can still change. */
export interface Going {
  /** Active sessions, those of watched workers among them. */
  readonly sessions: number;
  readonly jobs: number;
  readonly workers: number;
  /** How many queues of each farm. */
  readonly queuesOfFarms: readonly number[];
}

/** Rounds an hour while no window has the focus. */
const ROUNDS = 60;
/** Sessions or jobs a call. */
const BATCH = 100;
/** Calls an hour that look whether one session is stuck. */
const SIGNS = 12;
/** Lists of the sessions of a job whose counts change: all of them and the failed ones, every two minutes. */
const LISTS_OF_JOB = 60;
/** Lists of a worker's sessions, once a minute, and its state, every five. */
const OF_WORKER = 72;

/**
 * How many calls an hour go on at most while no window has the focus: the policy of `Poller` as a number. What a failure costs once,
 * to read its cause, comes on top.
 */
export function mostCallsAnHour({ sessions, jobs, workers, queuesOfFarms }: Going): number {
  const searches = queuesOfFarms.reduce((sum, queues) => sum + Math.ceil(queues / QUEUES_A_SEARCH), 0);
  return (
    ROUNDS * Math.ceil(sessions / BATCH) +
    SIGNS * sessions +
    ROUNDS * Math.ceil(jobs / BATCH) +
    LISTS_OF_JOB * jobs +
    OF_WORKER * workers +
    ROUNDS * searches
  );
}
