/**
 * Builds what is shipped. One tiny bundle is loaded when the extension starts; what stands behind it, the SDK and the sample farm are files of their
 * own that are required at first use; the panel's page runs in a browser.
 */
import { build, context } from 'esbuild';

import { leanSdk } from './build/leanSdk.mjs';

const watch = process.argv.includes('--watch');
const minify = !process.argv.includes('--dev') && !watch;

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify,
  sourcemap: minify ? false : 'linked',
  legalComments: 'none',
  // Quotation marks and arrows take three bytes, their escapes six.
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };

const bundles = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode', './app'],
  },
  { ...node, entryPoints: ['src/app.ts'], outfile: 'dist/app.js', external: ['vscode', './aws', './sampleFarm'] },
  { ...node, entryPoints: ['src/aws/index.ts'], outfile: 'dist/aws.js', plugins: [leanSdk] },
  { ...node, entryPoints: ['src/sampleFarm/index.ts'], outfile: 'dist/sampleFarm.js' },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: { panel: 'media/panel/panel.tsx' },
    outdir: 'dist',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

if (watch) {
  await Promise.all(bundles.map(async (bundle) => (await context(bundle)).watch()));
} else {
  const results = await Promise.all(bundles.map((bundle) => build(bundle)));
  for (const { metafile } of results) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) {
        console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
      }
    }
  }
}
