import type { FarmDirectory, SessionSource, TaskDirectory } from '../../core/service/ports';
import type { FarmNodes } from './farmNodes';
import type { LevelState } from './farmLevel';

/** By worker, and by session where the worker is not known; undefined where the service does not say. */
export type HostNames = Map<string, string | undefined>;

/** What a level is filled with. */
export interface Filling {
  readonly service: FarmDirectory & TaskDirectory & SessionSource;
  readonly shelf: LevelState;
  readonly nodes: FarmNodes;
  /** Of hosts that were asked for before; others are added. */
  readonly hosts: HostNames;
  readonly signal: AbortSignal;
}
