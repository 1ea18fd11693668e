import type { RuleExamples } from '../example';

export const NETWORK_EXAMPLES: RuleExamples = {
  dns: {
    source: 'curl/curl lib/strerror.c',
    fails: [
      'curl: (6) Could not resolve host: repo.example.internal',
      "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.example.internal', port=443): Max retries exceeded with url: / (Caused by NameResolutionError(\"Failed to resolve 'api.example.internal'\"))",
      'Error: getaddrinfo ENOTFOUND api.example.internal',
      'java.net.UnknownHostException: api.example.internal',
      'dial tcp: lookup api.example.internal on 10.0.0.2:53: no such host',
      'error: dns error: failed to lookup address information: Name or service not known',
      'socket.gaierror: [Errno -3] Der Name konnte nicht aufgelöst werden',
      "wget: unable to resolve host address 'repo.example.internal'",
    ],
    harmless: [
      'sudo: unable to resolve host render-12: Name or service not known',
      'Could not resolve host stats.example.internal, retrying in 5 s',
    ],
  },
  tls: {
    source: 'python/cpython Modules/_ssl.c',
    fails: [
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
      'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
      'Get "https://api.example.internal/": x509: certificate signed by unknown authority',
      'javax.net.ssl.SSLHandshakeException: PKIX path building failed',
    ],
    harmless: ['SSL certificate checks are off'],
  },
  proxy: {
    source: 'urllib3/urllib3 src/urllib3/exceptions.py',
    fails: [
      "urllib3.exceptions.ProxyError: ('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden'))",
      'curl: (56) CONNECT tunnel failed, response 407',
    ],
    harmless: ['Using proxy http://proxy.example.internal:3128'],
  },
  'curl-error': {
    source: 'curl/curl docs/libcurl/libcurl-errors.md',
    fails: [
      'curl: (28) Operation timed out after 30001 milliseconds with 0 bytes received',
      'curl: (7) Failed to connect to repo.example.internal port 443 after 2 ms: Connection refused',
    ],
    harmless: ['curl: (23) Failure writing output to destination'],
  },
  'curl-status': {
    source: 'curl/curl docs/libcurl/libcurl-errors.md',
    fails: ['curl: (22) The requested URL returned error: 503', '2026-11-23 10:00:00 ERROR 404: Not Found.'],
    harmless: ['HTTP/1.1 200 OK'],
  },
  'http-pool': {
    source: 'psf/requests src/requests/exceptions.py',
    fails: [
      "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='api.example.internal', port=443): Read timed out. (read timeout=10)",
      'http.client.RemoteDisconnected: Remote end closed connection without response',
      'httpx.ConnectTimeout: timed out',
    ],
    harmless: ["Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'"],
  },
  'url-error': {
    source: 'python/cpython Lib/urllib/error.py',
    fails: [
      'urllib.error.URLError: <urlopen error timed out>',
      'urllib.error.HTTPError: HTTP Error 503: Service Unavailable',
    ],
    harmless: ['urlopen retry 1'],
  },
  unreachable: {
    source: 'bminor/glibc sysdeps/gnu/errlist.h',
    fails: [
      'OSError: [Errno 113] No route to host',
      'connect EHOSTUNREACH 10.0.4.12:443',
      'OSError: [WinError 10051] Ein Socketvorgang konnte nicht ausgeführt werden, da das Netzwerk nicht erreichbar ist',
    ],
    harmless: ['route to host: 2 hops'],
  },
  'connection-named': {
    source: 'golang/go src/net/dial.go',
    fails: [
      'Error: connect ECONNREFUSED 10.0.4.12:5432',
      'dial tcp 10.0.4.12:443: i/o timeout',
      'java.net.ConnectException: Connection timed out',
      'ssh: connect to host render-01 port 22: Connection refused',
      'error sending request for url (https://api.example.internal/v1)',
      'psycopg2.OperationalError: could not connect to server: Connection refused',
    ],
    harmless: [
      'connect ECONNREFUSED 127.0.0.1:9222',
      'Failed to connect to server assets, retrying: Connection refused',
    ],
  },
  'connection-number': {
    source: 'python/cpython Objects/exceptions.c',
    fails: [
      'ConnectionResetError: [Errno 104] Connection reset by peer',
      'ConnectionRefusedError: [WinError 10061] No connection could be made because the target machine actively refused it',
      'TimeoutError: [WinError 10060] Ein Verbindungsversuch ist fehlgeschlagen',
      'socket.timeout: timed out',
    ],
    harmless: ['Failed to send heartbeat request: [Errno 111] Connection refused'],
  },
  'http-gateway': {
    source: 'psf/requests src/requests/models.py',
    fails: [
      'requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: https://api.example.internal/v1',
      'HTTP/1.1 504 Gateway Time-out',
    ],
    harmless: ['503 tiles rendered'],
  },
  'timed-out': {
    source: 'nodejs/node deps/uv/src/unix/error.c',
    fails: [
      'Error: read ECONNRESET',
      'Get "https://api.example.internal": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'Download of plates from cdn.example.internal timed out',
    ],
    harmless: ['connection timed out, retry 2 of 5', 'request took 12 s'],
  },
  'connection-reset': {
    source: 'python/cpython Modules/socketmodule.c',
    fails: [
      'read: Connection reset by peer',
      'An existing connection was forcibly closed by the remote host.',
      'kex_exchange_identification: Connection closed by remote host',
    ],
    harmless: ['connection closed'],
  },
  'rsync-network': {
    source: 'WayneD/rsync errcode.h',
    fails: [
      'rsync error: error in rsync protocol data stream (code 12) at io.c(231) [sender=3.2.7]',
      'rsync error: timeout in data send/receive (code 30) at io.c(200) [receiver=3.2.7]',
      'rsync: failed to connect to nas01 (10.0.4.12): Connection timed out (110)',
    ],
    harmless: ['rsync: building file list'],
  },
  'git-fetch': {
    source: 'git/git remote-curl.c',
    fails: [
      "fatal: unable to access 'https://git.example.internal/tools.git/': The requested URL returned error: 503",
      'fatal: Could not read from remote repository.',
      'Perforce client error:',
      'Connect to server failed; check $P4PORT.',
    ],
    harmless: ['fatal: not a git repository (or any of the parent directories): .git'],
  },
  database: {
    source: 'psycopg/psycopg2 tests/test_connection.py',
    fails: [
      'psycopg2.OperationalError: connection to server at "db.example.internal" (10.0.4.9), port 5432 failed: timeout expired',
      "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'db.example.internal' (timed out)\")",
    ],
    harmless: ['connection to server at "db.example.internal" is open'],
  },
  'network-translated': {
    source: 'bminor/glibc po/de.po',
    fails: [
      'ssh: connect to render-01: Verbindungsaufbau: Die Wartezeit für die Verbindung ist abgelaufen',
      'ping: nas01: Nom ou service inconnu',
    ],
    harmless: ['Verbindung hergestellt'],
  },
};
