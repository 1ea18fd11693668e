import type { Rule } from '../../matching/rule';
import { anyOf, hresult } from '../windowsCodes';

/** What programs and systems print when main memory is short. */
export const MEMORY_RULES: readonly Rule[] = [
  // The kernel, a container or a scheduler ended the program.
  {
    id: 'memory-oom-killer',
    pattern:
      /\b(?:Out of memory: Kill(?:ed)? process|Memory cgroup out of memory|invoked oom-killer|oom_reaper: reaped|oom-kill:constraint|killed by the OOM killer|OOMKilled|killed as a result of limit of)\b|\boom-kill event\b|\b(?:Detected [1-9]\d* oom|oom_kill [1-9]\d*$)/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-killed-process',
    pattern:
      /\bKilled process \d+\b.{0,60}\b(?:total-vm|anon-rss)\b|\bexceeded (?:its )?(?:the )?(?:memory limit|job memory limit)\b|\b[Mm]emory limit (?:was |of \S{1,20}(?: \w{2,3})? )?(?:exceeded|reached)\b/,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-shell-killed',
    pattern:
      /^(?:\S{1,200}: line \d+: +\d+ |\[\d+\][+-]? +(?:\d+ )?)?Killed(?: {2,}\S.*| *\(core dumped\))?$|\bKilled: 9\b|^(?:Getötet|Processus arrêté|Terminado \(killed\)|Killato|強制終了)$/,
    cause: 'memory',
    certainty: 'likely',
  },
  {
    id: 'memory-signal-9',
    pattern:
      /\b(?:killed|terminated|died|exited|stopped) (?:\w{1,10} )?(?:by|with|due to|from|on) (?:\w{1,10} )?(?:<Signals\.)?(?:signal 9\b|SIGKILL)|\breturned non-zero exit status (?:137|-9)\b|\bexit(?:ed)?(?: with)?(?: code| status)?:? 137\b|\bsignal: 9,? \(?SIGKILL|\bsignal: killed\b/i,
    cause: 'memory',
    certainty: 'likely',
  },
  // Languages and libraries.
  {
    id: 'memory-python',
    pattern:
      /^(?:[\w.]{1,60}\.)?_?(?:Array)?MemoryError\b|\bUnable to allocate [\d.]+ (?:[KMGTP]i?)?B for an array\b|^MemoryError$/,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-cpp',
    pattern:
      /\bstd::bad_(?:alloc|array_new_length)\b|\bbad allocation\b|\bbad_alloc\b(?!.{0,40}(?:handler|caught, retry))|\bcannot allocate \d+ bytes in operator new\b/,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-malloc',
    pattern:
      /\b(?:[cm]|re|aligned_|pos\w{1,10})?alloc(?:ate|N|_array\w*|_alignedN?)?\b(?:\(\d*\))? (?:\w{1,12} )?(?:returns? (?:null|NULL|nullptr)|returned (?:null|NULL|nullptr)|failed: Cannot allocate memory)\b|\b(?:malloc|calloc|realloc|memalign|mmap|VirtualAlloc)(?:\(\w*\))?:? (?:failed|failure|error)\b|\btcmalloc: large alloc \d+ bytes == \(nil\)|<jemalloc>: Error|\bvirtual memory exhausted\b|\bmemory exhausted\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-errno',
    pattern:
      /\bCannot allocate memory\b(?! in static TLS)|\[Errno 12\]|\bENOMEM\b|\(os error 12\)|\berrno[ =:]{1,3}12\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-static-tls',
    pattern: /\bcannot allocate memory in static TLS block\b/,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'memory-fork',
    pattern:
      /\bfork: (?:retry: )?Resource temporarily unavailable\b|\bunable to (?:fork|create (?:new )?(?:native )?thread)\b|\bcan't start new thread\b|\bpthread_create(?:\(\))? failed\b|\bBlockingIOError: \[Errno 11\] Resource temporarily unavailable\b/i,
    cause: 'memory',
    certainty: 'likely',
  },
  {
    id: 'memory-rust-go',
    pattern:
      /\bmemory allocation of \d+ bytes failed\b|\bfatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)\b|\bruntime: (?:out of memory|cannot allocate (?:heap|memory))\b|\bcapacity overflow\b.{0,40}\balloc\b/,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-java',
    pattern:
      /\bjava\.lang\.OutOfMemoryError\b|\bGC overhead limit exceeded\b|\binsufficient memory for the Java Runtime Environment\b|\bCould not reserve enough space for (?:the )?\S{0,12} ?object heap\b|\bNative memory allocation \(\w{1,12}\) failed\b/,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-node',
    pattern:
      /\bJavaScript heap out of memory\b|\bReached heap limit Allocation failed\b|\bERR_WORKER_OUT_OF_MEMORY\b|\bArray buffer allocation failed\b/,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-dotnet',
    pattern:
      /\bOutOfMemoryException\b|\bInsufficient memory to continue the execution of the program\b|\bException of type 'System\.OutOfMemoryException'/,
    cause: 'memory',
    certainty: 'sure',
  },
  { id: 'memory-lua', pattern: /^(?:lua: |luajit: )?not enough memory$/, cause: 'memory', certainty: 'sure' },
  // Windows: the numbers stay where the words are translated.
  {
    id: 'memory-windows',
    pattern: anyOf(
      String.raw`\bWinError (?:8|14|1450|1455|1816)\b|\bSystem error (?:8|14|1450|1455)\b|\(os error (?:1450|1455)\)|\bpaging file is too small\b|\bInsufficient system resources exist\b|\bNot enough (?:memory|quota|virtual memory) (?:resources are|is) available\b|\bNot enough storage is available to (?:process|complete)\b`,
      hresult(String.raw`8007(?:05A[FA]|000[E8])`),
      String.raw`\bE_OUTOFMEMORY\b|\bSTATUS_(?:NO_MEMORY|COMMITMENT_LIMIT|INSUFFICIENT_RESOURCES)\b|\b0xC00000(?:17|9A)\b|\b0xC000012D\b`,
    ),
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'memory-translated',
    pattern:
      /\b(?:Nicht genügend (?:Arbeitsspeicher|Hauptspeicher|Speicher verfügbar)|Mémoire (?:insuffisante|épuisée)|Impossible d'allouer (?:de )?la mémoire|Memoria insuficiente|No se pudo asignar memoria|Impossibile allocare memoria|Memória insuficiente)|メモリ(?:が|の)?不足|メモリを(?:確保|割り当て)|内存不足|无法分配内存|메모리가 부족/i,
    cause: 'memory',
    certainty: 'likely',
  },
  // In a program's own words; where the GPU is named, the rules of the GPU come first.
  {
    id: 'memory-exhausted',
    pattern:
      /^(?!.*\b(?:cache|retry\w*|reducing|falling back|fall back|smaller|warning|evict\w*|0 out of memory|never)\b).*(?:\b(?:ran |run |running )?out of (?:main |system |host |physical |virtual )?memory\b|\b(?:not enough|insufficient|low on) (?:free |available |system |main |physical |virtual |host )?memory\b|\bmemory (?:usage|use|consumption) (?:exceeded|exceeds|is over)\b|\bexceed(?:s|ed) (?:the )?(?:available|physical|system|main) memory\b|\bmemory allocation (?:failed|failure|error)\b|\b(?:failed|unable|could not|cannot|can't) (?:to )?(?:re)?allocate (?:\w{1,12} )?(?:memory|[\d.,]+ ?(?:bytes|[KMGT]i?B))\b|\ballocation of [\d.,]+ ?(?:bytes|[KMGT]i?B) failed\b)/i,
    cause: 'memory',
    certainty: 'likely',
  },
];
