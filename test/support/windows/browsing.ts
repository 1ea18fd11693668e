import assert from 'node:assert/strict';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';

import { createService } from '../../../src/aws/index';
import type { FarmNode, FarmTreeChange } from '../../../src/core/farm/farmNode';
import type { Service } from '../../../src/core/service/service';
import { type Connection, SAMPLE_CONNECTION } from '../../../src/core/session/sessionKey';
import { type SampleFarm, type SampleFarmOptions, createSampleFarm } from '../../../src/sampleFarm/index';
import { FarmTree } from '../../../src/watch/farms/farmTree';

const OPENED_MS = Date.UTC(2026, 10, 23, 10, 0, 0);

/** A farm tree over a sample farm, on a clock that only the test moves. */
export class Browsing {
  readonly clock: FakeClock = createClock(OPENED_MS);
  readonly farm: SampleFarm;
  readonly service: Service;
  readonly tree: FarmTree;
  readonly changes: FarmTreeChange[] = [];
  readonly errors: unknown[] = [];

  constructor(scale?: SampleFarmOptions['scale'], places: readonly Connection[] = [SAMPLE_CONNECTION]) {
    this.farm = createSampleFarm({
      now: () => this.clock.now,
      startedAtMs: OPENED_MS,
      ...(scale ? { scale } : {}),
    });
    this.service = createService({
      sampleFarm: () => this.farm.handle,
      clock: this.clock,
      endpoint: () => undefined,
      environment: {},
      homeDirectory: '/nonexistent',
    });
    this.tree = new FarmTree({
      service: () => this.service,
      clock: this.clock,
      random: () => 0,
      onError: (error) => this.errors.push(error),
    });
    this.tree.onDidChange((change) => this.changes.push(change));
    this.tree.setConnections(places);
  }

  /** What the farm was asked since the last time, e.g. `['ListFarms']`. */
  asked(): string[] {
    const asked = this.farm.meter.calls.map(({ operation }) => operation);
    this.farm.meter.reset();
    return asked;
  }

  /** How often each operation was answered well since the last time, e.g. `{ ListFarms: 1 }`. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.farm.meter.calls.filter(({ status }) => status === 200)) {
      counts[operation] = (counts[operation] ?? 0) + 1;
    }
    this.farm.meter.reset();
    return counts;
  }

  /** The row at the end of a way down by labels, e.g. `way('queue', 'Aurora', 'lighting')`, each level opened. */
  async way<K extends FarmNode['kind']>(
    kind: K,
    ...labels: readonly string[]
  ): Promise<Extract<FarmNode, { kind: K }>> {
    let row: FarmNode | undefined;
    for (const label of labels) {
      const { nodes } = await this.tree.open(row);
      row = nodes.find((node) => labelOf(node) === label);
      assert.ok(row, `${label} is not among ${nodes.map(labelOf).join(', ')}`);
    }
    assert.ok(row && isOfKind(row, kind));
    return row;
  }

  /** Lets time pass, a second at a time, until an operation is asked. */
  async tickUntilAsked(operation: string): Promise<void> {
    const count = () => this.farm.meter.calls.filter((call) => call.operation === operation).length;
    const before = count();
    while (count() === before) {
      await this.clock.tickAsync(1_000);
    }
  }

  /** Resolves once something holds; it is looked at after each change. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (holds()) {
        resolve();
        return;
      }
      const listener = this.tree.onDidChange(() => {
        if (holds()) {
          listener.dispose();
          resolve();
        }
      });
    });
  }
}

export function isOfKind<K extends FarmNode['kind']>(node: FarmNode, kind: K): node is Extract<FarmNode, { kind: K }> {
  return node.kind === kind;
}

/** What a test knows a row by: its name, else its id, else its kind. */
export function labelOf(node: FarmNode): string {
  switch (node.kind) {
    case 'farm':
    case 'queue':
    case 'fleet':
      return node.facts.displayName;
    case 'job':
    case 'step':
      return node.facts.name;
    case 'session':
      return node.key.sessionId;
    case 'worker':
      return node.facts.workerId;
    default:
      return node.kind;
  }
}
