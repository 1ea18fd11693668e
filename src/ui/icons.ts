import * as vscode from 'vscode';
import type { Tone } from '../core/status';
import type { RowIcon } from '../render/outline';

/** The status language: each tone has a shape and a colour of the theme, so that neither is needed to know the other. */
const TONES: Readonly<Record<Tone, readonly [icon: string, color: string]>> = {
  running: ['play-circle', 'charts.blue'],
  waiting: ['clock', 'disabledForeground'],
  ending: ['stop-circle', 'charts.orange'],
  succeeded: ['pass', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  canceled: ['circle-slash', 'charts.orange'],
  interrupted: ['zap', 'charts.orange'],
  neutral: ['dash', 'disabledForeground'],
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
  const [name, color] = TONES[icon.tone];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** A text of other people's for a label that shows icons: `$(zap)` in it stays text. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** The icon inside a text that shows icons, e.g. `$(error)`. */
export function toneText(tone: Tone): string {
  return `$(${TONES[tone][0]})`;
}
