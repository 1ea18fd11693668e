/** What a search in the logs of a job says of itself. The counts are those of `JobLogResults`. */
import { formatNumber, plural, t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';

export interface JobLogCounts {
  readonly state: 'reading' | 'stopped' | 'done';
  readonly hits: number;
  readonly found: { readonly length: number };
  readonly read: number;
  readonly left: number;
  readonly hasMoreSessions: boolean;
  readonly calls: number;
  readonly isBounded: boolean;
  readonly cut: number;
  readonly unread: number;
  readonly fault: { readonly message: string } | undefined;
}

/** e.g. `12 lines in 3 sessions · 40 logs read, 60+ to go · 84 calls` */
export function jobLogProgress({ hits, found, read, left, hasMoreSessions, calls }: JobLogCounts): string {
  const lines = plural(hits, { one: '{0} line', other: '{0} lines' });
  const logs = plural(read, { one: '{0} log read', other: '{0} logs read' });
  const toGo = `${formatNumber(left)}${hasMoreSessions ? '+' : ''}`;
  return [
    hits === 0
      ? t('nothing found so far')
      : plural(found.length, { one: '{1} in {0} session', other: '{1} in {0} sessions' }, lines),
    left > 0 || hasMoreSessions ? t('{0}, {1} to go', logs, toGo) : logs,
    plural(calls, { one: '{0} call', other: '{0} calls' }),
  ].join(' · ');
}

/** What is not complete, a sentence each. */
export function jobLogNotes(
  { cut, unread, fault, isBounded, state }: JobLogCounts,
  mostCalls: number,
): readonly string[] {
  return [
    ...(isBounded && state === 'stopped'
      ? [
          plural(mostCalls, {
            one: 'Stopped after {0} call or 1,000 lines at most. Go on, or look for something rarer.',
            other: 'Stopped after {0} calls or 1,000 lines at most. Go on, or look for something rarer.',
          }),
        ]
      : []),
    ...(cut > 0
      ? [
          plural(cut, {
            one: 'Of {0} log only the last 20 pages (about 200,000 lines) were searched.',
            other: 'Of {0} logs only the last 20 pages (about 200,000 lines) were searched.',
          }),
        ]
      : []),
    ...(unread > 0
      ? [
          plural(
            unread,
            { one: '{0} log could not be read: {1}', other: '{0} logs could not be read: {1}' },
            plainText(fault?.message ?? '', 300),
          ),
        ]
      : []),
    ...(unread === 0 && fault ? [t('Not all sessions could be listed: {0}', plainText(fault.message, 300))] : []),
  ];
}
