import type * as vscode from 'vscode';
import {
  type FromPage,
  type PageSection,
  sectionOrder,
  SECTIONS,
  type ToPage,
} from '../../../render/panel/panelProtocol';

const FOLDED = 'foldedSections';
const ORDER = 'sectionOrder';

/** How details pages are laid out: which sections are folded, and in which order they are. The same on all pages, also tomorrow. */
export class PageLayout {
  readonly #memento: Pick<vscode.Memento, 'get' | 'update'>;

  constructor(memento: Pick<vscode.Memento, 'get' | 'update'>) {
    this.#memento = memento;
  }

  /** What pages are sent. Our own storage, but other versions write it, too. */
  get sent(): Required<Pick<ToPage, 'folded' | 'order'>> {
    return { folded: this.#folded, order: sectionOrder(this.#memento.get(ORDER)) };
  }

  get #folded(): readonly PageSection[] {
    const stored: unknown = this.#memento.get(FOLDED);
    return SECTIONS.filter((section) => Array.isArray(stored) && stored.includes(section));
  }

  async change(request: Extract<FromPage, { readonly type: 'fold' | 'arrange' | 'resetLayout' }>): Promise<void> {
    switch (request.type) {
      case 'fold': {
        const others = this.#folded.filter((one) => one !== request.section);
        await this.#memento.update(FOLDED, request.isFolded ? [...others, request.section] : others);
        return;
      }
      case 'arrange':
        await this.#memento.update(ORDER, request.order);
        return;
      case 'resetLayout':
        await this.#memento.update(FOLDED, undefined);
        await this.#memento.update(ORDER, undefined);
    }
  }
}
