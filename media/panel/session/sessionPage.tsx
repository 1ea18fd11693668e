/** The details page of a session: from the extension's messages to its drawing. */
import { keyId } from '../../../src/core/session/sessionKey';
import type { PageState, ToPage } from '../../../src/render/panel/panelProtocol';
import { announcement } from './announce';
import { Page } from './page';
import { keptOf, nextPicture, type Picture, pictureOf } from './picture';
import { type PageKind, startPage } from '../parts/start';

const sessionPage: PageKind<Picture> = {
  restored: (kept) => pictureOf(kept as Partial<PageState> | undefined | null, Date.now()),
  next: (previous, message) => {
    const {
      type,
      session,
      nowMs,
      at,
      tries,
      machine,
      pace,
      isWatched = false,
      tail,
      folded,
      order,
    } = (message ?? {}) as Partial<ToPage>;
    return type === 'session' && session && nowMs !== undefined
      ? nextPicture(previous, {
          type,
          session,
          nowMs,
          isWatched,
          ...(at && { at }),
          ...(tries && { tries }),
          ...(machine && { machine }),
          ...(pace && { pace }),
          ...(tail && { tail }),
          ...(folded && { folded }),
          ...(order && { order }),
        })
      : undefined;
  },
  subject: ({ session }) => keyId(session.key),
  news: (previous, { session, nowMs }) => announcement(previous?.session, session, nowMs),
  kept: keptOf,
  draw: (picture, news, ask) => (
    <Page key={picture && keyId(picture.session.key)} picture={picture} news={news} ask={ask} />
  ),
};

startPage(sessionPage);
