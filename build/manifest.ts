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

/** Marketplaces have no versions such as `1.2.0-beta`. By their convention odd minor versions are pre-releases. */
export function isPreRelease(version: string): boolean {
  return Number(version.split('.')[1]) % 2 === 1;
}
