/** The rules by which paths of a queue's hosts are paths on this computer: read when a person first follows a path there. */
import { type Fault, isAbort, toFault } from '../../core/errors';
import type { FarmId, QueueId } from '../../core/ids';
import { type StorageProfile, type StorageRule, storageRules } from '../../core/references/storageRules';
import type { Connections } from '../../core/service/connections';
import type { StorageProfileSource } from '../../core/service/ports';
import { type Connection, connectionId } from '../../core/session/sessionKey';

/** Which queue's hosts wrote a path. */
export interface QueueKey {
  readonly connection: Connection;
  readonly farmId: FarmId;
  readonly queueId: QueueId;
}

export interface StorageRuleStoreOptions {
  readonly service: () => StorageProfileSource & Pick<Connections, 'storageProfileId'>;
  /** e.g. `win32`, `linux`, `darwin` */
  readonly platform: string;
  /** Told once for each queue whose profiles may not be read. */
  readonly onRefused: (fault: Fault) => void;
  readonly onError: (error: unknown) => void;
}

/** A queue has a handful of profiles; each costs a call. */
const MOST_PROFILES = 20;

export class StorageRuleStore {
  readonly #options: StorageRuleStoreOptions;
  readonly #byQueue = new Map<string, Promise<readonly StorageRule[]>>();

  constructor(options: StorageRuleStoreOptions) {
    this.#options = options;
  }

  /**
   * The rules of a queue, read once a window; none, and no call, where the person has no storage profile for the farm. Rejects only
   * when aborted: without rules, paths are found in other ways.
   */
  async rulesOf(queue: QueueKey, signal: AbortSignal): Promise<readonly StorageRule[]> {
    const id = [connectionId(queue.connection), queue.farmId, queue.queueId].join('/');
    const known = this.#byQueue.get(id);
    if (known) {
      return known;
    }
    try {
      const reading = this.#read(queue, signal);
      this.#byQueue.set(id, reading);
      return await reading;
    } catch (error) {
      this.#byQueue.delete(id);
      if (isAbort(error)) {
        throw error;
      }
      this.#options.onError(error);
      const fault = toFault(error);
      if (fault.kind === 'accessDenied') {
        this.#byQueue.set(id, Promise.resolve([]));
        this.#options.onRefused(fault);
      }
      return [];
    }
  }

  async #read({ connection, farmId, queueId }: QueueKey, signal: AbortSignal): Promise<readonly StorageRule[]> {
    const service = this.#options.service();
    const ownId = await service.storageProfileId(connection, farmId);
    if (ownId === undefined) {
      return [];
    }
    const ids: string[] = [];
    for await (const page of service.storageProfiles(connection, { farmId, queueId }, signal)) {
      ids.push(...page);
      if (ids.length >= MOST_PROFILES) {
        break;
      }
    }
    if (!ids.includes(ownId)) {
      return [];
    }
    const read = (storageProfileId: string): Promise<StorageProfile> =>
      service.fetchStorageProfile(connection, { farmId, queueId, storageProfileId }, signal);
    const [own, ...others] = await Promise.all(
      [ownId, ...ids.filter((id) => id !== ownId)].slice(0, MOST_PROFILES).map(read),
    );
    return own ? storageRules(own, others, this.#options.platform) : [];
  }
}
