import { type Signal, signalOf } from './signals';
import { type WindowsCode, isWindowsCode, windowsCodeName } from './windowsCodes';
import type { CauseId } from '../causeIds';
import { t } from '../../text/localize';

/** What an exit code means by itself. */
export interface ExitMeaning {
  readonly cause: CauseId;
  readonly certainty: 'sure' | 'likely';
  /** In place of the cause's sentence, e.g. `The program crashed (segmentation fault).` */
  readonly sentence: string;
  /** e.g. `SIGSEGV` */
  readonly name: string;
  /** e.g. `exit code 139: SIGSEGV` */
  readonly why: string;
  /** A line of a shell or of the system that says the same. */
  readonly sign: RegExp | undefined;
  /** Whether a shell gives it for a command that it could not run; programs end with such numbers too. */
  readonly isOfShell: boolean;
}

type Row = readonly [cause: CauseId, certainty: 'sure' | 'likely', sentence: string, sign?: RegExp | undefined];
type NamedRow = readonly [name: string, ...Row];

const SIGNALS: Partial<Readonly<Record<Signal, Row>>> = {
  SIGINT: ['interrupted', 'likely', t('Interrupted from outside; the log does not say by what.')],
  SIGILL: [
    'incompatible',
    'likely',
    t('Stopped at an instruction that this processor does not have; most often a build for another processor.'),
    /\bIllegal instruction\b/,
  ],
  SIGTRAP: ['crash', 'sure', t('The program crashed (trap).'), /\bTrace\/breakpoint trap\b/],
  SIGABRT: ['crash', 'sure', t('The program crashed (it aborted itself).'), /\bAborted\b/],
  SIGBUS: ['crash', 'sure', t('The program crashed (bus error).'), /\bBus error\b/],
  SIGFPE: ['crash', 'sure', t('The program crashed (arithmetic error).'), /\bFloating point exception\b/],
  SIGKILL: ['memory', 'likely', t('Killed; most often the host ran out of memory.'), /\bKilled\b/],
  SIGSEGV: ['crash', 'sure', t('The program crashed (segmentation fault).'), /\bSegmentation fault\b/],
  SIGTERM: ['interrupted', 'likely', t('Stopped from outside; the log does not say by what.'), /\bTerminated\b/],
  SIGXCPU: ['time-limit', 'likely', t('The limit for processor time was reached.'), /CPU time limit exceeded/i],
  SIGXFSZ: ['disk-full', 'likely', t('The limit for the size of a file was reached.'), /File size limit exceeded/i],
  SIGSYS: ['crash', 'sure', t('The program crashed (system call that is not allowed).'), /\bBad system call\b/],
};

/** Every code that has a name. */
const WINDOWS: Readonly<Record<WindowsCode, Row>> = {
  0xc0000005: ['crash', 'sure', t('The program crashed (access violation).')],
  0xc0000006: ['storage', 'likely', t('A file of the program could no longer be read.')],
  0xc0000017: ['memory', 'sure', t('The host ran out of memory.')],
  0xc000001d: [
    'incompatible',
    'likely',
    t('Stopped at an instruction that this processor does not have; most often a build for another processor.'),
  ],
  0xc0000022: ['permission', 'likely', t('Windows did not allow the program to start.')],
  0xc000007b: ['incompatible', 'likely', t('A library is not for this kind of Windows.')],
  0xc0000094: ['crash', 'sure', t('The program crashed (division by zero).')],
  0xc00000fd: ['crash', 'sure', t('The program crashed (stack overflow).')],
  0xc000012d: ['memory', 'sure', t('The host ran out of memory.')],
  0xc0000135: ['component-missing', 'sure', t('A DLL that the program needs is missing.')],
  0xc0000138: ['component-missing', 'sure', t('A DLL has another version than needed.')],
  0xc0000139: ['component-missing', 'sure', t('A DLL has another version than needed.')],
  0xc000013a: ['interrupted', 'likely', t('Interrupted from outside; the log does not say by what.')],
  0xc0000142: ['component-missing', 'likely', t('A DLL could not be initialized.')],
  0xc0000374: ['crash', 'sure', t('The program crashed (heap corruption).')],
  0xc0000409: ['crash', 'sure', t('The program crashed (it stopped itself at once).')],
  0xc000041d: ['crash', 'sure', t('The program crashed (in a callback).')],
  0xc0000420: ['crash', 'sure', t('The program crashed (failed assertion).')],
  0xc0000602: ['crash', 'sure', t('The program crashed (it stopped itself at once).')],
  0xc06d007e: ['component-missing', 'sure', t('A DLL that the program needs is missing.')],
  0xc06d007f: ['component-missing', 'sure', t('A DLL has another version than needed.')],
  0x80000003: ['crash', 'sure', t('The program crashed (breakpoint).')],
  0x8007000e: ['memory', 'sure', t('The host ran out of memory.')],
  0xe0434352: ['crash', 'likely', t('The program crashed (unhandled .NET exception).')],
  0xe06d7363: ['crash', 'sure', t('The program crashed (unhandled C++ exception).')],
};

/** Codes that shells give. */
const SHELLS: Readonly<Record<number, NamedRow>> = {
  126: [
    t('not executable'),
    'permission',
    'likely',
    t('A command could not be executed.'),
    /Permission denied|cannot execute$/,
  ],
  127: [
    t('command not found'),
    'program-missing',
    'likely',
    t('A command was not found.'),
    /not found|(?<!shared object file|\.so[\w.]*): No such file/,
  ],
  9009: [t('command not found'), 'program-missing', 'likely', t('A command was not found.'), /not recognized|9009/],
};

/**
 * What an exit code means by itself; undefined for those that mean what each program likes, such as 1, 9 and 255.
 *
 * @param code signed or unsigned 32 bits.
 */
export function meaningOfExit(code: number): ExitMeaning | undefined {
  const unsigned = code >>> 0;
  if (isWindowsCode(unsigned)) {
    const name = windowsCodeName(unsigned) ?? '';
    return meaning([name, ...WINDOWS[unsigned]], `0x${unsigned.toString(16).toUpperCase()}`);
  }
  const signed = unsigned | 0;
  const signal = signalOf(signed);
  const row = signal && SIGNALS[signal];
  const named = row ? ([signal, ...row] as const) : SHELLS[signed];
  return named && meaning(named, String(signed));
}

function meaning([name, cause, certainty, sentence, sign]: NamedRow, code: string): ExitMeaning {
  return {
    cause,
    certainty,
    sentence,
    name,
    why: t('exit code {0}: {1}', code, name),
    sign,
    isOfShell: SHELLS[Number(code)] !== undefined,
  };
}
