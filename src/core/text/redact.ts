/** Texts of other programs on their way to a person or to the output channel, which people copy into tickets. */

const HIDDEN = '•••';

/** What a value looks like behind a name: quoted (also inside another quoted text), then all of it, or one word. */
const VALUE = String.raw`(\\"[^"\\\r\n]*|"(?:[^"\\\r\n]|\\.)*|\\'[^'\\\r\n]*|'(?:[^'\\\r\n]|\\.)*|[^\s"'\\,;&<>]+)`;
const NAMES = String.raw`secret|token|passw(?:or)?d|passphrase|passcode|pwd|pass(?![a-z])|(?<![a-z])(?:pw|jwt|otp)(?![a-z])|(?<![a-z])auth(?==)|_auth(?= ?=)|samlresponse|credentials?(?=\\?["']?=)|signature(?=\\?["']?=)|(?:api|access|account|private|signing|encryption|licen[cs]e)[ _-]?key`;

/** `NAME=value`, `"name": "value"`, `name: value`, `name => value`. */
const NAMED = new RegExp(
  String.raw`((?:${NAMES})[\w.-]{0,40}\\?["']?\]?[ \t]{0,8}(=>|:=|[:=]|%3[AD])[ \t]{0,8})${VALUE}`,
  'gi',
);
/** `--password value`, `-token value`. */
const OPTION = new RegExp(String.raw`(-[\w-]{0,40}(?:${NAMES})[\w-]{0,20}\s{1,8})(?!-)${VALUE}`, 'gi');

/** Each hides what stands behind its first group. */
const PATTERNS: readonly RegExp[] = [
  // Private keys in PEM form, also with `\n` written out; to the end of the text where their end is missing.
  /(-----BEGIN [A-Z0-9 ]{0,40}KEY(?: BLOCK)?-----)(?:(?!-----END)[^])*/g,
  // The rest of the line is all one value: it may hold blanks, quotes and commas.
  /(\b(?:proxy-)?authorization[ \t]{0,8}[:=])[^\r\n]+/gi,
  /(\b(?:set-)?cookie2?[ \t]{0,8}[:=])[^\r\n]+/gi,
  /((?:authorization|cookie2?)\\?["'][ \t]{0,8}[:=][ \t]{0,8}\\?["'])[^"'\r\n]+/gi,
  /(\bBearer\s{1,8})(?!token\b|auth)[\w.~+/=-]{6,}/g,
  /(\b(?:Basic|Negotiate|NTLM)\s{1,8})(?=[a-zA-Z+/]*[A-Z0-9+/=])(?![A-Z]?[a-z]+\b)[\w.~+/=-]{6,}/g,
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>?#]{1,400}@/gi,
  /((?:^|[\s=("']))[\w.-]{1,64}:[^\s@/"']{1,128}@(?=[\w.-]{1,255}:\d)/g,
  /(\bX-Amz-(?:Signature|Security-Token|Credential)(?:=|%3D))[^&\s"']+/gi,
  /(\b(?:Signature|Credential|sig)=)[^&\s"',]{8,}/g,
  /(<(?:\w{1,20}:)?\w{0,40}(?:secret|token|password|passwd|accesskey)\w{0,40}>)[^<]+/gi,
  /((?:password|passphrase|passwd|secret|token)\s{1,8})(?:"[^"\r\n]+"|'[^'\r\n]+')/gi,
  // Without a sign between name and value, what has letters and digits: a sentence goes on with words.
  /(\b(?:password|passphrase|passwd|secret|\w{0,20}token|bearer)\s{1,8}(?:is\s{1,8})?)(?![a-z]{1,20}-[0-9a-f]{32})(?=[^\s"'\d]{0,128}\d)(?=[^\s"'a-z]{0,128}[a-z])[^\s"'/\\<>]{8,}/gi,
  /((?:secret|token|passw(?:or)?d|key)\w{0,40}&quot;\s{0,8}[:=]\s{0,8}&quot;)[^&]+/gi,
  /(\b(?:mysql\w{0,10}|sshpass)\b[^\r\n]{0,200}\s-p)[^\s"']{3,}/gi,
  // `-p value`, `-pw value`: no port, path or other option.
  /((?:^|\s)-pw?\s{1,8})(?!\d{1,5}(?:\s|$)|[-/.~\\]|[a-z]:\\)\S{3,}/gi,
  /((?:^|\s)(?:-u|--user|--proxy-user)[\s=]{1,8})[^\s:"']{1,128}:\S+/g,
  // Tokens that are known by how they begin.
  /()\b(?:AKIA|ASIA)[A-Z0-9]{12,124}\b/g,
  /()\b(?:IQoJ|FwoG|FQoG|AQoD)[\w+/=%-]{12,}/g,
  /()\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g,
  /()\b(?:gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|npm_\w{30,}|hf_\w{20,}|dckr_pat_[\w-]{16,})/g,
  /()\b(?:xox[abeoprs]-[\w-]{8,}|xapp-[\w-]{8,}|AIza[\w-]{30,}|ya29\.[\w-]{16,}|hvs\.[\w-]{16,})/g,
  /()\b(?:[rs]k_(?:live|test)_\w{10,}|sk-[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|pypi-[\w-]{20,})/g,
  /(hooks\.slack\.com\/services\/)[\w/]+/g,
];

/** A secret access key without its name: 40 characters of base64, not part of a longer word. */
const BARE_KEY = /(?<![\w+/.-])[A-Za-z0-9+/]{40}(?![\w+/=-]|\.\w)/g;

/**
 * Hides what reads like a key, a token or a password. A guess, for text of which nothing is known; our own needs no guess. IDs,
 * hashes, paths and words that only speak of keys (“the token has expired”) stay.
 */
export function withoutSecrets(text: string): string {
  return PATTERNS.reduce((left, pattern) => left.replace(pattern, `$1${HIDDEN}`), text)
    .replace(OPTION, hideValue)
    .replace(NAMED, hideNamed)
    .replace(/(passw(?:or)?d:[ \t]{0,8}•••)[^\r\n,;}"']+/gi, '$1')
    .replace(BARE_KEY, (key) => (isKey(key) ? HIDDEN : key));
}

function hideValue(_: string, before: string, value: string): string {
  return `${before}${/^\\?["']?/.exec(value)?.[0] ?? ''}${HIDDEN}`;
}

function hideNamed(found: string, before: string, separator: string, value: string, at: number, text: string): string {
  const name = `${/[\w.-]*$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? ''}${before}`;
  return isSecret(name, separator, value) ? hideValue(found, before, value) : found;
}

/** Whether what stands behind a name is its value, rather than the rest of a sentence. */
function isSecret(name: string, separator: string, value: string): boolean {
  if (/^(expired|invalid|missing|unrecognized|unexpected)/i.test(name) && separator === ':') {
    return false;
  }
  if (/pwd/i.test(name) && /^(?:[/~]|[a-z]:\\)/i.test(value)) {
    return false;
  }
  if (/^\\?["']/.test(value)) {
    return value.length > 1;
  }
  const isWord =
    separator === ':' && !/pass|pwd|pw$|jwt|otp|\w[_-]/i.test(name) && !/[\d+/=_-]/.test(value) && value.length < 16;
  return value.length >= 3 && !isWord;
}

/** Whether 40 characters look like a key: all three sorts of character in them, and no path. Hashes are hexadecimal digits. */
function isKey(text: string): boolean {
  const slashes = text.split('/').length - 1;
  const isPath = slashes > 2 || (slashes === 2 && text.startsWith('/'));
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && !/^[0-9a-f]*$/i.test(text) && !isPath;
}
