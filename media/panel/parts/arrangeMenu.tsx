/** How a section can be moved: a menu in its heading. */
import { t } from '../../../src/core/text/localize';
import { Menu } from './menu';
import type { SectionLayout } from './sectionLayout';

/** The ID of the button that folds a section. */
export function foldId(section: string): string {
  return `fold-${section}`;
}

/** The ID of the button that shows how a section can be moved. */
export function arrangeId(section: string): string {
  return `arrange-${section}`;
}

export function ArrangeMenu({ section, title, layout }: { section: string; title: string; layout: SectionLayout }) {
  const { canMove, move, reset } = layout;
  const entries = [
    ...(canMove(section, 'up')
      ? [
          {
            title: t('Move Up'),
            onClick: () => {
              move(section, 'up');
            },
          },
        ]
      : []),
    ...(canMove(section, 'down')
      ? [
          {
            title: t('Move Down'),
            onClick: () => {
              move(section, 'down');
            },
          },
        ]
      : []),
    ...(reset
      ? [
          {
            title: t('Reset Layout'),
            onClick: () => {
              reset(section);
            },
          },
        ]
      : []),
  ];
  return (
    <Menu
      id={arrangeId(section)}
      title={t('Move {0}', title)}
      icon="move"
      isBare
      shortcuts="Alt+ArrowUp Alt+ArrowDown"
      entries={entries}
    />
  );
}
