import { t } from '../../../src/core/text/localize';

const WORDS = {
  session: t('Reading the session…'),
  job: t('Reading the job…'),
  logs: t('Reading the logs…'),
} as const;

/** In place of what is not read yet. */
export function Reading({ what }: { what: keyof typeof WORDS }) {
  return (
    <div class="reading">
      <span class="reading-bar" aria-hidden="true" />
      <p class="muted">{WORDS[what]}</p>
    </div>
  );
}
