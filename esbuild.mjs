/**
 * Builds what is shipped. One tiny bundle is loaded when the extension starts; what stands behind it, the SDK and the sample farm are files of their
 * own that are required at first use; each page's script runs in a browser.
 */
import { rmSync, statSync, writeFileSync } from 'node:fs';

import { build, context } from 'esbuild';

import { thirdPartyNotices } from './build/thirdPartyNotices.mjs';

const watch = process.argv.includes('--watch');
const minify = !process.argv.includes('--dev') && !watch;

// What an earlier version built would be packed, too.
rmSync('dist', { recursive: true, force: true });

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
/** @type {import('esbuild').BuildOptions} */
const browser = { ...shared, platform: 'browser', format: 'iife', target: 'chrome128' };

const bundles = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode', './app'],
  },
  {
    ...node,
    entryPoints: ['src/app.ts'],
    outfile: 'dist/app.js',
    external: ['vscode', './agentTools', './aws', './failureCauses', './sampleFarm', './supportBundle'],
  },
  {
    ...node,
    entryPoints: ['src/agentTools.ts'],
    outfile: 'dist/agentTools.js',
    external: ['vscode'],
    // What models read stays English.
    define: { 'globalThis.deadlineSessionsLanguage': 'undefined' },
  },
  { ...node, entryPoints: ['src/supportBundle.ts'], outfile: 'dist/supportBundle.js', external: ['vscode'] },
  { ...node, entryPoints: ['src/failureCauses.ts'], outfile: 'dist/failureCauses.js' },
  { ...node, entryPoints: ['src/aws/index.ts'], outfile: 'dist/aws.js' },
  { ...node, entryPoints: ['src/sampleFarm/index.ts'], outfile: 'dist/sampleFarm.js' },
  {
    ...browser,
    entryPoints: {
      panel: 'media/panel/styles/panel.css',
      sessionPage: 'media/panel/session/sessionPage.tsx',
      jobPage: 'media/panel/job/jobPage.tsx',
      comparisonPage: 'media/panel/comparison/comparisonPage.tsx',
    },
    outdir: 'dist',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  {
    ...browser,
    entryPoints: ['media/panel/timeline/script.ts'],
    outfile: 'dist/timelinePicture.js',
    globalName: 'timelinePicture',
  },
];

if (watch) {
  await Promise.all(bundles.map(async (bundle) => (await context(bundle)).watch()));
} else {
  const results = await Promise.all(bundles.map((bundle) => build(bundle)));
  const files = results
    .flatMap(({ metafile }) => Object.keys(metafile.outputs))
    .filter((file) => !file.endsWith('.map'));
  for (const file of files) {
    console.log(`${file}  ${(statSync(file).size / 1000).toFixed(1)} kB`);
  }
  writeFileSync('ThirdPartyNotices.txt', thirdPartyNotices(results.map(({ metafile }) => metafile)));
}
