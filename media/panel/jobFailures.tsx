import type { SessionSnapshot } from '../../src/core/session';
import { jobFailures } from '../../src/render/session';
import { useAsk } from './host';
import { Button } from './parts';

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
        Why did this job fail?
      </Button>
    </p>
  );
}
