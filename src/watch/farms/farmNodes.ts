import type { FarmNode } from '../../core/farmNode';
import { isActive } from '../../core/status';
import { isAmongOrBelow } from './farmShelf';
import { sameFacts } from '../rounds';

/** What can become different about a row. */
export type RowChange = Partial<Pick<Extract<FarmNode, { kind: 'queue' }>, 'activity' | 'query'>> &
  Partial<Pick<Extract<FarmNode, { kind: 'session' }>, 'group' | 'hostName'>> & { readonly facts?: object };

/** All rows of the tree, one object for each id, and which of them look different since somebody last asked. */
export class FarmNodes {
  readonly #nodes = new Map<string, FarmNode>();
  readonly #painted = new Set<FarmNode>();

  get(id: string): FarmNode | undefined {
    return this.#nodes.get(id);
  }

  /** The row with this one's id: the one there is, with this one's facts, or this one. */
  put(row: FarmNode): FarmNode {
    const known = this.#nodes.get(row.id);
    if (!known) {
      this.#nodes.set(row.id, row);
      return row;
    }
    if ('facts' in row) {
      this.paint(known, { facts: row.facts });
    }
    return known;
  }

  /** Changes a row, where that makes a difference. */
  paint(node: FarmNode, change: RowChange): void {
    const differs = ([name, value]: [string, unknown]): boolean => {
      const before: unknown = Reflect.get(node, name);
      return value !== before && !sameFacts(value, before);
    };
    if (Object.entries(change).some(differs)) {
      Object.assign(node, change);
      this.#painted.add(node);
    }
  }

  /** Says of sessions which group they are in now. */
  regroup(nodes: readonly FarmNode[], failed: ReadonlySet<string> | undefined): void {
    for (const node of nodes) {
      if (node.kind === 'session') {
        const ended = failed?.has(node.key.sessionId) ? 'failed' : 'ended';
        this.paint(node, { group: isActive(node.facts) ? 'active' : ended });
      }
    }
  }

  /** Drops some rows and all below them. */
  forget(ids: ReadonlySet<string>): void {
    for (const node of this.#nodes.values()) {
      if (isAmongOrBelow(node, ids)) {
        this.#nodes.delete(node.id);
        this.#painted.delete(node);
      }
    }
  }

  all(): readonly FarmNode[] {
    return [...this.#nodes.values()];
  }

  /** Those that look different since the last time this was asked. */
  takePainted(): readonly FarmNode[] {
    const painted = [...this.#painted];
    this.#painted.clear();
    return painted;
  }
}
