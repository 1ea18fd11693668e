import type { Rule } from '../../matching/rule';

/** What clients of all kinds print when a host or service cannot be reached. A line that promises a retry is no evidence. */
export const NETWORK_RULES: readonly Rule[] = [
  // Names.
  {
    id: 'dns',
    pattern:
      /^(?!.*\b(?:retry|sudo: )).*(?:\bCould(?: not|n't) resolve (?:host|proxy|hostname)\b|\bName or service not known\b|\bTemporary failure in name resolution\b|\bTemporary failure resolving\b|\bnodename nor servname provided\b|\bNo address associated with hostname\b|\bgetaddrinfo(?:\(\))? (?:ENOTFOUND|EAI_AGAIN|failed|error)|\bgaierror\b|\b[Ff]ailed to resolve ['"][\w.-]{1,200}['"]|\bNameResolutionError\b|\bUnknownHostException\b|\bno such host\b|\bNo such host is known\b|\bfailed to lookup address information\b|\bThe remote name could not be resolved\b|\bERR_NAME_NOT_RESOLVED\b|\bunable to resolve host(?:name)?(?: address)?\b|\bhost not found\b(?! in)|\b(?:cannot|can't|could not) resolve (?:host|name|address|server)\b|\bWinError 1100[14]\b|\[Errno (?:11001|11004|-[235])\])/i,
    cause: 'network',
    certainty: 'sure',
  },
  // Certificates and TLS.
  {
    id: 'tls',
    pattern:
      /^(?!.*\bretry).*(?:\bCERTIFICATE_VERIFY_FAILED\b|\bcertificate verify failed\b|\bSSL certificate problem\b|\bSSLCertVerificationError\b|\bunable to get local issuer certificate\b|\bself[- ]signed certificate\b|\bcertificate (?:has expired|signed by unknown authority|is not (?:yet valid|trusted))|\bx509: (?:certificate|cannot|failed|unhandled)|\bPKIX path building failed\b|\bUNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w*)\b|\b(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERT_HAS_EXPIRED|ERR_TLS_CERT_ALTNAME_INVALID)\b|\bThe remote certificate (?:is invalid|was rejected)|\bThe SSL connection could not be established\b|\bSSLHandshakeException\b|\bSSL_ERROR_(?:SYSCALL|SSL)\b|\bWRONG_VERSION_NUMBER\b|\bUNEXPECTED_EOF_WHILE_READING\b|\bTLS handshake (?:timeout|error|failed)|\bhandshake failure\b|\bbad handshake\b|\bSSL routines:|\bSEC_E_\w{1,40}|\bCRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE)\b|\bssl\.SSL\w*Error\b|\bCondaSSLError\b|\bServer certificate verification failed\b|\binvalid peer certificate\b)/,
    cause: 'network',
    certainty: 'sure',
  },
  // Proxies.
  {
    id: 'proxy',
    pattern:
      /^(?!.*\bretry).*(?:\b407 Proxy Authentication Required\b|\bProxyError\b|\b[Cc]annot connect to proxy\b|\bTunnel connection failed\b|\bReceived HTTP code \d{3} from proxy\b|\bproxy (?:connection|handshake) (?:failed|refused|error)\b|\bunable to connect to (?:the )?proxy\b|\bERR_PROXY_CONNECTION_FAILED\b|\bERR_TUNNEL_CONNECTION_FAILED\b|\bCONNECT tunnel failed\b)/i,
    cause: 'network',
    certainty: 'sure',
  },
  // Connections. The own machine is no network.
  {
    id: 'curl-error',
    pattern: /^(?!.*\bretry).*\bcurl: \((?:5|6|7|16|18|28|35|52|55|56|60|77|92)\)/,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'curl-status',
    pattern:
      /\bcurl: \(22\) The requested URL returned error: (?:[45]\d\d)|\bERROR (?:40[0-9]|50[0-9]): [A-Z]\w+(?: \w+){0,3}\.$/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'http-pool',
    pattern:
      /\bMax retries exceeded with url\b|\brequests\.exceptions\.(?:ConnectionError|ConnectTimeout|ReadTimeout|Timeout|SSLError|ProxyError|ChunkedEncodingError|RetryError)\b|\b(?:httpx|httpcore|aiohttp)\.\S{0,40}(?:Connect\w*|Timeout\w*|ReadError|RemoteProtocolError|ClientConnector\w*|ServerDisconnected\w*)\b|\bRemoteDisconnected\b|\bRemote end closed connection without response\b|\burllib3\.exceptions\.\w+|\bhttp\.client\.IncompleteRead\b/,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'url-error',
    pattern:
      /^(?!.*\bretry)(?!.*(?:localhost|127\.0\.0\.1|\[::1\])).*(?:\burlopen error\b|\burllib\.error\.(?:URLError|HTTPError)\b|\bHTTP Error 50\d\b)/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'unreachable',
    pattern:
      /^(?!.*\bretry).*(?:\bNo route to host\b|\b(?:Network|Host) is unreachable\b|\bNetwork is down\b|\bE(?:HOST|NET)UNREACH\b|\bENETDOWN\b|\bWinError (?:10051|10065|10050)\b|\(os error (?:10051|10065|10050|113|101)\)|\[Errno (?:113|101|65|51)\]|\bNoRouteToHostException\b|\bA socket operation was attempted to an unreachable (?:network|host)\b)/i,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'connection-named',
    pattern:
      /^(?!.*(?:\bretry|\blocalhost\b|127\.0\.0\.1|\[?::1\]?:\d)).*(?:\b(?:[Ff]ailed|[Uu]nable|[Cc]ould not|[Cc]annot|[Cc]ouldn't|[Cc]an't) (?:to )?(?:connect|establish (?:a )?(?:new )?connection) to (?:the )?(?:server|host|database|service|remote)?\b.{0,200}(?:[Cc]onnection refused|[Tt]imed out|[Nn]o route|unreachable|reset by peer)|\bconnect (?:ECONNREFUSED|ETIMEDOUT|ECONNRESET) \S{1,200}|\bdial (?:tcp|udp) \S{1,200}:? .{0,60}(?:i\/o timeout|connection refused|timed out)|\berror sending request for url\b|\btcp connect error\b|\bjava\.net\.(?:ConnectException|SocketTimeoutException|http\.HttpConnectTimeoutException|http\.HttpTimeoutException|SocketException)|\bssh: connect to host \S{1,200} port \d+: |\bNewConnectionError\b.{0,200}\b(?:refused|timed out|unreachable)|\bconnect to \S{1,200} port \d{1,5}:? (?:\(\S{1,60}\) )?(?:failed|timed out)\b)/,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'connection-number',
    pattern:
      /^(?!.*(?:\bretry|heartbeat|localhost|127\.0\.0\.1|Entrypoint failed)).*(?:\bWinError (?:10060|10061|10054|10053|10013)\b|\(os error (?:10060|10061|10054|110|111|104)\)|^(?:[\w.]{1,60}\.)?Connection(?:Refused|Reset|Aborted)Error: |^(?:socket\.timeout|TimeoutError|socket\.error|BrokenPipeError): (?!.*['"]\/))/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'http-gateway',
    pattern:
      /^(?!.*\bretry).*\b(?:502 (?:Bad Gateway|Server Error)|503 (?:Service (?:Temporarily )?Unavailable|Server Error)|504 (?:Gateway Time-?out|Server Error)|500 Internal Server Error|429 Too Many Requests|408 Request Time-?out)\b(?=.{0,200}(?:https?:|url|server|HTTP|response|$))/i,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'timed-out',
    pattern:
      /^(?!.*(?:\bretry|\block\b|heartbeat|localhost|127\.0\.0\.1)).*(?:\b(?:connection|connect|connecting|request|read|download|upload|fetch(?:ing)?|query|socket|handshake|remote|rpc|grpc)\b.{0,80}\b(?:timed out|time-?out exceeded|timeout after)\b|\bcontext deadline exceeded\b|\bDEADLINE_EXCEEDED\b|\bStatusCode\.UNAVAILABLE\b|\bETIMEDOUT\b|\bECONNRESET\b|\bESOCKETTIMEDOUT\b|\bUND_ERR_\w*(?:TIMEOUT|SOCKET)\b|\bOperation timed out\b)/i,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'connection-reset',
    pattern:
      /^(?!.*(?:\bretry|heartbeat|localhost|127\.0\.0\.1)).*(?:\b[Cc]onnection (?:was |has been )?(?:reset by peer|aborted|forcibly closed|closed by (?:remote host|foreign host|peer))\b|\b[Aa]n existing connection was forcibly closed\b|\btarget machine actively refused it\b|\b[Nn]etwork (?:error|is not available|connection (?:lost|failed))\b|\bThe operation has timed out\b|\bUnable to connect to the remote server\b|^(?!.*licen[cs]e).*\b(?:server|host|endpoint|service) (?:is |was )?unreachable\b)/,
    cause: 'network',
    certainty: 'likely',
  },
  // Programs that fetch.
  {
    id: 'rsync-network',
    pattern:
      /\brsync error: .{1,120} \(code (?:10|12|30|35)\)|\brsync: (?:failed to connect to|getaddrinfo:|connection unexpectedly closed|\[\w{1,12}\] (?:failed to connect|io timeout))/,
    cause: 'network',
    certainty: 'sure',
  },
  {
    id: 'git-fetch',
    pattern:
      /\bfatal: (?:unable to access '|Could not read from remote repository|unable to connect to|the remote end hung up|early EOF)|\bHost key verification failed\b|\bPerforce client error:|\bConnect to server failed; check \$?P4PORT\b|\bTCP connect to \S{1,200} failed\b/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'database',
    pattern:
      /^(?!.*(?:localhost|127\.0\.0\.1|\bretry)).*(?:\bCan't connect to (?:MySQL|MariaDB) server on\b|\bcould not (?:connect to server|translate host name)\b|\bconnection to server at "[^"]{1,200}",? .{0,60}failed\b|\bServerSelectionTimeoutError\b|\bredis\.exceptions\.(?:ConnectionError|TimeoutError)\b|\bMongoNetworkError\b|\bPXError|\bAMQPConnectionError\b|\bNoBrokersAvailable\b|\bshotgun_api3\.\S{0,30}ProtocolError\b)/,
    cause: 'network',
    certainty: 'likely',
  },
  {
    id: 'network-translated',
    pattern:
      /\b(?:Verbindung (?:verweigert|abgelehnt)|Zeitüberschreitung (?:der|bei der) Verbindung|Die Wartezeit für die Verbindung ist abgelaufen|Keine Route zum Zielrechner|Das Netzwerk ist nicht erreichbar|Der Name oder der Dienst ist nicht bekannt|Connexion refusée|Connexion terminée par expiration|Nom ou service inconnu|Aucun chemin d.accès pour atteindre|Le réseau n.est pas accessible|Conexión rehusada|Expiró el tiempo de conexión|Nombre o servicio desconocido|Connessione rifiutata|Nome o servizio sconosciuto)|接続を拒否されました|接続がタイムアウト|名前またはサービスが不明|连接被拒绝|连接超时|未知的名称或服务/i,
    cause: 'network',
    certainty: 'likely',
  },
];
