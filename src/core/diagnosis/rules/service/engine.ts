import type { Rule } from '../../matching/rule';

/** What the Open Job Description engine prints, in its Python and Rust forms. */
export const ENGINE_RULES: readonly Rule[] = [
  // The engine's own time limit.
  {
    id: 'engine-time-limit',
    pattern:
      /\bTIMEOUT - (?:Runtime limit reached|Exceeded the allotted runtime limit)|\bAction timed out, sending SIGKILL/,
    cause: 'time-limit',
    certainty: 'sure',
  },
  {
    id: 'engine-previous-time-limit',
    pattern: /\bTIMEOUT - Previous action exceeded runtime limit\b/,
    cause: 'time-limit',
    certainty: 'sure',
  },
  // The program did not start: the number says why, a missing sudo is the worker's fault.
  {
    id: 'engine-start-sudo-missing',
    pattern:
      /\b(?:Process failed to start|Failed to start subprocess)\b.{0,200}(?:No such file or directory: 'sudo'|'sudo': No such file)/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-start-logon',
    pattern:
      /\b(?:Process failed to start|Failed to start subprocess)\b.{0,300}(?:WinError|os error) (?:1314|1326|1327|1331|1385|1909)\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-start-missing',
    pattern:
      /\b(?:Process failed to start|Failed to start subprocess)\b(?:: '| ')?(?:(?<=')(?<subject>[^']{1,200}))?.{0,300}(?:\[Errno 2\]|\[WinError [23]\]|\(os error [23]\)|No such file or directory|cannot find the (?:file|path)|program not found)/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'engine-executable-not-found',
    pattern: /\bCould not find executable file: (?<subject>.{1,200})/,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'engine-start-permission',
    pattern:
      /\b(?:Process failed to start|Failed to start subprocess)\b.{0,300}(?:\[Errno 13\]|\[Errno 1\]|\[WinError (?:5|740)\]|\(os error 13\)|Permission denied|Access is denied)/,
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'engine-start-format',
    pattern:
      /\b(?:Process failed to start|Failed to start subprocess)\b.{0,300}(?:\[Errno 8\]|\[WinError (?:193|216)\]|\(os error (?:8|193|216)\)|Exec format error)/,
    cause: 'incompatible',
    certainty: 'likely',
  },
  {
    id: 'engine-start-arguments',
    pattern:
      /\b(?:Process failed to start|Failed to start subprocess)\b.{0,300}(?:\[Errno 7\]|\[WinError 206\]|\(os error (?:7|206)\)|Argument list too long)/,
    cause: 'script-error',
    certainty: 'sure',
  },
  // Refused directives cancel the action and mark it as failed; a refused progress value does not.
  {
    id: 'engine-refused-env',
    pattern:
      /\bopenjd_(?:redacted_|unset_)?env\b.{0,1000} -- ERROR: |\bIncorrectly formatted openjd (?:redacted_|unset_)?env command/i,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'engine-environment-assignment',
    pattern: /^Failed to parse environment variable (?:assignment|name)\./,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'engine-format-string',
    pattern:
      /\b(?:Error resolving format string|Failed to resolve (?:format string|command|args?|data|timeout|onRun|onEnter|filename|embedded file)|Failed to coerce parameter|Failed to parse interpolation expression)\b/i,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'engine-embedded-filename',
    pattern: /\bEmbedded file '(?<subject>[^']{1,200})' has unsafe filename\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'engine-wrap-environments',
    pattern: /\bat most one Environment defining wrap hooks\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
  // The session's own folders and files: where an error number stands, the rules of storage say why.
  {
    id: 'engine-embedded-file',
    pattern: /\b(?:Could not|Failed to) write embedded file\b(?!.{0,400}(?:Errno|os error|WinError))/,
    cause: 'worker-setup',
    certainty: 'likely',
  },
  {
    id: 'engine-working-directory',
    pattern:
      /\b(?:creating Session Working Directory: |Failed to create (?:working directory|temp(?:orary)? directory in) |Could not create temp directory within )(?!.{0,400}(?:Errno 28|os error (?:28|112)|WinError 112|No space left))/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-session-root',
    pattern: /\bEnsure that the root directory \(.{1,300}\) exists and is a directory\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-directory-owner',
    pattern:
      /\bCould not change (?:ownership|permissions) of directory '|\bPlease ensure that uid \d+ is a member of group\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-path-permissions',
    pattern: /\bFailed to set permissions on '(?<subject>[^']{1,300})': /,
    cause: 'worker-setup',
    certainty: 'likely',
  },
  {
    id: 'engine-helper',
    pattern: /\bCross-user helper error: |\bHelper process closed stdout unexpectedly\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-session-state',
    pattern:
      /\bSession must be in (?:the )?[A-Z_a-z ]{1,60} state\b|\bhas already been entered in this Session\b|\bMust exit the most recently entered environment first\b|\bCannot exit (?:unknown )?Environment\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-windows-user',
    pattern:
      /\bThe username or password is incorrect\.|\bMust supply a password or logon token\b|\bPasswords are not supported when running in Windows Session 0\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  { id: 'engine-run-subprocess', pattern: /^Error running subprocess: /, cause: 'worker-setup', certainty: 'likely' },
  {
    id: 'engine-schema-version',
    pattern: /\bdoes not support Open Job Description Schema Version\b|\bSchema version \S{1,60} is not supported\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'engine-template-invalid',
    pattern: /\bvalidation errors? for (?:JobTemplate|EnvironmentTemplate|StepTemplate|StepScript|EnvironmentScript)\b/,
    cause: 'script-error',
    certainty: 'sure',
  },
];
