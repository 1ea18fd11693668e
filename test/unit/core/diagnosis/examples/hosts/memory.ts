import type { RuleExamples } from '../example';

export const MEMORY_EXAMPLES: RuleExamples = {
  'memory-oom-killer': {
    source: 'torvalds/linux mm/oom_kill.c',
    fails: [
      'Out of memory: Killed process 4242 (hython) total-vm:68719476kB, anon-rss:64012288kB',
      'Memory cgroup out of memory: Killed process 811 (maya.bin)',
      'slurmstepd: error: Detected 1 oom_kill event in StepId=22.0. Some of the step tasks have been OOM Killed.',
    ],
    harmless: ['oom_score_adj is set to 0', 'memory.events: oom_kill 0'],
  },
  'memory-killed-process': {
    source: 'torvalds/linux mm/oom_kill.c',
    fails: [
      'Killed process 4242 (Nuke15.1) total-vm:91200400kB, anon-rss:62000000kB, file-rss:0kB',
      'slurmstepd: error: Job 21 exceeded memory limit (66060288 > 65536000), being killed',
    ],
    harmless: ['killed processes: none', 'Memory limit: 64 GB'],
  },
  'memory-shell-killed': {
    source: 'bminor/bash jobs.c',
    fails: [
      '/sessions/session-1/tmpq1.sh: line 12: 30505 Killed                  hython render.py',
      'Killed',
      '/bin/bash: line 3: 812 Killed: 9               mantra',
    ],
    harmless: ['Killed processes: none', 'Killed 0 orphaned workers'],
  },
  'memory-signal-9': {
    source: 'python/cpython Lib/subprocess.py',
    fails: [
      "subprocess.CalledProcessError: Command '['kick', 'a.ass']' died with <Signals.SIGKILL: 9>.",
      'Child process was terminated by signal 9',
      'Command failed with exit code 137',
    ],
    harmless: ['Sending SIGKILL after 30 s of grace'],
  },
  'memory-python': {
    source: 'numpy/numpy numpy/_core/_exceptions.py',
    fails: [
      'MemoryError',
      'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 12.4 GiB for an array with shape (4096, 4096, 99) and data type float64',
    ],
    harmless: ['except MemoryError: pass', 'MemoryErrorHandler registered'],
  },
  'memory-cpp': {
    source: 'gcc-mirror/gcc libstdc++-v3/libsupc++/bad_alloc.cc',
    fails: [
      "terminate called after throwing an instance of 'std::bad_alloc'",
      'what():  std::bad_alloc',
      'Unhandled exception: bad allocation',
    ],
    harmless: ['set_new_handler: bad_alloc handler installed'],
  },
  'memory-malloc': {
    source: 'bminor/glibc malloc/malloc.c',
    fails: [
      'Calloc returns null: len=402653184 in imbuf, total 60129542144',
      'malloc failed, aborting',
      'xmalloc: virtual memory exhausted',
      'VirtualAlloc failed: 1455',
    ],
    harmless: ['malloc trim threshold set to 128 MB', 'using jemalloc'],
  },
  'memory-errno': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      'OSError: [Errno 12] Cannot allocate memory',
      'bash: fork: Cannot allocate memory',
      'OSError: [Errno 12] Nicht genügend Hauptspeicher verfügbar',
      'mmap: Cannot allocate memory (os error 12)',
    ],
    harmless: ['HugePages: not enough pages reserved, using normal pages'],
  },
  'memory-static-tls': {
    source: 'bminor/glibc elf/dl-reloc.c',
    fails: ['ImportError: /opt/lib/libgomp.so.1: cannot allocate memory in static TLS block'],
    harmless: ['static TLS block: 4096 bytes'],
  },
  'memory-fork': {
    source: 'bminor/bash jobs.c',
    fails: [
      'bash: fork: Resource temporarily unavailable',
      "RuntimeError: can't start new thread",
      'OpenBLAS blas_thread_init: pthread_create failed for thread 61 of 64: Resource temporarily unavailable',
    ],
    harmless: ['read: Resource temporarily unavailable'],
  },
  'memory-rust-go': {
    source: 'rust-lang/rust library/std/src/alloc.rs',
    fails: ['memory allocation of 8589934592 bytes failed', 'fatal error: runtime: out of memory'],
    harmless: ['memory allocation of 8589934592 bytes succeeded'],
  },
  'memory-java': {
    source: 'openjdk/jdk src/hotspot/share/utilities/vmError.cpp',
    fails: [
      'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
      '# There is insufficient memory for the Java Runtime Environment to continue.',
      'Error: Could not reserve enough space for 67108864KB object heap',
    ],
    harmless: ['Java heap space: 4096 MB'],
  },
  'memory-node': {
    source: 'nodejs/node src/api/environment.cc',
    fails: [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      '<--- Last few GCs ---> FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
    ],
    harmless: ['JavaScript heap: 2048 MB'],
  },
  'memory-dotnet': {
    source: 'dotnet/runtime src/libraries/System.Private.CoreLib/src/System/OutOfMemoryException.cs',
    fails: [
      "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.",
    ],
    harmless: ['OutOfMemory handlers: 1'],
  },
  'memory-lua': {
    source: 'lua/lua lmem.h',
    fails: ['lua: not enough memory'],
    harmless: ['not enough memory for the preview, using a smaller one'],
  },
  'memory-windows': {
    source: 'dotnet/runtime src/libraries/Common/src/Interop/Windows/Interop.Errors.cs',
    fails: [
      'OSError: [WinError 1455] Die Auslagerungsdatei ist zu klein, um diesen Vorgang durchzuführen',
      'The paging file is too small for this operation to complete.',
      'MemoryError: [WinError 8] Not enough memory resources are available to process this command',
      'ImportError: DLL load failed while importing _core: [WinError 1455] ページング ファイルが小さすぎるため、この操作を完了できません。',
      'failed with HRESULT 0x8007000E',
    ],
    harmless: ['Paging file: 64 GB'],
  },
  'memory-translated': {
    source: 'bminor/glibc po/de.po',
    fails: [
      'Nicht genügend Arbeitsspeicher verfügbar.',
      "bash: fork: Impossible d'allouer la mémoire",
      'fork: メモリを確保できません',
    ],
    harmless: ['Arbeitsspeicher: 64 GB'],
  },
  'memory-exhausted': {
    source: 'opencv/opencv modules/core/src/alloc.cpp',
    fails: [
      'Insufficient memory (Failed to allocate 1073741824 bytes) in OutOfMemoryError',
      'ERROR: out of memory',
      'Unable to allocate memory for the frame buffer',
    ],
    harmless: ['texture cache is out of memory, evicting tiles', '0 out of memory events', 'low memory mode is off'],
  },
};
