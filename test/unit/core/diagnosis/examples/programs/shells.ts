import type { RuleExamples } from '../example';

export const SHELLS_EXAMPLES: RuleExamples = {
  'shell-carriage-return': {
    source: 'bminor/bash execute_cmd.c',
    fails: [
      "/sessions/session-1/tmp1.sh: line 3: $'\\r': command not found",
      '/usr/bin/env: ‘bash\\r’: No such file or directory',
      'bash: ./render.sh: /bin/bash^M: bad interpreter: No such file or directory',
    ],
    harmless: ['line ends: \\r\\n'],
  },
  'shell-command-not-found': {
    source: 'bminor/bash execute_cmd.c',
    fails: [
      '/sessions/session-1/tmp1.sh: line 7: husk: command not found',
      '/bin/sh: 1: ffmpeg: not found',
      'zsh: command not found: nuke',
      'bash: kick: Kommando nicht gefunden.',
      'sudo: maya: command not found',
    ],
    harmless: ['libfoo.so => not found', 'tile 4: frame 12: not found in the cache, rendering it'],
  },
  'shell-command-not-found-likely': {
    source: 'bminor/bash builtins/type.def',
    fails: [
      "Command 'oiiotool' not found, but can be installed with:",
      'which: no hython in (/usr/local/bin:/usr/bin)',
    ],
    harmless: ['which hython'],
  },
  'shell-interpreter': {
    source: 'coreutils/coreutils src/env.c',
    fails: [
      'env: ‘python3.11’: No such file or directory',
      './tool.py: /opt/python/bin/python: bad interpreter: No such file or directory',
      'timeout: failed to run command ‘hython’: No such file or directory',
      "/usr/bin/env: 'node': No such file or directory",
    ],
    harmless: ['env: PATH=/usr/bin'],
  },
  'shell-spawn': {
    source: 'golang/go src/os/exec/exec.go',
    fails: [
      'exec: "blender": executable file not found in $PATH',
      'Error: spawn ffmpeg ENOENT',
      'java.io.IOException: Cannot run program "ffmpeg": error=2, No such file or directory',
    ],
    harmless: ['spawn ffmpeg'],
  },
  'shell-path-missing': {
    source: 'bminor/bash execute_cmd.c',
    fails: [
      'bash: /opt/nuke/Nuke15.1: No such file or directory',
      '/sessions/session-1/tmp1.sh: line 4: /opt/hfs20.5/bin/husk: No such file or directory',
    ],
    harmless: ['cat: /opt/site/motd: No such file or directory'],
  },
  'shell-windows-not-recognized': {
    source: 'MicrosoftDocs/windowsserverdocs WindowsServerDocs/administration/windows-commands/path.md',
    fails: [
      "'mayabatch' is not recognized as an internal or external command,",
      'Der Befehl "hython" ist entweder falsch geschrieben oder konnte nicht gefunden werden.',
      "'kick' n’est pas reconnu en tant que commande interne",
      "'nuke' は、内部コマンドまたは外部コマンド、",
    ],
    harmless: ["'mayabatch' is recognized"],
  },
  'shell-powershell-not-recognized': {
    source: 'PowerShell/PowerShell src/System.Management.Automation/resources/DiscoveryExceptions.resx',
    fails: [
      "hython : The term 'hython' is not recognized as the name of a cmdlet, function, script file, or operable program.",
      '    + FullyQualifiedErrorId : CommandNotFoundException',
      'Die Benennung "hython" wurde nicht als Name eines Cmdlet, einer Funktion, einer Skriptdatei oder eines ausführbaren Programms erkannt.',
    ],
    harmless: ["The term 'frame' is explained in the manual"],
  },
  'shell-powershell-start': {
    source: 'PowerShell/PowerShell src/Microsoft.PowerShell.Commands.Management/resources/ProcessResources.resx',
    fails: [
      'Start-Process : This command cannot be run due to the error: The system cannot find the file specified.',
      "Windows cannot find 'C:\\app\\render.exe'. Make sure you typed the name correctly, and then try again.",
    ],
    harmless: ['The system cannot find the file specified.'],
  },
  'shell-syntax': {
    source: 'bminor/bash parse.y',
    fails: [
      "/sessions/session-1/tmp1.sh: line 9: syntax error near unexpected token `done'",
      '/sessions/session-1/tmp1.sh: line 12: syntax error: unexpected end of file',
      '/bin/sh: 3: Syntax error: "(" unexpected',
      'tmp1.sh: line 4: unexpected EOF while looking for matching `"\'',
      "zsh: parse error near `fi'",
    ],
    harmless: ['shader syntax is checked'],
  },
  'shell-test': {
    source: 'bminor/bash test.c',
    fails: [
      'tmp1.sh: line 6: [: ==: unary operator expected',
      'tmp1.sh: line 8: ${FRAME:x:}: bad substitution',
      'tmp1.sh: line 8: $OUT: ambiguous redirect',
    ],
    harmless: ['[: tiles :]'],
  },
  'shell-unbound': {
    source: 'bminor/bash subst.c',
    fails: ['tmp1.sh: line 2: OUTPUT_DIR: unbound variable', 'tmp1.sh: 2: SHOT: parameter not set'],
    harmless: ['SHOT: set'],
  },
  'shell-arguments': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      '/bin/bash: /usr/bin/oiiotool: Argument list too long',
      'FileNotFoundError: [WinError 206] Der Dateiname oder die Erweiterung ist zu lang',
      'The command line is too long.',
    ],
    harmless: ['argument list: 12 entries'],
  },
  'shell-cmd-syntax': {
    source: 'MicrosoftDocs/windowsserverdocs WindowsServerDocs/administration/windows-commands/goto.md',
    fails: [
      ') was unexpected at this time.',
      'The system cannot find the batch label specified - render',
      '"(" ist syntaktisch an dieser Stelle nicht verarbeitbar.',
    ],
    harmless: ['The syntax of the command is shown by /?'],
  },
  'shell-powershell-syntax': {
    source: 'PowerShell/PowerShell src/System.Management.Automation/resources/ParserStrings.resx',
    fails: [
      '    + CategoryInfo          : ParserError: (:) [], ParentContainsErrorRecordException',
      "Unexpected token '}' in expression or statement.",
      'The string is missing the terminator: ".',
    ],
    harmless: ['ParserErrors: 0'],
  },
  'shell-powershell-parameter': {
    source: 'PowerShell/PowerShell src/System.Management.Automation/resources/ParameterBinderStrings.resx',
    fails: [
      "render.ps1 : A parameter cannot be found that matches parameter name 'Fram'.",
      "Cannot bind argument to parameter 'Path' because it is an empty string.",
    ],
    harmless: ['parameter bound'],
  },
  'shell-powershell-policy': {
    source: 'PowerShell/PowerShell src/System.Management.Automation/resources/Authenticode.resx',
    fails: [
      'File C:\\render.ps1 cannot be loaded because running scripts is disabled on this system.',
      '    + CategoryInfo          : SecurityError: (:) [], PSSecurityException',
    ],
    harmless: ['The plug-in is digitally signed'],
  },
  'shell-powershell-module': {
    source: 'PowerShell/PowerShell src/System.Management.Automation/resources/Modules.resx',
    fails: [
      "Import-Module : The specified module 'AWSPowerShell' was not loaded because no valid module file was found in any module directory.",
    ],
    harmless: ["The specified module 'AWSPowerShell' was loaded"],
  },
  'shell-exit-status': {
    source: 'python/cpython Lib/subprocess.py',
    fails: ["subprocess.CalledProcessError: Command 'nuke -x a.nk' returned non-zero exit status 127."],
    harmless: ['exit code 0 after 127 frames'],
  },
  'shell-home': {
    source: 'bminor/bash redir.c',
    fails: ['bash: cannot create temp file for here-document: Permission denied'],
    harmless: ['created a temp file for here-document'],
  },
  'container-daemon': {
    source: 'docker/cli and moby/moby client/errors.go',
    fails: [
      'docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ],
    harmless: ['connected to the Docker daemon'],
  },
  'batch-time-limit': {
    source: 'SchedMD/slurm src/slurmd/slurmstepd/req.c; IBM Spectrum LSF, termination reasons',
    fails: ['slurmstepd: error: *** JOB 4711 ON n012 CANCELLED AT 2026-11-23T09:00:01 DUE TO TIME LIMIT ***'],
    harmless: ['job 4711: time limit 01:00:00'],
  },
  'batch-preempted': {
    source: 'SchedMD/slurm src/slurmd/slurmstepd/req.c',
    fails: ['slurmstepd: error: *** JOB 4711 ON n012 CANCELLED AT 2026-11-23T09:00:01 DUE TO PREEMPTION ***'],
    harmless: ['preemption is off'],
  },
  'shell-tools': {
    source: 'jqlang/jq src/main.c; mirror/make src/remake.c; mirror/sed sed/compile.c',
    fails: [
      'jq: error (at <stdin>:1): Cannot index string with string "frames"',
      "make: *** No rule to make target 'frames'.  Stop.",
      "sed: -e expression #1, char 7: unterminated `s' command",
    ],
    harmless: ["make: Nothing to be done for 'all'.", 'jq: 1.7.1'],
  },
};
