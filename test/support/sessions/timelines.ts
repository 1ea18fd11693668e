/** Sessions whose time is worth a picture: many actions, nested environments, gaps, odd clocks. */
import type { SessionAction } from '../../../src/core/session/session';
import type { WatchedSession } from '../../../src/core/session/watchedSession';
import { ENTER, EXIT, SYNC, STARTED_MS, action, activeSession, frame, loaded } from './sessions';

const OUTER: SessionAction['definition'] = { kind: 'envEnter', environmentId: 'QUEUE:queue-1:Conda packages' };
const OUTER_EXIT: SessionAction['definition'] = { kind: 'envExit', environmentId: 'QUEUE:queue-1:Conda packages' };

/** Actions of two nested environments with so many frames between, of which each `failEvery`th failed; a second or less each. */
export function manyActions(frames: number, failEvery = 1000): readonly SessionAction[] {
  const each = 600 / frames;
  const begin = 60;
  return [
    action(0, SYNC, 'SUCCEEDED', 5, 30),
    action(1, OUTER, 'SUCCEEDED', 31, 50),
    action(2, ENTER, 'SUCCEEDED', 50, 58),
    ...Array.from({ length: frames }, (_, index) => {
      // A pause in the middle, and frames of different lengths.
      const from = begin + index * each + (index > frames / 2 ? 40 : 0);
      const status = index % failEvery === failEvery - 1 ? 'FAILED' : 'SUCCEEDED';
      return action(index + 3, frame(index), status, from, from + each * (0.5 + (index % 5) / 10));
    }),
    action(frames + 3, EXIT, 'SUCCEEDED', 702, 705),
    action(frames + 4, OUTER_EXIT, 'SUCCEEDED', 706, 715),
  ];
}

/** An ended session of so many frames in all. */
export function hugeSession(frames: number): WatchedSession {
  return activeSession({
    session: { endedAtMs: STARTED_MS + 720_000, lifecycleStatus: 'ENDED' },
    snapshot: { actions: loaded(manyActions(frames)) },
  });
}

/** A session that somebody ended while its third frame ran, after a pause. */
export function canceledSession(): WatchedSession {
  return activeSession({
    session: {
      endedAtMs: STARTED_MS + 640_000,
      lifecycleStatus: 'ENDED',
      targetLifecycleStatus: 'ENDED',
      updatedAtMs: STARTED_MS + 600_000,
      updatedBy: 'arn:aws:iam::123456789012:user/mira',
    },
    snapshot: {
      actions: loaded([
        action(0, SYNC, 'SUCCEEDED', 20, 45),
        action(1, OUTER, 'SUCCEEDED', 46, 100),
        action(2, ENTER, 'SUCCEEDED', 101, 118),
        action(3, frame(1001), 'SUCCEEDED', 119, 210),
        action(4, frame(1002), 'SUCCEEDED', 330, 420),
        action(5, frame(1003), 'CANCELED', 421, 604, { processExitCode: 143 }),
        action(6, frame(1004), 'NEVER_ATTEMPTED'),
        action(7, EXIT, 'SUCCEEDED', 605, 612),
        action(8, OUTER_EXIT, 'SUCCEEDED', 613, 630),
      ]),
    },
  });
}
