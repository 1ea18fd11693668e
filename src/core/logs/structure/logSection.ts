/**
 * What a log's structure is made of. Lines are numbered over the loaded log: the first line that was ever loaded is 0, older
 * ones are negative, so that loading more renumbers nothing. A document shows a run of them below its own heading lines.
 */
import type { SessionActionId } from '../../ids';
import type { SessionAction } from '../../session/session';

/** How a log is written: a session's (plain messages), a worker's (JSON messages), or a local file with a time in each line. */
export type LogKind = ServiceLogKind | 'file';

/** A log that the service keeps: its events have times of their own. */
export type ServiceLogKind = 'session' | 'worker';

/** A foldable part of a log. All text in it was written by programs: hostile until rendered. */
export interface LogSection {
  /** `cleanup` is what a session does after its actions, `summary` an event of several lines. */
  readonly kind: 'action' | 'phase' | 'cleanup' | 'traceback' | 'summary';
  /** e.g. `Entering Environment: Conda`, `Running Task`, `Phase: Setup`, `RuntimeError: no texture`; as the log says it. */
  readonly title: string;
  /** The title's line, or the first line where the log has no title for it. */
  readonly firstLine: number;
  /** Inclusive. A banner's rules and blank line belong to no section. */
  readonly lastLine: number;
  /** For actions that the service knows; missing where a banner is all that speaks of one. */
  readonly actionId: SessionActionId | undefined;
  /** The service's word, e.g. `FAILED`; where it has none, `FAILED` or `SUCCEEDED` by the exit line, else undefined. */
  readonly status: string | undefined;
  readonly failed: boolean;
  /** Signed 32 bits, from the service or the exit line. */
  readonly exitCode: number | undefined;
  /** From the service's times, else from those of its first and last line; undefined while it is not over. */
  readonly durationMs: number | undefined;
  /** Last of what the program said of itself (`openjd_fail`, else `openjd_status`), or else the service's progress message. */
  readonly message: string | undefined;
  /** 0 to 100: the last that the program told. */
  readonly progressPercent: number | undefined;
  /** When its first line was written; undefined where the log has no times. */
  readonly startedAtMs: number | undefined;
  readonly children: readonly LogSection[];
}

/** A line that tells of a failure. */
export interface LogFailure {
  readonly line: number;
  /** Where what it tells begins: a traceback's first line, otherwise `line`. */
  readonly firstLine: number;
  /** `fail` is a program's `openjd_fail`, `exit` a process that ended badly, `agent` a time-out or a process that did not start. */
  readonly kind: 'fail' | 'traceback' | 'exit' | 'agent' | 'error';
  readonly text: string;
}

/** What outline, folding, sticky scroll and “go to failure” are drawn from. */
export interface LogOutline {
  /** In order, not overlapping; children within their parents. */
  readonly sections: readonly LogSection[];
  /** By line. The first one of the first failed action comes with the strongest sign: see `firstFailure`. */
  readonly failures: readonly LogFailure[];
  /** Where a person would begin to read; undefined where nothing failed in what is loaded. */
  readonly firstFailure: LogFailure | undefined;
  /**
   * The first line that explains `firstFailure`: errors that stand close above it usually say more than it does. Undefined where
   * nothing failed.
   */
  readonly firstFailureLine: number | undefined;
}

/** The actions as far as the service tells, and when it told: a banner after that may be an action it had not known yet. */
export interface KnownActions {
  readonly actions: readonly SessionAction[];
  readonly asOfMs: number;
}
