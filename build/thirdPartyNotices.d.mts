import type { Metafile } from 'esbuild';

/**
 * The notices of all packages whose code is in the bundles, as text.
 *
 * @throws {Error} a license is not allowed, or has to be quoted and is not there
 */
export function thirdPartyNotices(metafiles: readonly Pick<Metafile, 'outputs'>[]): string;
