/** The last lines of the failed action's log, on the page; more on request. */
import { t } from '../../../../src/core/text/localize';
import type { LogTail as Tail } from '../../../../src/render/panel/panelProtocol';
import { useAsk } from '../../parts/host';
import { Button } from '../../parts/parts';
import { logLine } from '../../parts/text';

/** @param tail undefined until it is requested */
export function LogTail({ tail }: { tail: Tail | undefined }) {
  const ask = useAsk();
  const more = (): void => {
    ask({ type: 'moreLines' });
  };
  return (
    <div class="log-tail">
      {tail && tail.lines.length > 0 && (
        <pre class="raw" dir="auto" tabIndex={0} aria-label={t('The last lines of its log')}>
          {tail.lines.map(logLine).join('\n')}
        </pre>
      )}
      {tail?.lines.length === 0 && <p class="muted">{t('This action has written no log.')}</p>}
      <p class="buttons">
        {(!tail || tail.hasMore) && (
          <Button look="quiet" onClick={more}>
            {tail ? t('Show 20 More Lines') : t('Show the Last 20 Lines')}
          </Button>
        )}
        {tail && tail.lines.length > 0 && (
          <Button
            icon="copy"
            look="quiet"
            onClick={() => {
              ask({ type: 'copyLines' });
            }}
          >
            {t('Copy Lines')}
          </Button>
        )}
      </p>
    </div>
  );
}
