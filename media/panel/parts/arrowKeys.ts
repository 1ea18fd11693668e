/** A list of buttons that is one stop for Tab and walked through with the arrow keys. */

/** Moves the focus among the buttons of a list; other keys do what they always do. */
export function walk(event: KeyboardEvent, list: Element | null): void {
  const buttons = Array.from(list?.querySelectorAll('button') ?? []);
  const next = nextIndex(event.key, buttons.indexOf(event.target as HTMLButtonElement), buttons.length);
  if (next !== undefined) {
    event.preventDefault();
    buttons[next]?.focus();
  }
}

function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
