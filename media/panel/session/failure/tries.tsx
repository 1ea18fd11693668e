/** How often the failed task was tried, where, how each try ended, and what that speaks for. */
import { t } from '../../../../src/core/text/localize';
import type { TaskTries } from '../../../../src/core/triage/taskTries';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import { failingAction } from '../../../../src/core/session/status';
import { plainText } from '../../../../src/core/text/plainText';
import { actionLabel } from '../../../../src/render/session/action';
import { type TryLine, triesTitle, triesVerdict, tryLines } from '../../../../src/render/triage/tries';
import { useAsk } from '../../parts/host';
import { Icon } from '../../parts/icons';
import { useNow } from '../now';
import { Section } from '../../parts/parts';

export function Tries(props: { tries: TaskTries; snapshot: SessionSnapshot }) {
  const { tries, snapshot } = props;
  const failing = failingAction(snapshot);
  const nowMs = useNow();
  const title = triesTitle(tries, failing && actionLabel(failing, snapshot.stepNames));
  return (
    <Section id="tries" title={t('Tries')}>
      {title !== '' && (
        <>
          <p class="tries-title" dir="auto">
            {title}
          </p>
          <p>{triesVerdict(tries)}</p>
        </>
      )}
      {tries.tries.length > 1 && (
        <ul class="tries" role="list">
          {tryLines(tries, failing?.sessionActionId, nowMs).map((line) => (
            <li key={line.index}>
              <Try line={line} />
            </li>
          ))}
        </ul>
      )}
      {tries.unread.map(({ message }) => (
        <p key={message} class="muted" dir="auto">
          {plainText(message, 300)}
        </p>
      ))}
    </Section>
  );
}

function Try({ line: { index, tone, label, words, isThis } }: { line: TryLine }) {
  const ask = useAsk();
  const text = (
    <>
      <Icon name={tone} />
      <span>{label}</span>
      <span class="muted" dir="auto">
        {isThis ? `${words} · ${t('this session')}` : words}
      </span>
    </>
  );
  return isThis ? (
    <span class={`try tone-${tone}`} aria-current="true">
      {text}
    </span>
  ) : (
    <button
      type="button"
      class={`try tone-${tone}`}
      title={t('Open the session of this try')}
      onClick={() => {
        ask({ type: 'openTry', index });
      }}
    >
      {text}
    </button>
  );
}
