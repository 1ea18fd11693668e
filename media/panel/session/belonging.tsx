/** Where a thing belongs, from the connection down; each part leads to its row in the Farms view and can be copied. */
import type { JobCopyable } from '../../../src/render/panel/jobProtocol';
import type { Copyable, RevealedPlace } from '../../../src/render/panel/panelProtocol';
import { words } from './facts';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { CopyButton } from '../parts/parts';

/** A farm, queue, job or session on the way down. */
export interface Place {
  readonly place: RevealedPlace;
  readonly what: Copyable | JobCopyable;
  readonly id: string;
  readonly name: string;
}

export function Belonging({ connection, places }: { connection: string; places: readonly Place[] }) {
  const ask = useAsk();
  return (
    <nav aria-label="Where it belongs">
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
              title={`Reveal in Farms view: ${place} ${id}`}
              onClick={() => {
                ask({ type: 'reveal', place });
              }}
            >
              {words(name)}
              <span class="unseen">(reveal {place} in Farms view)</span>
            </button>
            <CopyButton what={what} of={`${place} ID`} />
          </li>
        ))}
      </ol>
    </nav>
  );
}
