import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const PROJECT_DIR = path.resolve(__dirname, '..');

/** What packaging and releasing read of `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  /** E.g. `0.1.0`. */
  readonly version: string;
  /** Missing until an owner has named one. */
  readonly repository?: { readonly url: string };
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(PROJECT_DIR, 'package.json'), 'utf8')) as Manifest;
}

/**
 * `package.json` as VS Code shows it: each `%key%` is the text of that key.
 *
 * @param texts By key, as in `package.nls.json`, which is the default. A key without a text stays as it is.
 */
export function localizedManifest(texts: Readonly<Record<string, string>> = manifestTexts()): unknown {
  return JSON.parse(readFileSync(path.join(PROJECT_DIR, 'package.json'), 'utf8'), (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/^%([\w.-]+)%$/, (key, name: string) => texts[name] ?? key) : value,
  );
}

/** The English texts of `package.json` by their keys. */
export function manifestTexts(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(PROJECT_DIR, 'package.nls.json'), 'utf8')) as Record<string, string>;
}

/** Marketplaces have no versions such as `1.2.0-beta`. By their convention odd minor versions are pre-releases. */
export function isPreRelease(version: string): boolean {
  return Number(version.split('.')[1]) % 2 === 1;
}
