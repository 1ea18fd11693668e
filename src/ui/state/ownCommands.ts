import type { RunCommand } from '../app';
import type { CommandId } from '../names';

/**
 * The extension's own commands, for features that go on with one: they know its ID, not who carries it out. Features are made before
 * the commands that are about them, so those are added last.
 */
export class OwnCommands {
  #carryOut: ((id: CommandId, args: readonly unknown[]) => Promise<void>) | undefined;

  /** Says what carries commands out. Before that, none can be asked for: no feature is in sight yet. */
  carryOutBy(carryOut: (id: CommandId, args: readonly unknown[]) => Promise<void>): void {
    this.#carryOut = carryOut;
  }

  readonly run: RunCommand = async (id, ...args) => {
    await this.#carryOut?.(id, args);
  };
}
