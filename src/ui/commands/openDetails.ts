import { UserError } from '../../core/errors';
import type { SessionKey } from '../../core/session/sessionKey';
import type { App } from '../app';
import type { PageOptions } from '../sessions/detailsPanel';
import type { Features } from './command';
import { stateOf } from './sessionArgument';

/**
 * Opens a session's page. It joins the list, unless it is only a preview of a row elsewhere. Why it cannot be read stands on the page;
 * a person who waits for it is asked for a code where that is all it takes.
 */
export async function openDetails(
  app: App,
  { panels, signIns }: Features,
  key: SessionKey,
  options: PageOptions = {},
): Promise<void> {
  if (!options.isPreview) {
    app.list.add(key);
  }
  panels.show(key, options);
  const known = app.store.get(key);
  if (!known?.snapshot) {
    await app.store.refresh(key);
  }
  const { snapshot, fault } = stateOf(app, key);
  if (fault && !snapshot && (await signIns.askFor(new UserError(fault), key.connection))) {
    await app.store.refresh(key);
  }
}
