/** The top of a job's page: which job, what failed of it, how far the reading is, what can be done. */
import { t } from '../../../src/core/text/localize';
import type { JobCopyable, JobPicture } from '../../../src/render/panel/jobProtocol';
import { SAMPLE_MARK } from '../../../src/render/connection';
import { Belonging } from '../session/belonging';
import { CopyMenu } from '../parts/copyMenu';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { Button } from '../parts/parts';
import { capital } from '../parts/text';

export function Header({ picture, restored }: { picture: JobPicture; restored: boolean }) {
  const { key, title, heading, belonging, status, tone, isSample, headline, readAt } = picture;
  const asOf = readAt !== '' && (restored || picture.goesOn) ? readAt : '';
  return (
    <header class="header">
      <Belonging
        connection={belonging.connection}
        places={[
          { place: 'farm', what: 'farmId', id: key.farmId, name: belonging.farm },
          { place: 'queue', what: 'queueId', id: key.queueId, name: belonging.queue },
          { place: 'job', what: 'jobId', id: key.jobId, name: title },
        ]}
      />
      <div class="title-row">
        <h1 dir="auto">{heading}</h1>
        <Actions picture={picture} />
      </div>
      <div class="state-row">
        {status !== '' && (
          <span class={`chip tone-${tone}`}>
            <Icon name={tone} />
            {capital(status)}
          </span>
        )}
        {isSample && <span class="chip sample">{capital(SAMPLE_MARK)}</span>}
        {asOf !== '' && <span class="chip stale">{t('as of {0}', asOf)}</span>}
        {headline !== '' && <p class="verdict">{headline}</p>}
      </div>
      <Progress picture={picture} />
      {picture.goesOn && !picture.isReading && !picture.isStopped && (
        <p class="muted progress">
          {t('Tasks of this job still run. While you see this page, new failures are added to it.')}
        </p>
      )}
    </header>
  );
}

/** What is being read, with the way to end that, or to go on. */
function Progress({ picture: { progress, done, isReading, isStopped } }: { picture: JobPicture }) {
  const ask = useAsk();
  if (progress === '') {
    return null;
  }
  return (
    <div class="progress">
      {isReading && <Bar done={done} />}
      <p class="progress-words">{progress}</p>
      {isReading && (
        <Button
          onClick={() => {
            ask({ type: 'stop' });
          }}
        >
          {t('Stop')}
        </Button>
      )}
      {isStopped && (
        <Button
          onClick={() => {
            ask({ type: 'refresh' });
          }}
        >
          {t('Continue')}
        </Button>
      )}
    </div>
  );
}

/** The words beside it say the same. */
function Bar({ done }: { done: number | undefined }) {
  return done === undefined ? (
    <span class="reading-bar" aria-hidden="true" />
  ) : (
    <span class="done-bar" aria-hidden="true">
      <span style={{ inlineSize: `${done * 100}%` }} />
    </span>
  );
}

const COPIES: readonly (readonly [what: JobCopyable, title: string])[] = [
  ['markdown', t('Copy as Markdown')],
  ['csv', t('Copy as CSV')],
  ['link', t('Copy Link')],
  ['allIds', t('Copy All IDs')],
];

function Actions({ picture: { canRetry, isReading, groups } }: { picture: JobPicture }) {
  const ask = useAsk();
  return (
    <div class="buttons" role="group" aria-label={t('Job')}>
      {canRetry && (
        <Button
          look="primary"
          onClick={() => {
            ask({ type: 'retryAll' });
          }}
        >
          {t('Retry Failed Tasks…')}
        </Button>
      )}
      <Button
        icon="refresh"
        busy={isReading}
        onClick={() => {
          ask({ type: 'refresh' });
        }}
      >
        {t('Refresh')}
      </Button>
      <Button
        icon="log"
        onClick={() => {
          ask({ type: 'findInLogs' });
        }}
      >
        {t('Find in Logs…')}
      </Button>
      {groups.length > 0 && (
        <Button
          onClick={() => {
            ask({ type: 'saveCsv' });
          }}
        >
          {t('Save as CSV…')}
        </Button>
      )}
      <CopyMenu copies={groups.length > 0 ? COPIES : COPIES.slice(2)} />
    </div>
  );
}
