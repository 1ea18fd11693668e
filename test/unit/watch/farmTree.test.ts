import assert from 'node:assert/strict';
import { createClock, type Clock as FakeClock } from '@sinonjs/fake-timers';

import { createService } from '../../../src/aws/index';
import type { FarmNode, FarmTreeChange, Level } from '../../../src/core/farmNode';
import type { Service } from '../../../src/core/ports';
import { type Place, SAMPLE_PLACE } from '../../../src/core/sessionKey';
import { type SampleFarm, createSampleFarm } from '../../../src/sampleFarm/index';
import { FRESH_MS, FarmTree } from '../../../src/watch/farmTree';

const OPENED_MS = Date.UTC(2026, 10, 23, 10, 0, 0);

/** A tree over a sample farm, on a clock that stands still. */
class Browsing {
  readonly clock: FakeClock = createClock(OPENED_MS);
  readonly farm: SampleFarm;
  readonly service: Service;
  readonly tree: FarmTree;
  readonly changes: FarmTreeChange[] = [];
  readonly errors: unknown[] = [];

  constructor(
    scale?: { readonly jobs: number; readonly sessionsPerJob: number },
    places: readonly Place[] = [SAMPLE_PLACE],
  ) {
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
    this.tree.setPlaces(places);
  }

  /** What the farm was asked since the last time, e.g. `['ListFarms']`. */
  asked(): string[] {
    const asked = this.farm.meter.calls.map(({ operation }) => operation);
    this.farm.meter.reset();
    return asked;
  }

  /** The row under a label, once its level is open. */
  async below(parent: FarmNode | undefined, label: string): Promise<FarmNode> {
    const { nodes } = await this.tree.open(parent);
    return (
      nodes.find((node) => labelOf(node) === label) ??
      assert.fail(`${label} is not among ${nodes.map(labelOf).join(', ')}`)
    );
  }

  async way(...labels: readonly string[]): Promise<FarmNode> {
    let node: FarmNode | undefined;
    for (const label of labels) {
      node = await this.below(node, label);
    }
    return node ?? assert.fail();
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

function labelOf(node: FarmNode): string {
  switch (node.kind) {
    case 'farm':
    case 'queue':
    case 'fleet':
      return node.facts.displayName;
    case 'job':
    case 'step':
      return node.facts.name;
    case 'session':
      return node.facts.sessionId;
    case 'worker':
      return node.facts.workerId;
    default:
      return node.kind;
  }
}

const labels = ({ nodes }: Level): string[] => nodes.map(labelOf);

describe('farm tree', () => {
  it('lists the farms, a farm’s queues and its fleets’ row, with one call each', async () => {
    const browsing = new Browsing();
    const { tree } = browsing;
    assert.deepEqual(labels(await tree.open(undefined)), ['Aurora', 'Lanternfish VFX', 'Meridian Trailers']);
    assert.deepEqual(browsing.asked(), ['ListFarms']);
    const aurora = await browsing.way('Aurora');
    const level = await tree.open(aurora);
    assert.deepEqual(labels(level), ['lighting', 'fx', 'comp', 'crowds', 'previz', 'client-confidential', 'fleets']);
    assert.equal(browsing.asked()[0], 'ListQueues');
    assert.equal(level.hasMore, false);
    assert.equal(tree.get(aurora.id), aurora);
  });

  it('says what runs in the queues of a farm, with one search where all of them may be searched', async () => {
    const browsing = new Browsing({ jobs: 20, sessionsPerJob: 10 });
    const farm = await browsing.way('Lanternfish VFX');
    const queue = await browsing.below(farm, 'scale-queue');
    await browsing.until(() => queue.kind === 'queue' && queue.activity !== undefined);
    assert.deepEqual(browsing.asked(), ['ListFarms', 'ListQueues', 'SearchJobs']);
    assert.deepEqual(queue.kind === 'queue' && queue.activity, { activeJobs: 1, runningTasks: 1, isAtLeast: false });
  });

  it('asks nothing when a level is opened again within half a minute, and one call afterwards', async () => {
    const browsing = new Browsing({ jobs: 20, sessionsPerJob: 10 });
    const { tree } = browsing;
    const queue = await browsing.way('Lanternfish VFX', 'scale-queue');
    const first = await tree.open(queue);
    assert.equal(first.nodes.length, 20);
    tree.close(queue);
    browsing.asked();
    browsing.clock.tick(FRESH_MS - 1);
    assert.equal(await tree.open(queue), first);
    assert.deepEqual(browsing.asked(), []);
    browsing.clock.tick(1);
    const again = await tree.open(queue);
    assert.deepEqual(browsing.asked(), ['SearchJobs']);
    assert.deepEqual(again.nodes, first.nodes);
  });
});
