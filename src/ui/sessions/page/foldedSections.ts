import type * as vscode from 'vscode';
import { FOLDABLE, type FoldableSection } from '../../../render/panel/panelProtocol';

const FOLDED = 'foldedSections';

/** Which sections of details pages are folded: the same ones on all pages, also tomorrow. */
export class FoldedSections {
  readonly #memento: Pick<vscode.Memento, 'get' | 'update'>;

  constructor(memento: Pick<vscode.Memento, 'get' | 'update'>) {
    this.#memento = memento;
  }

  /** Our own storage, but other versions write it, too. */
  get folded(): readonly FoldableSection[] {
    const stored: unknown = this.#memento.get(FOLDED);
    return FOLDABLE.filter((section) => Array.isArray(stored) && stored.includes(section));
  }

  async fold(section: FoldableSection, isFolded: boolean): Promise<void> {
    const others = this.folded.filter((one) => one !== section);
    await this.#memento.update(FOLDED, isFolded ? [...others, section] : others);
  }
}
