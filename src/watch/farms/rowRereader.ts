import type { Clock } from '../../core/async/clock';
import type { JobKey } from '../../core/session/sessionKey';
import type { LevelState, Shelves } from './farmLevel';
import type { FarmNodes } from './farmNodes';
import {
  type RereadRow,
  type RereadRows,
  type PollService,
  hundreds,
  readAgain,
  rowsInMotion,
  rowsOfJobs,
  tasksOfJobs,
} from './farmPolling';
import { outdatedLevels } from './outdatedLevels';

/** How long rows are read before all others after a person changed what runs: until, as a rule, the new attempts have begun. */
const FOLLOWED_MS = 60_000;

/** How long the rows of changed jobs may take to be read again. */
const AT_ONCE_MS = 30_000;

interface RowRereaderOptions {
  readonly clock: Clock;
  readonly nodes: FarmNodes;
  readonly shelves: Shelves;
  /** Lists an open level again. */
  readonly list: (level: LevelState) => void;
  readonly onError: (error: unknown) => void;
}

/** Reads rows again that can change: those in sight, and before all others those of jobs that a person has just changed. */
export class RowRereader {
  readonly #options: RowRereaderOptions;
  #turn = 0;
  /** The jobs that a person changed last, and until when their steps and tasks are read first. */
  #followed: { readonly jobs: readonly JobKey[]; readonly untilMs: number } = { jobs: [], untilMs: -Infinity };

  constructor(options: RowRereaderOptions) {
    this.#options = options;
  }

  /** Whether any row that can be seen may change. */
  get isAnyInMotion(): boolean {
    return rowsInMotion(this.#options.shelves.inSight()).length > 0;
  }

  /** Reads the rows in sight that may change. Rejects only when aborted. */
  async round(service: PollService, signal: AbortSignal): Promise<RereadRows> {
    const inMotion = rowsInMotion(this.#options.shelves.inSight());
    const { jobs, untilMs } = this.#followed;
    const followed = untilMs > this.#options.clock.Date.now() ? tasksOfJobs(inMotion, jobs) : [];
    const read = await this.read(service, followed.length > 0 ? followed : inMotion, signal);
    this.#outdate(read);
    return read;
  }

  /** Tasks of some jobs were asked to change: reads all rows of these jobs, then their tasks first for a while. Never rejects. */
  async follow(service: () => PollService, jobs: readonly JobKey[]): Promise<void> {
    const { nodes, clock, onError } = this.#options;
    for (const some of hundreds(rowsOfJobs(nodes.all(), jobs))) {
      try {
        this.#outdate(await this.read(service(), some, AbortSignal.timeout(AT_ONCE_MS)));
      } catch (error) {
        onError(error);
      }
    }
    this.#followed = { jobs, untilMs: clock.Date.now() + FOLLOWED_MS };
    this.#turn = 0;
  }

  /** Reads rows again, a hundred of one kind. Rejects only when aborted. */
  async read(service: PollService, rows: readonly RereadRow[], signal: AbortSignal): Promise<RereadRows> {
    const { nodes, shelves, onError } = this.#options;
    const read = await readAgain(service, rows, nodes, this.#turn++, signal);
    read.errors.forEach(onError);
    for (const { row, fault } of read.rows) {
      shelves.find(row.parent)?.setStale(row.connection, fault);
    }
    return read;
  }

  /** Lists levels again that would be listed otherwise now. */
  #outdate({ rows }: RereadRows): void {
    for (const level of outdatedLevels(rows, this.#options.shelves)) {
      if (level.isOpen && !level.isLoading) {
        this.#options.list(level);
      } else {
        level.listedAtMs = -Infinity;
      }
    }
  }
}
