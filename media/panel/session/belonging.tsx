/** Where a thing belongs, from the connection down; each part leads to its row in the Farms view and can be copied. */
import { t } from '../../../src/core/text/localize';
import type { JobCopyable } from '../../../src/render/panel/jobProtocol';
import type { Copyable, RevealedPlace } from '../../../src/render/panel/panelProtocol';
import { words } from './facts';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { copyTitle } from '../parts/copyTitles';
import { CopyButton } from '../parts/parts';

/** A farm, queue, job or session on the way down. */
export interface Place {
  readonly place: RevealedPlace;
  readonly what: Copyable | JobCopyable;
  readonly id: string;
  readonly name: string;
}

/** What a press on a place does, as its tooltip and as a screen reader says it after the name. */
const REVEALS: Readonly<Record<RevealedPlace, { readonly title: (id: string) => string; readonly heard: string }>> = {
  farm: { title: (id) => t('Reveal in Farms view: farm {0}', id), heard: t('(reveal farm in Farms view)') },
  queue: { title: (id) => t('Reveal in Farms view: queue {0}', id), heard: t('(reveal queue in Farms view)') },
  job: { title: (id) => t('Reveal in Farms view: job {0}', id), heard: t('(reveal job in Farms view)') },
  session: { title: (id) => t('Reveal in Farms view: session {0}', id), heard: t('(reveal session in Farms view)') },
};

export function Belonging({ connection, places }: { connection: string; places: readonly Place[] }) {
  const ask = useAsk();
  return (
    <nav aria-label={t('Where it belongs')}>
      <ol class="belonging" role="list">
        <li>
          <span class="place">{words(connection)}</span>
        </li>
        {places.map(({ place, what, id, name }) => (
          <li key={place}>
            <Icon name="right" />
            <button
              type="button"
              class="place-link"
              title={REVEALS[place].title(id)}
              onClick={() => {
                ask({ type: 'reveal', place });
              }}
            >
              {words(name)}
              <span class="unseen">{REVEALS[place].heard}</span>
            </button>
            <CopyButton what={what} title={copyTitle(what)} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
