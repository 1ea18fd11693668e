import { t } from '../../../../src/core/text/localize';
import type { EvidenceLine } from '../../../../src/render/diagnosis';
import { logLine } from '../../parts/text';

/** A line of the log that a click opens there, and why it counts. What the service says is no link. */
export function Quote({ line, onOpen }: { line: Pick<EvidenceLine, 'text' | 'why' | 'isInLog'>; onOpen: () => void }) {
  const text = <code dir="auto">{logLine(line.text)}</code>;
  return (
    <li class="quote">
      {line.isInLog ? (
        <button type="button" class="quote-link" title={t('Open the log at this line')} onClick={onOpen}>
          {text}
        </button>
      ) : (
        <span class="quote-text">{text}</span>
      )}
      {line.why !== '' && <span class="quote-why">{line.why}</span>}
    </li>
  );
}
