/** A button that shows a list of things to do: a menu for the keyboard and for screen readers. */
import { useRef } from 'preact/hooks';
import { walk } from './arrowKeys';
import { Icon, type IconName } from './icons';

/** An entry of a menu. */
export interface MenuEntry {
  readonly title: string;
  readonly onClick: () => void;
}

/** `id` is unique on the page. The browser closes the list and gives the focus back. */
export function Menu(props: { id: string; title: string; icon?: IconName; entries: readonly MenuEntry[] }) {
  const { id, title, icon, entries } = props;
  const list = useRef<HTMLDivElement>(null);
  return (
    <div class={`menu menu-${id}`}>
      <button type="button" class="button" popovertarget={id} aria-haspopup="menu">
        {icon && <Icon name={icon} />}
        <span>{title}</span>
        <Icon name="down" />
      </button>
      <div
        ref={list}
        id={id}
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
            popovertarget={id}
            popovertargetaction="hide"
            onClick={entry.onClick}
          >
            {entry.title}
          </button>
        ))}
      </div>
    </div>
  );
}
