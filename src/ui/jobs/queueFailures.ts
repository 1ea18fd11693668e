/** What failed alike in a queue's jobs of the last 7 days, as a list that fills while it is open. */
import type * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { type QueueKey, queueKeyId } from '../../core/farm/farmKeys';
import type { JobKey } from '../../core/session/sessionKey';
import type { InJob, QueueFailures } from '../../core/triage/queueFailures';
import {
  alikeLine,
  inJobLine,
  notLookedLines,
  queueProgressWords,
  type QueueFailuresLine,
  unexplainedLine,
} from '../../render/triage/queueFailures';
import { type QueueFailuresOptions, QueueFailuresReader } from '../../watch/jobs/queueFailuresReader';
import type { App } from '../app';
import { COMMANDS } from '../names';
import { pick, Picker, type PickerHeading, type PickerRow } from '../window/picker';

/** Queues whose failures are kept, so that a second look goes on where the first one ended. */
const MOST_QUEUES = 3;

type Choice = 'stop' | 'read' | { readonly title: string; readonly jobs: readonly InJob[] };

/** Looks through the failed jobs of queues. */
export class QueueFailuresLists implements vscode.Disposable {
  readonly #options: QueueFailuresOptions & Pick<App, 'run'>;
  readonly #readers = new Map<string, QueueFailuresReader>();

  constructor(options: QueueFailuresOptions & Pick<App, 'run'>) {
    this.#options = options;
  }

  /**
   * Shows the list, and the page of the job that the person chooses there. Closing it ends the reading, and what was read is kept.
   * @param queueName as it is shown; fit for a title
   */
  async show(queue: QueueKey, queueName: string): Promise<void> {
    const reader = this.#readerOf(queue);
    void reader.read();
    for (;;) {
      const choice = await this.#choose(reader, queueName);
      if (typeof choice !== 'object') {
        reader.stop();
        return;
      }
      const key = await chooseJob(choice.title, choice.jobs);
      if (key) {
        reader.stop();
        await this.#options.run(COMMANDS.whyJobFailed, key);
        return;
      }
    }
  }

  dispose(): void {
    for (const reader of this.#readers.values()) {
      reader.dispose();
    }
    this.#readers.clear();
  }

  async #choose(reader: QueueFailuresReader, queueName: string): Promise<Choice | undefined> {
    const picker = new Picker<Choice>({
      title: t('Failures of the Last 7 Days in {0}', queueName),
      placeholder: t('Choose a failure to see its jobs'),
      keepOpen: true,
    });
    const draw = (failures: QueueFailures): void => {
      const { active } = picker;
      const fingerprint = idOf(active);
      picker.busy = failures.state === 'reading';
      picker.draw(
        rowsOf(failures, this.#options.clock.Date.now()),
        (value) => fingerprint !== undefined && idOf(value) === fingerprint,
      );
    };
    draw(reader.failures);
    const subscription = reader.onDidChange(draw);
    try {
      return await picker.choose({
        onAccept: (choice) => {
          if (choice === 'stop') {
            reader.stop();
          } else if (choice === 'read') {
            void reader.read();
          }
          return typeof choice === 'string' ? 'stay' : 'close';
        },
      });
    } finally {
      subscription.dispose();
    }
  }

  #readerOf(queue: QueueKey): QueueFailuresReader {
    const id = queueKeyId(queue);
    const reader = this.#readers.get(id) ?? new QueueFailuresReader(queue, this.#options);
    this.#readers.delete(id);
    this.#readers.set(id, reader);
    for (const [oldest, other] of this.#readers) {
      if (this.#readers.size <= MOST_QUEUES) {
        break;
      }
      other.dispose();
      this.#readers.delete(oldest);
    }
    return reader;
  }
}

/** The page of a failure's only job, or that of the one that the person chooses. */
async function chooseJob(title: string, jobs: readonly InJob[]): Promise<JobKey | undefined> {
  const [only, ...others] = jobs;
  if (only && others.length === 0) {
    return only.key;
  }
  return pick<JobKey>(
    jobs.map((job) => ({ icon: 'package', ...inJobLine(job), value: job.key })),
    { title, placeholder: t('Choose a job to see its failures. Escape goes back.') },
  );
}

function rowsOf(failures: QueueFailures, nowMs: number): readonly (PickerRow<Choice> | PickerHeading)[] {
  const { state, looked, notLooked } = failures;
  const found = failures.failures.map((failure): PickerRow<Choice> => {
    const line = alikeLine(failure, nowMs);
    return { icon: 'error', ...line, value: { title: line.label, jobs: failure.jobs } };
  });
  const inSeveral = failures.failures.filter(({ jobs }) => jobs.length > 1).length;
  const unexplained = unexplainedLine(failures);
  const isNothing = state === 'done' && looked === 0 && notLooked.length === 0;
  return [
    stateRow(failures),
    ...(isNothing ? [{ label: t('No job of the last 7 days failed in this queue.') }] : []),
    ...headed(t('The same in several jobs'), found.slice(0, inSeveral)),
    ...headed(t('In one job'), found.slice(inSeveral)),
    ...headed(t('Without a known cause'), [
      ...(unexplained
        ? [
            {
              icon: 'question',
              ...unexplained,
              value: { title: unexplained.label, jobs: failures.unexplained },
            },
          ]
        : []),
    ]),
    ...headed(t('Not looked at'), notLookedLines(failures).map(toInfo)),
  ];
}

/** Ends the reading, goes on with it, or reads again. */
function stateRow(failures: QueueFailures): PickerRow<Choice> {
  const description = queueProgressWords(failures);
  if (failures.state === 'reading') {
    return { icon: 'debug-stop', label: t('Stop'), description, value: 'stop', alwaysShow: true };
  }
  const label = failures.notLooked.length > 0 || failures.state === 'failed' ? t('Go On') : t('Look Again');
  return { icon: 'refresh', label, description, value: 'read', alwaysShow: true };
}

function toInfo(line: QueueFailuresLine): PickerRow<Choice> {
  return { icon: 'info', ...line, detail: line.detail === '' ? undefined : line.detail };
}

function headed(heading: string, rows: readonly PickerRow<Choice>[]): readonly (PickerRow<Choice> | PickerHeading)[] {
  return rows.length === 0 ? [] : [{ heading }, ...rows];
}

/** The same for the row of the same failure after another drawing. */
function idOf(choice: Choice | undefined): string | undefined {
  return typeof choice === 'object' ? choice.title : choice;
}
