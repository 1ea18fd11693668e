import { type Beat, enter, exit, runs, sync } from '../stories/beats';
import type { Program } from '../model';

/** What jobs of the queue `episodic` have in common. */
export const EPISODIC = { queue: 'episodic', firstFrame: 1001 } as const;

/** Good tasks, then one that ends the session. */
export function after(good: number, program: Program, seconds: number, ...rest: readonly Beat[]): readonly Beat[] {
  return [sync(24), enter('Conda', 41), ...runs(program, 0, good, seconds), ...rest, exit('Conda', 4)];
}
