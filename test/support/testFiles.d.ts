/** Made by the bundler: the integration tests by their path below `test/integration`, each loaded when called. */
declare module 'test-files' {
  export const testFiles: Readonly<Record<string, () => void>>;
}
