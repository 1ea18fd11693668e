import type { RuleExamples } from '../example';

export const ENGINE_EXAMPLES: RuleExamples = {
  'engine-time-limit': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_runner_base.py',
    fails: [
      'TIMEOUT - Runtime limit reached at 2026-11-23T10:41:09Z. Canceling action.',
      'TIMEOUT - Exceeded the allotted runtime limit.',
      'Action timed out, sending SIGKILL to process group',
    ],
    harmless: ['TIMEOUT=3600', 'Runtime limit of this action: 3600 s'],
  },
  'engine-previous-time-limit': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/session.py',
    fails: ['TIMEOUT - Previous action exceeded runtime limit: sessionaction-3269375e07144dd3ca50a72f65481a24-3'],
    harmless: ['Previous action took 12 s'],
  },
  'engine-start-sudo-missing': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_subprocess.py',
    fails: ["Process failed to start: [Errno 2] No such file or directory: 'sudo'"],
    harmless: ['Running command sudo -u job-user -i setsid -w /sessions/session-1/tmp1.sh'],
  },
  'engine-start-logon': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_win32/_popen_as_user.py',
    fails: [
      'Process failed to start: [WinError 1314] A required privilege is not held by the client.',
      'Process failed to start: [WinError 1326] Der Benutzername oder das Kennwort ist falsch.',
    ],
    harmless: ["Running as Queue's jobRunAsUser."],
  },
  'engine-start-missing': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_subprocess.py',
    fails: [
      "Process failed to start: [Errno 2] No such file or directory: 'hython'",
      'Process failed to start: [WinError 2] Das System kann die angegebene Datei nicht finden',
      "Process failed to start: 'blender': No such file or directory (os error 2)",
      "Action failed to run: Failed to start subprocess 'nuke-openjd': No such file or directory (os error 2)",
    ],
    harmless: ['Command started as pid: 30505', "ls: cannot access '/sessions/old': No such file or directory"],
  },
  'engine-executable-not-found': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_win32/_locate_executable.py',
    fails: ['openjd_fail: Could not find executable file: 3dsmax-openjd'],
    harmless: ['Could not find cached executable, building it'],
  },
  'engine-start-permission': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/error.rs',
    fails: [
      "Process failed to start: [Errno 13] Permission denied: '/mnt/tools/bin/render'",
      "Action failed to run: Failed to start subprocess '/mnt/tools/render': Permission denied (os error 13)",
    ],
    harmless: ["mkdir: cannot create directory '/var/cache/fontconfig': Permission denied"],
  },
  'engine-start-format': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/error.rs',
    fails: [
      "Process failed to start: [Errno 8] Exec format error: '/opt/tools/convert'",
      "Process failed to start: [WinError 193] %1 n'est pas une application Win32 valide",
    ],
    harmless: ['Output format: exec'],
  },
  'engine-start-arguments': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_subprocess.py',
    fails: ["Process failed to start: [Errno 7] Argument list too long: '/bin/bash'"],
    harmless: ['Arguments: 7'],
  },
  'engine-refused-env': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_action_filter.py',
    fails: [
      'openjd_env: MAYA VERSION=2025 -- ERROR: Failed to parse environment variable assignment.',
      'openjd_unset_env: 1X -- ERROR: Failed to parse environment variable name.',
      ' openjd_env : A=1 -- ERROR: Open Job Description: Incorrectly formatted openjd env command ( openjd_env : A=1)',
    ],
    harmless: [
      'openjd_env: CONDA_PREFIX=/sessions/conda',
      'openjd_progress: 142 -- ERROR: Progress must be a floating point value between 0.0 and 100.0, inclusive.',
    ],
  },
  'engine-environment-assignment': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/action_filter.rs',
    fails: ['Failed to parse environment variable assignment.'],
    harmless: ['Failed to parse environment variable PYTHONDONTWRITEBYTECODE, using default'],
  },
  'engine-format-string': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_embedded_files.py',
    fails: [
      'openjd_fail: Error resolving format string: Failed to parse interpolation expression at [12, 30]. Expression: Param.Sceen. Reason: Expression failed validation.',
      'Action failed to run: Failed to resolve command: undefined variable Task.Param.Fram',
      "Action failed to run: Failed to coerce parameter 'RawParam.N': Cannot convert 'abc' to int: invalid digit found in string",
    ],
    harmless: ['Failed to resolve proxy node, using full geometry'],
  },
  'engine-embedded-filename': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/error.rs',
    fails: [
      "Action failed to run: Embedded file 'Run' has unsafe filename '../run.sh': path separators are not allowed",
    ],
    harmless: ['Mapping: Task.File.Run -> /sessions/session-1/embedded_files6725/tmpyb_mk_hy'],
  },
  'engine-wrap-environments': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/error.rs',
    fails: [
      "Action failed to run: RFC 0008: a session may have at most one Environment defining wrap hooks (onWrapEnvEnter / onWrapTaskRun / onWrapEnvExit). Environment 'Wrap' already defines wrap hooks; cannot also enter 'Other'.",
    ],
    harmless: ['Entering Environment: Wrap'],
  },
  'engine-embedded-file': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_embedded_files.py',
    fails: ['openjd_fail: Could not write embedded file: unsupported line ending'],
    harmless: ['Writing embedded files for Task to disk.'],
  },
  'engine-working-directory': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_tempdir.py',
    fails: [
      "ERROR creating Session Working Directory: Could not create temp directory within /sessions: [Errno 13] Permission denied: '/sessions/session-1'",
      'Failed to create working directory /sessions/session-1: Permission denied (os error 13)',
    ],
    harmless: ['Session Working Directory: /sessions/session-1'],
  },
  'engine-session-root': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_session.py',
    fails: ['RuntimeError: Ensure that the root directory (/sessions) exists and is a directory.'],
    harmless: ["Session's Embedded Files Directory: /sessions/session-1/embedded_files6725"],
  },
  'engine-directory-owner': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_tempdir.py',
    fails: [
      "Could not change ownership of directory '/sessions/session-1' (error: [Errno 1] Operation not permitted: '/sessions/session-1'). Please ensure that uid 1001 is a member of group deadline-jobs.",
      "Could not change permissions of directory 'C:\\ProgramData\\Amazon\\OpenJD\\session-1' (error: (5, 'SetFileSecurity', 'Access is denied.'))",
    ],
    harmless: ["cp: failed to preserve ownership for '/mnt/renders/a.exr': Operation not permitted"],
  },
  'engine-path-permissions': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/error.rs',
    fails: [
      "Action failed to run: Failed to set permissions on '/sessions/session-1/tmp1.sh': chown failed: Operation not permitted (os error 1)",
    ],
    harmless: ["Set permissions on '/sessions/session-1/tmp1.sh'"],
  },
  'engine-helper': {
    source: 'OpenJobDescription/openjd-rs crates/openjd-sessions/src/error.rs',
    fails: ['Action failed to run: Cross-user helper error: Helper process closed stdout unexpectedly'],
    harmless: ['helper process started with pid 1402'],
  },
  'engine-session-state': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_session.py',
    fails: [
      'RuntimeError: Session must be in the READY state to run a task.',
      'Environment JOB:job-1:Conda has already been entered in this Session.',
    ],
    harmless: ['Session is in the READY state'],
  },
  'engine-windows-user': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_session_user.py',
    fails: [
      'BadCredentialsException: The username or password is incorrect.',
      'RuntimeError: Must supply a password or logon token. User is not the process owner.',
    ],
    harmless: ['Password of user job-user was reset'],
  },
  'engine-run-subprocess': {
    source: 'OpenJobDescription/openjd-sessions-for-python src/openjd/sessions/_runner_base.py',
    fails: ["Error running subprocess: 'NoneType' object has no attribute 'readline'"],
    harmless: ['Running subprocess: oiiotool --info a.exr'],
  },
  'engine-schema-version': {
    source: 'aws-deadline/deadline-cloud-worker-agent src/deadline_worker_agent/sessions/errors.py',
    fails: [
      'Worker Agent: 0.28.1 does not support Open Job Description Schema Version jobtemplate-2026-01. Consider upgrading to a newer Worker Agent.',
    ],
    harmless: ['openjd.model Library Version: 0.8.1'],
  },
  'engine-template-invalid': {
    source: 'OpenJobDescription/openjd-model-for-python src/openjd/model/_parse.py',
    fails: ['2 validation errors for JobTemplate'],
    harmless: ['0 errors in JobTemplate'],
  },
};
