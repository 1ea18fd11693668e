/** One banner with all missing permissions of the page, and what the user can do about them. */
import { t } from '../../../src/core/text/localize';
import type { SessionSnapshot } from '../../../src/core/session/session';
import { missingPermissions } from '../../../src/render/missingPermissions';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { Button } from '../parts/parts';

export function MissingPermissions({ snapshot }: { snapshot: SessionSnapshot }) {
  const ask = useAsk();
  const missing = missingPermissions(snapshot);
  if (missing.length === 0) {
    return null;
  }
  return (
    <section class="fault loud" aria-label={t('Missing permissions')}>
      <Icon name="warning" />
      <div>
        <p>{t('Some details need more permissions: {0}.', missing.join(', '))}</p>
        <p class="buttons">
          <Button
            icon="copy"
            onClick={() => {
              ask({ type: 'copy', what: 'policy' });
            }}
          >
            {t('Copy IAM Policy')}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              ask({ type: 'remedy', remedy: 'chooseConnection' });
            }}
          >
            {t('Choose Connection…')}
          </Button>
        </p>
      </div>
    </section>
  );
}
