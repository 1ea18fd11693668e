import type { RuleExamples } from '../example';

export const RUNTIMES_EXAMPLES: RuleExamples = {
  'python-home': {
    source: 'python/cpython Python/pylifecycle.c',
    fails: [
      'Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding',
      "ModuleNotFoundError: No module named 'encodings'",
    ],
    harmless: ['Python path configuration:'],
  },
  'python-module': {
    source: 'python/cpython Lib/importlib/_bootstrap.py',
    fails: [
      "ModuleNotFoundError: No module named 'PySide6'",
      "ImportError: cannot import name 'hou' from 'aurora' (/mnt/tools/aurora/__init__.py)",
    ],
    harmless: ['# ImportError is handled: no module named numpy'],
  },
  'python-module-words': {
    source: 'python/cpython Lib/importlib/_bootstrap.py',
    fails: [
      "/usr/bin/python3: No module named pip.__main__; No module named 'aurora'",
      'importlib.metadata.PackageNotFoundError: No package metadata was found for aurora',
    ],
    harmless: ["numexpr: No module named 'numexpr', it is optional"],
  },
  'python-file-program': {
    source: 'python/cpython Lib/subprocess.py',
    fails: [
      "FileNotFoundError: [Errno 2] No such file or directory: 'oiiotool'",
      "FileNotFoundError: [Errno 2] No such file or directory: '/opt/hfs20.5/bin/hython'",
    ],
    harmless: ['FileNotFoundError is handled'],
  },
  'python-file-input': {
    source: 'python/cpython Objects/exceptions.c',
    fails: [
      "FileNotFoundError: [Errno 2] No such file or directory: '/mnt/prod/sh010/plate.1001.exr'",
      "FileNotFoundError: [WinError 3] Das System kann den angegebenen Pfad nicht finden: 'R:\\\\prod\\\\char.abc'",
    ],
    harmless: ["wrote '/mnt/prod/sh010/plate.1001.exr'"],
  },
  'python-file-program-windows': {
    source: 'python/cpython Lib/subprocess.py',
    fails: ['FileNotFoundError: [WinError 2] Das System kann die angegebene Datei nicht finden'],
    harmless: ['FileNotFoundError: 0'],
  },
  'python-file': {
    source: 'python/cpython Objects/exceptions.c',
    fails: ["FileNotFoundError: [Errno 2] No such file or directory: '/mnt/prod/sh010/manifest.json'"],
    harmless: ['FileNotFoundError handled'],
  },
  'python-syntax': {
    source: 'python/cpython Objects/exceptions.c',
    fails: [
      'SyntaxError: invalid syntax',
      'IndentationError: unexpected indent',
      'TabError: inconsistent use of tabs and spaces in indentation',
    ],
    harmless: ['SyntaxErrors: 0'],
  },
  'python-exception': {
    source: 'python/cpython Objects/exceptions.c',
    fails: [
      "AttributeError: 'NoneType' object has no attribute 'split'",
      "KeyError: 'OUTPUT_DIR'",
      'AssertionError',
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 4: invalid continuation byte",
    ],
    harmless: ['ValueErrors: 0'],
  },
  'python-data': {
    source: 'python/cpython Lib/json/decoder.py',
    fails: [
      'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
      'yaml.scanner.ScannerError: mapping values are not allowed here',
      "jinja2.exceptions.UndefinedError: 'shot' is undefined",
    ],
    harmless: ['json.decoder: 12 files read'],
  },
  'arguments-python': {
    source: 'python/cpython Lib/argparse.py',
    fails: [
      'render.py: error: unrecognized arguments: --frame-range 1-10',
      'render.py: error: the following arguments are required: --scene',
      "render.py: error: argument --frame: invalid int value: 'x'",
    ],
    harmless: ['argument --frame: 12'],
  },
  'arguments-click': {
    source: 'pallets/click src/click/exceptions.py',
    fails: [
      'Error: No such option: --frmae Did you mean --frame?',
      "Error: Missing option '--scene'.",
      "Error: Invalid value for '--frame': 'x' is not a valid integer.",
    ],
    harmless: ['Missing options are taken from the file'],
  },
  'arguments-unix': {
    source: 'bminor/glibc posix/getopt.c',
    fails: [
      "kick: unrecognized option '--fram'",
      "husk: invalid option -- 'Q'",
      "error: unexpected argument '--fram' found",
      'unknown flag: --fram',
      "cp: missing destination file operand after 'a.exr'",
    ],
    harmless: ['option: tiled, value: 64'],
  },
  'crash-segfault': {
    source: 'bminor/bash siglist.c',
    fails: [
      'tmp1.sh: line 4:   812 Segmentation fault      (core dumped) kick a.ass',
      'Caught signal 11',
      "subprocess.CalledProcessError: Command '['kick']' died with <Signals.SIGSEGV: 11>.",
      'Speicherzugriffsfehler (Speicherabzug geschrieben)',
      'Fatal Python error: Segmentation fault',
    ],
    harmless: ['installed a handler for SIGSEGV', 'Sample 11 of 64, signal 11 dB'],
  },
  'crash-heap': {
    source: 'bminor/glibc malloc/malloc.c',
    fails: [
      'double free or corruption (!prev)',
      'free(): invalid pointer',
      '*** stack smashing detected ***: terminated',
      'pure virtual method called',
    ],
    harmless: ['heap: no corruption'],
  },
  'crash-abort': {
    source: 'bminor/glibc assert/assert.c',
    fails: [
      "kick: src/ai_mesh.cpp:812: void build(): Assertion `count > 0' failed.",
      "terminate called after throwing an instance of 'std::runtime_error'",
      'libc++abi: terminating due to uncaught exception of type std::runtime_error',
      'Aborted (core dumped)',
    ],
    harmless: ['Assertions are off'],
  },
  'crash-windows': {
    source: 'MicrosoftDocs/win32 desktop-src/Debug/getexceptioncode.md',
    fails: [
      'Unhandled Exception: EXCEPTION_ACCESS_VIOLATION reading address 0x00000000',
      'Faulting module: x.dll, exception code 0xc0000374',
      'Access violation reading location 0x0000000000000010.',
      'Process exited with -1073741819',
    ],
    harmless: ['no access violations'],
  },
  'crash-java': {
    source: 'openjdk/jdk src/hotspot/share/utilities/vmError.cpp',
    fails: ['# A fatal error has been detected by the Java Runtime Environment:'],
    harmless: ['Java Runtime Environment 21'],
  },
  'java-class': {
    source: 'openjdk/jdk src/java.base/share/classes/sun/launcher/resources/launcher.properties',
    fails: [
      'Error: Could not find or load main class com.studio.Render',
      'java.lang.NoClassDefFoundError: com/studio/Tool',
    ],
    harmless: ['class found: com.studio.Render'],
  },
  'java-program': {
    source: 'openjdk/jdk src/java.base/share/native/libjli/emessages.h',
    fails: [
      'Error: Unable to access jarfile /opt/tools/render.jar',
      "JAVA_HOME is not set and no 'java' command could be found in your PATH.",
    ],
    harmless: ['JAVA_HOME is /opt/java'],
  },
  'java-exception': {
    source: 'openjdk/jdk src/java.base/share/classes/java/lang/Thread.java',
    fails: [
      'Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()"',
      "Unrecognized VM option 'UseParNewGC'",
    ],
    harmless: ['java.lang.IllegalStateException handlers: 1'],
  },
  'dotnet-component': {
    source: 'dotnet/runtime src/native/corehost/fxr/fx_resolver.messages.cpp',
    fails: [
      "System.IO.FileNotFoundException: Could not load file or assembly 'Aurora.Core, Version=1.0.0.0'",
      'You must install or update .NET to run this application.',
    ],
    harmless: ["loaded assembly 'Aurora.Core'"],
  },
  'dotnet-network': {
    source: 'dotnet/runtime src/libraries/System.Net.Http/src/System/Net/Http/HttpRequestException.cs',
    fails: ['System.Net.Http.HttpRequestException: No connection could be made (api.example.internal:443)'],
    harmless: ['System.Net.Http 8.0.0'],
  },
  'dotnet-exception': {
    source: 'dotnet/runtime src/coreclr/vm/excep.cpp',
    fails: [
      'Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.',
    ],
    harmless: ['Unhandled exceptions: 0'],
  },
  'node-module': {
    source: 'nodejs/node lib/internal/modules/cjs/loader.js',
    fails: [
      "Error: Cannot find module '/opt/tools/render.js'",
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'sharp' imported from /opt/tools/a.mjs",
    ],
    harmless: ["found module 'sharp'"],
  },
  'node-exception': {
    source: 'nodejs/node lib/internal/process/promises.js',
    fails: [
      'ReferenceError: frame is not defined',
      'TypeError: render is not a function',
      'Error [ERR_UNHANDLED_REJECTION]: This error originated either by throwing inside of an async function',
    ],
    harmless: ['frame is defined'],
  },
  'rust-panic': {
    source: 'rust-lang/rust library/std/src/panicking.rs',
    fails: [
      "thread 'main' panicked at src/main.rs:12:5:",
      "thread 'main' has overflowed its stack, fatal runtime error: stack overflow",
      'panic: runtime error: invalid memory address or nil pointer dereference',
    ],
    harmless: ['panic mode is unwind'],
  },
  'perl-module': {
    source: 'Perl/perl5 pp_ctl.c',
    fails: [
      "Can't locate XML/Simple.pm in @INC (you may need to install the XML::Simple module)",
      "lua: render.lua:1: module 'lfs' not found:",
      'cannot load such file -- nokogiri (LoadError)',
      "can't find package Itcl",
    ],
    harmless: ['located XML/Simple.pm'],
  },
  'perl-syntax': {
    source: 'Perl/perl5 toke.c',
    fails: [
      'syntax error at render.pl line 12, near "foreach my"',
      "lua: render.lua:12: attempt to index a nil value (global 'shot')",
      'invalid command name "rendr"',
    ],
    harmless: ['invalid commands: 0'],
  },
  'file-other-languages': {
    source: 'nodejs/node lib/fs.js; openjdk/jdk java/nio/file/NoSuchFileException.java',
    fails: [
      "Error: ENOENT: no such file or directory, open '/jobs/frames.json'",
      'java.nio.file.NoSuchFileException: /jobs/in/scene.zip',
    ],
    harmless: ['no frames.json, using the defaults'],
  },
  'python-timeout': {
    source: 'python/cpython Lib/subprocess.py',
    fails: ["subprocess.TimeoutExpired: Command '['blender', '-b']' timed out after 3600 seconds"],
    harmless: ['timeout=3600'],
  },
  'python-interrupt': {
    source: 'python/cpython Modules/main.c',
    fails: ['KeyboardInterrupt'],
    harmless: ['handling of KeyboardInterrupt is on'],
  },
};
