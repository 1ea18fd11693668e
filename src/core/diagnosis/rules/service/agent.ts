import type { Rule } from '../../matching/rule';

/** What the worker agent reports to the service, and what stands in the log when it cannot run a job. */
export const AGENT_RULES: readonly Rule[] = [
  // The worker went away.
  {
    id: 'agent-spot',
    pattern:
      /\breceived an EC2 spot interruption\b|\bSpot interruption detected\b|\bSpot (?:terminate|stop|hibernate) happening at\b|\bEC2 Spot (?:Instance )?interruption (?:notice|warning)\b/i,
    cause: 'interrupted',
    certainty: 'sure',
  },
  {
    id: 'agent-scaling',
    pattern:
      /\breceived an auto-?scaling life-?cycle change event\b|\bAuto-?scaling life-?cycle change event detected\b/i,
    cause: 'interrupted',
    certainty: 'sure',
  },
  {
    id: 'agent-shutdown',
    pattern:
      /\breceived a shutdown event locally from the host machine\b|\bInitiating application shutdown\b|\bThe service has requested that the host be shut ?down\b/i,
    cause: 'interrupted',
    certainty: 'sure',
  },
  {
    id: 'agent-signal',
    pattern: /\bWorker (?:Agent )?received OS signal \d+/i,
    cause: 'interrupted',
    certainty: 'sure',
  },
  {
    id: 'host-shutdown',
    pattern:
      /\bThe system (?:is going down for|will) (?:now )?(?:reboot|power off|power-?off|halt|system halt|maintenance|shut ?down)\b|\bA system shutdown (?:is in progress|has been scheduled)\b|\bWinError 1115\b/i,
    cause: 'interrupted',
    certainty: 'likely',
  },
  // Credentials that the agent itself obtains.
  {
    id: 'agent-credentials',
    pattern:
      /\bWorker AWS Credentials (?:have expired|are expiring and cannot be refreshed)\b|\bFatal error (?:attempting to refresh|refreshing) (?:the )?(?:Worker |Queue )?AWS Credentials\b/i,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'agent-queue-credentials',
    pattern:
      /\bError obtaining AWS Credentials for the Queue Role\b|\bAWS Credentials for the Queue are not available\b|\bthe Queue has no IAM Role\b/,
    cause: 'cloud-access',
    certainty: 'sure',
  },
  {
    id: 'agent-secret-access',
    pattern:
      /\bAccess to secret was denied\b|\bContents of secret \S{1,300} (?:could not be fetched|is not valid|did not match)\b|\bUsername and\/or password within \S{1,300} were not correct\b|\bNo valid credentials for .{1,100} available\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  // The agent's own mistakes.
  {
    id: 'agent-unexpected-error',
    pattern: /\bWorker (?:Agent )?encountered (?:an )?(?:unexpected )?(?:error|exception):/i,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'agent-dequeue',
    pattern:
      /\bFailed to dequeue next Action: |\bError starting prior action sessionaction-|\bEntity \{?.{1,200} failed (?:in an unrecoverable way|with: )/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'agent-session-log',
    pattern:
      /\b(?:Failed to create|Could not create) local session log (?:directory|file)\b|\bCould not create log stream\b|\blog driver "?.{1,60}"? (?:is )?not supported\b|\bUnsupported log driver\b/i,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'agent-entity-invalid',
    pattern:
      /\b(?:Required field "\w{1,60}" not found|Expected "jobRunAs"|Got empty "jobRunAs"|Queue(?:'s jobRunAsUser)? does not (?:have|define) a\b)/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  // The job user.
  {
    id: 'agent-admin-user',
    pattern: /\bJob cannot run as WORKER_AGENT_USER\b|\bWorker Agent is running with Administrator privileges\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'agent-logon',
    pattern:
      /\bError logging on as "|\bFailed to (?:logon as|reset password for|load the user profile for) "|\bError loading profile for "|\b(?:CreateProcessAsUserW?|CreateProcessWithLogonW|CreateProcessWithTokenW|LogonUserW?|LoadUserProfileW?|ImpersonateLoggedOnUser)\b.{0,120}(?:fail|error|denied|not held|incorrect)/i,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'sudo-refused',
    pattern:
      /\bsudo: (?:a password is required|a terminal is required|no tty present|sorry, you must have a tty|unknown user|unknown uid|account validation failure|PAM account management error|unable to initialize PAM|effective uid is not 0|the "no new privileges" flag is set|no valid sudoers sources found|error initializing audit plugin|PERM_\w{1,20}: |unable to (?:open|read|stat) \/etc\/sudoers|\/\S{1,100} (?:must be owned by uid|is (?:world writable|owned by uid)))/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'sudo-not-allowed',
    pattern: /\bis not (?:in the sudoers file|allowed to (?:run sudo|execute) )/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'job-user-missing',
    pattern:
      /\bgetpwnam\(\): name not found\b|\bgetgrnam\(\): name not found\b|\b(?:runuser|su|setpriv|chown|install): (?:user|invalid user|invalid group|unknown user)\b|\bNo mapping between account names and security IDs was done\b|\bWinError 1332\b/,
    cause: 'worker-setup',
    certainty: 'sure',
  },
  {
    id: 'agent-session-directory',
    pattern:
      /\b(?:failed|unable|could not|cannot) (?:to )?create (?:the )?session (?:working )?directory\b(?!.{0,300}(?:Errno 28|No space left))/i,
    cause: 'worker-setup',
    certainty: 'likely',
  },
];
