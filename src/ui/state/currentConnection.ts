import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import type { ConnectionStatus } from '../../core/service/connections';
import { toFault } from '../../core/errors';
import type { Service } from '../../core/service/service';
import { isRegion, type Connection, SAMPLE_CONNECTION } from '../../core/session/sessionKey';
import { connectionLine } from '../../render/connection';
import { SET_UP } from '../names';
import { connectionSettings, onDidChangeConnection } from './settings';

/** What is still to be done before farms can be read: no connection is chosen, or no Region is set. */
export type SetUp = 'notConnected' | 'noRegion' | 'ready';

const NOT_CONNECTED = t('not connected');

/** Where new questions go: the sample farm, or AWS as the settings and the machine's own configuration say. */
export class CurrentConnection implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #reads = new vscode.EventEmitter<ConnectionStatus>();
  readonly #service: () => Service;
  readonly #settings: vscode.Disposable;

  #here: Connection | undefined;

  /** New questions may go elsewhere. */
  readonly onDidChange = this.#changes.event;

  /** Somebody looked who is connected where, and this is what the files say. */
  readonly onDidReadConnection = this.#reads.event;

  constructor(service: () => Service) {
    this.#service = service;
    this.#settings = onDidChangeConnection(() => {
      this.#here = undefined;
      this.#changes.fire();
    });
  }

  /**
   * Without settings: AWS if this machine has credentials for it, else the sample farm.
   * @throws {UserError} if no Region is known for AWS
   */
  async current(): Promise<Connection> {
    const { source, profile, region } = connectionSettings();
    const isSample = source === 'sampleFarm' || (source === 'auto' && !(await this.#service().hasCredentials()));
    this.#here = isSample ? SAMPLE_CONNECTION : await this.#service().defaultConnection({ profile, region });
    return this.#here;
  }

  /** The current place as far as it is known without asking: what rows are drawn by. */
  get here(): Connection | undefined {
    return connectionSettings().source === 'sampleFarm' ? SAMPLE_CONNECTION : this.#here;
  }

  /**
   * The current place, but for a Region or profile that a text itself names. The sample farm has but one place.
   * @throws {UserError} if no Region is known for AWS
   */
  async with(region: string | undefined, profile: string | undefined): Promise<Connection> {
    const connection = await this.current();
    return connection.source === 'sampleFarm'
      ? connection
      : {
          ...connection,
          region: isRegion(region) ? region : connection.region,
          profile: profile ?? connection.profile,
        };
  }

  /** What is still to be done before farms can be read. Runs nothing, and tells it to VS Code for the views' welcome texts. */
  async setUp(): Promise<SetUp> {
    const setUp = await this.#readSetUp();
    await vscode.commands.executeCommand('setContext', SET_UP, setUp);
    return setUp;
  }

  /** Who is connected where, in a line; what is wrong with it if it cannot be told. Runs nothing. */
  async describe(): Promise<string> {
    try {
      const setUp = await this.setUp();
      if (setUp !== 'ready') {
        return setUp === 'noRegion' ? t('Region not set') : NOT_CONNECTED;
      }
      const connectionStatus = await this.#service().connectionStatus(await this.current());
      this.#reads.fire(connectionStatus);
      return connectionLine(connectionStatus);
    } catch {
      return NOT_CONNECTED;
    }
  }

  async #readSetUp(): Promise<SetUp> {
    if (connectionSettings().source === 'auto' && !(await this.#service().hasCredentials())) {
      return 'notConnected';
    }
    try {
      await this.current();
      return 'ready';
    } catch (error) {
      if (toFault(error).kind === 'noRegion') {
        return 'noRegion';
      }
      throw error;
    }
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changes.dispose();
    this.#reads.dispose();
  }
}
