/** The layout of the page: at once what was clicked, then what the extension remembers. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SECTIONS, type PageSection, sectionOrder } from '../../../src/render/panel/panelProtocol';
import { arrangeId, foldId } from '../parts/arrangeMenu';
import { useAsk } from '../parts/host';
import type { SectionLayout, Way } from '../parts/sectionLayout';

/** How the page is laid out. */
interface Layout {
  readonly folded: readonly PageSection[];
  readonly order: readonly PageSection[];
}

/** The layout, and the sections in order. */
export interface PageLayout {
  readonly layout: SectionLayout;
  readonly order: readonly PageSection[];
}

/**
 * @param remembered by the extension
 * @param isThere whether a section has anything to show: the others are passed over when one is moved
 */
export function usePageLayout(remembered: Layout, isThere: (section: PageSection) => boolean): PageLayout {
  const ask = useAsk();
  const known = [...remembered.folded, '', ...remembered.order].join(' ');
  const [clicked, setClicked] = useState<Layout & { readonly known: string }>();
  const now: Layout = clicked?.known === known ? clicked : remembered;
  const { order } = now;
  const hadFocus = useRef<string>();
  useLayoutEffect(() => {
    // A section that moves in the document loses the focus.
    const button = hadFocus.current && document.getElementById(hadFocus.current);
    hadFocus.current = undefined;
    if (button) {
      button.focus();
    }
  }, [order.join(' ')]);
  const change = (change: Partial<Layout>): void => {
    setClicked({ known, ...now, ...change });
  };
  const keepFocus = (section: string): void => {
    const { activeElement } = document;
    hadFocus.current = activeElement?.id === foldId(section) ? foldId(section) : arrangeId(section);
  };
  const movedTo = (section: string, way: Way): readonly PageSection[] | undefined => {
    const there = order.filter(isThere);
    const id = there.find((one) => one === section);
    const other = id && there[there.indexOf(id) + (way === 'up' ? -1 : 1)];
    if (!id || !other) {
      return undefined;
    }
    const others = order.filter((one) => one !== id);
    return others.toSpliced(others.indexOf(other) + (way === 'up' ? 0 : 1), 0, id);
  };
  return {
    order,
    layout: {
      folded: new Set<string>(now.folded),
      isKnown: (id) => SECTIONS.some((one) => one === id),
      fold: (id, isFolded) => {
        const section = SECTIONS.find((one) => one === id);
        if (section) {
          const others = now.folded.filter((one) => one !== section);
          change({ folded: isFolded ? [...others, section] : others });
          ask({ type: 'fold', section, isFolded });
        }
      },
      canMove: (section, way) => movedTo(section, way) !== undefined,
      move: (section, way) => {
        const moved = movedTo(section, way);
        if (moved) {
          keepFocus(section);
          change({ order: moved });
          ask({ type: 'arrange', order: moved });
        }
      },
      reset:
        now.folded.length === 0 && order.join(' ') === sectionOrder([]).join(' ')
          ? undefined
          : (section) => {
              keepFocus(section);
              change({ folded: [], order: sectionOrder([]) });
              ask({ type: 'resetLayout' });
            },
    },
  };
}
