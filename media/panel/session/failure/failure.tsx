/** What went wrong, before anything else: the action, why it failed, what that rests on, the way to those lines. */
import { t } from '../../../../src/core/text/localize';
import { isAloneInSession } from '../../../../src/core/compare/pairOfSessions';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import { failingAction, toneOfAction, wentWrong } from '../../../../src/core/session/status';
import type { LogTail as Tail } from '../../../../src/render/panel/panelProtocol';
import type { SessionDiagnosis } from '../../../../src/core/session/watchedSession';
import { actionDuration, actionLabel, actionResult, statusWord } from '../../../../src/render/session/action';
import {
  causeSentence,
  certaintyHeading,
  concernWords,
  type EvidenceLine,
  evidenceLines,
  otherFailures,
} from '../../../../src/render/diagnosis';
import { clockTime } from '../../../../src/render/time';
import { useAsk } from '../../parts/host';
import { Icon } from '../../parts/icons';
import { JobFailures } from './jobFailures';
import { useNow } from '../now';
import { Button, CopyButton } from '../../parts/parts';
import { LogTail } from './logTail';
import { Quote } from './quote';
import { capital, logLine, messageLines } from '../../parts/text';

export function Failure(props: {
  snapshot: SessionSnapshot;
  diagnosis: SessionDiagnosis | undefined;
  tail: Tail | undefined;
}) {
  const ask = useAsk();
  const nowMs = useNow();
  const action = failingAction(props.snapshot);
  if (!action) {
    return null;
  }
  const diagnosis = props.diagnosis?.sessionActionId === action.sessionActionId ? props.diagnosis : undefined;
  const tone = toneOfAction(action);
  const word = statusWord(action.status);
  const result = actionResult(action);
  const took = actionDuration(action, nowMs);
  const quoted = new Set(diagnosis?.evidence.map(({ text }) => text));
  const message =
    action.progressMessage === undefined || quoted.has(action.progressMessage)
      ? []
      : messageLines(action.progressMessage);
  const label = actionLabel(action, props.snapshot.stepNames);
  return (
    <section class={`failure tone-${tone}`} aria-labelledby="failure-title">
      <div class="failure-head">
        <Icon name={tone} />
        <div class="failure-title">
          <p class="failure-of" dir="auto">
            {diagnosis && <span class="certainty">{certaintyHeading(diagnosis)}</span>}
            {diagnosis && <span>{label}</span>}
          </p>
          <h2 id="failure-title" dir="auto">
            {diagnosis ? causeSentence(diagnosis) : label}
          </h2>
          <p class="failure-facts">
            <strong>{capital(result === word || result === '' ? word : `${word}: ${result}`)}</strong>
            {took !== undefined && <span>{t('after {0}', took)}</span>}
            {action.endedAtMs !== undefined && <span>{t('at {0}', clockTime(action.endedAtMs, nowMs))}</span>}
            <CopyButton what="failure" title={t('Copy what failed')} />
          </p>
        </div>
        <div class="buttons">
          <Button
            icon="log"
            onClick={() => {
              ask({ type: 'openAction', sessionActionId: action.sessionActionId });
            }}
          >
            {t('Open log here')}
          </Button>
          {wentWrong(action) && (
            <Button
              onClick={() => {
                ask({ type: 'compareAction', sessionActionId: action.sessionActionId });
              }}
            >
              {t('Compare with One That Succeeded')}
            </Button>
          )}
        </div>
      </div>
      {message.length > 0 && (
        <p class="failure-message">
          <span class="failure-label">{t('Last message of the task')}</span>
          {message.map((line, index) => (
            <span key={index} class="line" dir="auto">
              {logLine(line)}
            </span>
          ))}
        </p>
      )}
      {diagnosis && <Grounds diagnosis={diagnosis} />}
      {action.startedAtMs !== undefined && (
        <LogTail tail={props.tail?.sessionActionId === action.sessionActionId ? props.tail : undefined} />
      )}
      {diagnosis?.isLogRead && diagnosis.runsElsewhere === undefined && isAloneInSession(props.snapshot) && (
        <p class="advice">
          {t('Nothing of this kind succeeded in this session, so there was nothing to check the cause against.')}{' '}
          <Button
            onClick={() => {
              ask({ type: 'checkElsewhere' });
            }}
          >
            {t('Check Against One Elsewhere')}
          </Button>
        </p>
      )}
      <JobFailures snapshot={props.snapshot} />
    </section>
  );
}

/** What the cause rests on, what usually helps, what else failed. */
function Grounds({ diagnosis }: { diagnosis: SessionDiagnosis }) {
  const ask = useAsk();
  const open =
    ({ index }: EvidenceLine) =>
    () => {
      ask({ type: 'openEvidence', index });
    };
  const evidence = evidenceLines(diagnosis);
  const others = otherFailures(diagnosis);
  const concerns = concernWords(diagnosis);
  const shared =
    evidence.length > 1 && evidence.every(({ why }) => why === evidence[0]?.why) ? (evidence[0]?.why ?? '') : '';
  return (
    <>
      {evidence.length > 0 && (
        <div class="evidence">
          <h3 class="failure-label">
            {diagnosis.certainty === 'unknown' ? t('From the log') : t('Evidence')}
            {shared !== '' && <span class="quote-why">{shared}</span>}
          </h3>
          <ul role="list">
            {evidence.map((line) => (
              <Quote key={line.index} line={line.why === shared ? { ...line, why: '' } : line} onOpen={open(line)} />
            ))}
          </ul>
        </div>
      )}
      {diagnosis.studio && <p class="advice muted">{t('This cause is your own rule “{0}”.', diagnosis.studio.id)}</p>}
      {diagnosis.advice !== '' && (
        <p class="advice">
          <span class="failure-label">{t('What usually helps')}</span>
          {diagnosis.advice}
          {concerns !== '' && <span class="muted"> {t('Look at {0}.', concerns)}</span>}
        </p>
      )}
      {others.length > 0 && (
        <div class="evidence">
          <h3 class="failure-label">{t('Also in this log')}</h3>
          <ul role="list">
            {others.map(({ sentence, line }) => (
              <Quote key={line.index} line={{ ...line, why: sentence }} onOpen={open(line)} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
