/** A line that a program writes, and how far its work is then: from 0 to 1. */
export interface OutputLine {
  readonly at: number;
  readonly text: string;
}

/** What a program works on. */
export interface Subject {
  readonly jobName: string;
  /** e.g. `1003`; the task's number where it has no frame. */
  readonly frame: string;
  /** Which side of an environment; undefined for tasks. */
  readonly environment: { readonly name: string; readonly entering: boolean } | undefined;
  readonly seed: number;
}
