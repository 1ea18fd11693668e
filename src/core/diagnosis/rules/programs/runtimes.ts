import type { Rule } from '../../matching/rule';
import { anyOf, hresult, negativeCode } from '../windowsCodes';

/** What language runtimes print when a program ends with an exception or a crash. */
export const RUNTIMES_RULES: readonly Rule[] = [
  // Python cannot start or find a module.
  {
    id: 'python-home',
    pattern:
      /\bFatal Python error: (?:Py_Initialize|init_\w{1,40}|initfsencoding|initsite|Failed to import encodings)|\bNo module named ['"]?encodings\b|\bunable to load the file system codec\b|\bfailed to get the Python codec of the filesystem encoding\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'python-module',
    pattern:
      /^(?:[\w.]{1,60}: )?(?:ModuleNotFoundError|ImportError): (?!.{0,300}WinError 1455)(?:No module named ['"]?(?<subject>[\w.-]{1,120}))?/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'python-module-words',
    pattern:
      /^(?!.*\b(?:optional|skipp\w*|disabled|ignor\w*|falling back|fallback|not required)\b).*(?:\bNo module named ['"](?<subject>[\w.-]{1,120})|\bpackage ['"][\w.-]{1,80}['"] is not installed\b|\bimportlib\.metadata\.PackageNotFoundError\b|\bPlugin ['"][^'"]{1,120}['"] (?:is )?not installed\b)/,
    cause: 'component-missing',
    certainty: 'likely',
  },
  // Files, by their kind.
  {
    id: 'python-file-program',
    pattern:
      /^(?:[\w.]{1,60}\.)?(?:FileNotFoundError|OSError): \[Errno 2\] [^:]{1,80}: ['"](?<subject>[\w+-]{1,60})['"]$|^FileNotFoundError: \[Errno 2\] [^:]{1,80}: ['"](?:[^'"]{0,200}\/s?bin\/[^'"/]{1,60}|[^'"]{0,200}\.exe)['"]$/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'python-file-input',
    pattern:
      /^(?:[\w.]{1,60}\.)?(?:FileNotFoundError|(?:OSError|IOError): \[(?:Errno 2|WinError [23])\]).{0,200}['"](?<subject>[^'"]{1,300}\.(?:exr|tiff?|png|jpe?g|tga|hdr|dpx|cin|psd|tx|rat|rstexbin|ptex?|mov|mp4|mkv|avi|mxf|wav|r3d|braw|abc|usd[acz]?|fbx|obj|vdb|bgeo(?:\.sc)?|ass|ma|mb|hip(?:lc|nc)?|blend|nk|c4d|max|ks?p|bip|aep|rib|ifd|vrscene|vrmesh|spp|sbsar?|ztl|dae|gltf|glb|ply|stl|cube|ocio|csv|ies|cache|mcx?|prt))['"]/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'python-file-program-windows',
    pattern: /^(?:[\w.]{1,60}\.)?FileNotFoundError: \[WinError 2\] [^:]{1,160}$/,
    cause: 'program-missing',
    certainty: 'likely',
  },
  {
    id: 'python-file',
    pattern:
      /^(?:[\w.]{1,60}\.)?FileNotFoundError: .{0,200}['"](?<subject>(?:\/|[A-Za-z]:|\\\\|\.{1,2}\/)?[^'"]{1,300})['"]/,
    cause: 'missing-input',
    certainty: 'likely',
  },
  // A mistake in a script.
  {
    id: 'python-syntax',
    pattern: /^(?:[\w.]{1,60}: )?(?:SyntaxError|IndentationError|TabError): /,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'python-exception',
    pattern:
      /^(?:Name|Attribute|Type|Key|Index|ZeroDivision|Assertion|UnboundLocal|Recursion|NotImplemented|Value|Lookup|Overflow|Unicode(?:Decode|Encode)|NotADirectory|IsADirectory|FloatingPoint|ArithmeticE?)(?:Error)(?:: |$)|^StopIteration\b/,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'python-data',
    pattern:
      /^(?:json\.(?:decoder\.)?JSONDecodeError|yaml\.\w{1,20}\.\w{1,30}Error|jinja2\.exceptions\.\w{1,40}|toml\w{0,5}\.\w{0,20}DecodeError|configparser\.\w{1,40}|xml\.\w{1,20}\.\w{1,20}\.?ParseError|pydantic(?:_core)?\.\S{0,30}ValidationError|jsonschema\.\S{0,30}ValidationError|shutil\.SameFileError|lark\.\S{1,40}|click\.\S{0,30}\w{1,30}(?:Error|Parameter))\b/,
    cause: 'script-error',
    certainty: 'likely',
  },
  // Wrong arguments.
  {
    id: 'arguments-python',
    pattern:
      /(?:^|\s|\.py: )(?:\w{1,12}: )?(?:unrecognized arguments: |the following arguments are required: |argument \S{1,80}(?:\/\S{1,60})?: (?:invalid|expected|not allowed|ignored explicit)|ambiguous option: |too few arguments$|one of the arguments .{1,120} is required$)/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'arguments-click',
    pattern:
      /^(?:Error: )?(?:No such option: |No such command ['"]|Missing (?:option|argument|parameter|command)\b[ .:]|Invalid value for ['"-]|Got unexpected extra arguments? |Option ['"]?-{1,2}[\w-]{1,40}['"]? requires an argument)/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'arguments-unix',
    pattern:
      /(?:^|: )(?:[Uu]nrecogni[sz]ed|[Ii]nvalid|[Ii]llegal|[Uu]nknown|unexpected|ambiguous) (?:command[- ]line )?(?:option|flag|switch|argument|shorthand flag)(?::| -- | '?"?-)|: option (?:requires an argument|['"`‘]?-{0,2}[\w-]{1,40}['"’]? (?:requires|doesn't allow|is ambiguous))|\b(?:unknown|unrecognized) command[- ]line (?:flag|option|argument)\b|\bflag provided but not defined: -|\bunexpected argument '-{1,2}[\w-]{1,40}' found\b|\bthe following required arguments were not provided\b|\bmissing (?:file |destination file )?operand\b|\bunknown flag: --|\b[Uu]nrecognized option ['"]\S/,
    cause: 'script-error',
    certainty: 'likely',
  },
  // Crashes.
  {
    id: 'crash-segfault',
    pattern:
      /^(?!.*\b(?:handlers?|install\w*|registered|enabled)\b).*(?:\bSegmentation fault\b|\b(?:Speicherzugriffsfehler|Erreur de segmentation|Violación de segmento|Errore di segmentazione|Falha de segmentação)|\bSIGSEGV\b|\bsegfault at [0-9a-f]|\bgeneral protection (?:fault )?ip:|セグメンテーション違反|段错误|\bBus error\b|\bSIGBUS\b|\bfatal (?:error )?signal (?:4|6|7|8|11)\b|\b(?:caught|received|got|with|by|on|from) (?:\w{1,10} )?signal:? ?(?:6|7|8|11)\b|\breturned non-zero exit status (?:134|135|136|139|-6|-7|-8|-11|3221225477|3221226505)\b|\bexit(?:ed)?(?: with)?(?: code| status)?:? (?:139|134|3221225477|-1073741819)\b)/i,
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'crash-heap',
    pattern:
      /\bdouble free or corruption\b|\b(?:free|malloc|realloc|munmap_chunk|malloc_consolidate)\(\): (?:double free|invalid|corrupted|unaligned|mismatching|smallbin|memory corruption)|\bcorrupted (?:size vs\. prev_size|double-linked list|unsorted chunks)|\bstack smashing detected\b|\bbuffer overflow detected\b|\bheap corruption\b|\bpure virtual (?:method|function) call(?:ed)?\b|\bAddressSanitizer: /i,
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'crash-abort',
    pattern:
      /\bAbort trap(?:: 6)?$|\bStack overflow\.$|\b(?:crash (?:dump|report)|minidump) (?:was |has been )?(?:written|saved|created)\b|\bWriting (?:a )?(?:crash|mini) ?(?:dump|report)\b|\bAborted(?: {2,}.{0,300})? ?\(core dumped\)|^(?:\S{1,200}: line \d+: +\d+ )Aborted\b|^Aborted$|\bFloating point exception(?: \(core dumped\)|$|\s{2,})|\bTrace\/breakpoint trap\b|\(core dumped\)|\b(?:received|caught|got|with|by|on|from) (?:signal )?(?:<Signals\.)?SIG(?:ABRT|FPE)\b|\bAssertion [`'"‘].{1,300}['’"] failed\b|\b[Aa]ssertion failed: .{1,300}, (?:file|function|line)\b|\bterminate called (?:after throwing|without an active exception|recursively)|\blibc\+\+abi(?:\.dylib)?: terminating\b|\bFatal Python error: /,
    cause: 'crash',
    certainty: 'likely',
  },
  {
    id: 'crash-windows',
    pattern: anyOf(
      String.raw`\bEXCEPTION_(?:ACCESS_VIOLATION|STACK_OVERFLOW|INT_DIVIDE_BY_ZERO|ARRAY_BOUNDS_EXCEEDED|BREAKPOINT|NONCONTINUABLE\w*)\b|\bSTATUS_(?:ACCESS_VIOLATION|HEAP_CORRUPTION|STACK_BUFFER_OVERRUN|STACK_OVERFLOW)\b|\b0xC0000(?:005|374|409|0FD|094|025|417|420)\b|\b0xC000041D\b`,
      hresult(String.raw`80000003`),
      String.raw`\b0xE06D7363\b|\b[Aa]ccess violation (?:at|reading|writing|executing|-|\(|exception|in)|\bAccessViolationException\b|\b[Ee]xception code:? (?:0x)?[Cc]000(?:0005|0374|0409|00[Ff][Dd])\b|\bcode [Cc]0000005\b|\bUnhandled [Ee]xception(?: at |: 0x|: EXC|: code)`,
      negativeCode(String.raw`(?:-1073741819|-107374(?:0791|0940|1571))`),
    ),
    cause: 'crash',
    certainty: 'sure',
  },
  {
    id: 'crash-java',
    pattern:
      /\bA fatal error has been detected by the Java Runtime Environment\b|^# +(?:SIGSEGV|SIGBUS|EXCEPTION_ACCESS_VIOLATION) \(0x/,
    cause: 'crash',
    certainty: 'sure',
  },
  // Java, .NET, Node, Rust, Go and others.
  {
    id: 'java-class',
    pattern:
      /\b(?:NoClassDefFoundError|ClassNotFoundException|UnsatisfiedLinkError)\b|\bCould not find or load main class (?<subject>\S{1,120})|\bno main manifest attribute\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'java-program',
    pattern:
      /\bUnable to access jarfile (?<subject>\S{1,300})|\bJAVA_HOME is (?:not set|not defined|set to an invalid directory)|\bjava: No such file or directory\b/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'java-exception',
    pattern:
      /^(?:Exception in thread "[^"]{1,80}" |Caused by: )java\.(?:lang|util)\.(?:NullPointer|IllegalArgument|IllegalState|ArrayIndexOutOfBounds|IndexOutOfBounds|ClassCast|NumberFormat|UnsupportedOperation|InputMismatch|NoSuchElement)Exception\b|\bjava\.lang\.StackOverflowError\b|\bUnrecognized VM option\b/,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'dotnet-component',
    pattern:
      /\bCould not load file or assembly ['"](?<subject>[^'",]{1,200})|\bYou must install (?:or update )?\.NET\b|\bIt was not possible to find any compatible framework version\b|\b(?:System\.)?TypeLoadException\b|\b(?:System\.)?MissingMethodException\b|\bTypeInitializationException\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'dotnet-network',
    pattern:
      /\bSystem\.Net\.(?:Http\.HttpRequestException|WebException|Sockets\.SocketException)\b(?!.{0,300}(?:localhost|127\.0\.0\.1))/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'dotnet-exception',
    pattern:
      /\bUnhandled [Ee]xception[.:] (?:System\.)?(?:NullReference|Argument\w{0,20}|InvalidOperation|Format|IndexOutOfRange|KeyNotFound|NotImplemented|InvalidCast)Exception\b/,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'node-module',
    pattern:
      /\b(?:Error: )?Cannot find (?:module|package) ['"](?<subject>[^'"]{1,200})|\bERR_MODULE_NOT_FOUND\b|\bERR_DLOPEN_FAILED\b|\bERR_PACKAGE_PATH_NOT_EXPORTED\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'file-other-languages',
    pattern:
      /\bENOENT: no such file or directory, (?:open|stat|lstat|scandir|access|copyfile) '(?<subject>[^']{1,300})'|\bNoSuchFileException: (?<path>\S{1,300})/,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'python-timeout',
    pattern: /\bsubprocess\.TimeoutExpired: Command\b/,
    cause: 'time-limit',
    certainty: 'likely',
  },
  {
    id: 'python-interrupt',
    pattern: /^KeyboardInterrupt(?:$|: )/,
    cause: 'interrupted',
    certainty: 'likely',
  },
  {
    id: 'node-exception',
    pattern:
      /^(?:Uncaught )?(?:ReferenceError: \S{1,80} is not defined|TypeError: (?:Cannot read propert|\S{1,120} is not a (?:function|constructor))|RangeError: )|\b(?:ERR_UNHANDLED_REJECTION|UnhandledPromiseRejection\w*)\b|\bUnexpected token \S{1,12} in JSON\b|\bis not valid JSON$/,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'rust-panic',
    pattern:
      /\bthread '[^']{0,80}' (?:\(\d+\) )?panicked at\b|\bfatal runtime error: |^panic: (?!mode)|\bgoroutine \d+ \[running\]:|^fatal error: (?:all goroutines are asleep|concurrent map|stack overflow)/,
    cause: 'crash',
    certainty: 'likely',
  },
  {
    id: 'perl-module',
    pattern:
      /\bCan't locate (?<subject>[\w/]{1,120}\.pm) in @INC\b|\bcannot load such file -- \S|\bcan't find package \S{1,60}|\bmodule '[^']{1,120}' not found:|\bLoadError\b.{0,60}\bcannot load\b|\bthere is no package called\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'perl-syntax',
    pattern:
      /\bsyntax error at \S{1,300} line \d+, near\b|\bGlobal symbol "[^"]{1,80}" requires explicit package name\b|\bCan't locate object method\b|\bExecution of \S{1,200} aborted due to compilation errors\b|\battempt to (?:index|call|perform arithmetic on|compare|concatenate) (?:a |an |global |local |field |upvalue |two )|\bundefined local variable or method\b|^invalid command name "/,
    cause: 'script-error',
    certainty: 'likely',
  },
];
