import type { RuleExamples } from '../example';

export const LOADER_EXAMPLES: RuleExamples = {
  'loader-glibc': {
    source: 'bminor/glibc elf/dl-version.c',
    fails: [
      "/opt/app/bin/app: /lib64/libc.so.6: version `GLIBC_2.38' not found (required by /opt/app/bin/app)",
      "ImportError: /lib64/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /opt/app/lib/_x.so)",
      "/opt/app/bin/app: /lib64/libQt5Core.so.5: version `Qt_5.15' not found (required by /opt/app/bin/app)",
    ],
    harmless: [
      '/opt/app/bin/app: /lib64/libcurl.so.4: no version information available (required by /opt/app/bin/app)',
    ],
  },
  'loader-kernel': {
    source: 'bminor/glibc sysdeps/unix/sysv/linux/dl-sysdep.c',
    fails: ['FATAL: kernel too old', '/lib64/libc.so.6: CPU ISA level is lower than required'],
    harmless: ['kernel 5.14.0-503'],
  },
  'loader-elf-class': {
    source: 'bminor/glibc elf/dl-load.c',
    fails: [
      'ImportError: libfoo.so: wrong ELF class: ELFCLASS32',
      '/sessions/session-1/tmp1.sh: line 4: /opt/app/bin/app: cannot execute binary file: Exec format error',
      "(mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
      "qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory",
    ],
    harmless: ['ELF class: ELFCLASS64'],
  },
  'loader-exec-format': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "OSError: [Errno 8] Exec format error: '/opt/app/bin/app'",
      'OSError: [WinError 193] %1 ist keine zulässige Win32-Anwendung',
      'System.BadImageFormatException: An attempt was made to load a program with an incorrect format.',
    ],
    harmless: ['format: exec'],
  },
  'loader-illegal-instruction': {
    source: 'bminor/bash siglist.c',
    fails: ['Illegal instruction (core dumped)', 'The application failed with 0xC000001D'],
    harmless: ['Instruction sets: SSE4.2 AVX AVX2'],
  },
  'loader-cpu': {
    source: 'bminor/bash siglist.c',
    fails: [
      'Unsupported CPU detected: Missing SSE4.2',
      "RuntimeError: NumPy was built with baseline optimizations: (X86_V2) but your machine doesn't support: (X86_V2).",
      '/sessions/session-1/tmp1.sh: line 4:  812 Illegal instruction     (core dumped) kick a.ass',
      'The application failed with 0xC000001D',
      'This program requires a CPU that supports AVX2',
    ],
    harmless: ['CPU features: SSE4.2 AVX AVX2'],
  },
  'loader-python-version': {
    source: 'python/cpython Lib/importlib/_bootstrap_external.py',
    fails: [
      "ImportError: bad magic number in 'aurora': b'\\xa7\\r\\r\\n'",
      'ImportError: Module use of python39.dll conflicts with this version of Python.',
      'java.lang.UnsupportedClassVersionError: com/studio/Main has been compiled by a more recent version of the Java Runtime',
    ],
    harmless: ['compiled with Python 3.11'],
  },
  'loader-system-version': {
    source: 'MicrosoftDocs/win32 desktop-src/Debug/system-error-codes--1000-1299-.md',
    fails: [
      'The specified program requires a newer version of Windows.',
      'This application requires macOS 13.0 or newer.',
      'Operating system version not supported: OS version is not supported',
    ],
    harmless: ['running on Windows 10'],
  },
  'loader-required-file': {
    source: 'bminor/bash execute_cmd.c',
    fails: ['/sessions/session-1/tmp1.sh: line 4: /opt/app/bin/app: cannot execute: required file not found'],
    harmless: ['required file found'],
  },
  'loader-shared-library': {
    source: 'bminor/glibc elf/dl-load.c',
    fails: [
      '/opt/app/bin/app: error while loading shared libraries: libXcursor.so.1: cannot open shared object file: No such file or directory',
      '/opt/app/bin/app: symbol lookup error: /opt/app/lib/libx.so: undefined symbol: _ZN3foo3barEv',
    ],
    harmless: [
      "ERROR: ld.so: object 'libjemalloc.so.2' from LD_PRELOAD cannot be preloaded (cannot open shared object file): ignored.",
    ],
  },
  'loader-shared-object': {
    source: 'bminor/glibc elf/dl-load.c',
    fails: [
      'Undefined symbol "GLIBCXX_3.4.30" referenced from libtbb.so',
      'ImportError: libusd_ms.so: cannot open shared object file: No such file or directory',
      'OSError: /opt/lib/libx.so: undefined symbol: H5Fopen',
      'OSError: /opt/lib/libx.so: invalid ELF header',
    ],
    harmless: ['libnvtx.so: cannot open shared object file, skipping'],
  },
  'loader-noexec': {
    source: 'bminor/glibc elf/dl-map-segments.h',
    fails: ['ImportError: /tmp/_MEI1/libz.so.1: failed to map segment from shared object: Operation not permitted'],
    harmless: ['mapped segment of shared object'],
  },
  'loader-dyld': {
    source: 'apple-oss-distributions/dyld dyld/Loader.cpp',
    fails: ['dyld[812]: Library not loaded: @rpath/libtbb.dylib', 'Symbol not found: _PyUnicode_AsUTF8'],
    harmless: ['dyld: loaded: /usr/lib/libSystem.B.dylib'],
  },
  'loader-dll': {
    source: 'python/cpython Python/dynload_win.c',
    fails: [
      'ImportError: DLL load failed while importing _imath: Das angegebene Modul wurde nicht gefunden.',
      'The process exited with 0xC0000135',
      'OSError: [WinError 126] 指定されたモジュールが見つかりません。',
      'The code execution cannot proceed because VCRUNTIME140_1.dll was not found.',
      'The procedure entry point ucrtbase.abort could not be located in the dynamic link library',
      "System.DllNotFoundException: Unable to load DLL 'Ocio' or one of its dependencies",
    ],
    harmless: ['DLL search path: C:\\app\\bin'],
  },
  'loader-module-not-found': {
    source: 'MicrosoftDocs/win32 desktop-src/Debug/system-error-codes--0-499-.md',
    fails: [
      'RuntimeError: The specified module could not be found. : shave.mll',
      'LoadLibrary failed: Le module spécifié est introuvable.',
    ],
    harmless: ['The specified module was found'],
  },
};
