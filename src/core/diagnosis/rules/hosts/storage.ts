import type { Rule } from '../../matching/rule';
import { anyOf, hresult, negativeCode } from '../windowsCodes';

/** What systems print about full, missing and forbidden storage: numbers first, since the words are translated. */
export const STORAGE_RULES: readonly Rule[] = [
  // Full. ENOSPC of inotify is a limit of watches.
  {
    id: 'disk-full',
    pattern:
      /^(?!.*\b(?:inotify|watche[sr])\b).*(?:\bNo space left on device\b|\[Errno 28\]|\bENOSPC\b|\(os error 28\)|\berrno[ =:]{1,3}28\b|\bNoSpaceLeftError\b)/i,
    cause: 'disk-full',
    certainty: 'sure',
  },
  {
    id: 'disk-full-windows',
    pattern: anyOf(
      String.raw`\bWinError (?:112|39)\b|\bSystem error 112\b|(?<!Host is down )\(os error 112\)`,
      hresult(String.raw`800700(?:70|27)`),
      String.raw`\bSTATUS_(?:DISK_FULL|QUOTA_EXCEEDED)\b|\b0xC00000(?:7F|44)\b|\bERROR_DISK_FULL\b|\b(?:is|was) not enough (?:free )?(?:disk )?space on (?:the )?(?:disk|drive|volume|device)\b`,
      negativeCode(String.raw`-1073741697`),
    ),
    cause: 'disk-full',
    certainty: 'sure',
  },
  {
    id: 'disk-quota',
    pattern:
      /\bDisk quota exceeded\b|\[Errno (?:122|69)\](?=.{0,60}quota)|\[Errno 122\]|\bEDQUOT\b|\(os error 122\)|\bquota (?:has been |was |is |limit )?(?:exceeded|reached)\b|\bWinError (?:1295|1816)\b|\b(?:over|exceeds|exceeded) (?:the |your |its )?(?:disk |user |group |storage )?quota\b/i,
    cause: 'disk-full',
    certainty: 'sure',
  },
  {
    id: 'disk-full-words',
    pattern:
      /^(?!.*\b(?:0 errors|warning|checking)\b).*(?:\b(?:disk|drive|volume|device|partition|file ?system|scratch|tablespace)(?: \S{1,60})? (?:is |was |(?:may|might) be |has become )?(?:completely )?full\b(?!-)|\b(?:not enough|insufficient|ran out of|out of|no more) (?:free |available |local |temporary |temp |scratch )*(?:disk|storage|drive|scratch)(?: |-)?space\b(?! and necessary)|\b(?:not enough|insufficient) (?:free )?space (?:left |available |remaining )?(?:on|in|for|to (?:write|save|store))\b|\bdisk full\b)/i,
    cause: 'disk-full',
    certainty: 'likely',
  },
  {
    id: 'disk-full-translated',
    pattern:
      /\bkein Speicherplatz mehr|nicht gen(?:ug|ügend) (?:freier )?(?:Speicherplatz|Speicher auf)|\bEspace (?:disque )?insuffisant|\bAucun espace disponible|\bplus d'espace (?:disque )?(?:disponible|libre)|\bespace insuffisant sur le disque|\bNo (?:queda|hay suficiente) espacio|\bEspacio (?:en disco )?insuficiente|\bSpazio (?:esaurito|su disco insufficiente|insufficiente)|\bNão há espaço|\bespaço (?:insuficiente|em disco)|空き(?:領域|容量)(?:が|は)(?:ありません|不足)|磁盘空间不足|没有(?:足够的)?(?:可用)?空间|디스크 공간이 부족/i,
    cause: 'disk-full',
    certainty: 'likely',
  },
  {
    id: 'file-too-large',
    pattern:
      /\bFile too large\b(?!.{0,80}\b(?:skip|preview))|\[Errno 27\]|\bEFBIG\b|\bFile size limit exceeded\b|\bWinError 223\b/,
    cause: 'disk-full',
    certainty: 'likely',
  },
  // A share or disk that is gone.
  {
    id: 'storage-stale',
    pattern: /\bStale (?:NFS )?file handle\b|\[Errno 116\]|\bESTALE\b|\(os error 116\)|\berrno[ =:]{1,3}116\b/i,
    cause: 'storage',
    certainty: 'sure',
  },
  {
    id: 'storage-io-error',
    pattern:
      /^(?!.*\b(?:ALSA|audio|snd_|tty|terminal|ioctl|stdin|pulse\w*)\b).*(?:\bInput\/output error\b|\[Errno 5\]|\bEIO\b|\bRemote I\/O error\b|\[Errno 121\])/i,
    cause: 'storage',
    certainty: 'sure',
  },
  {
    id: 'storage-read-only',
    pattern: RegExp(
      String.raw`^(?!.*(?:__pycache__|\.cache\b|fontconfig|matplotlib)).*(?:\bRead-only file ?system\b|\[Errno 30\]|\bEROFS\b|\(os error 30\)|\bWinError 19\b|${hresult(String.raw`80070013`)}|\bThe media is write[- ]protected\b)`,
      'i',
    ),
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'storage-not-connected',
    pattern:
      /\bTransport endpoint is not connected\b|\[Errno 107\](?!.{0,40}socket)|\bENOTCONN\b(?=.{0,80}\/)|\(os error 107\)/,
    cause: 'storage',
    certainty: 'sure',
  },
  {
    id: 'storage-mount',
    pattern:
      /\bmount error\(\d+\)|\bmount(?:\.nfs4?|\.cifs|\.lustre)?: \S.{0,200}\b(?:fail|failed|timed out|denied|refused|bad option|not (?:exist|found|responding)|unreachable|can't (?:find|read)|wrong fs type|permission denied|No such|already mounted or)|\bmount\.(?:nfs4?|cifs|lustre): |\bnfs: server \S{1,200} not responding(?:, timed out|, still trying)?|\bCIFS: (?:VFS: )?.{0,120}(?:has not responded|Send error|failed|timed out)|\bNFS: \S{1,100} (?:unreachable|error)/,
    cause: 'storage',
    certainty: 'sure',
  },
  {
    id: 'storage-not-mounted',
    pattern:
      /\b(?:share|volume|drive|disk|mount(?: point)?|file ?system|storage|NAS)\b[^.]{0,100}\b(?:is not mounted|not mounted|is unmounted|was unmounted|is offline|went offline|went away|is not (?:available|reachable|accessible)|is unavailable|has disappeared|is not ready)\b|\bis not a mount ?point\b|\bno longer mounted\b/i,
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'storage-device',
    pattern:
      /^(?!.*\b(?:ALSA|audio|sound|dsp|nvidia\w*|fuse|vfio|input|video\d*|GPU|DRM|card\d?|serial|tty|cuda\w*)\b).*(?:\[Errno 19\] |\[Errno 6\] |\bNo such device(?: or address)?: ['"]?\/|\bENODEV\b|\bHost is down(?:: ['"]?\/| \(os error 112\))|: Host is down\b(?<=\/\S{1,200}: Host is down)|\[Errno 112\] |\bStructure needs cleaning\b|\[Errno 117\]|\bRequired key not available\b|\[Errno 126\] |\bKey has expired\b|\[Errno 127\] |\bToo many levels of symbolic links\b|\[Errno 40\] )/,
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'storage-timeout-path',
    pattern:
      /\[Errno (?:110|60)\] [^:]{1,80}: ['"](?:\/|[A-Z]:|\\)|\bConnection timed out: ['"]?\/mnt\/|\bOperation timed out: ['"]?\/Volumes\//,
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'storage-rsync',
    pattern:
      /\brsync error: error in file IO \(code 11\)|\brsync: \[\w{1,12}\] (?:write|read|mkdir|change_dir|rename|mkstemp) .{0,300} failed: (?!No such file|Permission denied)/,
    cause: 'storage',
    certainty: 'likely',
  },
  // Windows shares.
  {
    id: 'storage-winerror',
    pattern: anyOf(
      String.raw`\b(?:WinError|System error) (?:53|54|55|59|64|67|71|1117|1167|1203|1222|1231|1232|1272|2250)\b`,
      hresult(String.raw`80070(?:03[567B]|04[03]|4(?:5D|8F|B3|C6|CF|D0))`),
      String.raw`\bSTATUS_(?:BAD_NETWORK_(?:PATH|NAME)|NETWORK_NAME_DELETED|UNEXPECTED_NETWORK_ERROR|IO_DEVICE_ERROR|DEVICE_NOT_CONNECTED|NETWORK_UNREACHABLE|VOLUME_DISMOUNTED|IN_PAGE_ERROR)\b|\b0xC00000(?:BE|C9|C4|CC|9D|06)\b|\b0xC0000185\b`,
    ),
    cause: 'storage',
    certainty: 'sure',
  },
  {
    id: 'robocopy-full',
    pattern: /\bERROR (?:112|39) \(0x000000(?:70|27)\) /,
    cause: 'disk-full',
    certainty: 'sure',
  },
  {
    id: 'robocopy-share',
    pattern: /\bERROR (?:53|55|59|64|67|121|1231|1232|1326|1396) \(0x[0-9A-Fa-f]{8}\) /,
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'robocopy-access',
    pattern: /\bERROR (?:5|1314) \(0x[0-9A-Fa-f]{8}\) /,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'storage-rust-winerror',
    pattern: /\(os error (?:53|59|64|67|1117|1167|1222|1231|1232)\)/,
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'storage-windows-words',
    pattern:
      /\bNT_STATUS_(?:BAD_NETWORK_NAME|BAD_NETWORK_PATH|HOST_UNREACHABLE|IO_TIMEOUT)\b|\bThe network (?:path was not found|name cannot be found|location cannot be reached|name is no longer available|is not present or not started)\b|\bThe specified network name is no longer available\b|\b[Aa]n unexpected network error occurred\b|\bI\/O device error\b|\bThe (?:local )?device (?:name )?is (?:already in use|not ready|not connected)\b(?!.{0,40}audio)|\bThe device is not ready\b|\bA device which does not exist was specified\b|\bThe network connection could not be found\b|\bThis network connection does not exist\b|\bYou can't access this shared folder\b|\bThe system cannot find the drive specified\b/,
    cause: 'storage',
    certainty: 'sure',
  },
  {
    id: 'storage-windows-damaged',
    pattern: anyOf(
      String.raw`\bWinError (?:21|23|121|483|1392|1393|433)\b`,
      hresult(String.raw`80070(?:01[57]|079|570)`),
      String.raw`\bThe semaphore timeout period has expired\b|\bThe file or directory is corrupted and unreadable\b|\bData error \(cyclic redundancy check\)`,
    ),
    cause: 'storage',
    certainty: 'likely',
  },
  {
    id: 'storage-translated',
    pattern:
      /\bDer Netzwerkpfad wurde nicht gefunden|Der (?:angegebene )?Netzwerkname|Unerwarteter Netzwerkfehler|\bLe chemin réseau n.a pas été trouvé|\bLe nom réseau spécifié|\bNo se (?:ha )?encontr(?:ó|ado) la ruta de (?:acceso de la )?red|\bImpossibile trovare il percorso di rete|ネットワーク パスが見つかりません|ネットワーク名が見つかりません|ネットワーク名は利用できません|找不到网络路径|指定的网络名不再可用|\bVeraltete (?:NFS-)?Dateizugriffsnummer|\bDateisystem ist nur lesbar|\bSystème de fichiers accessible en lecture seulement|読み込み専用ファイルシステム|\bSistema de archivos de sólo lectura|\bEingabe-\/Ausgabefehler|\bErreur d.entrée\/sortie|入力\/出力エラー|\bError de entrada\/salida/,
    cause: 'storage',
    certainty: 'likely',
  },
  // Not allowed: a number or a traceback is trusted more than words, which good tasks print too.
  {
    id: 'permission-python',
    pattern:
      /^(?:[\w.]{1,60}\.)?PermissionError: (?!.{0,200}(?:\/tmp\/|\.cache\b|__pycache__|WinError 32\b))(?:.{0,120}: ['"](?<subject>[^'"]{1,300}))?/,
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'permission-errno',
    pattern:
      /^(?!.*(?:__pycache__|\.cache\b|\/tmp\/|\bretry|\bskipp|\bignor|heartbeat)).*(?:\[Errno 13\]|\bEACCES\b|\bEPERM\b|\(os error 13\)|\[Errno 1\] Operation not permitted)/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'permission-windows',
    pattern: anyOf(
      String.raw`\bWinError (?:5|1314|86|1326|1327|1240)\b|\bSystem error (?:5|86|1219|1326|1240|1331) has occurred\b`,
      hresult(String.raw`80070(?:005|522|52E)`),
      String.raw`\bE_ACCESSDENIED\b|\bSTATUS_(?:ACCESS_DENIED|LOGON_FAILURE|PRIVILEGE_NOT_HELD)\b|\b0xC000(?:0022|006D|0061)\b|\bA required privilege is not held by the client\b`,
      negativeCode(String.raw`-1073741790`),
    ),
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'permission-dotnet-java',
    pattern:
      /\bAccess to the path ['"](?<subject>[^'"]{1,300})['"] is denied\b|\bUnauthorizedAccessException\b|\bjava\.nio\.file\.AccessDeniedException: |\bjava\.io\.FileNotFoundException: .{1,300} \((?:Permission denied|Access is denied)\)/,
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'permission-login',
    pattern:
      /\bPermission denied \((?:publickey|password|gssapi|keyboard)|\bAuthenticationException: Authentication failed|\bfatal: (?:Authentication failed for|could not read (?:Username|Password) for)\b|\bPerforce password \(P4PASSWD\) invalid or unset\b|\bYour session has expired, please login again\b|\bNT_STATUS_(?:ACCESS_DENIED|LOGON_FAILURE)\b/,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'permission-execute',
    pattern:
      /^(?:\S{1,200}: (?:line )?\d+: |bash: |sh: |\/bin\/\w{1,8}: )(?<subject>\S{1,300}): Permission denied$|^zsh: permission denied: \S/,
    cause: 'permission',
    certainty: 'sure',
  },
  {
    id: 'permission-write',
    pattern:
      /^(?!(?:rm|find|ls|du|stat|chmod|chown): |cp: failed to preserve|rsync: \[\w+\] ch|.*(?:__pycache__|\.cache\b|\/tmp\/|\/\.|\/proc\/|\/sys\/|\bhome\/|\bretry|\bcontinuing\b|\bskipp|\bignor|\block\b|\.lock\b|fontconfig|\bpreferences?\b))(?=.*\b(?:creat\w{1,4}|writ\w{1,4}|sav\w{1,4}|open\w{0,4}|read\w{0,4}|access\w{0,3}|mkdir|touch|cp|mv|install|copy\w{0,4}|render\w{0,4}|load\w{0,4}|export\w{0,4}|execut\w{1,4})\b).*(?:: |\()(?:Permission denied|Access (?:is |was )?denied|Operation not permitted)\b/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'permission-bare',
    pattern:
      /^(?:tee|dd|tar|gzip|ln|sed|mktemp|scp|tail|head|cat|split|unzip|python\d?(?:\.\d+)?): (?:can't open file )?['"‘]?(?<subject>\/[^:'"’]{1,300})['"’]?: (?:.{0,40}: )?Permission denied$|^(?:ERROR: |Error: )?Access is denied\.?$/,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'permission-translated',
    pattern:
      /^(?!rm: ).*(?:\bZugriff verweigert|Zugriff auf den Pfad .{1,300} wurde verweigert|\bKeine Berechtigung\b|\bPermission non accordée|\bAccès (?:refusé|au chemin .{1,300} refusé)|\bPermiso denegado|\bAcceso denegado|\bPermesso negato|\bAccesso negato|\bPermissão negada|\bAcesso negado|アクセスが拒否|許可がありません|拒绝访问|权限不够|액세스가 거부|\bVorgang nicht zulässig|\bDie Operation ist nicht erlaubt)/,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'file-in-use',
    pattern: anyOf(
      String.raw`\bWinError (?:32|33)\b`,
      hresult(String.raw`8007002[01]`),
      String.raw`\bSTATUS_SHARING_VIOLATION\b|\b0xC0000043\b|\bThe process cannot access the file\b.{0,300}\bbecause (?:it is being used by another process|another process has locked)\b|\[Errno (?:26|16)\] |\bText file busy\b`,
    ),
    cause: 'storage',
    certainty: 'likely',
  },
];
