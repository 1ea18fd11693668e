/**
 * The service's statuses, and what they mean for a person, as words. The tables are made when they are first needed: pages and pictures
 * that need none have none of them in their scripts.
 */
import type { Tone } from '../../core/session/status';
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';

let statuses: ReadonlyMap<string, string> | undefined;
let tones: Readonly<Record<Tone, string>> | undefined;

/** Every status that is known of actions, tasks, steps, jobs, sessions, workers, queues and fleets. */
const statusWords = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      ACTIVE: t('active'),
      ARCHIVED: t('archived'),
      ASSIGNED: t('assigned'),
      BUDGET_THRESHOLD_REACHED: t('budget threshold reached'),
      CANCELED: t('canceled'),
      CANCELING: t('canceling'),
      CREATED: t('created'),
      CREATE_COMPLETE: t('create complete'),
      CREATE_FAILED: t('create failed'),
      CREATE_IN_PROGRESS: t('create in progress'),
      ENDED: t('ended'),
      FAILED: t('failed'),
      IDLE: t('idle'),
      INTERRUPTED: t('interrupted'),
      INTERRUPTING: t('interrupting'),
      NEVER_ATTEMPTED: t('not run'),
      NO_BUDGET_CONFIGURED: t('no budget configured'),
      NOT_COMPATIBLE: t('not compatible'),
      NOT_RESPONDING: t('not responding'),
      PENDING: t('pending'),
      READY: t('ready'),
      RECLAIMED: t('reclaimed'),
      RECLAIMING: t('reclaiming'),
      RUNNING: t('running'),
      SCHEDULED: t('scheduled'),
      SCHEDULING: t('scheduling'),
      SCHEDULING_BLOCKED: t('scheduling blocked'),
      STARTED: t('started'),
      STARTING: t('starting'),
      STOPPED: t('stopped'),
      STOPPING: t('stopping'),
      SUCCEEDED: t('succeeded'),
      SUSPENDED: t('suspended'),
      UPDATE_FAILED: t('update failed'),
      UPDATE_IN_PROGRESS: t('update in progress'),
      UPDATE_SUCCEEDED: t('update succeeded'),
      UPLOAD_FAILED: t('upload failed'),
      UPLOAD_IN_PROGRESS: t('upload in progress'),
    }),
  );

/** A status of the service's as a word for people: `NOT_COMPATIBLE` → `not compatible`. New ones stay as the service names them. */
export function statusWord(status: string): string {
  statuses ??= statusWords();
  return statuses.get(status) ?? plainText(status, 60).toLowerCase().replaceAll('_', ' ');
}

const toneWords = (): Readonly<Record<Tone, string>> => ({
  running: t('running'),
  waiting: t('waiting'),
  ready: t('ready'),
  ending: t('ending'),
  succeeded: t('succeeded'),
  failed: t('failed'),
  canceled: t('canceled'),
  interrupted: t('interrupted'),
  suspended: t('suspended'),
  blocked: t('blocked'),
  neutral: t('neutral'),
});

/** How a thing is doing, in a word. */
export function toneWord(tone: Tone): string {
  tones ??= toneWords();
  return tones[tone];
}
