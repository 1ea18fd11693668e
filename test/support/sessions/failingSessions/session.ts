/** Builds sessions that fail in a way of their own, as an engine and a program would log them: a row of a table becomes a log. */
import type { CauseId } from '../../../../src/core/diagnosis';
import type { LogEvent } from '../../../../src/core/service/ports';
import type { DiagnosisCase, WrittenAction } from '../diagnosisCases';
import { actionOf, inputOf } from '../diagnosisCases';
import { PROGRAMS, type ProgramName } from './programs';

/** A failure in the words of the program that has it. */
export interface Story {
  readonly name: string;
  readonly cause: CauseId;
  /** Where false, only “likely” is honest. */
  readonly sure?: boolean;
  readonly alsoRight?: readonly CauseId[];
  readonly program: ProgramName;
  /** The last lines of the program. */
  readonly lines: readonly string[];
  /** Parts of the lines that a person would quote. */
  readonly matter?: readonly string[];
  /** Signed 32 bits; undefined where no process ran. Default: 1. */
  readonly exitCode?: number | null;
  /** What the service says; `openjd_fail` lines are repeated by it unless this is given. */
  readonly message?: string;
  readonly status?: string;
  /** How many tasks succeeded before. Default: 2. */
  readonly good?: number;
  readonly kind?: 'taskRun' | 'envEnter' | 'syncInputJobAttachments';
  /** Lines near the start that good tasks do not have and that mean nothing. */
  readonly noise?: readonly string[];
  /** The words of the Rust engine instead of the Python one. */
  readonly rust?: boolean;
}

const SESSION = '0c4f8a2e6b1d4f7a9e3c5b8d2a6f1e40';
const RULE = '='.repeat(46);

/** A pseudo-random sequence: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The session of a story, with its answer. */
export function sessionOf(story: Story, seed: number): DiagnosisCase {
  const random = randomOf(seed * 7919 + 17);
  const { kind = 'taskRun', good = kind === 'taskRun' ? 2 : 0, status = 'FAILED', rust = false } = story;
  const exitCode = story.exitCode === null ? undefined : (story.exitCode ?? 1);
  const events: LogEvent[] = [];
  const actions: WrittenAction[] = [];
  let nowMs = Date.UTC(2026, 10, 23, 8) + Math.floor(random() * 3_600_000);
  const write = (...messages: readonly string[]): void => {
    for (const message of messages) {
      nowMs += 20 + Math.floor(random() * 900);
      events.push({ timestampMs: nowMs, message });
    }
  };
  const run = (action: Omit<WrittenAction, 'sessionActionId'>, title: string, lines: readonly string[]): void => {
    nowMs += 100;
    const startedAtMs = nowMs;
    write('', RULE, `--------- ${title}`, RULE);
    const pid = 1000 + Math.floor(random() * 40_000);
    if (action.kind !== 'syncInputJobAttachments') {
      write(
        ...(rust ? [] : ['Parameter values:', 'Frame(INT) = 7']),
        '-'.repeat(46),
        'Phase: Running action',
        '-'.repeat(46),
      );
      write(`Running command /sessions/session-${SESSION}x1/tmp${pid}.sh`, `Command started as pid: ${pid}`, 'Output:');
    }
    write(...lines);
    const code = action.processExitCode;
    if (code !== undefined) {
      const unsigned = code >>> 0;
      write(
        rust
          ? `Process exit code: ${code}`
          : `Process pid ${pid} exited with code: ${unsigned} (unsigned) / 0x${unsigned.toString(16)} (hex)`,
      );
    }
    actions.push({
      ...action,
      sessionActionId: `sessionaction-${SESSION}-${actions.length}`,
      startedAtMs,
      endedAtMs: nowMs,
    });
  };
  const program = PROGRAMS[story.program];
  const output = (): string[] => {
    const noise = program.noise.filter(() => random() < 0.7).map((line) => line(random));
    const work = Array.from({ length: 12 + Math.floor(random() * 25) }, (_, index) => program.work(random, index));
    return [...program.start, ...noise, ...work];
  };
  if (kind !== 'syncInputJobAttachments' && random() < 0.6) {
    run(
      { kind: 'envEnter', environment: 'Conda', status: 'SUCCEEDED', processExitCode: 0 },
      'Entering Environment: Conda',
      [
        'Solving environment: done',
        'error    libmamba Could not lock /home/job-user/.mamba/pkgs: Permission denied, continuing without lock',
      ],
    );
  }
  for (let task = 0; task < good; task++) {
    run({ kind, status: 'SUCCEEDED', processExitCode: 0 }, 'Running Task', [...output(), program.end]);
  }
  const [start, ...rest] = output();
  const fails = story.lines.filter((line) => line.startsWith('openjd_fail: '));
  const message = story.message ?? fails.at(-1)?.slice('openjd_fail: '.length);
  const failing = actions.length;
  run(
    {
      kind,
      ...(kind === 'envEnter' ? { environment: 'Tools' } : {}),
      status,
      ...(exitCode === undefined ? {} : { processExitCode: exitCode }),
      ...(message === undefined ? {} : { progressMessage: message }),
    },
    kind === 'taskRun'
      ? 'Running Task'
      : kind === 'envEnter'
        ? 'Entering Environment: Tools'
        : 'Job Attachments Download for Job',
    kind === 'taskRun' ? [start ?? '', ...(story.noise ?? []), ...rest, ...story.lines] : story.lines,
  );
  nowMs += 200;
  write('', RULE, '--------- Session Cleanup', RULE, `Deleting working directory: /sessions/session-${SESSION}x1`);
  return {
    name: story.name,
    cause: story.cause,
    isSure: story.sure ?? story.cause !== 'unknown',
    alsoRight: story.alsoRight ?? [],
    linesThatMatter: story.matter ?? [],
    input: inputOf(events, actions.map(actionOf), failing),
  };
}
