/** That the running action may be stuck: on what, by which signs, the way to the line it waits with. */
import { t } from '../../../../src/core/text/localize';
import { plainText } from '../../../../src/core/text/plainText';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import { type Stuck, waitOf } from '../../../../src/core/stuck/stuck';
import { actionLabel } from '../../../../src/render/session/action';
import { concernWords } from '../../../../src/render/diagnosis';
import { runningAction } from '../../../../src/render/session/session';
import { stuckHeading, stuckSigns } from '../../../../src/render/watching/stuck';
import { useAsk } from '../../parts/host';
import { Icon } from '../../parts/icons';
import { useNow } from '../now';
import { Button } from '../../parts/parts';
import { Quote } from './quote';
import { capital } from '../../parts/text';

export function MayBeStuck({ snapshot, stuck }: { snapshot: SessionSnapshot; stuck: Stuck }) {
  const ask = useAsk();
  const nowMs = useNow();
  const action = runningAction(snapshot);
  const wait = waitOf(stuck);
  const evidence = wait?.evidence[0];
  const concerns = wait ? concernWords(wait) : '';
  const open = (): void => {
    ask({ type: 'openWait' });
  };
  return (
    <section class="failure tone-interrupted" aria-labelledby="stuck-title">
      <div class="failure-head">
        <Icon name="warning" />
        <div class="failure-title">
          <p class="failure-of" dir="auto">
            <span class="certainty">{stuck.isProven ? t('No sign of progress') : t('Likely cause')}</span>
            {action && <span>{actionLabel(action, snapshot.stepNames)}</span>}
          </p>
          <h2 id="stuck-title" dir="auto">
            {stuckHeading(stuck)}
          </h2>
        </div>
        <div class="buttons">
          <Button icon="log" onClick={open}>
            {t('Open log here')}
          </Button>
        </div>
      </div>
      <div class="evidence">
        <h3 class="failure-label">{t('Signs')}</h3>
        <ul role="list" class="signs">
          {stuckSigns(stuck, nowMs).map((sign) => (
            <li key={sign}>{capital(sign)}</li>
          ))}
        </ul>
      </div>
      {evidence && (
        <div class="evidence">
          <h3 class="failure-label">{t('From the log')}</h3>
          <ul role="list">
            <Quote line={{ text: evidence.text, why: plainText(evidence.why, 200), isInLog: true }} onOpen={open} />
          </ul>
        </div>
      )}
      {wait?.studio && (
        <p class="advice muted">{t('This cause is your own rule “{0}”.', plainText(wait.studio.id, 100))}</p>
      )}
      {wait && wait.advice !== '' && (
        <p class="advice">
          <span class="failure-label">{t('What usually helps')}</span>
          {plainText(wait.advice, 500)}
          {concerns !== '' && <span class="muted"> {t('Look at {0}.', concerns)}</span>}
        </p>
      )}
    </section>
  );
}
