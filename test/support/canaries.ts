/** Keys that open nothing, given to the extension in place of real ones: wherever they turn up, real ones would have. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One pair for the environment, one for a profile's file. */
export const CANARIES = {
  environment: {
    accessKeyId: 'AKIACANARYENVIRONMENT',
    secretAccessKey: 'canaryEnvironmentSecret/0f9e8d7c6b5a4',
    sessionToken: 'canaryEnvironmentToken//4b1d5f0a7c2e',
  },
  file: {
    accessKeyId: 'ASIACANARYPROFILE0000',
    secretAccessKey: 'canaryProfileSecret/1a2b3c4d5e6f7',
    sessionToken: 'canaryProfileToken//8e1f3a5c7b9d',
  },
} as const;

/** All that must be seen nowhere. */
export const SECRETS: readonly string[] = Object.values(CANARIES).flatMap((keys) => Object.values(keys));

/** The files below a folder in which any of these texts stands, as it is or as UTF-16. */
export function findInFiles(dir: string, texts: readonly string[]): readonly string[] {
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    });
}
