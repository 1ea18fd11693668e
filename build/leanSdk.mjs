/**
 * Leaves out of the SDK what this program never reaches, which a bundler cannot know: most of it is chosen by configuration while
 * the program runs. `npm run test:bundled` tries everything that is asked of AWS, and every way to sign in, on what is left.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const standIns = path.join(import.meta.dirname, 'sdk');

/** Packages and parts that a file in `sdk/` takes the place of. */
const REPLACED = {
  '@smithy/core/retry': path.join(standIns, 'retry.mjs'),
  '@smithy/node-http-handler': path.join(standIns, 'nodeHttpHandler.mjs'),
};

/** Modules of which nothing happens here, by the end of their paths, and what stands in their place. */
const UNREACHED = {
  // Only StartLiveTail answers with a stream of events.
  'core/dist-es/submodules/event-streams/index.js':
    'export const resolveEventStreamSerdeConfig = (config) => config; export const eventStreamSerdeProvider = undefined; export const EventStreamSerde = undefined;',
  // SigV4a needs a package that is not there.
  'signature-v4-multi-region/dist-es/index.js':
    "export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';",
  'aws_sdk/AwsSdkSigV4ASigner.js': 'export class AwsSdkSigV4ASigner {}',
  'aws_sdk/resolveAwsSdkSigV4AConfig.js':
    'export const resolveAwsSdkSigV4AConfig = (config) => config; export const NODE_SIGV4A_CONFIG_OPTIONS = {};',
  // Nobody extends a client.
  'runtimeExtensions.js': 'export const resolveRuntimeExtensions = (config) => config;',
  // Node has SHA-256 of its own.
  'checksum/sha256/Sha256Js.js': 'export const Sha256Js = undefined;',
  // This is no Lambda function.
  'middleware-recursion-detection/getRecursionDetectionPlugin.js':
    'export const getRecursionDetectionPlugin = () => ({ applyToStack() {} });',
  // Nobody gives a client a logger; `onCall` tells the output channel.
  'middleware-logger/loggerMiddleware.js':
    'export const loggerMiddleware = undefined; export const loggerMiddlewareOptions = {}; export const getLoggerPlugin = () => ({ applyToStack() {} });',
  'smithy-client/schemaLogFilter.js': 'export const schemaLogFilter = () => undefined;',
  // VS Code brings its Node, whoever uses it cannot choose another.
  'client/emitWarningIfUnsupportedVersion.js':
    'export const state = {}; export const emitWarningIfUnsupportedVersion = () => {};',
  'smithy-client/emitWarningIfUnsupportedVersion.js': 'export const emitWarningIfUnsupportedVersion = () => {};',
  // Every client is told its Region.
  'regionConfig/getInstanceMetadataRegion.js': 'export const getInstanceMetadataRegion = async () => undefined;',
  // Whoever calls it explains that the stream is none of Node’s.
  'util-stream/sdk-stream-mixin.browser.js':
    "export const sdkStreamMixin = () => { throw new Error('This is no browser'); };",
  // Modes differ in retries and in timeouts of a handler that is not there.
  'defaults-mode/resolveDefaultsModeConfig.js':
    "export const resolveDefaultsModeConfig = () => () => Promise.resolve('standard');",
};

/** @type {import('esbuild').Plugin} */
export const leanSdk = {
  name: 'lean-sdk',
  setup({ onLoad, onResolve, onEnd }) {
    onResolve({ filter: /^@smithy\/(?:core\/retry|node-http-handler)$/ }, ({ path: name }) => ({
      path: REPLACED[name],
    }));

    const missed = new Set(Object.keys(UNREACHED));
    onLoad({ filter: /dist-es[\\/].*\.js$/ }, async ({ path: file }) => {
      const unix = file.replaceAll(path.sep, '/');
      const end = Object.keys(UNREACHED).find((one) => unix.endsWith(`/${one}`));
      if (end !== undefined) {
        missed.delete(end);
        return { contents: UNREACHED[end], loader: 'js', resolveDir: path.dirname(file) };
      }
      const text = await readFile(file, 'utf8');
      return {
        contents: unix.endsWith('schemas/schemas_0.js') ? plainSchemas(text, unix) : staticImports(text),
        loader: 'js',
      };
    });
    onEnd(() => ({ errors: [...missed].map((end) => ({ text: `The SDK has no ${end} any more` })) }));

    // Clients read whole package files for their version.
    onLoad({ filter: /node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path: file }) => {
      const { version } = JSON.parse(await readFile(file, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * The SDK describes all operations of a service in one file whose object keys are computed. Written plainly, a bundler leaves out
 * those that nobody names. Shapes have names, which only XML says. Errors register themselves; where nobody asks for more than
 * their names and messages, they need not: the service's base error carries both.
 */
function plainSchemas(text, file) {
  const names = new Map(Array.from(text.matchAll(/^const (_\w+) = ("[^"]*");$/gm), ([, name, value]) => [name, value]));
  const plain = text.replace(/\[(_\w+)\]:/g, (key, name) => (names.has(name) ? `${names.get(name)}:` : key));
  const nameless = file.includes('/sts/') ? plain : plain.replace(/ = \[([0-4]), n0, _\w+,/g, ' = [$1, n0, "",');
  return /client-cloudwatch-logs|submodules\/sso/.test(file)
    ? nameless.replace(/^n0_registry\.registerError\(.*\);$/gm, '')
    : nameless;
}

/** What is imported at need is kept whole. All is in one file anyway, so it may as well be imported by name. */
function staticImports(text) {
  const imports = new Set();
  const rest = text.replace(/const \{([^}]*)\} = await import\(("[^"]*")\);/g, (_, names, module) => {
    imports.add(`import {${names.replaceAll(':', ' as ')}} from ${module};`);
    return '';
  });
  return [...imports, rest].join('\n');
}
