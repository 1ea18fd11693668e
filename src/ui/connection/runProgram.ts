import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { t } from '../../core/text/localize';
import { UserError } from '../../core/errors';
import { plainText } from '../../core/text/plainText';
import { withoutSecrets } from '../../core/text/redact';
import { withoutTerminalSequences } from '../../core/logs/lines/terminalText';
import type { App } from '../app';

/** What VS Code puts into its own processes, and what would turn another Electron program into a Node. */
const OURS = /^(?:ELECTRON_|VSCODE_|NODE_OPTIONS$)/;

/**
 * Runs a program of the person's own to its end, without a shell: no argument is ever read as a command. What it says goes to the
 * output channel. It ends with `signal`.
 *
 * @throws {UserError} it is not there, or it failed; with its last words
 */
export function runProgram(
  { output }: Pick<App, 'output'>,
  [program, ...args]: readonly [program: string, ...args: string[]],
  signal: AbortSignal,
): Promise<void> {
  const line = [program, ...args].join(' ');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  output.info(`Running ${line}`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { shell: false, signal, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let lastWords = '';
    const listen = (stream: Readable): void => {
      createInterface(stream).on('line', (text) => {
        const said = withoutSecrets(plainText(withoutTerminalSequences(text), 2_000)).trim();
        if (said !== '') {
          lastWords = said;
          output.info(`${program}: ${said}`);
        }
      });
    };
    listen(child.stdout);
    listen(child.stderr);
    child.once('error', (error) => {
      reject(
        signal.aborted ? error : failed(t('Could not run “{0}”. Install it, or sign in elsewhere.', program), error),
      );
    });
    child.once('close', (code) => {
      output.info(`${program} ended with ${code ?? 'a signal'}`);
      if (code === 0) {
        resolve();
      } else {
        reject(
          failed(
            lastWords === ''
              ? t('“{0}” failed: no output.', line)
              : t('“{0}” failed: {1}', line, lastWords.slice(0, 300)),
          ),
        );
      }
    });
  });
}

function failed(message: string, cause?: Error): UserError {
  return new UserError(
    { kind: 'noCredentials', message, remedies: ['retry', 'showOutput', 'chooseConnection'] },
    { cause },
  );
}
