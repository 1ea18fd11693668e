/** What a support bundle can hold, and what can be hidden in it. */
import { t } from '../../core/text/localize';
import type { Redactable } from '../../core/redaction/patterns';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { PickerRow } from '../window/picker';

/** What goes in beside the list of what is in it. */
export const BUNDLE_PARTS = ['report', 'answers', 'sessionLog', 'workerLog', 'versions'] as const;
export type BundlePart = (typeof BUNDLE_PARTS)[number];

/** What a person chose. */
export interface BundleChoice {
  readonly parts: ReadonlySet<BundlePart>;
  readonly redacted: ReadonlySet<Redactable>;
}

/** The rows of parts; a worker that keeps its log to itself has none to put in. */
export function partRows({ snapshot }: WatchedSession): readonly PickerRow<BundlePart>[] {
  const { endedAtMs, workerLog } = snapshot?.session ?? {};
  return [
    {
      label: t('Report'),
      description: t('report.html, report.json: the session, its actions, why it failed'),
      value: 'report',
    },
    ...(snapshot
      ? [
          {
            label: t('Raw answers'),
            description: t('GetSession.json, GetJob.json and others: as the service sends them'),
            value: 'answers' as const,
          },
        ]
      : []),
    {
      label: t('Session log'),
      description:
        snapshot && endedAtMs === undefined
          ? t('session.log: whole, as far as it is written')
          : t('session.log: whole'),
      value: 'sessionLog',
    },
    ...(workerLog
      ? [
          {
            label: t('Worker log'),
            description: t('worker.log: from the begin of the session to its end'),
            value: 'workerLog' as const,
          },
        ]
      : []),
    {
      label: t('Versions'),
      description: t('versions.json: of this extension, VS Code, this system, and the packages that the log names'),
      value: 'versions',
    },
  ];
}

/** The rows of what can be replaced. */
export const REDACTION_ROWS: readonly PickerRow<Redactable>[] = [
  { label: t('Hide account IDs'), description: '123456789012 → redacted-account-1', value: 'account' },
  {
    label: t('Hide addresses'),
    description: t('of networks, hosts and e-mail: 10.0.1.20 → redacted-address-1'),
    value: 'address',
  },
  { label: t('Hide user names'), description: t('as far as facts and logs show them to be names'), value: 'user' },
  { label: t('Hide paths'), description: '/projects/dragon/sq01.ma → redacted-path-1.ma', value: 'path' },
];
