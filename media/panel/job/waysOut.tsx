/** Buttons for what could not be read. */
import { t } from '../../../src/core/text/localize';
import type { Remedy } from '../../../src/core/errors';
import { REMEDY_TITLES } from '../../../src/render/remedies';
import { useAsk } from '../parts/host';
import { Button } from '../parts/parts';

/** The ways out, with the policy that an administrator has to allow. */
export function WaysOut(props: { remedies: readonly Remedy[]; permissions: readonly string[] }) {
  const ask = useAsk();
  return (
    <p class="buttons">
      <Policy permissions={props.permissions} />
      {props.remedies.map((remedy) => (
        <Button
          key={remedy}
          onClick={() => {
            ask({ type: 'remedy', remedy });
          }}
        >
          {REMEDY_TITLES[remedy]}
        </Button>
      ))}
    </p>
  );
}

/** Copies what an administrator has to allow; nothing where no permission is missing. */
export function Policy({ permissions }: { permissions: readonly string[] }) {
  const ask = useAsk();
  return permissions.length === 0 ? null : (
    <Button
      icon="copy"
      onClick={() => {
        ask({ type: 'copy', what: 'policy' });
      }}
    >
      {t('Copy IAM Policy')}
    </Button>
  );
}
