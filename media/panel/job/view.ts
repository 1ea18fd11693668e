import type { JobPicture, ToJobPage } from '../../../src/render/panel/jobProtocol';
import type { LanesPicture } from '../../../src/render/panel/lanesProtocol';

/** Some tasks of a group, as the extension sent them. */
export type SentTasks = Extract<ToJobPage, { type: 'tasks' }>;

/** All that a job's page draws from. */
export interface JobView {
  readonly picture: JobPicture;
  /** Painted from what was kept; nothing has been read of the job since. */
  readonly restored: boolean;
  /** The tasks that were sent, by group. */
  readonly tasks: ReadonlyMap<string, SentTasks>;
  /** All sessions and actions as far as they were read; undefined until the picture is asked for. */
  readonly lanes?: LanesPicture;
}
