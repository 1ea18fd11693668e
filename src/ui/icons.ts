import * as vscode from 'vscode';
import type { Tone } from '../core/session/status';
import type { RowIcon } from '../render/sidebarRow';

/**
 * The status language, that of Deadline Cloud's own tools: each tone has an icon and a color, so that neither is needed to know the
 * other. `package.json` gives the colors, legible in every theme. Color is for what needs attention.
 */
const TONES: Readonly<Record<Tone, readonly [icon: string, color?: string]>> = {
  running: ['play-circle', 'deadlineSessions.running'],
  waiting: ['clock', 'deadlineSessions.waiting'],
  ready: ['arrow-circle-right', 'deadlineSessions.ready'],
  ending: ['stop-circle', 'deadlineSessions.interrupted'],
  succeeded: ['pass'],
  failed: ['error', 'deadlineSessions.failed'],
  canceled: ['circle-slash', 'descriptionForeground'],
  interrupted: ['zap', 'deadlineSessions.interrupted'],
  suspended: ['debug-pause', 'deadlineSessions.suspended'],
  blocked: ['warning', 'deadlineSessions.failed'],
  neutral: ['dash', 'descriptionForeground'],
};

export function themeIcon(icon: RowIcon): vscode.ThemeIcon {
  return 'codicon' in icon ? new vscode.ThemeIcon(icon.codicon) : toneIcon(icon.tone);
}

export function toneIcon(tone: Tone): vscode.ThemeIcon {
  const [name, color] = TONES[tone];
  return color === undefined ? new vscode.ThemeIcon(name) : new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

/** A tone where a file would show what version control says of it: as the label's color; undefined where there is nothing to say. */
export function toneDecoration(tone: Tone, tooltip: string): vscode.FileDecoration | undefined {
  const [, color] = TONES[tone];
  return color === undefined || tone === 'neutral'
    ? undefined
    : new vscode.FileDecoration(undefined, tooltip, new vscode.ThemeColor(color));
}

/** The name of a tone's icon, e.g. `error`. */
export function toneIconName(tone: Tone): string {
  return TONES[tone][0];
}

/** The icon inside Markdown that shows icons, e.g. `$(error)`. */
export function toneText(tone: Tone): string {
  return `$(${TONES[tone][0]})`;
}
