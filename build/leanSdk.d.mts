import type { Plugin } from 'esbuild';

/** Leaves out of the SDK what this program never reaches. */
export const leanSdk: Plugin;
