import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { DisposableStore } from '../../core/async/disposableStore';
import { delay, systemClock } from '../../core/async/clock';
import type { Connections, SignInState } from '../../core/service/connections';
import { toFault } from '../../core/errors';
import type { Event } from '../../core/async/event';
import { plainText } from '../../core/text/plainText';
import {
  type Connection,
  connectionId,
  connectionName,
  type SessionKey,
  sharesSignIn,
} from '../../core/session/sessionKey';
import type { App } from '../app';
import { logError } from '../showFault';
import { askText, withProgress } from '../window/messages';
import { runProgram } from './runProgram';

/** A sign-in writes several files; what waits for it begins once they lie still. */
const STILL_MS = 300;
const NO_CREDENTIALS: ReadonlySet<string> = new Set(['signedOut', 'noCredentials', 'expiredCredentials']);
const LOOK_EVERY_MS = 2_000;

/**
 * Which connections are signed out, and the way to sign in again. Background work never asks a person for anything: it
 * finds a connection signed out, and goes on once a sign-in, here or in any other program, has changed the files that are watched.
 */
export class SignIns implements vscode.Disposable {
  readonly #app: Pick<App, 'service' | 'store' | 'watchList' | 'currentConnection' | 'output'>;
  readonly #signedOut = new Map<string, Connection>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #signIns = new vscode.EventEmitter<Connection>();
  readonly #life = new AbortController();
  readonly #owned = new DisposableStore();
  #looking = false;

  /** Another place is signed out, or one less. */
  readonly onDidChange = this.#changes.event;

  /** Somebody signed in: what could not be read there for want of that can be now. */
  readonly onDidSignIn = this.#signIns.event;

  /** @param services services as they are made: each reports where a sign-in works */
  constructor(
    app: Pick<App, 'service' | 'store' | 'watchList' | 'currentConnection' | 'output'>,
    services: Event<Pick<Connections, 'onDidChangeSignIn'>>,
  ) {
    this.#app = app;
    this.#owned.add(
      this.#changes,
      this.#signIns,
      app.currentConnection.onDidReadConnection(({ connection, state }) => {
        this.#note(connection, state);
      }),
      services((service) => {
        this.#owned.add(
          service.onDidChangeSignIn(({ connection, state }) => {
            this.#note(connection, state);
          }),
        );
      }),
    );
  }

  /** The connections that a call, or the files, showed to be signed out. */
  get signedOut(): readonly Connection[] {
    return [...this.#signedOut.values()];
  }

  isSignedOut(connection: Connection | undefined): boolean {
    return connection !== undefined && this.#signedOut.has(connectionId(connection));
  }

  /**
   * Signs a person in who waits for it: runs the AWS tools' or the monitor's own login, or asks for an MFA code. Whatever waited
   * goes on afterwards. False where there is nothing to sign in to.
   *
   * @throws {UserError} why it did not work
   */
  async signIn(connection: Connection): Promise<boolean> {
    const service = this.#app.service();
    const { way } = await service.connectionStatus(connection);
    if (way.kind === 'editAwsConfig') {
      return false;
    }
    await withProgress(t('Signing in: {0}', plainText(connectionName(connection), 60)), async (cancel, report) => {
      const signal = AbortSignal.any([cancel, this.#life.signal]);
      if (way.kind === 'command') {
        report(t('Complete the sign-in in the window that opens'));
        await runProgram(this.#app, way.argv, signal);
        report('');
      }
      await service.signIn(connection, signal);
    });
    for (const other of this.signedOut.filter((one) => sharesSignIn(one, connection))) {
      this.#signedOut.delete(connectionId(other));
    }
    this.#changes.fire();
    this.#goOn(connection);
    return true;
  }

  /** Reads a session again for a person who waits: credentials that could not be had before are tried for anew. */
  async refresh(key: SessionKey): Promise<void> {
    const { store, service } = this.#app;
    if (NO_CREDENTIALS.has(store.get(key)?.fault?.kind ?? '')) {
      await service().signIn(key.connection, this.#life.signal);
    }
    await store.refresh(key);
  }

  /**
   * Signs in at once after a refusal for want of a sign-in, where a question or a program of the person's own is all it takes.
   * False for any other failure.
   */
  async askFor(error: unknown, connection = this.signedOut[0]): Promise<boolean> {
    if (connection === undefined || toFault(error).kind !== 'signedOut') {
      return false;
    }
    const { way } = await this.#app.service().connectionStatus(connection);
    return way.kind === 'ask' && this.signIn(connection);
  }

  dispose(): void {
    this.#life.abort();
    this.#owned.dispose();
  }

  #note(connection: Connection, { kind }: SignInState): void {
    const id = connectionId(connection);
    if (kind === 'signedOut' && !this.#signedOut.has(id)) {
      this.#signedOut.set(id, connection);
      void this.#lookOut();
    } else if (kind === 'signedIn' && this.#signedOut.delete(id)) {
      this.#goOn(connection);
    } else {
      return;
    }
    this.#changes.fire();
  }

  /**
   * Looks every other second whether a sign-in has left its traces, only while somebody is to sign in. Watchers would be told at
   * once, but lose folders that come and go, as these do with the first sign-in, and see nothing on shared home folders.
   */
  async #lookOut(): Promise<void> {
    if (this.#looking) {
      return;
    }
    this.#looking = true;
    try {
      let before = await this.#traces();
      while (this.#signedOut.size > 0) {
        await delay(systemClock, LOOK_EVERY_MS, this.#life.signal);
        this.#forgetUnused();
        const now = await this.#traces();
        if (now !== before) {
          before = now;
          await this.#resume();
        }
      }
    } catch (error) {
      if (!this.#life.signal.aborted) {
        logError(this.#app, error);
      }
    } finally {
      this.#looking = false;
    }
  }

  /** Which of the watched files there are, and how they look from outside. */
  async #traces(): Promise<string> {
    const watched = this.#app.service().watchedFiles();
    const files = await Promise.all(
      watched.map(async ({ folder, pattern }) => {
        const names = pattern.startsWith('*') ? await readdir(folder).catch(() => []) : [pattern];
        return names.filter((name) => name.endsWith(pattern.replace('*', ''))).map((name) => join(folder, name));
      }),
    );
    const states = files.flat().map(async (file) => {
      const state = await stat(file).catch(() => undefined);
      return `${file} ${state?.mtimeMs ?? 0} ${state?.size ?? 0}`;
    });
    return (await Promise.all(states)).join('\n');
  }

  /** A place that nothing is read of any more is nothing to sign in to. */
  #forgetUnused(): void {
    const { currentConnection, store, watchList } = this.#app;
    const used = [currentConnection.here, ...[...store.all(), ...watchList.things].map(({ key }) => key.connection)];
    const ids = new Set(used.flatMap((connection) => (connection === undefined ? [] : [connectionId(connection)])));
    for (const id of [...this.#signedOut.keys()].filter((id) => !ids.has(id))) {
      this.#signedOut.delete(id);
    }
  }

  async #resume(): Promise<void> {
    await delay(systemClock, STILL_MS, this.#life.signal);
    for (const connection of this.signedOut) {
      const { state } = await this.#app.service().connectionStatus(connection);
      this.#note(connection, state);
      if (state.kind === 'unknown') {
        this.#goOn(connection);
      }
    }
  }

  /** Reads again what could not be read for want of a sign-in. */
  #goOn(connection: Connection): void {
    this.#app.store.retry(
      ({ key, fault }) => fault?.remedies.includes('signIn') === true && sharesSignIn(key.connection, connection),
    );
    this.#signIns.fire(connection);
  }
}

/** Asks a person for the code that their device shows; undefined if they canceled. */
export function askMfaCode({
  profile,
  serial,
}: {
  readonly profile: string;
  readonly serial: string;
}): Thenable<string | undefined> {
  return askText({
    title: t('Sign In: {0}', plainText(profile, 60)),
    prompt: t('Enter the MFA code for {0}', plainText(serial, 200)),
    placeholder: '123456',
    keepOpen: true,
    validate: (text) => (text === '' || /^\s*\d{6,8}\s*$/.test(text) ? undefined : t('Enter a six-digit code.')),
  });
}
