import { eventually, windowPage } from './window';

/** A message in the corner of the window. */
export interface Notification {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly buttons: readonly string[];
}

const toast = '.notifications-toasts .notification-list-item:visible';

/** The messages that are to be seen now. */
export async function readNotifications(): Promise<Notification[]> {
  const page = await windowPage();
  return page.locator(toast).evaluateAll((items) =>
    items.map((item) => {
      const icon = item.querySelector('.notification-list-item-icon')?.className ?? '';
      return {
        severity: icon.includes('codicon-error')
          ? ('error' as const)
          : icon.includes('codicon-warning')
            ? ('warning' as const)
            : ('info' as const),
        message: (item.querySelector('.notification-list-item-message')?.textContent ?? '').trim(),
        buttons: Array.from(item.querySelectorAll('.notification-list-item-buttons-container .monaco-button')).map(
          (button) => button.textContent.trim(),
        ),
      };
    }),
  );
}

/** Waits for a message and returns it with its buttons. */
export async function findNotification(message: RegExp): Promise<Notification> {
  const matches = (notification: Notification): boolean => message.test(notification.message);
  const all = await eventually(`notification ${message}`, readNotifications, (now) => now.some(matches));
  const found = all.find(matches);
  if (found === undefined) {
    throw new Error(`No notification ${message}.`);
  }
  return found;
}

/** Presses a button of a message. */
export async function pressNotificationButton(message: RegExp, button: string): Promise<void> {
  await findNotification(message);
  const page = await windowPage();
  await page
    .locator(toast)
    .filter({ hasText: message })
    .locator('.monaco-button')
    .getByText(button, { exact: true })
    .click();
}

/** Presses “Cancel” of what is under way; its message is drawn anew all the time, so that no pointer need hit it. */
export async function cancelProgress(message: RegExp): Promise<void> {
  const page = await windowPage();
  const cancel = page.locator(toast).filter({ hasText: message }).locator('.monaco-button');
  await cancel.getByText('Cancel', { exact: true }).dispatchEvent('click');
}
