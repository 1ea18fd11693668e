import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

import type { ServerParts } from './prepare';

/** What one window of VS Code is started with; all paths are absolute. */
export interface ServerOptions {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** The server's own output goes here, e.g. `…/server.log`. */
  readonly logFile: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** VS Code's server, listening on loopback. */
export interface VSCodeServer {
  /** Resolves when the server has ended by itself, which it should not; the log says why. */
  readonly ended: Promise<number | null>;
  /** Host and port, e.g. `127.0.0.1:40123`. */
  readonly authority: string;
  /** The address of a window that opens `folder` (or a `.code-workspace`), or none; it holds the secret that the server wants to see once. */
  windowUrl(folder: string | undefined): string;
  /** Ends the server and the extension hosts that it started. */
  stop(): void;
}

/**
 * Starts VS Code's server on loopback and resolves when it listens.
 *
 * Its extension host inherits this process's environment, but for what another VS Code has put there for its own terminals.
 */
export async function startServer(parts: ServerParts, options: ServerOptions): Promise<VSCodeServer> {
  await mkdir(path.dirname(options.logFile), { recursive: true });
  const token = randomBytes(16).toString('hex');
  const flags = {
    host: '127.0.0.1',
    port: String(options.port),
    'connection-token': token,
    'user-data-dir': options.userDataDir,
    'server-data-dir': options.userDataDir,
    'extensions-dir': options.extensionsDir,
  };
  const child = spawn(
    parts.node,
    [
      `--import=${pathToFileURL(path.join(__dirname, 'logFiles.mjs')).href}`,
      parts.serverMain,
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
      '--accept-server-license-terms',
      '--disable-telemetry',
      '--disable-update-check',
    ],
    // A group of its own, so that the extension hosts can be ended with it.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnvironment() },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.once('error', () => undefined);
  const stop = (): void => {
    stopGroup(child);
  };
  process.once('exit', stop);

  const log = createWriteStream(options.logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const port = await Promise.race([readPort(child), ended]);
  if (typeof port !== 'number' || child.exitCode !== null) {
    throw new Error(`VS Code's server did not start; see ${options.logFile}.`);
  }
  const authority = `127.0.0.1:${port}`;
  return {
    ended,
    stop,
    authority,
    windowUrl: (folder) => {
      const kind = folder?.endsWith('.code-workspace') ? 'workspace' : 'folder';
      const place = folder === undefined ? 'ew=true' : `${kind}=${encodeURI(folder)}`;
      return `http://${authority}/?${place}&tkn=${token}`;
    },
  };
}

/** The port out of `Extension host agent listening on 40123`, or -1 when the output ends without it. */
async function readPort(child: ChildProcess): Promise<number> {
  if (child.stdout === null) {
    return -1;
  }
  for await (const line of createInterface(child.stdout)) {
    const port = /listening on (?<port>\d+)/.exec(line)?.groups?.port;
    if (port !== undefined) {
      return Number(port);
    }
  }
  return -1;
}

function stopGroup(child: ChildProcess): void {
  if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has gone already.
    }
  }
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(?:VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
