import type { Rule } from '../../matching/rule';

/** What package managers print: conda and its kin, pip, rez, system packages, environment modules. */
export const PACKAGES_RULES: readonly Rule[] = [
  // Conda.
  {
    id: 'conda-network',
    pattern:
      /\bCondaHTTPError: HTTP (?:000|5\d\d)\b|\bHTTP 000 CONNECTION FAILED\b|\bCondaSSLError\b|\b(?:libmamba|mamba|micromamba)\b.{0,60}\b(?:Download error \((?:5|6|7|28|35|52|56|60)\)|Could(?:n't| not) (?:resolve|connect)|Timeout was reached|transfer.{0,20}timed out)|\bDownload error \((?:5|6|7|28|35|52|56|60)\)|\bCondaError: Downloaded bytes did not match\b|\bConnectionFailed\b.{0,40}conda/i,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'conda-channel',
    pattern:
      /\bUnavailableInvalidChannel\b|\bThe channel is not accessible or is invalid\b|\bCondaHTTPError: HTTP 4\d\d\b|\bHTTP 40[134] \w{2,20}(?: \w{2,20})? for (?:channel|url)\b|\bChannelNotAllowed\b|\bChannelDenied\b|\bTransfer finalized, status: 40[134]\b/i,
    cause: 'software-install',
    certainty: 'sure',
  },
  {
    id: 'conda-not-found',
    pattern:
      /\b(?:PackagesNotFoundError|ResolvePackageNotFound|PackagesNotFoundInChannelsError|NoPackagesFoundError)\b|\bpackages are (?:not available from current channels|missing from the target environment)\b|\bnothing provides (?:requested )?(?<subject>\S{1,120})|\bdoes not exist \(perhaps a (?:typo|missing channel)|\bNo candidates (?:were )?found for \S{1,120}|\bpackages? (?:was|were|is|are)? ?not found in (?:any of )?the (?:configured )?(?:channels?|repositor)/i,
    cause: 'software-install',
    certainty: 'sure',
  },
  {
    id: 'conda-unsatisfiable',
    pattern:
      /\b(?:LibMamba)?UnsatisfiableError\b|\bCould not solve for environment specs\b|\b[Cc]annot solve the request\b|\bThe following packages? (?:are incompatible|could not be installed|conflict)|\bfailed to solve the (?:environment|conda requirements|pypi requirements)\b|\bFailed to (?:create|solve|resolve) (?:the )?(?:conda )?environment\b|\bSolving environment: (?:\.\.\.working\.\.\. )?failed$|\bMulti-download failed\b|\b(?:libmamba|mamba)\b.{0,30}\bFailed to download package\b|\bFound conflicts! Looking for incompatible packages\b|\bEncountered problems while solving\b/,
    cause: 'software-install',
    certainty: 'sure',
  },
  {
    id: 'conda-write',
    pattern:
      /\b(?:NoWritableEnvsDirError|NoWritablePkgsDirError|EnvironmentNotWritableError|NotWritableError)\b|\bThe current user does not have write permissions to\b/,
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'conda-damaged',
    pattern:
      /\b(?:InvalidArchiveError|CondaVerificationError|ChecksumMismatchError|SafetyError|CorruptedEnvironmentError|CondaMultiError|ClobberError|CondaEnvException|LinkError|CondaValueError|InvalidMatchSpec|InvalidVersionSpec|InvalidSpec|CondaDependencyError|PaddingError|DirectoryNotACondaEnvironmentError|EnvironmentLocationNotFound|CondaToSNonInteractiveError|CondaTosError)\b(?!.{0,40}[Ww]arning)|\bPip (?:failed|subprocess error)\b|\bappears to be corrupted\b.{0,80}\b(?:path|package|conda)/,
    cause: 'software-install',
    certainty: 'sure',
  },
  {
    id: 'conda-activate',
    pattern:
      /\bYour shell has not been properly configured to use 'conda activate'|\bRun 'conda init' before 'conda activate'|\bCondaError: Run 'conda init'/,
    cause: 'script-error',
    certainty: 'likely',
  },
  // Pip and its kin.
  {
    id: 'pip-not-found',
    pattern:
      /\bCould not find a version that satisfies the requirement (?<subject>\S{1,120})|\bNo matching distribution found for \S{1,120}|\bpkg_resources\.(?:extern\.)?\S{0,40}(?:DistributionNotFound|VersionConflict)\b|\bDistributionNotFound: |\bContextualVersionConflict\b|\bNo versions of \S{1,120} (?:are|is) available\b/,
    cause: 'software-install',
    certainty: 'sure',
  },
  {
    id: 'pip-conflict',
    pattern:
      /\bResolutionImpossible\b|\bpackage versions have conflicting dependencies\b|\bNo solution found when resolving dependencies\b|\bSolverProblemError\b|\bversion solving failed\b|\bDO NOT MATCH THE HASHES\b|\bIn --require-hashes mode\b/,
    cause: 'software-install',
    certainty: 'sure',
  },
  {
    id: 'pip-build',
    pattern:
      /\bmetadata-generation-failed\b|\bsubprocess-exited-with-error\b|\bFailed building wheel for (?<subject>\S{1,80})|\bCould not build wheels for\b|\bfailed-wheel-build-for-install\b|\bexternally-managed-environment\b|\brequires a different Python: |\bInvalid requirement: |\bIgnored the following versions that require a different python version\b|\bis not a supported wheel on this platform\b|\bCould not open requirements file: |\bERROR: Could not install packages due to an (?:OSError|EnvironmentError): (?!.{0,200}(?:Errno|WinError|ConnectionPool|Max retries|No space|[Pp]ermission))/,
    cause: 'software-install',
    certainty: 'sure',
  },
  // Rez.
  {
    id: 'rez',
    pattern:
      /\b(?:PackageFamilyNotFoundError|(?<!importlib\.metadata\.)PackageNotFoundError|PackageRequestError|ResolvedContextError|ResolveError|PackageCommandError|SuiteError|ContextBundleError|PackageMetadataError)\b|\bpackage family not found\b|\bpackage not found: |\bThe (?:context|resolve) failed(?: to resolve)?\b|\bThe following package conflicts occurred\b|\bfailed to resolve\b.{0,60}\b(?:packages?|context|request)\b|\bresolve failed, because|\bCannot perform operation in a failed context\b|\bConflicting (?:packages?|requirements?|package requests?)\b/i,
    cause: 'software-install',
    certainty: 'sure',
  },
  // Environment modules.
  {
    id: 'modules',
    pattern:
      /\bLmod has detected the following error\b|\bThe following module\(s\) are unknown\b|\bUnable to locate a modulefile for ['"](?<subject>[^'"]{1,120})|\bmodule\(s\) or extension\(s\) exist but cannot be loaded\b|\bModuleCmd_Load\.c\b.{0,40}\bERROR\b|\bModule '[^']{1,120}' (?:not found|conflicts with)\b/,
    cause: 'software-install',
    certainty: 'sure',
  },
  // System packages.
  {
    id: 'apt',
    pattern:
      /^(?:E: |W: )?(?:Unable to locate package (?<subject>\S{1,80})|Package '?[^' ]{1,80}'? has no installation candidate|Failed to fetch \S{1,300}(?: {2}|\/[\w.+-]{1,200}\.(?:deb|xz|gz)\b|$)|Could not get lock \/var\/lib\/(?:dpkg|apt)|Unable to acquire the dpkg frontend lock|Unmet dependencies|Unable to correct problems, you have held broken packages|dpkg was interrupted|The repository '.{1,200}' (?:is not signed|does not have a Release file))|\bdpkg: error processing\b|\bSub-process \/usr\/bin\/dpkg returned an error\b/,
    cause: 'software-install',
    certainty: 'likely',
  },
  {
    id: 'dnf',
    pattern:
      /\b(?:Error: )?Unable to find a match: (?<subject>\S{1,80})|\bNo match for argument: \S{1,80}|\bNo package \S{1,80} available\b|\bFailed to download metadata for repo\b|\bCannot find a valid baseurl for repo\b|\bCannot retrieve (?:repository )?metadata\b|\bTransaction (?:check|test) error\b|\bGPG check FAILED\b|\bFailed to synchronize cache for repo\b|\bunable to select packages\b|\btarget not found: /,
    cause: 'software-install',
    certainty: 'likely',
  },
  {
    id: 'npm',
    pattern:
      /\bnpm (?:ERR!|error) (?:code )?(?:E40[134]|ERESOLVE|ETARGET|EINTEGRITY|EBADENGINE|EBADPLATFORM|ENOVERSIONS|EUSAGE|ELIFECYCLE)\b|\bnpm (?:ERR!|error) (?:notarget|404)\b|\berror Couldn't find package\b|\bERR_PNPM_\w{3,40}/,
    cause: 'software-install',
    certainty: 'likely',
  },
  {
    id: 'npm-network',
    pattern:
      /\bnpm (?:ERR!|error) (?:code )?(?:ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ERR_SOCKET_TIMEOUT|network)\b/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'other-installers',
    pattern:
      /\bThe package was not found with the source\(s\) listed\b|\bChocolatey installed 0\/[1-9]|\bThe install of (?<subject>\S{1,80}) was NOT successful\b|\bNo package found matching input criteria\b|\bUnable to find package '|\bNU1101: Unable to find|\bmatches no installed packages\b|==> Error: .{0,60}\b(?:No such|does not match|concretiz|unsatisfiable|not found)|\b(?:manifest unknown|pull access denied|Unable to find image ['"])|\bFATAL: +(?:could not open image|container creation failed|image .{1,200} (?:was )?not found)|\bcould not compile `[^`]{1,80}`|\bWindows Installer\b.{0,80}\b(?:error|fail)|\bMSI \(s\).{0,80}\bReturn value 3\b|\bInstallation (?:success or error status: 1603|failed with (?:exit )?code [1-9])/i,
    cause: 'software-install',
    certainty: 'likely',
  },
];
