/** What makes two failures the same failure, in one job or in another. */
import type { Diagnosis } from '../diagnosis/diagnosis';

/** What a failure is told by: its cause, the rule that named it, and the phrase that decided. */
export type Recognizable = Pick<Diagnosis, 'cause' | 'ruleId' | 'phrase' | 'subject'> & {
  /** The user's own rule, which stands for one failure whatever the line says. */
  readonly studio?: { readonly id: string } | undefined;
};

/**
 * The same for the same failure, whatever it names: a missing file is one kind of failure, whichever file it is. Two causes, two
 * exceptions or two vendors of licenses are two kinds.
 */
export function kindOfFailure({ cause, ruleId, phrase, studio }: Recognizable): string {
  return studio ? `studio ${studio.id}` : [cause, ruleId ?? '', phrase ?? ''].join('\n');
}

/**
 * A key for the same failure elsewhere: its kind and what it is about, without numbers, IDs, times and folders. Stable over runs,
 * hosts and jobs; 16 hexadecimal digits. Undefined where nothing says why it failed: such failures need not be alike.
 */
export function fingerprintOf(failure: Recognizable): string | undefined {
  return failure.cause === 'unknown' && !failure.studio
    ? undefined
    : digest(`${kindOfFailure(failure)}\n${shapeOfSubject(failure.subject)}`);
}

/** A file, module or host without its folder and its numbers, e.g. `wetRock_basecolor.#.exr`; empty for none. */
export function shapeOfSubject(subject: string | undefined): string {
  const name =
    subject
      ?.slice(0, 1_000)
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? '';
  return name
    .trim()
    .toLowerCase()
    .replace(/(?<![a-z0-9])(?=[a-f]*\d)[0-9a-f]{6,}(?![a-z0-9])/g, '#')
    .replace(/\d+/g, '#');
}

/** 64 bits of a hash as hexadecimal digits. For telling apart, not for secrets. */
export function digest(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
    two ^= two >>> 13;
  }
  return [one, two].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
