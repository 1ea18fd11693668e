/** NTSTATUS and other exit codes of 32 bits by which programs end on Windows, by name. */
import { t } from '../../text/localize';
const NAMES = {
  0xc0000005: 'STATUS_ACCESS_VIOLATION',
  0xc0000006: 'STATUS_IN_PAGE_ERROR',
  0xc0000017: 'STATUS_NO_MEMORY',
  0xc000001d: 'STATUS_ILLEGAL_INSTRUCTION',
  0xc0000022: 'STATUS_ACCESS_DENIED',
  0xc000007b: 'STATUS_INVALID_IMAGE_FORMAT',
  0xc0000094: 'STATUS_INTEGER_DIVIDE_BY_ZERO',
  0xc00000fd: 'STATUS_STACK_OVERFLOW',
  0xc000012d: 'STATUS_COMMITMENT_LIMIT',
  0xc0000135: 'STATUS_DLL_NOT_FOUND',
  0xc0000138: 'STATUS_ORDINAL_NOT_FOUND',
  0xc0000139: 'STATUS_ENTRYPOINT_NOT_FOUND',
  0xc000013a: 'STATUS_CONTROL_C_EXIT',
  0xc0000142: 'STATUS_DLL_INIT_FAILED',
  0xc0000374: 'STATUS_HEAP_CORRUPTION',
  0xc0000409: 'STATUS_STACK_BUFFER_OVERRUN',
  0xc000041d: 'STATUS_FATAL_USER_CALLBACK_EXCEPTION',
  0xc0000420: 'STATUS_ASSERTION_FAILURE',
  0xc0000602: 'STATUS_FAIL_FAST_EXCEPTION',
  0xc06d007e: t('delay-loaded module not found'),
  0xc06d007f: t('delay-loaded procedure not found'),
  0x80000003: 'STATUS_BREAKPOINT',
  0x8007000e: 'E_OUTOFMEMORY',
  0xe0434352: t('unhandled .NET exception'),
  0xe06d7363: 'unhandled C++ exception',
} as const;

/** A code with a name, unsigned, e.g. `0xc0000005`. */
export type WindowsCode = keyof typeof NAMES;

export function isWindowsCode(unsigned: number): unsigned is WindowsCode {
  return Object.hasOwn(NAMES, unsigned);
}

/**
 * The name of a code, e.g. `STATUS_ACCESS_VIOLATION`; undefined for other numbers.
 *
 * @param code signed or unsigned 32 bits
 */
export function windowsCodeName(code: number): string | undefined {
  const unsigned = code >>> 0;
  return isWindowsCode(unsigned) ? NAMES[unsigned] : undefined;
}
