import { diagnose, type Diagnosis, type DiagnosisInput } from '../../../../src/core/diagnosis';
import type { DiagnosisCase } from '../../../support/sessions/diagnosisCases';

/** What was said of a case, beside what an expert says. */
export interface Verdict {
  readonly name: string;
  readonly expected: string;
  readonly said: string;
  readonly isRight: boolean;
  /** Wrong, or right but surer than an expert would be. */
  readonly isWrongAndSure: boolean;
  /** Undefined where no line of the log tells. */
  readonly isLineQuoted: boolean | undefined;
  /** Whether a line is quoted that is neither the job's report, an exit line nor of what matters. */
  readonly isNoiseQuoted: boolean;
}

export function judge(
  cases: readonly DiagnosisCase[],
  diagnoseBy: (input: DiagnosisInput) => Diagnosis = diagnose,
): readonly Verdict[] {
  return cases.map((one) => {
    const { cause, certainty, evidence } = diagnoseBy(one.input);
    const isRight = cause === one.cause || one.alsoRight.includes(cause);
    const matters = (text: string): boolean => one.linesThatMatter.some((part) => text.includes(part));
    return {
      name: one.name,
      expected: `${one.cause}${one.isSure ? '' : ', not sure'}`,
      said: `${cause}, ${certainty}`,
      isRight,
      isWrongAndSure: certainty === 'sure' && (!isRight || !one.isSure),
      isLineQuoted: one.linesThatMatter.length === 0 ? undefined : evidence.some(({ text }) => matters(text)),
      isNoiseQuoted:
        cause === 'unknown' || !isRight
          ? evidence.some(({ text, at }) => at && !matters(text) && !/exit(?:ed with)? code: |openjd_fail: /.test(text))
          : false,
    };
  });
}

/** How often each holds, as parts of one. */
export function sharesOf(verdicts: readonly Verdict[]): {
  readonly right: number;
  readonly rightOrUnknown: number;
  readonly wrongAndSure: number;
  readonly lineQuoted: number;
  readonly noiseQuoted: number;
} {
  const share = (one: (verdict: Verdict) => boolean, all = verdicts): number =>
    all.length === 0 ? 1 : all.filter(one).length / all.length;
  return {
    right: share(({ isRight }) => isRight),
    rightOrUnknown: share(({ isRight, said }) => isRight || said.startsWith('unknown')),
    wrongAndSure: verdicts.filter(({ isWrongAndSure }) => isWrongAndSure).length,
    lineQuoted: share(
      ({ isLineQuoted }) => isLineQuoted === true,
      verdicts.filter(({ isLineQuoted }) => isLineQuoted !== undefined),
    ),
    noiseQuoted: share(({ isNoiseQuoted }) => isNoiseQuoted),
  };
}

/** The table of verdicts as text, a row a case; what is not as expected is marked. */
export function tableOf(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ name, expected, said, isRight, isWrongAndSure, isLineQuoted, isNoiseQuoted }) =>
      [
        isRight ? '  ' : '✗ ',
        name.padEnd(34),
        expected.padEnd(28),
        said.padEnd(28),
        isWrongAndSure ? 'WRONG AND SURE ' : '',
        isLineQuoted === false ? 'line not quoted ' : '',
        isNoiseQuoted ? 'noise quoted' : '',
      ]
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
