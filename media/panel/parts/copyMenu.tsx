import { t } from '../../../src/core/text/localize';
import type { JobCopyable } from '../../../src/render/panel/jobProtocol';
import type { Copyable } from '../../../src/render/panel/panelProtocol';
import { useAsk } from './host';
import { Menu } from './menu';

/** What people paste elsewhere, behind one button. */
export function CopyMenu({ copies }: { copies: readonly (readonly [what: Copyable | JobCopyable, title: string])[] }) {
  const ask = useAsk();
  const entries = copies.map(([what, title]) => ({
    title,
    onClick: () => {
      ask({ type: 'copy', what });
    },
  }));
  return <Menu id="copies" title={t('Copy')} icon="copy" entries={entries} />;
}
