/** Texts of other programs on their way to the output channel, which people copy into tickets. */

const HIDDEN = '•••';

/** What a key looks like, or stands behind. A value is kept out of words that only speak of keys: “the token has expired”. */
const PATTERNS: readonly RegExp[] = [
  /()\b(?:AKIA|ASIA)[A-Z0-9]{12,124}\b/g,
  // `aws_secret_access_key = …`, `AWS_SESSION_TOKEN=…`, `?token=…`
  /((?:secret|token|password)[\w-]{0,40}\s?=\s?)[^\s"'\\,;&]{4,}/gi,
  // `"SessionToken": "…"`, also inside another string
  /((?:secret|token|password)[\w-]{0,40}\\?["']\s?[:=]\s?\\?["'])[^\s"'\\]{4,}/gi,
  // `--client-secret …`
  /(--[\w-]{0,40}(?:secret|token|password)\s)[^\s"'\\]{4,}/gi,
  // `Password: …`, `secret_key: …`
  /((?:password|secret)[\w-]{0,40}:\s?)[^\s"'\\,;&]{4,}/gi,
];

/** Hides what reads like a key, a token or a password. A guess, for text of which nothing is known; our own needs no guess. */
export function withoutSecrets(text: string): string {
  return PATTERNS.reduce((left, pattern) => left.replace(pattern, `$1${HIDDEN}`), text);
}
