import type { Rule } from '../../matching/rule';

/** What shells print: bash, sh, zsh, cmd and PowerShell, and commands that start others. */
export const SHELLS_RULES: readonly Rule[] = [
  // Windows line ends in a script.
  {
    id: 'shell-carriage-return',
    pattern:
      /(?:\^M|\\r|\r)['’"]?: (?:bad interpreter|command not found|No such file or directory|invalid option)|\$'(?:[^']{0,80})\\r': (?:command not found|.{0,40}No such file)|\bset: -?\r|\binvalid option name: pipefail\r/,
    cause: 'script-error',
    certainty: 'sure',
  },
  // The program was not found.
  {
    id: 'shell-command-not-found',
    pattern:
      /: (?<=(?<subject>[^\s:'"]{1,200})['"]?: )(?:command not found|commande introuvable|comando non trovato|comando não encontrado|orden no encontrada|no se encontró la orden|Befehl nicht gefunden|Kommando nicht gefunden|コマンドが見つかりません|未找到命令|找不到命令|명령어를 찾을 수 없음|inaccessible or not found|not found: command)|^zsh: command not found: \S|^(?:fish: )?Unknown command[: ]|^(?:\S{1,200}: )?(?:line )?\d+: \S{1,200}: not found$|^(?:sh|ash|dash|ksh|\/bin\/sh|exec): (?:\d+: )?(?:exec: )?\S{1,200}: not found$/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'shell-command-not-found-likely',
    pattern:
      /\bNo command '(?<subject>[^']{1,80})' found\b|\bCommand '[^']{1,80}' not found\b|^(?:which|type|command): no \S{1,80} in \(|^whereis: /,
    cause: 'program-missing',
    certainty: 'likely',
  },
  {
    id: 'shell-interpreter',
    pattern:
      /\bbad interpreter: |^(?:\/usr\/bin\/)?env: ['‘’"`]?(?<subject>[^'‘’"`:]{1,200})['’"]?: (?:No such file or directory|Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier)|\b(?:nice|nohup|timeout|setsid|stdbuf|taskset|numactl|chrt|ionice|time|xargs|watch|strace|chroot|unshare|setpriv): (?:failed to (?:run command|execute) ['‘"]?|cannot run |execution of |execvp: )?\S{1,200}?['’"]?: No such file or directory|\bexec(?:vp?e?)?(?:\(\))?(?: failed)?: .{0,120}No such file or directory/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'shell-spawn',
    pattern:
      /\bexec: "(?<subject>[^"]{1,200})": executable file not found\b|\bexecutable file not found in [$%]PATH|\bspawn \S{1,200} ENOENT\b|\bCannot run program "[^"]{1,200}"(?: \(in directory "[^"]{1,200}"\))?: (?:\S{1,30} )?error=2\b|\bCreateProcess error=[23]\b|\bUnable to find (?:the )?executable\b|\bexecvp?e?(?:\(\))?: .{0,60}No such file/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'shell-path-missing',
    pattern:
      /^(?:bash|sh|zsh|ksh|\/bin\/\w{1,5}|\S{1,200}: line \d+|\S{1,200}: \d+): (?:exec: )?(?<subject>(?:\.{0,2}\/)\S{0,200}?[A-Za-z_][\w+-]{0,40}(?:\d[\d.]{0,8})?(?:\.(?:exe|sh|py|bin|bat|pl))?): No such file or directory$/,
    cause: 'program-missing',
    certainty: 'likely',
  },
  {
    id: 'shell-windows-not-recognized',
    pattern:
      /['"`“«‘](?<subject>[^'"`”»’]{1,200}?)['"`”»’] ?(?:is not recognized as an internal or external command|n.est pas reconnu en tant que commande interne|no se reconoce como un comando interno|non è riconosciuto come comando interno|não é reconhecido como um comando interno|is niet herkend als een interne|は、内部コマンドまたは外部コマンド|不是内部或外部命令|은\(는\) 내부 또는 외부 명령)|\bDer Befehl ".{1,200}" ist entweder falsch geschrieben|\bis not recognized as an internal or external command\b/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'shell-powershell-not-recognized',
    pattern:
      /\bThe term ['‘"](?<subject>.{1,200}?)['’"] is not recognized as (?:the |a )?name\b|\bCommandNotFoundException\b|\bDie Benennung ".{1,200}" wurde nicht als Name eines Cmdlet\b|\bLe terme «.{1,200}» n.est pas reconnu\b/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'shell-powershell-start',
    pattern:
      /\bThis command cannot be run due to the error: The system cannot find the (?:file|path) specified\b|\bThe system cannot find the (?:file|path) (?:specified )?.{0,4}['"]?[^'"\s]{1,200}\.(?:exe|bat|cmd|com)\b|\bWindows cannot find ['"]?(?<subject>[^'"]{1,200})/,
    cause: 'program-missing',
    certainty: 'likely',
  },
  // A mistake in the script.
  {
    id: 'shell-syntax',
    pattern:
      /\bsyntax error near unexpected token\b|\bsyntax error: (?:unexpected|unterminated|bad|invalid|operand|\()|\bSyntax error: ["(]?.{0,60}\bunexpected\b|\bSyntax error: (?:Unterminated|Bad|EOF|end of file|redirection)|\bunexpected (?:EOF|end of file) (?:while looking for|from)\b|\bwhile looking for matching\b|\bparse error (?:near|on line|at)\b|\bSyntaxfehler (?:beim|:|bei)\b|\berreur de syntaxe (?:près|:)|\berror (?:sintáctico|de sintaxis) (?:cerca|:)|\berrore di sintassi|予期しないトークン|未预期的(?:符号|记号)/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'shell-test',
    pattern:
      /: \[\[?: .{0,80}\b(?:unary operator expected|binary operator expected|too many arguments|integer (?:expression )?expected|missing `\]'|unexpected operator|argument expected)|\bconditional binary operator expected\b|: bad substitution$|\bambiguous redirect\b|\bnot a valid identifier\b|\bvalue too great for base\b|\bbad array subscript\b|: too many arguments$|\bdivision by 0 \(error token\b|^(?:jq|g?awk|mawk|sed|bc|expr|find|xmllint|yq): .{0,120}\b(?:syntax error|unterminated|compile error|invalid|unknown (?:command|predicate|option))|\breadonly variable$|\bBad substitution\b/i,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'shell-unbound',
    pattern:
      /: (?<=(?<subject>[A-Za-z_]\w{0,80}|\$\{?\d+\}?): )(?:unbound variable|parameter not set|parameter null or not set|variable sans liaison|ist nicht gesetzt|variable sin asignar)/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'shell-arguments',
    pattern:
      /\bArgument list too long\b|\[Errno 7\] |\bWinError 206\b|\bThe filename or extension is too long\b|\bThe command line is too long\b|\bThe input line is too long\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'shell-cmd-syntax',
    pattern:
      /\bwas unexpected at this time\.|\bThe syntax of the command is incorrect\.|\bThe system cannot find the batch label specified\b|\bist syntaktisch an dieser Stelle nicht verarbeitbar\b|\bétait inattendu\.$|\bno se esperaba en este momento\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'shell-powershell-syntax',
    pattern:
      /\bParserError\b|\bParseException\b|\bParentContainsErrorRecordException\b|\bUnexpected token ['"].{1,80}['"] in expression or statement\b|\bMissing closing ['"][)}\]]['"] in\b|\bThe string is missing the terminator\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'shell-powershell-parameter',
    pattern:
      /\bA parameter cannot be found that matches parameter name\b|\bNamedParameterNotFound\b|\bParameterBinding(?:Validation)?Exception\b|\bParameterArgumentValidationError\b|\bMissingArgument\b|\bCannot bind (?:argument to )?parameter\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'shell-powershell-policy',
    pattern:
      /\brunning scripts is disabled on this system\b|\bPSSecurityException\b|\bis not digitally signed\b|\bThis program is blocked by group policy\b|\bWinError (?:1260|4551)\b|\bblocked by (?:an administrator|your administrator|AppLocker|application control)\b/i,
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'shell-powershell-module',
    pattern:
      /\bThe specified module ['‘"](?<subject>[^'’"]{1,200})['’"] was not loaded because no valid module file was found\b|\bModules_ModuleNotFound\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'shell-exit-status',
    pattern:
      /\breturned non-zero exit status 127\b|\bexit(?:ed)?(?: with)?(?: code| status)?:? 127\b|\bexit(?:ed)?(?: with)?(?: code| status)?:? 9009\b/i,
    cause: 'program-missing',
    certainty: 'likely',
  },
  {
    id: 'shell-home',
    pattern: /\bbash: cannot create temp file for here-document: |: cannot overwrite existing file$/,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'container-daemon',
    pattern:
      /\b(?:Cannot|Can't|Could not|Failed to|unable to) connect to (?:the )?(?:Docker|Podman|containerd)\b.{0,40}\b(?:daemon|socket|service)?\b|\berror during connect: .{0,200}docker/i,
    cause: 'worker-setup',
    certainty: 'likely',
  },
  {
    id: 'batch-time-limit',
    pattern: /\bCANCELLED AT \S{1,40} DUE TO TIME LIMIT\b|\bjob killed: walltime\b|\bTERM_RUNLIMIT\b/,
    cause: 'time-limit',
    certainty: 'sure',
  },
  {
    id: 'batch-preempted',
    pattern: /\bCANCELLED AT \S{1,40} DUE TO (?:PREEMPTION|NODE FAILURE)\b|\bTERM_PREEMPT\b/,
    cause: 'interrupted',
    certainty: 'sure',
  },
  {
    id: 'shell-tools',
    pattern:
      /^jq: error(?: \(at [^)]{1,40}\))?(?: ?: |: )(?!.{0,40}Could not open)|^jq: \d compile error|^(?:awk|gawk|mawk): .{0,80}\bsyntax error\b|^sed: -e expression|^(?:g?make|ninja)(?:\[\d+\])?: \*\*\* .{1,300}\bStop\.$|^ninja: error: /,
    cause: 'script-error',
    certainty: 'likely',
  },
];
