import * as vscode from 'vscode';
import type { Tone } from '../core/session/status';
import type { RowIcon } from '../render/sidebarRow';

/**
 * The status language, that of Deadline Cloud's own tools: each tone has an icon, a sign for where there is room for a letter only,
 * and a color, so that no one of them is needed to know the others. `package.json` gives the colors, legible in every theme.
 */
const TONES: Readonly<Record<Tone, readonly [icon: string, sign: string | undefined, color: string]>> = {
  running: ['play-circle', '▶', 'deadlineSessions.running'],
  waiting: ['clock', '…', 'deadlineSessions.waiting'],
  ready: ['record', '→', 'deadlineSessions.ready'],
  ending: ['stop-circle', '⚡', 'deadlineSessions.interrupted'],
  succeeded: ['pass', '✓', 'deadlineSessions.succeeded'],
  failed: ['error', '✗', 'deadlineSessions.failed'],
  canceled: ['circle-slash', '⊘', 'descriptionForeground'],
  interrupted: ['zap', '⚡', 'deadlineSessions.interrupted'],
  suspended: ['debug-pause', '⏸', 'deadlineSessions.suspended'],
  blocked: ['warning', '⚠', 'deadlineSessions.failed'],
  neutral: ['dash', undefined, 'descriptionForeground'],
};

export function themeIcon(icon: RowIcon): vscode.ThemeIcon {
  return 'codicon' in icon ? new vscode.ThemeIcon(icon.codicon) : toneIcon(icon.tone);
}

export function toneIcon(tone: Tone): vscode.ThemeIcon {
  const [name, , color] = TONES[tone];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** A tone where a file would show what version control says of it: a sign at the row's end, and the label's color. */
export function toneDecoration(tone: Tone, tooltip: string): vscode.FileDecoration | undefined {
  const [, sign, color] = TONES[tone];
  // Color is for what needs attention.
  const themeColor = tone === 'succeeded' ? undefined : new vscode.ThemeColor(color);
  return sign === undefined ? undefined : new vscode.FileDecoration(sign, tooltip, themeColor);
}

/** The name of a tone's icon, e.g. `error`. */
export function toneIconName(tone: Tone): string {
  return TONES[tone][0];
}

/** The icon inside Markdown that shows icons, e.g. `$(error)`. */
export function toneText(tone: Tone): string {
  return `$(${TONES[tone][0]})`;
}
