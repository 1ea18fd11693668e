import { t } from '../../core/text/localize';
import { parseSessionText } from '../../core/references/reference';
import { keyId, type SessionKey } from '../../core/session/sessionKey';
import { toneOfSession } from '../../core/session/status';
import { sessionState } from '../../render/session/session';
import type { App } from '../app';
import { completeKey } from '../lookUp/completeKey';
import { askText, showInfo } from '../window/messages';
import { pick, type PickerRow } from '../window/picker';
import type { ComparisonPages } from './comparisonPages';

/** Compares two sessions, or one with another that the person chooses. */
export async function compareSessions(app: App, pages: ComparisonPages, keys: readonly SessionKey[]): Promise<void> {
  const [subject, ...others] = [...new Map(keys.map((key) => [keyId(key), key])).values()];
  if (!subject || others.length > 1) {
    void showInfo(t('Select two sessions to compare.'));
    return;
  }
  const reference = others[0] ?? (await chooseOther(app, subject));
  if (reference) {
    pages.show({
      subject: { key: subject, actionId: undefined },
      reference: { key: reference, actionId: undefined },
    });
  }
}

/** One of the list, those that succeeded and those of the same job first, or any other by what names it. */
async function chooseOther(app: App, key: SessionKey): Promise<SessionKey | undefined> {
  const others = app.list.keys
    .filter((one) => keyId(one) !== keyId(key))
    .map((one) => ({ one, rank: rankOf(app, key, one) }))
    .sort((a, b) => a.rank - b.rank);
  const rows: readonly PickerRow<SessionKey | 'other'>[] = [
    ...others.map(({ one }) => {
      const session = app.store.get(one);
      return {
        label: app.list.titleOf(one),
        description: session && sessionState(session, app.now()),
        detail: one.sessionId,
        value: one,
      };
    }),
    { icon: 'search', label: t('Enter a Session…'), alwaysShow: true, value: 'other' as const },
  ];
  const chosen = await pick(rows, {
    title: t('Compare Sessions'),
    placeholder: t('Select the session to compare with'),
  });
  return chosen === 'other' ? enterSession(app, key) : chosen;
}

function rankOf(app: App, key: SessionKey, other: SessionKey): number {
  const snapshot = app.store.get(other)?.snapshot;
  const isGood = snapshot !== undefined && toneOfSession(snapshot) === 'succeeded';
  return (key.jobId === other.jobId ? 0 : 2) + (isGood ? 0 : 1);
}

/** A session that need not be in the list, by anything that names it. What is missing is looked up. */
async function enterSession(app: App, subject: SessionKey): Promise<SessionKey | undefined> {
  const text = await askText({
    title: t('Compare Sessions'),
    prompt: t('Enter the ID of the session to compare with, or any text that contains it.'),
    placeholder: 'session-0123456789abcdef0123456789abcdef',
    keepOpen: true,
    validate: (typed) => {
      const { sessionId } = parseSessionText(typed).ids;
      if (sessionId === subject.sessionId) {
        return t('This is the session itself. Enter another one.');
      }
      return typed.trim() === '' || sessionId !== undefined
        ? undefined
        : t('A session ID looks like session-0123…cdef (32 hex characters).');
    },
  });
  const understanding = parseSessionText(text ?? '');
  const { ids } = understanding;
  return ids.sessionId === undefined ? undefined : completeKey(app, ids, understanding);
}
