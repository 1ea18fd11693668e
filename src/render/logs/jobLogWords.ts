/** What a search in the logs of a job says of itself. The counts are those of `JobLogResults`. */
import { plainText } from '../../core/text/plainText';
import { amount } from '../farms/farmRows';

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
  const toGo = left > 0 || hasMoreSessions ? `, ${amount(left)}${hasMoreSessions ? '+' : ''} to go` : '';
  return [
    hits === 0 ? 'nothing found so far' : `${several(hits, 'line')} in ${several(found.length, 'session')}`,
    `${several(read, 'log')} read${toGo}`,
    several(calls, 'call'),
  ].join(' · ');
}

/** What is not complete, a sentence each. */
export function jobLogNotes(
  { cut, unread, fault, isBounded, state }: JobLogCounts,
  mostCalls: number,
): readonly string[] {
  return [
    ...(isBounded && state === 'stopped'
      ? [`Stopped after ${several(mostCalls, 'call')} or 1,000 lines at most. Go on, or look for something rarer.`]
      : []),
    ...(cut > 0 ? [`Of ${several(cut, 'log')} only the last 20 pages (about 200,000 lines) were searched.`] : []),
    ...(unread > 0 ? [`${several(unread, 'log')} could not be read: ${plainText(fault?.message ?? '', 300)}`] : []),
    ...(unread === 0 && fault ? [`Not all sessions could be listed: ${plainText(fault.message, 300)}`] : []),
  ];
}

function several(count: number, noun: string): string {
  return `${amount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
