/**
 * What account IDs, addresses, user names and paths look like in text of programs. All in one alternation, so that nothing is replaced
 * twice, and with bounds, so that any text is searched in linear time.
 */

/** What can be replaced, by what the parts of a pattern are called. */
export const REDACTABLE = ['account', 'address', 'user', 'path'] as const;
export type Redactable = (typeof REDACTABLE)[number];

/** What ends a path that stands without quotes. */
const ENDS = String.raw`\s"'<>|*?`;
const WORD = String.raw`\p{L}\p{N}_`;

const URL_LIKE = String.raw`(?<url>(?<![${WORD}])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>|]{1,2000})`;

/** Between quotes with its blanks. */
const QUOTED_WINDOWS = String.raw`(?<=")[a-z]:[\\/][^"\r\n]{1,1000}(?=")|(?<=')[a-z]:[\\/][^'\r\n]{1,1000}(?=')`;
const QUOTED_POSIX = String.raw`(?<=")\/(?!aws\/deadline\/)[${WORD}.@+-][^"\r\n]{1,1000}(?=")|(?<=')\/(?!aws\/deadline\/)[${WORD}.@+-][^'\r\n]{1,1000}(?=')`;
/** A blank belongs to it where a further separator comes soon: `C:\Program Files\Maya 2027\bin`. */
const WINDOWS = String.raw`(?<![${WORD}])[a-z]:[\\/]{1,4}(?:[^${ENDS}:]| (?=(?:[^${ENDS}\\:]{1,40} ){0,2}[^${ENDS}\\:]{1,40}\\)){0,1000}`;
const UNC = String.raw`(?<![${WORD}\\])\\{2,4}[${WORD}.$-]{1,100}(?:\\(?:[^${ENDS}:]| (?=[^${ENDS}\\:]{1,40}\\)){0,1000})`;
/** Log groups of the service are no paths. */
const POSIX = String.raw`(?:(?<![${WORD}./\\~<])|(?<=(?<!\S)-[a-z]))\/{1,2}(?!aws\/deadline\/)[${WORD}.@+~-](?:[^${ENDS}:;,]| (?=[^${ENDS}/:.-][^${ENDS}/:]{0,40}\/[^${ENDS}])){2,1000}`;
const RELATIVE = String.raw`(?<![${WORD}\\/.:])(?:\.{1,2}|~[${WORD}.-]{0,40})[\\/](?=[${WORD}.@+~-])[^${ENDS}:;,]{1,1000}`;
/** What ends as files do: `shots/sq01/beauty.1001.exr`. */
const FILE = String.raw`(?<![${WORD}\\/.:@+~])(?:[${WORD}@+~.-]{1,100}[\\/]{1,2}){1,40}[${WORD}@+~.()#%-]{1,200}\.[a-z][a-z0-9]{0,7}(?![${WORD}])`;
const PATH = String.raw`(?<path>${[QUOTED_WINDOWS, QUOTED_POSIX, WINDOWS, UNC, POSIX, RELATIVE, FILE].join('|')})`;

const MAIL = String.raw`(?<mail>(?<![${WORD}.+-])[${WORD}.+-]{1,64}@[${WORD}-]{1,63}(?:\.[${WORD}-]{1,63}){1,8})`;

/** IDs of the service, hashes and UUIDs: what looks like an account ID or an address in them is none. */
const KEPT = String.raw`(?<kept>(?<![0-9a-f])(?:[0-9a-f]{32,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f]))`;

const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const ADDRESS = String.raw`(?<address>${[
  String.raw`(?<![\d.])(?:${BYTE}\.){3}${BYTE}(?!\.?\d)`,
  // An EC2 instance's name: `ip-10-0-1-20.us-west-2.compute.internal`.
  String.raw`(?<![${WORD}])(?:ip|ec2)(?:-\d{1,3}){4}(?:\.[a-z0-9-]{1,63}){0,6}`,
  String.raw`(?<![${WORD}:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![${WORD}:-])`,
  // A license server: `27000@licenses.example.com`.
  String.raw`(?<=(?<!\d)\d{2,5}@)[${WORD}.-]{1,253}`,
  String.raw`(?<=(?<!\\)\\{2,4})[${WORD}.$-]{1,100}(?=\\)`,
].join('|')})`;
/** To be checked: C++, Rust and times of day have colons, too. */
const COLONS = String.raw`(?<colons>(?<![${WORD}:.])(?=[0-9a-f]{0,4}:[0-9a-f]{0,4}:)[0-9a-f:]{2,39}(?:%[a-z0-9]{1,16})?(?![${WORD}:]))`;

const ACCOUNT = String.raw`(?<account>(?<!\d)(?:\d{12}|\d{4}-\d{4}-\d{4})(?!\d))`;

/** All of what was chosen, with names that were learned. Each match has exactly one of the named groups. */
export function redactedText(
  chosen: ReadonlySet<Redactable>,
  users: readonly string[],
  hosts: readonly string[],
): RegExp {
  const [account, address, user, path] = REDACTABLE.map((one) => chosen.has(one));
  const parts = [
    path || address ? URL_LIKE : undefined,
    path ? PATH : undefined,
    address || user ? MAIL : undefined,
    user && users.length > 0 ? `(?<user>${names(users)})` : undefined,
    address && hosts.length > 0 ? `(?<host>${names(hosts)})` : undefined,
    KEPT,
    address ? `${ADDRESS}|${COLONS}` : undefined,
    account ? ACCOUNT : undefined,
  ];
  return new RegExp(parts.filter((part) => part !== undefined).join('|'), 'giu');
}

/** Whole words, the longest first: `anna` is not in `savannah`, but in `anna_v2`. */
function names(all: readonly string[]): string {
  const escaped = [...all]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return String.raw`(?<![\p{L}\p{N}])(?:${escaped.join('|')})(?![\p{L}\p{N}])`;
}

/** Whether hexadecimal digits and colons are an IPv6 address with something to hide: not `::`, `::1`, `12:30:05` or `face::bed`. */
export function isIpV6(text: string): boolean {
  const [address = ''] = text.split('%');
  const halves = address.split('::');
  const groups = address.split(':').filter((group) => group !== '');
  const isShortened = halves.length === 2;
  return (
    (isShortened ? groups.length <= 7 && groups.length >= 2 : halves.length === 1 && address.split(':').length === 8) &&
    !/:::|^:[^:]|[^:]:$/.test(address) &&
    groups.every((group) => group.length <= 4) &&
    /\d/.test(address)
  );
}
