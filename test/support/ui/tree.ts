import type { Locator } from 'playwright-core';

import { hoverAndRead } from './hover';
import { actUntil, attributeNow, eventually, press, textNow, windowPage } from './window';

/** A row of a tree view as it is shown. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly ariaLabel: string;
  /** 1 for the outermost rows. */
  readonly level: number;
  /** Missing for a row that has nothing below it. */
  readonly isExpanded: boolean | undefined;
  readonly isSelected: boolean;
  /** The name of its theme icon, e.g. `error`; missing for none. */
  readonly icon: string | undefined;
  /** Its place among all rows, those out of sight included. */
  readonly index: number;
}

/** A row by the labels on the way to it, e.g. `['sh020_lighting', 'Actions']`. */
export type TreePath = readonly (string | RegExp)[];

/**
 * All rows of a view by the view's name, from top to bottom. Only those in sight exist on the screen, so a long tree is scrolled
 * through, as a person would.
 */
export async function readTree(view: string): Promise<TreeRow[]> {
  const tree = await findTree(view);
  const rows = new Map<number, TreeRow>();
  let seen = await readRowsInSight(tree);
  while ((seen[0]?.index ?? 0) > 0) {
    await scroll(tree, -2000);
    seen = await readRowsInSight(tree);
  }
  for (;;) {
    for (const row of seen) {
      rows.set(row.index, row);
    }
    // A row that was the last once may still say so: only the last one in sight is asked.
    if (seen.at(-1)?.isLast ?? true) {
      return [...rows.values()].sort((a, b) => a.index - b.index);
    }
    await scroll(tree, 200);
    seen = await readRowsInSight(tree);
  }
}

/** Waits for a row; the rows above it must be expanded already. */
export async function findRow(view: string, path: TreePath): Promise<TreeRow> {
  const rows = await eventually(
    `row ${path.map(String).join(' › ')}`,
    () => readTree(view),
    (now) => pickRow(now, path) !== undefined,
  );
  const row = pickRow(rows, path);
  if (row === undefined) {
    throw new Error('The row has gone.');
  }
  return row;
}

/** The rows right below a row, which is expanded first if it is not. */
export async function readChildren(view: string, path: TreePath): Promise<TreeRow[]> {
  await expandRow(view, path);
  const rows = await readTree(view);
  const parent = pickRow(rows, path);
  return parent === undefined ? [] : below(rows, parent).filter((row) => row.level === parent.level + 1);
}

/** A click that has had no effect for so long was lost. */
const LOST_CLICK_MS = 3_000;

/**
 * Expands a row and, on the way, those above it; does nothing to expanded ones. Waits until its children are there. A row that is
 * collapsed meanwhile, or whose click was lost because the view was drawn again, is clicked again.
 */
export async function expandRow(view: string, path: TreePath): Promise<void> {
  let clicked: { readonly depth: number; readonly atMs: number } | undefined;
  await eventually(
    `children of ${path.map(String).join(' › ')}`,
    async () => {
      const rows = await readTree(view);
      const depth = path.findIndex((_, index) => pickRow(rows, path.slice(0, index + 1))?.isExpanded === false);
      const isNew = depth !== clicked?.depth || Date.now() - clicked.atMs > LOST_CLICK_MS;
      const row = depth < 0 ? undefined : pickRow(rows, path.slice(0, depth + 1));
      if (row && isNew) {
        clicked = { depth, atMs: Date.now() };
        // Once: where a row above it was collapsed meanwhile, that one is to be expanded first.
        await showRow(view, row).then(clickTwistie).catch(missed);
      }
      return rows;
    },
    (rows) => {
      const parent = pickRow(rows, path);
      return parent !== undefined && below(rows, parent).length > 0;
    },
  );
}

/** A row in sight by its label: a tree of hundreds is not read through to find one. Of several the first. */
export async function rowInSight(view: string, label: string | RegExp): Promise<Locator> {
  const tree = await findTree(view);
  const page = await windowPage();
  const named = page.locator('.label-name').filter({ hasText: label });
  return tree.locator(rowsOfTree).filter({ has: named }).first();
}

/** Expands or collapses a row in sight. A click that was lost because the view was drawn again is made again. */
export async function unfoldInSight(view: string, label: string | RegExp, isUnfolded = true): Promise<void> {
  const row = await rowInSight(view, label);
  await actUntil(
    `${String(label)} ${isUnfolded ? 'unfolded' : 'folded'}`,
    () => clickTwistie(row).catch(() => undefined),
    () => attributeNow(row, 'aria-expanded'),
    (expanded) => expanded === String(isUnfolded),
  );
}

/**
 * Expands rows, each below the one before, which are all in sight when they are expanded. Looks at the lowest of them that is in
 * sight, so that one which was collapsed meanwhile is expanded again.
 */
export async function unfoldWay(view: string, ...labels: readonly (string | RegExp)[]): Promise<void> {
  const upwards = labels.map((label, depth) => ({ label, depth })).toReversed();
  let clicked: { readonly depth: number; readonly atMs: number } | undefined;
  await eventually(
    `${labels.map(String).join(' › ')} unfolded`,
    async () => {
      for (const { label, depth } of upwards) {
        const row = await rowInSight(view, label);
        const expanded = await attributeNow(row, 'aria-expanded');
        if (expanded === 'true') {
          return depth;
        }
        if (expanded === 'false') {
          if (clicked?.depth !== depth || Date.now() - clicked.atMs > LOST_CLICK_MS) {
            clicked = { depth, atMs: Date.now() };
            await clickTwistie(row).catch(() => undefined);
          }
          return depth - 1;
        }
      }
      return -1;
    },
    (depth) => depth === labels.length - 1,
  );
}

/** Expands the row that has the focus by its key. */
export async function expandByKey(view: string, path: TreePath): Promise<void> {
  await actUntil(
    `expanded row ${path.map(String).join(' › ')}`,
    () => press('ArrowRight'),
    async () => (await findRow(view, path)).isExpanded,
    (isExpanded) => isExpanded === true,
  );
}

/** Moves the focus down from the first row of a view until it is on a row. */
export async function focusRowByKeys(view: string, label: RegExp): Promise<void> {
  const focused = (await findTree(view)).locator(`${rowsOfTree}.focused .label-name`);
  await (await rowInSight(view, label)).waitFor();
  await press('Home');
  await eventually(
    `the focus on ${String(label)}`,
    async () => {
      const now = await textNow(focused);
      if (!label.test(now)) {
        await press('ArrowDown');
      }
      return now;
    },
    (now) => label.test(now),
  );
}

/** Clicks a row, which selects it and runs its command. */
export async function clickRow(view: string, path: TreePath): Promise<void> {
  await actOnRow(view, path, (row) => row.locator(LABEL).first().click(AT_ONCE));
}

/** Clicks a row twice, which keeps what its command opens. */
export async function doubleClickRow(view: string, path: TreePath): Promise<void> {
  await actOnRow(view, path, (row) => row.locator(LABEL).first().dblclick(AT_ONCE));
}

/** Opens the context menu of a row. */
export async function rightClickRow(view: string, path: TreePath): Promise<void> {
  await actOnRow(view, path, (row) =>
    row
      .locator(LABEL)
      .first()
      .click({ ...AT_ONCE, button: 'right' }),
  );
}

const LABEL = '.monaco-icon-label';
/** How long a row is tried where it was found: rows above it that are listed meanwhile move it. */
const AT_ONCE = { timeout: 3_000 };

/** What could not be clicked where it was found is looked for again. */
function missed(): void {
  return undefined;
}

function clickTwistie(row: Locator): Promise<void> {
  return row.locator('.monaco-tl-twistie').click(AT_ONCE);
}

/** Does something to a row, and looks for the row again where it had moved or was covered before that was done. */
async function actOnRow(view: string, path: TreePath, act: (row: Locator) => Promise<unknown>): Promise<void> {
  await eventually(
    `something to be done to row ${path.map(String).join(' › ')}`,
    async () => {
      try {
        await act(await locateRow(view, path));
        return true;
      } catch (error) {
        return String(error);
      }
    },
    (result) => result === true,
  );
}

/** Points at a row and returns its tooltip's text. */
export async function readRowTooltip(view: string, path: TreePath): Promise<string> {
  return (await hoverAndRead((await locateRow(view, path)).locator('.monaco-icon-label').first())).text;
}

/** Points at a row and presses one of the buttons that appear at its end, by the button's tooltip. */
export async function pressRowButton(view: string, path: TreePath, tooltip: string): Promise<void> {
  await actOnRow(view, path, async (row) => {
    await row.hover(AT_ONCE);
    await row.locator(`.action-label[aria-label^="${tooltip}"]`).click(AT_ONCE);
  });
}

/** The row on the screen, scrolled into sight. Fails where it has gone since it was found. */
export async function locateRow(view: string, path: TreePath): Promise<Locator> {
  return showRow(view, await findRow(view, path));
}

/** Not the copies of rows that stick to the top while their children are scrolled through. */
const rowsOfTree = '.monaco-list-rows > .monaco-list-row';

async function findTree(view: string): Promise<Locator> {
  const page = await windowPage();
  const tree = page.locator(`.pane-body .monaco-list[aria-label="${view}"]`).first();
  await tree.waitFor();
  return tree;
}

async function showRow(view: string, { index, label }: TreeRow): Promise<Locator> {
  const tree = await findTree(view);
  const place = tree.locator(`${rowsOfTree}[data-index="${index}"]`);
  while ((await place.count()) === 0) {
    const rows = await readRowsInSight(tree);
    const last = rows.at(-1);
    // Rows above it can have been collapsed or replaced since it was found: then there are fewer rows than its index.
    if (last === undefined || (last.isLast && last.index < index)) {
      throw new Error('The row has gone.');
    }
    await scroll(tree, index < (rows[0]?.index ?? 0) ? -200 : 200);
  }
  await uncover(tree, place);
  return place.filter({ hasText: label });
}

/** Moves a row out from under the rows that stick to the top, and from the edges of the view. */
async function uncover(tree: Locator, row: Locator): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const covered = await row.evaluateAll(([element]) => {
      const box = element?.getBoundingClientRect();
      const list = element?.closest('.monaco-list')?.getBoundingClientRect();
      if (!element || !box || !list) {
        return undefined;
      }
      const [x, middle] = [box.left + Math.min(box.width, list.width) / 2, box.top + box.height / 2];
      const isClear = element.contains(document.elementFromPoint(x, middle));
      return isClear ? undefined : middle < list.top + list.height / 2 ? ('above' as const) : ('below' as const);
    });
    if (covered === undefined) {
      return;
    }
    await scroll(tree, covered === 'above' ? -44 : 44);
  }
}

/** Turns the wheel over the tree and waits until its rows have moved, if there are more that way. */
async function scroll(tree: Locator, pixels: number): Promise<void> {
  const page = await windowPage();
  const before = (await readRowsInSight(tree))[0]?.index;
  // At the edge, where no tooltip comes up to take the wheel.
  const box = await tree.boundingBox();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 4, (box?.y ?? 0) + 4);
  await page.mouse.wheel(0, pixels);
  await eventually(
    'rows further on',
    () => readRowsInSight(tree),
    (rows) => rows[0]?.index !== before || (pixels < 0 ? before === 0 : rows.at(-1)?.isLast === true),
  );
}

function pickRow(rows: readonly TreeRow[], path: TreePath): TreeRow | undefined {
  let candidates = rows.filter((row) => row.level === 1);
  let found: TreeRow | undefined;
  for (const wanted of path) {
    found = candidates.find((row) => (typeof wanted === 'string' ? row.label === wanted : wanted.test(row.label)));
    const parent = found;
    candidates = parent === undefined ? [] : below(rows, parent).filter((row) => row.level === parent.level + 1);
  }
  return found;
}

function below(rows: readonly TreeRow[], parent: TreeRow): TreeRow[] {
  const after = rows.filter((row) => row.index > parent.index);
  const end = after.findIndex((row) => row.level <= parent.level);
  return end < 0 ? after : after.slice(0, end);
}

function readRowsInSight(tree: Locator): Promise<(TreeRow & { isLast: boolean })[]> {
  return tree.locator(rowsOfTree).evaluateAll((rows) =>
    rows
      .map((row) => {
        const text = (selector: string): string =>
          (row.querySelector(selector)?.textContent ?? '').replaceAll('\u00a0', ' ').trim();
        const icon = row.querySelector('.custom-view-tree-node-item-icon');
        const expanded = row.getAttribute('aria-expanded');
        return {
          label: text('.label-name'),
          description: text('.label-description'),
          ariaLabel: row.getAttribute('aria-label') ?? '',
          level: Number(row.getAttribute('aria-level')),
          isExpanded: expanded === null ? undefined : expanded === 'true',
          isSelected: row.getAttribute('aria-selected') === 'true',
          icon: /codicon-(?!modifier)(?<name>[\w-]+)/.exec(icon?.className ?? '')?.groups?.name,
          index: Number(row.getAttribute('data-index')),
          isLast: row.getAttribute('data-last-element') === 'true',
        };
      })
      .sort((a, b) => a.index - b.index),
  );
}
