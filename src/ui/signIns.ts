import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { delay, systemClock } from '../core/clock';
import type { Connections, SignInState } from '../core/connections';
import { toFault } from '../core/errors';
import { plainText } from '../core/plainText';
import { type Place, placeId, placeName, type SessionKey, sharesSignIn } from '../core/sessionKey';
import { type App, toSignal } from './app';
import { logError } from './faults';
import { runProgram } from './program';

/** A sign-in writes several files; what waits for it begins once they lie still. */
const STILL_MS = 300;
const NO_CREDENTIALS: ReadonlySet<string> = new Set(['signedOut', 'noCredentials', 'expiredCredentials']);
const LOOK_EVERY_MS = 2_000;

/**
 * Where nobody is signed in, and the way back in. Background work never asks a person for anything: it finds a place signed out,
 * and goes on by itself once a sign-in, here or in any other program, has left its traces in the files that are watched meanwhile.
 */
export class SignIns implements vscode.Disposable {
  readonly #app: Pick<App, 'service' | 'store' | 'places' | 'output'>;
  readonly #signedOut = new Map<string, Place>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #goings = new vscode.EventEmitter<Place>();
  readonly #life = new AbortController();
  readonly #subscriptions: { dispose(): void }[];
  #looking = false;

  /** Another place is signed out, or one less. */
  readonly onDidChange = this.#changes.event;

  /** Somebody signed in: what could not be read there for want of that can be now. */
  readonly onDidGoOn = this.#goings.event;

  constructor(app: Pick<App, 'service' | 'store' | 'places' | 'output'>) {
    this.#app = app;
    this.#subscriptions = [
      this.#changes,
      this.#goings,
      app.places.onDidLook(({ place, state }) => {
        this.#note(place, state);
      }),
    ];
  }

  /** Where a call, or the files, have found nobody signed in. */
  get signedOut(): readonly Place[] {
    return [...this.#signedOut.values()];
  }

  isSignedOut(place: Place | undefined): boolean {
    return place !== undefined && this.#signedOut.has(placeId(place));
  }

  /** Listens to a service, from its beginning. */
  follow(service: Pick<Connections, 'onDidChangeSignIn'>): void {
    this.#subscriptions.push(
      service.onDidChangeSignIn(({ place, state }) => {
        this.#note(place, state);
      }),
    );
  }

  /**
   * Signs a person in who waits for it: runs the AWS tools' or the monitor's own login, or asks for an MFA code. Whatever waited
   * goes on afterwards. False where there is nothing to sign in to.
   *
   * @throws {UserError} why it did not work
   */
  async signIn(place: Place): Promise<boolean> {
    const service = this.#app.service();
    const { way } = await service.connection(place);
    if (way.kind === 'editAwsConfig') {
      return false;
    }
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Signing in: ${placeName(place)}`, cancellable: true },
      async (progress, token) => {
        const signal = AbortSignal.any([toSignal(token), this.#life.signal]);
        if (way.kind === 'command') {
          progress.report({ message: 'finish it in the window that opens' });
          await runProgram(this.#app, way.argv, signal);
          progress.report({ message: '' });
        }
        await service.signIn(place, signal);
      },
    );
    for (const other of this.signedOut.filter((one) => sharesSignIn(one, place))) {
      this.#signedOut.delete(placeId(other));
    }
    this.#changes.fire();
    this.#goOn(place);
    return true;
  }

  /** Reads a session again for a person who waits: credentials that could not be had before are tried for anew. */
  async refresh(key: SessionKey): Promise<void> {
    const { store, service } = this.#app;
    if (NO_CREDENTIALS.has(store.get(key)?.fault?.kind ?? '')) {
      await service().signIn(key.place, this.#life.signal);
    }
    await store.refresh(key);
  }

  /**
   * Signs in at once after a refusal for want of a sign-in, where a question or a program of the person's own is all it takes.
   * False for any other failure.
   */
  async askFor(error: unknown, place = this.signedOut[0]): Promise<boolean> {
    if (place === undefined || toFault(error).kind !== 'signedOut') {
      return false;
    }
    const { way } = await this.#app.service().connection(place);
    return way.kind === 'ask' && this.signIn(place);
  }

  dispose(): void {
    this.#life.abort();
    for (const one of this.#subscriptions) {
      one.dispose();
    }
  }

  #note(place: Place, { kind }: SignInState): void {
    const id = placeId(place);
    if (kind === 'signedOut' && !this.#signedOut.has(id)) {
      this.#signedOut.set(id, place);
      void this.#lookOut();
    } else if (kind === 'signedIn' && this.#signedOut.delete(id)) {
      this.#goOn(place);
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
    const used = [this.#app.places.here, ...this.#app.store.all().map(({ key }) => key.place)];
    const ids = new Set(used.flatMap((place) => (place === undefined ? [] : [placeId(place)])));
    for (const id of [...this.#signedOut.keys()].filter((id) => !ids.has(id))) {
      this.#signedOut.delete(id);
    }
  }

  async #resume(): Promise<void> {
    await delay(systemClock, STILL_MS, this.#life.signal);
    for (const place of this.signedOut) {
      const { state } = await this.#app.service().connection(place);
      this.#note(place, state);
      if (state.kind === 'unknown') {
        this.#goOn(place);
      }
    }
  }

  /** Reads again what could not be read for want of a sign-in. */
  #goOn(place: Place): void {
    for (const { key, fault } of this.#app.store.all()) {
      if (fault?.remedies.includes('signIn') && sharesSignIn(key.place, place)) {
        void this.#app.store.refresh(key);
      }
    }
    this.#goings.fire(place);
  }
}

/** Asks a person for the code that their device shows; undefined where they would rather not. */
export function askMfaCode({
  profile,
  serial,
}: {
  readonly profile: string;
  readonly serial: string;
}): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: `Sign In: ${plainText(profile)}`,
    prompt: `The code that ${plainText(serial, 200)} shows now`,
    placeHolder: '123456',
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' || /^\s*\d{6,8}\s*$/.test(text) ? undefined : 'A code is six digits.'),
  });
}
