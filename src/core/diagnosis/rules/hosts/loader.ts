import type { Rule } from '../../matching/rule';
import { anyOf, hresult, negativeCode } from '../windowsCodes';

/** What dynamic loaders and operating systems print when a program or a library does not load. */
export const LOADER_RULES: readonly Rule[] = [
  // Software and machine do not fit.
  {
    id: 'loader-glibc',
    pattern:
      /\bversion [`'"‘](?<subject>(?:GLIBC(?:XX)?|CXXABI|GCC|GOMP|OMP|OPENSSL|CURL_OPENSSL|LIBXML\w*|Qt|ZLIB|libtiff|LIBTIFF)[_\d.]\S{0,30})['’"] not found\b/i,
    cause: 'incompatible',
    certainty: 'sure',
  },
  {
    id: 'loader-kernel',
    pattern:
      /\bkernel too old\b|\bELF load command \S{1,40} (?:not properly aligned|alignment not page-aligned)\b|\bCPU ISA level is lower than required\b/i,
    cause: 'incompatible',
    certainty: 'sure',
  },
  {
    id: 'loader-elf-class',
    pattern:
      /\bwrong ELF class\b|\bcannot execute binary file\b|\bBad CPU type in executable\b|\bincompatible architecture \(|\bmach-o(?: file)?,? but (?:wrong|is an incompatible) architecture\b|\bELF file (?:data encoding|OS ABI|version|machine)\b.{0,60}\b(?:invalid|not|does not)\b|\brosetta error\b|\bqemu-\w{1,12}: Could not open '/i,
    cause: 'incompatible',
    certainty: 'sure',
  },
  {
    id: 'loader-exec-format',
    pattern: anyOf(
      String.raw`\bExec format error\b|\[Errno 8\] (?!nodename)|\bWinError (?:193|216)\b|\bCreateProcess error=(?:193|216)\b|\(os error (?:193|216)\)|\b(?:is )?not a valid Win32 application\b|\bThis version of .{1,300} is not compatible with the version of Windows\b|\bThis app can't run on your PC\b`,
      hresult(String.raw`800700C1`),
      String.raw`\bBadImageFormatException\b|\bSTATUS_INVALID_IMAGE_FORMAT\b|\b0xC000007B\b`,
      negativeCode(String.raw`-1073741701`),
    ),
    cause: 'incompatible',
    certainty: 'likely',
  },
  {
    id: 'loader-illegal-instruction',
    pattern:
      /\bIllegal instruction\b|\bSIGILL\b|\b0xC000001D\b|\b(?:EXCEPTION|STATUS)_ILLEGAL_INSTRUCTION\b|\bcode -1073741795\b/i,
    cause: 'incompatible',
    certainty: 'likely',
  },
  {
    id: 'loader-cpu',
    pattern:
      /^(?!.*\bfallback).*(?:\b(?:CPU|processor)\b.{0,60}\b(?:does not support|doesn't support|lacks|is missing|without)\b.{0,40}\b(?:AVX\w*|SSE[\d.]*|instruction\w*|x86-64-v\d)\b|\b(?:built|compiled|optimized) for (?:an? )?(?:CPU|processor)\b.{0,40}\b(?:supports?|with)\b|\bFatal glibc error: CPU\b|\bUnsupported CPU\b|\bbuilt with baseline optimizations: \(.{1,80}\) but your machine doesn't support\b|\b(?:requires?|needs) (?:a (?:CPU|processor) (?:with|that supports) )?(?:the )?(?:AVX\w*|SSE4[\d.]*|SSSE3)\b|\bcompiled to use (?:AVX\w*|SSE[\d.]*) instructions, but these aren't available\b)/i,
    cause: 'incompatible',
    certainty: 'sure',
  },
  {
    id: 'loader-python-version',
    pattern:
      /\bbad magic number in ['"]|\bbad marshal data\b|\bModule use of python\d+\.dll conflicts with this version of Python\b|\bPython version mismatch\b|\bwas compiled (?:against|with) a different (?:Node\.js|Python) version\b|\bNODE_MODULE_VERSION \d+\b|\bUnsupportedClassVersionError\b|\bhas been compiled by a more recent version of the Java Runtime\b|\bA module that was compiled using NumPy 1\.x cannot be run\b|\bnumpy\.dtype size changed\b|\bincompatible function arguments\b.{0,20}ABI/i,
    cause: 'incompatible',
    certainty: 'likely',
  },
  {
    id: 'loader-system-version',
    pattern:
      /\brequires? (?:at least )?(?:macOS|Mac OS X|Windows|glibc|GLIBC|Linux kernel|kernel) (?:version )?\d[\w.]{0,10}(?: or (?:newer|later|higher|above))?\b|\brequires a newer version of (?:Windows|macOS)\b|\bWinError 1150\b|\b(?:operating system|OS|macOS|Windows) version (?:is )?(?:not supported|too old|unsupported)\b/,
    cause: 'incompatible',
    certainty: 'likely',
  },
  {
    id: 'loader-required-file',
    pattern: /\bcannot execute: required file not found\b/,
    cause: 'incompatible',
    certainty: 'likely',
  },
  // A library is missing or does not load. ld.so goes on without a preloaded library.
  {
    id: 'loader-shared-library',
    pattern:
      /\berror while loading shared libraries: (?<subject>[^\s:]{1,200})|\bdlopen failed: (?:library|cannot locate)|\bsymbol lookup error: /,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'loader-shared-object',
    pattern:
      /^(?!.*\b(?:LD_PRELOAD|ignored|optional|skipping|falling back)\b).*(?:: (?<=\b(?<subject>[\w.+-]{1,120}): )cannot open shared object file\b|\bundefined symbol: |\bdlopen\([^)]{1,300}\): (?!.{0,300}incompatible architecture)|\binvalid ELF header\b|\bfile too short$|\bcannot make segment writable\b|\bcannot enable executable stack\b|\bundefined reference to\b|\b[Uu]ndefined symbols? .{1,200} referenced (?:from|in|by)\b)/,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'loader-noexec',
    pattern: /\bfailed to map segment from shared object(?:: Operation not permitted)?/,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'loader-dyld',
    pattern:
      /\bLibrary not loaded: (?<subject>\S{1,300})|\bdyld\[?\d*\]?: (?:symbol not found|Symbol not found|missing symbol|lazy symbol binding failed)|\bSymbol not found: \(?_|\bReason: (?:tried: '|image not found)/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'loader-dll',
    pattern: anyOf(
      String.raw`\bDLL load failed(?: while importing (?<subject>\w{1,80}))?: (?!.{0,80}WinError 1455)|\b0xC0000135\b|\b0xC000013[89]\b|\b0xC0000142\b|\bSTATUS_(?:DLL_NOT_FOUND|ENTRYPOINT_NOT_FOUND|ORDINAL_NOT_FOUND|DLL_INIT_FAILED)\b`,
      negativeCode(String.raw`(?:-107374151[15]|-1073741502)`),
      String.raw`\bbecause \S{1,200}\.dll (?:was not found|is missing)\b|\bprocedure entry point .{1,200} could not be located\b|\bordinal \d+ could not be located\b|\bWinError (?:126|127|182|1114|1157|14001)\b|\(os error (?:126|127|1114|14001)\)`,
      hresult(String.raw`8007(?:007[EF]|045A)`),
      String.raw`\bside-by-side configuration is incorrect\b|\bDllNotFoundException\b|\bUnable to load (?:DLL|shared library) '`,
    ),
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'loader-module-not-found',
    pattern:
      /\bLoadLibrary\w{0,4}\b.{0,80}\b(?:failed|error)\b|\bThe specified (?:module|procedure) could not be found\b|\bDas angegebene Modul wurde nicht gefunden|\bLe module spécifié est introuvable|\bNo se puede encontrar el módulo especificado|\bImpossibile trovare il modulo specificato|指定されたモジュールが見つかりません|找不到指定的模块/,
    cause: 'component-missing',
    certainty: 'likely',
  },
];
