/** Where a log is kept, fact by fact. */
import { t } from '../../core/text/localize';
import { plainText } from '../../core/text/plainText';
import type { LogConfiguration } from '../../core/session/session';

/** One option or parameter of a log. */
export interface LogFact {
  /** Unique among the facts of a log, e.g. `options/logGroupName`. */
  readonly name: string;
  /** e.g. `Group` */
  readonly label: string;
  /** Text of the service's, as it came. */
  readonly value: string;
}

const LABELS: ReadonlyMap<string, string> = new Map([
  ['logGroupName', t('Group')],
  ['logStreamName', t('Stream')],
]);

/** All options and parameters of a log, then its driver. */
export function logFacts({ driver, options, parameters }: LogConfiguration): readonly LogFact[] {
  const factsOf = (kind: string, entries: Readonly<Record<string, string>>): LogFact[] =>
    Object.entries(entries).map(([name, value]) => ({
      name: `${kind}/${name}`,
      label: LABELS.get(name) ?? plainText(name, 60),
      value,
    }));
  return [
    ...factsOf('options', options),
    ...factsOf('parameters', parameters),
    { name: 'driver', label: t('Driver'), value: driver },
  ];
}
