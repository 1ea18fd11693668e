import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Which way a section is moved. */
export type Way = 'up' | 'down';

/** How a person has laid out a page: which of its sections are folded, and in which order they are. */
export interface SectionLayout {
  readonly folded: ReadonlySet<string>;
  /** Whether the page remembers a section: it can be folded and moved. */
  readonly isKnown: (section: string) => boolean;
  readonly fold: (section: string, isFolded: boolean) => void;
  readonly canMove: (section: string, way: Way) => boolean;
  /** The focus stays on the button of the section that had it. */
  readonly move: (section: string, way: Way) => void;
  /** Lays the page out as it was at first; undefined where it is. */
  readonly reset: ((section: string) => void) | undefined;
}

/** Undefined on pages whose sections stay open and where they are. */
export const LayoutContext = createContext<SectionLayout | undefined>(undefined);

export function useSectionLayout(): SectionLayout | undefined {
  return useContext(LayoutContext);
}
