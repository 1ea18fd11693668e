import * as vscode from 'vscode';
import type { Connection } from '../core/connections';
import { toFault } from '../core/errors';
import type { Service } from '../core/service';
import { isRegion, type Place, SAMPLE_PLACE } from '../core/sessionKey';
import { connectionLine } from '../render/connection';
import { connectionSettings, onDidChangeConnection } from './settings';

/** Where new questions go: the sample farm, or AWS as the settings and the machine's own configuration say. */
export class Places implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #looks = new vscode.EventEmitter<Connection>();
  readonly #service: () => Service;
  readonly #settings: vscode.Disposable;

  #here: Place | undefined;

  /** New questions may go elsewhere. */
  readonly onDidChange = this.#changes.event;

  /** Somebody looked who is connected where, and this is what the files say. */
  readonly onDidLook = this.#looks.event;

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
  async current(): Promise<Place> {
    const { source, profile, region } = connectionSettings();
    const isSample = source === 'sampleFarm' || (source === 'auto' && !(await this.#service().hasCredentials()));
    this.#here = isSample ? SAMPLE_PLACE : await this.#service().defaultPlace({ profile, region });
    return this.#here;
  }

  /** The current place as far as it is known without asking: what rows are drawn by. */
  get here(): Place | undefined {
    return connectionSettings().source === 'sampleFarm' ? SAMPLE_PLACE : this.#here;
  }

  /**
   * The current place, but for a Region or profile that a text itself names. The sample farm has but one place.
   * @throws {UserError} if no Region is known for AWS
   */
  async with(region: string | undefined, profile: string | undefined): Promise<Place> {
    const place = await this.current();
    return place.source === 'sampleFarm'
      ? place
      : { ...place, region: isRegion(region) ? region : place.region, profile: profile ?? place.profile };
  }

  /** Who is connected where, in a line; what is wrong with it if it cannot be told. Runs nothing. */
  async describe(): Promise<string> {
    try {
      const connection = await this.#service().connection(await this.current());
      this.#looks.fire(connection);
      return connectionLine(connection);
    } catch (error) {
      return toFault(error).kind === 'noRegion' ? 'no Region yet' : 'not connected';
    }
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changes.dispose();
    this.#looks.dispose();
  }
}
