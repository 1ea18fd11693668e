/** A file of `~/.aws` as text, whatever editor wrote it, read again only when it has changed. */
import { readFile, stat } from 'node:fs/promises';

/** What a file looks like: any difference is an edit. `none` where it cannot be read. */
export async function describeFile(path: string): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    return `${mtimeNs}:${size}:${ino}`;
  } catch {
    return 'none';
  }
}

/** The file's text for the SDK's parser; empty where it cannot be read. */
export async function readConfigFile(path: string): Promise<string> {
  try {
    return withoutRefusedSections(decode(await readFile(path)).replace(/\r\n?/g, '\n'));
  } catch {
    return '';
  }
}

/** UTF-8 or UTF-16, with a byte order mark or without: PowerShell writes UTF-16. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** The SDK gives up a whole file for a profile of this name: only that profile is given up. */
function withoutRefusedSections(text: string): string {
  let isRefused = false;
  return text
    .split('\n')
    .filter((line) => {
      const [, name] = /^\s*\[(.*)\]\s*(?:[;#].*)?$/.exec(line) ?? [];
      isRefused = name === undefined ? isRefused : /^(?:profile\s+["']?)?__proto__["']?$/.test(name.trim());
      return !isRefused;
    })
    .join('\n');
}
