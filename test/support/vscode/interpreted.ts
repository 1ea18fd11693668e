/**
 * What VS Code makes of texts: links of `[label](command:…)` in messages, icons of `$(name)` in labels. Both expressions accept
 * what VS Code's own do.
 */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

/** Whether VS Code would draw a link in a message. */
export function hasLink(message: string): boolean {
  return LINK.test(message);
}

/** The icons that VS Code would draw in a label. */
export function iconsIn(label: string): string[] {
  return [...label.matchAll(ICON)].filter(([, escaped]) => escaped === undefined).map(([icon]) => icon);
}

/** Texts as an attacker writes them: links, icons, text direction and line ends. */
export const HOSTILE = [
  '[Yes, open it](command:workbench.action.files.newUntitledFile)',
  '[a](https://example.com) [b](file:///etc/passwd "title")',
  '[[x]](command:y) [x\n](command:y)',
  '\\[x](command:z) $(zap) \\$(zap) \\\\$(zap) $(sync~spin)',
  '\u202e[x](command:y)\u202c',
];
