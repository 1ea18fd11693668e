/** What differs between any two sessions' logs and says nothing about why one of them failed. */
const TEMPORARY: readonly (readonly [found: RegExp, instead: string])[] = [
  [/\bsession(action)?-[0-9a-f]{32}(-\d+)?\w*/g, 'session$1-…'],
  [/\b(job|step|task|worker)-[0-9a-f]{32}(-\d+)?/g, '$1-…'],
  [/\bembedded_files\w+/g, 'embedded_files…'],
  [/\btmp[a-z0-9_]{8}(?![a-z0-9_])/g, 'tmp…'],
  [/\bpid:? \d+/g, 'pid …'],
  [/\bsubprocess \d+/g, 'subprocess …'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '(time)'],
];

/**
 * A log's text without what every session names anew: ids, directories, temporary files, processes, points in time. Two sessions
 * that did the same read the same.
 * @example withoutTemporary('Wrote: Run -> /sessions/session-0f…ev_z/tmp1x_k7xgr') // 'Wrote: Run -> /sessions/session-…/tmp…'
 */
export function withoutTemporary(text: string): string {
  return TEMPORARY.reduce((now, [found, instead]) => now.replace(found, instead), text);
}
