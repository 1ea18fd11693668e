import * as vscode from 'vscode';

/** What can be seen. */
interface Visible {
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
}

interface Watched {
  readonly watching: { setAttention(isFocused: boolean, isLooking: boolean): Promise<void>; look(): Promise<void> };
  readonly view: Visible;
  readonly farms: Visible;
  readonly panels: { readonly anyVisible: boolean; readonly onDidChangeVisibility: vscode.Event<unknown> };
  readonly logs: { readonly all: readonly unknown[]; readonly onDidChange: vscode.Event<unknown> };
  readonly tree: { setAttention(isWatched: boolean): void };
  readonly triages: { setAttention(isWatched: boolean): void };
}

/**
 * Keeps only what a person can see up to date: the window has the focus, and sessions have been looked at in it.
 * @param onLook something was shown or hidden; called at once, too
 */
export function watchAttention(
  { watching, view, farms, panels, logs, tree, triages }: Watched,
  onLook: () => void,
): vscode.Disposable {
  let looked = false;
  const look = (): void => {
    const { focused } = vscode.window.state;
    looked ||= view.visible || farms.visible || panels.anyVisible || logs.all.length > 0;
    void watching.setAttention(focused, looked);
    tree.setAttention(focused && farms.visible);
    triages.setAttention(focused);
    onLook();
  };
  const subscriptions = [
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        void watching.look();
      }
      look();
    }),
    view.onDidChangeVisibility(look),
    farms.onDidChangeVisibility(look),
    panels.onDidChangeVisibility(look),
    logs.onDidChange(() => {
      if (!looked) {
        look();
      }
    }),
  ];
  look();
  return vscode.Disposable.from(...subscriptions);
}
