import type { Tone } from '../core/session/status';

/** What a row of the trees in the sidebar shows, as pure data: `ui/sidebar/treeItem.ts` makes VS Code's item of it. */
export interface SidebarRow {
  /** Unique among all rows of its view, and the same for the same thing for ever. */
  readonly id: string;
  readonly label: string;
  /** The dimmed text behind the label. */
  readonly description: string | undefined;
  /** Everything that the row shows, signs and colors included, as a screen reader says it. */
  readonly spoken: string;
  readonly icon: RowIcon | undefined;
  /** Words that menus are chosen by, e.g. `session active`. `copy` is added where there is something to copy. */
  readonly context: string;
  /** What "Copy" copies from this row; missing where there is nothing worth it. */
  readonly copy: string | undefined;
  /** What choosing the row does; undefined if nothing. */
  readonly opens: { readonly kind: string } | undefined;
  /** Whether there are rows below it, and whether they are shown at first. */
  readonly fold: 'none' | 'collapsed' | 'expanded';
}

/** The sign of a tone, or one of VS Code's icons by its name, e.g. `vm`. */
export type RowIcon = { readonly tone: Tone } | { readonly codicon: string };
