import * as vscode from 'vscode';
import type { Tone } from '../core/status';
import type { RowIcon } from '../render/outline';

/**
 * The status language, that of Deadline Cloud's own tools: each tone has an icon, a sign for where there is room for a letter only,
 * and a colour, so that no one of them is needed to know the others. `package.json` gives the colours, legible in every theme.
 */
const TONES: Readonly<Record<Tone, readonly [icon: string, sign: string | undefined, color: string]>> = {
  running: ['play-circle', '●', 'deadlineSessions.running'],
  waiting: ['clock', '○', 'deadlineSessions.waiting'],
  ready: ['record', '◉', 'deadlineSessions.ready'],
  ending: ['stop-circle', '⚡', 'deadlineSessions.interrupted'],
  succeeded: ['pass', '✓', 'deadlineSessions.succeeded'],
  failed: ['error', '✗', 'deadlineSessions.failed'],
  canceled: ['circle-slash', '✗', 'deadlineSessions.failed'],
  interrupted: ['zap', '⚡', 'deadlineSessions.interrupted'],
  suspended: ['debug-pause', '⏸', 'deadlineSessions.suspended'],
  blocked: ['warning', '⚠', 'deadlineSessions.failed'],
  neutral: ['dash', undefined, 'descriptionForeground'],
};

const THINGS = {
  lifecycle: 'history',
  host: 'vm',
  logs: 'files',
  log: 'output',
  actions: 'list-ordered',
  loading: 'loading~spin',
} as const;

export function themeIcon(icon: RowIcon): vscode.ThemeIcon {
  if ('thing' in icon) {
    return new vscode.ThemeIcon(THINGS[icon.thing]);
  }
  return toneIcon(icon.tone);
}

export function toneIcon(tone: Tone): vscode.ThemeIcon {
  const [name, , color] = TONES[tone];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** A tone where a file would show what version control says of it: a sign at the row's end, and the label's colour. */
export function toneDecoration(tone: Tone, tooltip: string): vscode.FileDecoration | undefined {
  const [, sign, color] = TONES[tone];
  return sign === undefined ? undefined : new vscode.FileDecoration(sign, tooltip, new vscode.ThemeColor(color));
}

/** A text of other people's for a label that shows icons: `$(zap)` in it stays text. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** The icon inside a text that shows icons, e.g. `$(error)`. */
export function toneText(tone: Tone): string {
  return `$(${TONES[tone][0]})`;
}

/** What everything on a farm looks like, in rows and in hovers. */
export const THING_ICONS = {
  farm: 'home',
  queue: 'inbox',
  job: 'package',
  steps: 'layers',
  step: 'layers',
  task: 'symbol-event',
  fleets: 'server-environment',
  fleet: 'server-environment',
  worker: 'vm',
  session: 'server-process',
} as const;
