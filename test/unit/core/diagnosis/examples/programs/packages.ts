import type { RuleExamples } from '../example';

export const PACKAGES_EXAMPLES: RuleExamples = {
  'conda-network': {
    source: 'conda/conda conda/gateways/repodata/__init__.py',
    fails: [
      'CondaHTTPError: HTTP 503 SERVICE UNAVAILABLE for url <https://conda.example.internal/vfx/linux-64/repodata.json>',
      'critical libmamba Multiple errors occurred: Download error (6) Could not resolve hostname [https://conda.example.internal/vfx/noarch/repodata.json.zst]',
    ],
    harmless: [
      'HTTP errors are often intermittent, and a simple retry will get you on your way.',
      'Could not lock /home/job-user/.conda/pkgs, continuing without lock',
    ],
  },
  'conda-channel': {
    source: 'conda/conda conda/exceptions.py',
    fails: [
      'UnavailableInvalidChannel: HTTP 404 NOT FOUND for channel vfx-internal <https://conda.example.internal/vfx-internal>',
      'CondaHTTPError: HTTP 403 FORBIDDEN for url <https://conda.example.internal/vfx/linux-64/repodata.json>',
    ],
    harmless: ['Channels: vfx-internal'],
  },
  'conda-not-found': {
    source: 'conda/conda conda/exceptions.py',
    fails: [
      'PackagesNotFoundError: The following packages are not available from current channels:',
      'error    libmamba Could not solve for environment specs',
      'nothing provides requested maya-openjd 9.9.*',
      '└─ houdini =21.9 * does not exist (perhaps a typo or a missing channel).',
    ],
    harmless: ['312 packages found in the channels'],
  },
  'conda-unsatisfiable': {
    source: 'mamba-org/mamba libmamba/src/solver/problems_graph.cpp',
    fails: [
      'LibMambaUnsatisfiableError: Encountered problems while solving:',
      'UnsatisfiableError: The following specifications were found to be incompatible with each other:',
      'Could not solve for environment specs',
      "× failed to solve the conda requirements of 'default' 'linux-64'",
    ],
    harmless: [
      'Solving environment: failed with initial frozen solve. Retrying with flexible solve.',
      'Solving environment: ...working... done',
    ],
  },
  'conda-write': {
    source: 'conda/conda conda/exceptions.py',
    fails: ['EnvironmentNotWritableError: The current user does not have write permissions to the target environment.'],
    harmless: ['The environment is writable'],
  },
  'conda-damaged': {
    source: 'conda/conda conda/exceptions.py',
    fails: [
      'InvalidArchiveError("Error with archive /opt/pkgs/openusd-25.8.conda. You probably need to delete and re-download or re-create this file.")',
      'CondaVerificationError: The package for houdini located at /sessions/conda/pkgs/houdini appears to be corrupted.',
      'CondaEnvException: Pip failed',
      'CondaToSNonInteractiveError: Terms of Service have not been accepted for the following channels.',
    ],
    harmless: ['EnvironmentNameNotFound: Could not find conda environment: hashname_1a (expected)'],
  },
  'conda-activate': {
    source: 'conda/conda conda/exceptions.py',
    fails: ["CommandNotFoundError: Your shell has not been properly configured to use 'conda activate'."],
    harmless: ['conda activate /sessions/conda'],
  },
  'pip-not-found': {
    source: 'pypa/pip src/pip/_internal/resolution/resolvelib/factory.py',
    fails: [
      'ERROR: Could not find a version that satisfies the requirement aurora-tools==9.9 (from versions: 1.0, 1.1)',
      'ERROR: No matching distribution found for aurora-tools==9.9',
    ],
    harmless: ['Requirement already satisfied: numpy in /opt/python/lib'],
  },
  'pip-conflict': {
    source: 'pypa/pip src/pip/_internal/exceptions.py',
    fails: [
      'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/',
      '× No solution found when resolving dependencies:',
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
    ],
    harmless: [
      "ERROR: pip's dependency resolver does not currently take into account all the packages that are installed.",
    ],
  },
  'pip-build': {
    source: 'pypa/pip src/pip/_internal/exceptions.py',
    fails: [
      'error: subprocess-exited-with-error',
      'ERROR: Failed building wheel for openexr',
      'error: externally-managed-environment',
      'ERROR: aurora-1.0-cp39-cp39-linux_x86_64.whl is not a supported wheel on this platform.',
    ],
    harmless: ["Building wheel for openexr: finished with status 'done'"],
  },
  rez: {
    source: 'AcademySoftwareFoundation/rez src/rez/exceptions.py',
    fails: [
      'rez.exceptions.PackageFamilyNotFoundError: package family not found: aurora_core',
      'The context failed to resolve:',
      'The following package conflicts occurred: (python-3.11 <--!--> python-2.7)',
      'rez: ResolvedContextError: Cannot perform operation in a failed context',
    ],
    harmless: ['resolved 42 packages in 0.8 s'],
  },
  modules: {
    source: 'TACC/Lmod messageDir/en.lua',
    fails: [
      'Lmod has detected the following error:  The following module(s) are unknown: "houdini/99"',
      "ERROR: Unable to locate a modulefile for 'nuke/15.1'",
    ],
    harmless: ['module load houdini/20.5'],
  },
  apt: {
    source: 'Debian/apt apt-private/private-cacheset.cc',
    fails: [
      'E: Unable to locate package libopenexr99',
      "E: Package 'python2' has no installation candidate",
      'dpkg: error processing package nvidia-driver (--configure):',
    ],
    harmless: ['Reading package lists... Done'],
  },
  dnf: {
    source: 'rpm-software-management/dnf dnf/cli/cli.py',
    fails: [
      'Error: Unable to find a match: libopenexr',
      "Error: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist",
    ],
    harmless: ['Nothing to do.'],
  },
  npm: {
    source: 'npm/cli lib/utils/error-message.js',
    fails: ['npm ERR! code ERESOLVE', 'npm error code E404'],
    harmless: ['npm warn deprecated inflight@1.0.6'],
  },
  'npm-network': {
    source: 'npm/cli lib/utils/error-message.js',
    fails: [
      'npm ERR! network request to https://registry.example.internal/left-pad failed',
      'npm error code ECONNRESET',
    ],
    harmless: ['npm http fetch GET 200 https://registry.example.internal/left-pad'],
  },
  'other-installers': {
    source: 'chocolatey/choco src/chocolatey/infrastructure.app/services/NugetService.cs',
    fails: [
      'The package was not found with the source(s) listed.',
      'Chocolatey installed 0/1 packages. 1 packages failed.',
      "==> Error: Package 'openvdb99' not found.",
      'FATAL:   could not open image /mnt/images/houdini.sif: failed to retrieve path',
    ],
    harmless: ['Chocolatey installed 1/1 packages.'],
  },
};
