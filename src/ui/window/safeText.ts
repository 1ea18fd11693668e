/**
 * Text for the parts of VS Code that interpret it. Names, messages and log lines come from others: in what these functions
 * return, nothing is a link, a command or an icon. A test holds every such part of the user interface to them.
 */
import { plainText } from '../../core/text/plainText';

/** What VS Code draws is cut before it fills the screen; the whole is in the output channel. */
const LONGEST_MESSAGE = 1_000;
const LONGEST_LABEL = 300;

/**
 * A line for notifications, progress, input prompts, validation messages and details of language status items. VS Code draws
 * `[label](command:…)` in them as a link that runs the command; an invisible word joiner between the brackets keeps it text.
 * @example messageText('[Yes](command:x)') // '[Yes]\u2060(command:x)'
 */
export function messageText(text: string): string {
  return plainText(text, LONGEST_MESSAGE).replaceAll('](', ']\u2060(');
}

/**
 * A line for quick pick rows, the status bar, code lenses and names of language status items. VS Code draws `$(zap)` in them as
 * an icon; a backslash keeps it text.
 * @example labelText('$(zap) done') // '\\$(zap) done'
 */
export function labelText(text: string): string {
  return plainText(text, LONGEST_LABEL).replaceAll('$(', '\\$(');
}

/**
 * The same behind an icon of ours.
 * @param icon a codicon, e.g. `error`; undefined for none
 * @example iconLabel('error', 'sh010') // '$(error) sh010'
 */
export function iconLabel(icon: string | undefined, text: string): string {
  return icon === undefined ? labelText(text) : `$(${icon}) ${labelText(text)}`;
}

/**
 * The same for code lenses, where VS Code drops an ordinary space behind the icon.
 * @example lensLabel('error', 'Frame 1005') // '$(error)\u00a0Frame 1005'
 */
export function lensLabel(icon: string | undefined, text: string): string {
  return icon === undefined ? labelText(text) : `$(${icon})\u00a0${labelText(text)}`;
}
