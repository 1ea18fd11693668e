import * as vscode from 'vscode';
import type { Service } from '../core/ports';
import { isRegion, type Place, placeName, SAMPLE_PLACE } from '../core/sessionKey';
import { connectionSettings, onDidChangeConnection } from './settings';

/** Where new questions go: the sample farm, or AWS as the settings and the machine's own configuration say. */
export class Places implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #service: () => Service;
  readonly #settings: vscode.Disposable;

  readonly onDidChange = this.#changes.event;

  constructor(service: () => Service) {
    this.#service = service;
    this.#settings = onDidChangeConnection(() => {
      this.#changes.fire();
    });
  }

  /**
   * Without settings: AWS if this machine has credentials for it, else the sample farm.
   * @throws {UserError} if no Region is known for AWS
   */
  async current(): Promise<Place> {
    const { source, profile, region } = connectionSettings();
    if (source === 'sampleFarm' || (source === 'auto' && !(await this.#service().hasCredentials()))) {
      return SAMPLE_PLACE;
    }
    return this.#service().defaultPlace({ profile, region });
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

  /** The current place in a word or two; what is wrong with it if it cannot be told. */
  async describe(): Promise<string> {
    try {
      return placeName(await this.current());
    } catch {
      return 'no Region yet';
    }
  }

  dispose(): void {
    this.#settings.dispose();
    this.#changes.dispose();
  }
}
