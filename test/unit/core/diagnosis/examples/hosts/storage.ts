import type { RuleExamples } from '../example';

export const STORAGE_EXAMPLES: RuleExamples = {
  'disk-full': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "cp: error writing '/mnt/renders/sh010/a.exr': No space left on device",
      "OSError: [Errno 28] Auf dem Gerät ist kein Speicherplatz mehr verfügbar: '/mnt/renders/a.exr'",
      'Error: ENOSPC: no space left on device, write',
      "thread 'main' panicked: write failed: No space left on device (os error 28)",
    ],
    harmless: [
      'Loading bitmap file "/mnt/prod/aurora/no space left/permission denied.exr"',
      'failed to add inotify watch: No space left on device',
    ],
  },
  'disk-full-windows': {
    source: 'dotnet/runtime src/libraries/Common/src/Interop/Windows/Interop.Errors.cs',
    fails: [
      'OSError: [WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung',
      'There is not enough space on the disk.',
      "System.IO.IOException: There is not enough space on the disk. : 'R:\\renders\\a.exr'",
      'WriteFile failed: 0x80070070',
      'OSError: [WinError 112] ディスクに十分な空き領域がありません。',
    ],
    harmless: ['There is enough space on the disk: 812 GB'],
  },
  'disk-quota': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "OSError: [Errno 122] Disk quota exceeded: '/home/job-user/.cache'",
      'write: Datenträgerkontingent überschritten (os error 122)',
    ],
    harmless: ['disk quota: 40 % used'],
  },
  'disk-full-words': {
    source: 'sqlite/sqlite src/main.c',
    fails: [
      'write error: disk might be full',
      'sqlite3.OperationalError: database or disk is full',
      'Not enough disk space to write /mnt/renders/a.exr',
      'insufficient free space on /var/tmp',
      'gzip: write error (disk full?)',
    ],
    harmless: [
      'Please check for sufficient disk space and necessary write permissions of MAYA_APP_DIR.',
      'disk cache 80 % full',
      'full disk access is on',
    ],
  },
  'disk-full-translated': {
    source: 'bminor/glibc po/de.po',
    fails: [
      "cp: Fehler beim Schreiben von 'a.exr': Auf dem Gerät ist kein Speicherplatz mehr verfügbar",
      'Espace insuffisant sur le disque',
      'デバイスに空き領域がありません',
    ],
    harmless: ['Speicherplatz: 812 GB frei'],
  },
  'file-too-large': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: ['OSError: [Errno 27] File too large', 'File size limit exceeded (core dumped)'],
    harmless: ['File too large for the preview, skipping it: 2 GB'],
  },
  'storage-stale': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "OSError: [Errno 116] Stale file handle: '/mnt/prod/tex/a.tx'",
      "ls: cannot access '/mnt/prod': Stale NFS file handle",
      'Veraltete Dateizugriffsnummer (os error 116)',
    ],
    harmless: ['handle 116 is stale, reopening it'],
  },
  'storage-io-error': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      'tar: geo.bgeo: Cannot read: Input/output error',
      "OSError: [Errno 5] Eingabe-/Ausgabefehler: '/mnt/prod/tex/a.tx'",
      'Error: EIO: i/o error, read',
      'OSError: [Errno 121] Remote I/O error',
    ],
    harmless: ['ALSA lib pcm.c: snd_pcm_open failed: Input/output error'],
  },
  'storage-read-only': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "touch: cannot touch '/mnt/renders/sh010/a.exr': Read-only file system",
      "OSError: [Errno 30] Das Dateisystem ist nur lesbar: '/mnt/renders/sh010'",
      'OSError: [WinError 19] The media is write protected',
    ],
    harmless: ['could not write /opt/tools/__pycache__: [Errno 30] Read-only file system'],
  },
  'storage-not-connected': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: ["OSError: [Errno 107] Transport endpoint is not connected: '/mnt/prod'"],
    harmless: ['transport endpoint is connected'],
  },
  'storage-mount': {
    source: 'torvalds/linux net/sunrpc/clnt.c',
    fails: [
      'mount.nfs: Connection timed out for 10.0.4.12:/vol/prod',
      'nfs: server nas01 not responding, timed out',
      'mount error(113): could not connect to 10.0.4.12Unable to find suitable address.',
      'CIFS: VFS: \\\\nas01 has not responded in 180 seconds. Reconnecting...',
    ],
    harmless: ['mount: /mnt/prod: nas01:/vol/prod already mounted', 'nfs: server nas01 OK'],
  },
  'storage-not-mounted': {
    source: 'util-linux/util-linux sys-utils/mountpoint.c',
    fails: [
      'mountpoint: /mnt/prod is not a mountpoint',
      'The volume R: is not available',
      'share //nas01/prod is not mounted',
    ],
    harmless: ['The volume is available', 'share of cached tiles: 40 %'],
  },
  'storage-device': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "OSError: [Errno 112] Host is down: '/mnt/prod/tex/a.tx'",
      "OSError: [Errno 117] Structure needs cleaning: '/scratch/a'",
      "ls: cannot access '/mnt/prod': Required key not available",
    ],
    harmless: ['ALSA lib: [Errno 19] No such device', 'No such device: audio'],
  },
  'storage-timeout-path': {
    source: 'python/cpython Objects/exceptions.c',
    fails: ["TimeoutError: [Errno 110] Connection timed out: '/mnt/prod/tex/a.tx'"],
    harmless: ['heartbeat: [Errno 110] Connection timed out'],
  },
  'storage-rsync': {
    source: 'WayneD/rsync errcode.h',
    fails: ['rsync error: error in file IO (code 11) at receiver.c(393) [receiver=3.2.7]'],
    harmless: ['rsync: 0 errors'],
  },
  'storage-winerror': {
    source: 'dotnet/runtime src/libraries/Common/src/Interop/Windows/Interop.Errors.cs',
    fails: [
      "OSError: [WinError 53] Der Netzwerkpfad wurde nicht gefunden: '\\\\\\\\nas01\\\\prod\\\\tex'",
      'OSError: [WinError 64] 指定されたネットワーク名は利用できません。',
      'System error 67 has occurred.',
      'CreateFile failed with 0x80070035',
      "OSError: [WinError 59] Une erreur réseau inattendue s’est produite: 'R:\\\\a.exr'",
    ],
    harmless: ['System error 0 has occurred.'],
  },
  'storage-rust-winerror': {
    source: 'rust-lang/rust library/std/src/sys/pal/windows/c.rs',
    fails: ['failed to open \\\\nas01\\prod\\a.exr: Der Netzwerkpfad wurde nicht gefunden. (os error 53)'],
    harmless: ['(os error 0)'],
  },
  'storage-windows-words': {
    source: 'MicrosoftDocs/win32 desktop-src/Debug/system-error-codes--0-499-.md',
    fails: [
      'tree connect failed: NT_STATUS_BAD_NETWORK_NAME',
      'The system cannot find the drive specified.',
      'The network path was not found.',
      'Copy-Item : The specified network name is no longer available.',
      'The request could not be performed because of an I/O device error.',
      'The device is not ready.',
    ],
    harmless: ['The network path is \\\\nas01\\prod'],
  },
  'storage-windows-damaged': {
    source: 'MicrosoftDocs/win32 desktop-src/Debug/system-error-codes--1300-1699-.md',
    fails: [
      'OSError: [WinError 121] The semaphore timeout period has expired',
      'OSError: [WinError 1392] Die Datei oder das Verzeichnis ist beschädigt und nicht lesbar',
      'Data error (cyclic redundancy check).',
    ],
    harmless: ['semaphore timeout: 121 s'],
  },
  'storage-translated': {
    source: 'bminor/glibc po/fr.po',
    fails: [
      'Der Netzwerkpfad wurde nicht gefunden.',
      "cp: impossible d'écrire: Système de fichiers accessible en lecture seulement",
      'cat: a.exr: 入力/出力エラーです',
    ],
    harmless: ['Netzwerkpfad: \\\\nas01\\prod'],
  },
  'permission-python': {
    source: 'python/cpython Objects/exceptions.c',
    fails: [
      "PermissionError: [Errno 13] Permission denied: '/mnt/renders/sh010/a.exr'",
      "PermissionError: [WinError 5] アクセスが拒否されました。: 'R:\\\\renders\\\\a.exr'",
      'PermissionError: [Errno 1] Operation not permitted',
    ],
    harmless: ['ignored PermissionError while removing /tmp/a'],
  },
  'permission-errno': {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      "OSError: [Errno 13] Keine Berechtigung: '/mnt/renders/a.exr'",
      "Error: EACCES: permission denied, open '/mnt/renders/a.exr'",
      'Os { code: 13, kind: PermissionDenied, message: "Permission denied" } (os error 13)',
    ],
    harmless: ["could not save preferences: [Errno 13] Permission denied: '/home/job-user/.cache/x'"],
  },
  'permission-windows': {
    source: 'dotnet/runtime src/libraries/Common/src/Interop/Windows/Interop.Errors.cs',
    fails: [
      "OSError: [WinError 5] Zugriff verweigert: 'R:\\\\renders\\\\a.exr'",
      'System error 5 has occurred.',
      'CopyFile failed with 0x80070005',
      "OSError: [WinError 1314] Le client ne dispose pas d’un privilège nécessaire: 'a' -> 'b'",
    ],
    harmless: ['error 5 of 5 checks passed'],
  },
  'permission-dotnet-java': {
    source: 'dotnet/runtime src/libraries/Common/src/System/IO/Win32Marshal.cs',
    fails: [
      "System.UnauthorizedAccessException: Access to the path 'R:\\renders\\a.exr' is denied.",
      'java.nio.file.AccessDeniedException: /mnt/renders/a.exr',
      'java.io.FileNotFoundException: /mnt/renders/a.exr (Permission denied)',
    ],
    harmless: ["Access to the path 'R:\\renders\\a.exr' is granted"],
  },
  'permission-login': {
    source: 'openssh/openssh-portable sshconnect2.c',
    fails: [
      'paramiko.ssh_exception.AuthenticationException: Authentication failed.',
      "fatal: could not read Username for 'https://git.studio.example': terminal prompts disabled",
      'job-user@files.example.internal: Permission denied (publickey).',
      "fatal: Authentication failed for 'https://git.example.internal/tools.git/'",
      'Perforce password (P4PASSWD) invalid or unset.',
    ],
    harmless: ['logged in with publickey'],
  },
  'permission-execute': {
    source: 'bminor/bash execute_cmd.c',
    fails: [
      '/sessions/session-1/tmpq1.sh: line 3: /mnt/tools/bin/render: Permission denied',
      'bash: ./render.sh: Permission denied',
      'zsh: permission denied: ./render.sh',
    ],
    harmless: ['bash: ./render.sh: done'],
  },
  'permission-write': {
    source: 'coreutils/coreutils src/copy.c',
    fails: [
      'rsync: [Receiver] mkdir "/mnt/renders/sh010" failed: Permission denied (13)',
      "cp: cannot create regular file '/mnt/renders/sh010/a.exr': Permission denied",
      "mkdir: cannot create directory '/mnt/renders/sh010': Permission denied",
      'Could not open file /mnt/renders/a.exr for writing: Permission denied',
    ],
    harmless: [
      "rm: cannot remove '/sessions/session-1/a': Permission denied",
      'Could not lock /home/job-user/.conda/pkgs: Permission denied, continuing without lock',
      'Permission denied: /home/job-user/maya/projects/default',
    ],
  },
  'permission-bare': {
    source: 'coreutils/coreutils src/tee.c',
    fails: ['tee: /mnt/renders/log.txt: Permission denied', 'Access is denied.'],
    harmless: ['Access is granted.'],
  },
  'permission-translated': {
    source: 'bminor/glibc po/de.po',
    fails: [
      "cp: reguläre Datei '/mnt/renders/a.exr' kann nicht angelegt werden: Keine Berechtigung",
      'Accès refusé.',
      'アクセスが拒否されました。',
      '拒绝访问。',
    ],
    harmless: ["rm: das Entfernen von 'a' ist nicht möglich: Keine Berechtigung"],
  },
  'file-in-use': {
    source: 'dotnet/runtime src/libraries/Common/src/System/IO/Win32Marshal.cs',
    fails: [
      "PermissionError: [WinError 32] Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen Prozess verwendet wird: 'R:\\\\a.exr'",
      "System.IO.IOException: The process cannot access the file 'R:\\a.exr' because it is being used by another process.",
    ],
    harmless: ['The process can access the file'],
  },
  'robocopy-full': {
    source: 'Microsoft Learn, robocopy; system error codes 0 to 499',
    fails: ['2026/11/23 09:00:01 ERROR 112 (0x00000070) Copying File C:\\out\\beauty.1001.exr'],
    harmless: ['   Files :       112        39'],
  },
  'robocopy-share': {
    source: 'Microsoft Learn, robocopy; system error codes 0 to 499',
    fails: ['2026/11/23 09:00:01 ERROR 53 (0x00000035) Accessing Destination Directory \\\\fs01\\renders\\'],
    harmless: ['   Files :        53         0'],
  },
  'robocopy-access': {
    source: 'Microsoft Learn, robocopy; system error codes 0 to 499',
    fails: ['2026/11/23 09:00:01 ERROR 5 (0x00000005) Creating Destination Directory \\\\fs01\\renders\\sh010\\'],
    harmless: ['    Dirs :         5         0'],
  },
};
