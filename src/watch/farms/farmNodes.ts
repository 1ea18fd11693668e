import type { FarmNode, SessionFailure, TaskRow } from '../../core/farm/farmNode';
import { isActive, isTerminal } from '../../core/session/status';
import { isAmongOrBelow } from './farmLevel';
import { sameFacts } from '../sessions/sessionPolling';

/** What can become different about a row. */
export type RowChange = Partial<Pick<Extract<FarmNode, { kind: 'queue' }>, 'activity' | 'query'>> &
  Partial<Pick<Extract<FarmNode, { kind: 'session' }>, 'group' | 'hostName' | 'failure' | 'work'>> &
  Partial<Pick<Extract<FarmNode, { kind: 'task' }>, 'tries'>> & { readonly facts?: object };

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
    if ('facts' in row && !isKnownInFull(known, row)) {
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

  /** Says of sessions which group they are in now, and what failed in them. Returns whether any is in another group than before. */
  regroup(nodes: readonly FarmNode[], failed: ReadonlyMap<string, SessionFailure> | undefined): boolean {
    let isRegrouped = false;
    for (const node of nodes) {
      if (node.kind === 'session') {
        const failure = failed?.get(node.key.sessionId);
        const group = isActive(node.facts) ? 'active' : failure ? 'failed' : 'ended';
        isRegrouped ||= group !== node.group;
        this.paint(node, { group, failure });
      }
    }
    return isRegrouped;
  }

  /** Says of a task how often it was tried, now that its attempts are known. */
  countTries(task: TaskRow, attempts: readonly FarmNode[]): void {
    const began = attempts.filter((row) => row.kind === 'attempt' && row.facts.startedAtMs !== undefined);
    this.paint(task, { tries: began.length });
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

/** Whether a list brings less than was read of an attempt that has not changed since: lists have no exit codes and messages. */
function isKnownInFull(known: FarmNode, listed: FarmNode): boolean {
  return (
    known.kind === 'attempt' &&
    listed.kind === 'attempt' &&
    known.facts.status === listed.facts.status &&
    isTerminal(known.facts)
  );
}
