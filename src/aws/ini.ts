/** Files as Python's configparser writes them, such as `~/.deadline/config`. */
import type { Sections } from './profiles';

/** What stands below each `[…]`, keys in lower case; of what is said twice the last counts, and what makes no sense is left out. */
export function parseIni(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    const name = /^\[(?<name>.*)\]$/.exec(line)?.groups?.name;
    const { key, value } = /^(?<key>[^#;=][^=]*)=(?<value>.*)$/.exec(line)?.groups ?? {};
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
    } else if (key !== undefined && value !== undefined) {
      section?.set(key.trim().toLowerCase(), value.trim());
    }
  }
  return Object.fromEntries(Array.from(sections, ([name, members]) => [name, Object.fromEntries(members)]));
}
