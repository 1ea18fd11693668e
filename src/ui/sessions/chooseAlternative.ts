import { t } from '../../core/text/localize';
import { type Alternative, findAlternatives, type Sought } from '../../core/search/findAlternatives';
import { shortId } from '../../core/ids';
import type { ReferenceIds } from '../../core/references/reference';
import type { SessionKey } from '../../core/session/sessionKey';
import { statusWord } from '../../render/session/action';
import type { App } from '../app';
import { withProgress } from '../window/messages';
import { pick } from '../window/picker';
import { COMMANDS } from '../names';
import { askForRest } from '../lookUp/completeKey';

/**
 * What there is instead of a session that cannot be read: the sessions of its job, else the jobs of its queue, and so on. A
 * refusal may just mean a wrong id, and the right one is near.
 */
export async function chooseOther(app: App, key: SessionKey): Promise<void> {
  const { connection } = key;
  const { items, hasMore, refusal } = await withProgress(
    t('Looking for sessions and jobs that you can read'),
    (signal) => findAlternatives(app.service(), connection, { ...key, kind: 'session' }, signal),
  );
  const kind = items[0]?.thing.kind;
  const others = items.map(({ thing, name, status }) => ({
    label: name ?? shortId(idOf(thing)),
    description: status === undefined ? '' : statusWord(status),
    detail: idOf(thing),
    value: thing,
  }));
  const browse = {
    icon: 'list-tree',
    label: t('Browse farms, queues and jobs…'),
    description: hasMore ? t('shows more') : '',
    value: {},
  };
  const chosen = await pick<ReferenceIds>([...others, browse], {
    title: kind === undefined ? t('Nothing found that you can read') : TITLES[kind],
    placeholder: refusal?.message ?? t('Select one to open instead'),
    // The details page takes the focus when it has loaded, and would close the list.
    keepOpen: true,
  });
  const found = chosen && (await askForRest(app, connection, chosen));
  if (found) {
    await app.run(COMMANDS.openDetails, found);
  }
}

const TITLES: Readonly<Record<Alternative['thing']['kind'], string>> = {
  session: t('Choose from the job’s sessions'),
  job: t('Choose from the queue’s jobs'),
  queue: t('Choose from the farm’s queues'),
  farm: t('Choose from farms'),
  step: t('Choose from steps'),
  task: t('Choose from tasks'),
  fleet: t('Choose from the farm’s fleets'),
  worker: t('Choose from the fleet’s workers'),
};

function idOf(thing: Sought): string {
  const ids: Partial<Record<`${Sought['kind']}Id`, string>> = thing;
  return ids[`${thing.kind}Id`] ?? '';
}
