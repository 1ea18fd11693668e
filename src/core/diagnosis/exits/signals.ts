/** Signals by number, as Linux counts. */
const SIGNALS = {
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
} as const;

/** The name of a signal that ends programs, e.g. `SIGKILL`. */
export type Signal = (typeof SIGNALS)[keyof typeof SIGNALS];

/** The signal that an exit code stands for, if any: a shell reports it as 128 + n, Python and the Open Job Description engine as −n. */
export function signalOf(exitCode: number): Signal | undefined {
  const number = exitCode > 128 ? exitCode - 128 : -exitCode;
  return (SIGNALS as Readonly<Record<number, Signal>>)[number];
}
