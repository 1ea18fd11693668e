import type { RuleExamples } from '../example';

export const AGENT_EXAMPLES: RuleExamples = {
  'agent-spot': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/worker.py',
    fails: ['The Worker received an EC2 spot interruption', 'Spot interruption detected. Termination in 0:01:58'],
    harmless: ['IMDS unavailable - unable to monitor for spot interruption or ASG life-cycle changes'],
  },
  'agent-scaling': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/worker.py',
    fails: ['The Worker received an auto-scaling life-cycle change event'],
    harmless: ['Auto-scaling group: render-fleet'],
  },
  'agent-shutdown': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/worker.py',
    fails: [
      'The Worker received a shutdown event locally from the host machine.',
      'Received signal 15. Initiating application shutdown.',
    ],
    harmless: ['Shutting down after idle timeout is disabled'],
  },
  'agent-signal': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/worker.py',
    fails: ['Worker Agent received OS signal 2'],
    harmless: ['Registered handler for OS signal 2'],
  },
  'host-shutdown': {
    source: 'systemd/systemd src/login/logind-wall.c',
    fails: [
      'The system will power off now!',
      'The system is going down for reboot NOW!',
      'OSError: [WinError 1115] Ein System wird gerade heruntergefahren.',
    ],
    harmless: ['The system will reuse the cached scene'],
  },
  'agent-credentials': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/worker.py',
    fails: [
      'Worker AWS Credentials have expired!',
      'Worker AWS Credentials are expiring and cannot be refreshed.',
      'Fatal error refreshing Worker AWS Credentials. See log for details.',
    ],
    harmless: ['Worker AWS Credentials refreshed.'],
  },
  'agent-queue-credentials': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/scheduler/scheduler.py',
    fails: [
      'Error obtaining AWS Credentials for the Queue Role: An unrecoverable error',
      'Job Attachments are configured on the Queue, but AWS Credentials for the Queue are not available.',
      'Misconfiguration. Job Attachments are configured on the Queue, but the Queue has no IAM Role.',
    ],
    harmless: ['AWS Credentials are not available: Queue has no IAM Role.'],
  },
  'agent-secret-access': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/windows/win_credentials_resolver.py',
    fails: [
      'Contents of secret arn:aws:secretsmanager:us-west-2:111122223333:secret:jobuser could not be fetched or were not valid: denied',
      'No valid credentials for job-user available. Credentials will be fetched again 5.0 minutes after last fetch',
    ],
    harmless: ['Fetching the secret for the Windows job user'],
  },
  'agent-unexpected-error': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/session.py',
    fails: [
      "Worker encountered an unexpected error: 'list' object has no attribute 'get'",
      'Worker Agent encountered error: Expecting value: line 1 column 1 (char 0)',
    ],
    harmless: ['Worker encountered 0 errors'],
  },
  'agent-dequeue': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/session.py',
    fails: [
      'Failed to dequeue next Action: Required field "template" not found',
      'Error starting prior action sessionaction-3269375e07144dd3ca50a72f65481a24-1',
    ],
    harmless: ['Appended new SessionActions.'],
  },
  'agent-session-log': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/scheduler/scheduler.py',
    fails: [
      'Failed to create local session log directory on worker: /var/log/amazon/deadline/queue-1',
      'log driver "syslog" not supported',
    ],
    harmless: ['Logs streamed to: AWS CloudWatch Logs.'],
  },
  'agent-entity-invalid': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/job_entities/job_details.py',
    fails: [
      'Expected "jobRunAs" -> "windows" to exist when "jobRunAs" -> "runAs" is "QUEUE_CONFIGURED_USER" but it was not present',
      "FATAL: Queue's jobRunAsUser does not define a QUEUE_CONFIGURED_USER for this platform. Please report this to the service team.",
    ],
    harmless: ['Optional field "description" not found'],
  },
  'agent-admin-user': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/scheduler/scheduler.py',
    fails: ['Job cannot run as WORKER_AGENT_USER. Worker Agent is running with Administrator privileges.'],
    harmless: [
      "Running as the Worker Agent's user. This configuration is not recommended; please see the Security chapter of the User Guide.",
    ],
  },
  'agent-logon': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/windows/win_logon.py',
    fails: [
      "Error logging on as \"job-user\": (1326, 'LogonUser', 'The user name or password is incorrect.')",
      "(1314, 'CreateProcessAsUser', 'A required privilege is not held by the client.')",
      'Failed to load the user profile for "job-user". Error: Access is denied.',
    ],
    harmless: ['Loaded the user profile for "job-user"'],
  },
  'sudo-refused': {
    source: 'sudo-project/sudo plugins/sudoers/sudoers.c',
    fails: [
      'sudo: a password is required',
      'sudo: unknown user: job-user',
      'sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set',
    ],
    harmless: ['sudo: unable to resolve host render-12: Name or service not known'],
  },
  'sudo-not-allowed': {
    source: 'sudo-project/sudo plugins/sudoers/logging.c',
    fails: [
      'deadline-worker-agent is not in the sudoers file.  This incident will be reported.',
      "Sorry, user deadline-worker-agent is not allowed to execute '/usr/bin/setsid' as job-user on render-12.",
    ],
    harmless: ['This object is not allowed to cast shadows'],
  },
  'job-user-missing': {
    source: 'python/cpython Modules/pwdmodule.c',
    fails: [
      'KeyError: "getpwnam(): name not found: \'job-user\'"',
      'runuser: user job-user does not exist or the user entry does not contain all the required fields',
      "(1332, 'LookupAccountName', 'No mapping between account names and security IDs was done.')",
    ],
    harmless: ["chown: changing ownership of 'a': done"],
  },
  'agent-session-directory': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_tempdir.py',
    fails: ['Could not create session directory /sessions/session-1: owner is not the agent user'],
    harmless: ['Created session directory /sessions/session-1'],
  },
};
