/** A button that shows a list of things to do: a menu for the keyboard and for screen readers. */
import { useRef } from 'preact/hooks';
import { walk } from './arrowKeys';
import { Icon, type IconName } from './icons';

/** An entry of a menu. */
export interface MenuEntry {
  readonly title: string;
  readonly onClick: () => void;
}

/** What a button with a menu is, and what the menu has. */
interface MenuProps {
  /** Of the button; unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly icon?: IconName;
  /** Whether only the picture is seen. */
  readonly isBare?: boolean;
  /** What does the same without the menu, e.g. `Alt+ArrowUp`. */
  readonly shortcuts?: string;
  readonly entries: readonly MenuEntry[];
}

/** The browser closes the list with Escape and clicks elsewhere, and gives the focus back. */
export function Menu({ id, title, icon, isBare = false, shortcuts, entries }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const listId = `${id}-list`;
  return (
    <div class="menu" style={{ '--anchor': `--${id}` }}>
      <button
        type="button"
        id={id}
        class={isBare ? 'button quiet bare' : 'button'}
        title={isBare ? title : undefined}
        popovertarget={listId}
        aria-haspopup="menu"
        aria-keyshortcuts={shortcuts}
      >
        {icon && <Icon name={icon} />}
        <span class={isBare ? 'unseen' : undefined}>{title}</span>
        {!isBare && <Icon name="down" />}
      </button>
      <div
        ref={list}
        id={listId}
        class="menu-list"
        popover="auto"
        role="menu"
        aria-label={title}
        onToggle={(event) => {
          if (event.newState === 'open') {
            list.current?.querySelector('button')?.focus();
          }
        }}
        onKeyDown={(event) => {
          walk(event, list.current);
        }}
      >
        {entries.map((entry) => (
          <button
            key={entry.title}
            type="button"
            role="menuitem"
            class="menu-item"
            onClick={() => {
              // First, because an entry may go with what it does. The focus goes back to the button.
              list.current?.hidePopover();
              entry.onClick();
            }}
          >
            {entry.title}
          </button>
        ))}
      </div>
    </div>
  );
}
