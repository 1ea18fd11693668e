/** What went wrong, before anything else: the action, how it ended, what the log said, the way to that line. */
import type { SessionSnapshot } from '../../src/core/session';
import { failingAction, toneOfAction } from '../../src/core/status';
import { actionDuration, actionResult, actionTitle, statusWord } from '../../src/render/action';
import { useAsk } from './host';
import { Icon } from './icons';
import { useNow } from './now';
import { Button } from './parts';
import { capital, clockTime, logLine, messageLines } from './text';

export function Failure(props: { snapshot: SessionSnapshot; decisiveLines: readonly string[] | undefined }) {
  const ask = useAsk();
  const nowMs = useNow();
  const action = failingAction(props.snapshot);
  if (!action) {
    return null;
  }
  const tone = toneOfAction(action);
  const word = statusWord(action.status);
  const result = actionResult(action);
  const took = actionDuration(action, nowMs);
  const message = action.progressMessage === undefined ? [] : messageLines(action.progressMessage);
  const lines = props.decisiveLines ?? [];
  return (
    <section class={`failure tone-${tone}`} aria-labelledby="failure-title">
      <div class="failure-head">
        <Icon name={tone} />
        <h2 id="failure-title" dir="auto">
          {actionTitle(action, props.snapshot.stepNames)}
        </h2>
        <Button
          icon="log"
          onClick={() => {
            ask({ type: 'openAction', sessionActionId: action.sessionActionId });
          }}
        >
          Open log here
        </Button>
      </div>
      <p class="failure-facts">
        <strong>{capital(result === word || result === '' ? word : `${word}: ${result}`)}</strong>
        {took !== undefined && <span>after {took}</span>}
        {action.endedAtMs !== undefined && <span>at {clockTime(action.endedAtMs, nowMs)}</span>}
      </p>
      {message.length > 0 && (
        <p class="failure-message">
          {message.map((line, index) => (
            <span key={index} class="line" dir="auto">
              {logLine(line)}
            </span>
          ))}
        </p>
      )}
      {lines.length > 0 && (
        <figure>
          <figcaption>The log said</figcaption>
          <pre class="log-lines">
            {lines.map((line, index) => (
              <code key={index} class="line" dir="auto">
                {logLine(line)}
              </code>
            ))}
          </pre>
        </figure>
      )}
    </section>
  );
}
