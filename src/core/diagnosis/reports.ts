import type { ActionLines } from './lines/actionLines';
import { unwrapFailure } from './exits/failMessage';

/** What the job, its adaptor or the service reports as the reason. */
export interface Report {
  /** Index of its line; undefined for the service's message. */
  readonly line: number | undefined;
  /** As reported, e.g. `Error encountered while running adaptor: Maya Encountered an Error: no license` */
  readonly message: string;
  /** Without what adaptors write around it, e.g. `no license` */
  readonly words: string;
  readonly isAdaptors: boolean;
}

/** The reports in the order of the log; the service's message comes last, where it says more than they do. */
export function reportsOf(log: ActionLines, progressMessage: string | undefined): Report[] {
  const reports = log.fails.map((line) => reportOf(line, (log.lines[line]?.text ?? '').replace(DIRECTIVE, '')));
  const service = reportOf(undefined, progressMessage ?? '');
  const isNew = service.words !== '' && !reports.some((report) => saysSame(report.words, service.words));
  return isNew ? [...reports, service] : reports;
}

/** Whether a report and a line say the same, one of them perhaps with more around it. */
export function saysSame(report: string, words: string): boolean {
  return (report.length >= 8 && words.includes(report.slice(0, 300))) || (words.length >= 12 && report.includes(words));
}

const DIRECTIVE = /^.{0,60}?openjd_fail: /;

function reportOf(line: number | undefined, message: string): Report {
  return { line, message, ...unwrapFailure(message) };
}
