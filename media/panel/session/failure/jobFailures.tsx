import { t } from '../../../../src/core/text/localize';
import type { SessionSnapshot } from '../../../../src/core/session/session';
import { jobFailures } from '../../../../src/render/session/session';
import { useAsk } from '../../parts/host';
import { Button } from '../../parts/parts';

/** Says that tasks of the job failed elsewhere, too, and leads to all of them; nothing where none did. */
export function JobFailures({ snapshot }: { snapshot: SessionSnapshot }) {
  const ask = useAsk();
  const words = jobFailures(snapshot);
  return words === '' ? null : (
    <p class="job-failures">
      <span>{words}</span>
      <Button
        look="quiet"
        onClick={() => {
          ask({ type: 'openJob' });
        }}
      >
        {t('Why did this job fail?')}
      </Button>
    </p>
  );
}
