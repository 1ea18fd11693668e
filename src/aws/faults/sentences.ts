/** Parts of the sentences that people read about failures. */
import { plainText } from '../../core/text/plainText';
import { withoutSecrets } from '../../core/text/redact';
import type { Connection } from '../../core/session/sessionKey';
import { t } from '../../core/text/localize';

/** Of a text without an end, what is looked at. */
const MOST_CHARACTERS = 10_000;

/**
 * A text of the service's or of another program's inside a sentence of ours: one line of plain text without secrets, at most 300
 * characters.
 */
export function quoted(text: string): string {
  return plainText(withoutSecrets(text.slice(0, MOST_CHARACTERS)), 300).trim();
}

/** Whose permissions a call uses, e.g. `the profile studio`. */
export function whose({ source, profile }: Connection): string {
  if (source === 'sampleFarm') {
    return t('the sample farm user');
  }
  return profile === undefined ? t('your default credentials') : t('the profile {0}', quoted(profile));
}

/** The same credentials, at the beginning of a sentence: `The credentials of the profile “studio”`, `Your default credentials`. */
export function ownCredentials(connection: Connection): string {
  const isDefault = connection.source === 'aws' && connection.profile === undefined;
  return isDefault ? t('Your default credentials') : t('The credentials of {0}', whose(connection));
}

/** e.g. `30 s`, never less than one; `5 min` for long times. */
export function duration(ms: number): string {
  return ms > 120_000 ? t('{0} min', Math.ceil(ms / 60_000)) : t('{0} s', Math.max(1, Math.ceil(ms / 1000)));
}

/** What others say, as the end of a sentence of ours. */
export function sentence(text: string, otherwise: string): string {
  const said = quoted(text);
  return said === '' ? otherwise : ended(said);
}

/** A sentence with its full stop, unless it ends in another way, also in Japanese. */
export function ended(text: string): string {
  return /[.!?…。！？]$/.test(text) ? text : `${text}.`;
}

/** The text with a capital letter first. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
