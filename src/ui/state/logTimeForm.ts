import type * as vscode from 'vscode';
import { TIME_FORMS, type TimeForm } from '../../render/logs/logTime';
import { logTimesSetting } from './settings';

const KEY = 'logTimes';

/**
 * The timestamp format that a log opens with: the one in the settings, else the one chosen last in any window, the local time
 * before that.
 */
export function readLogTimeForm(memento: vscode.Memento): TimeForm {
  const stored = logTimesSetting() ?? memento.get<unknown>(KEY);
  return TIME_FORMS.find((form) => form === stored) ?? 'local';
}

/** Keeps the timestamp format for logs that are opened later. */
export async function writeLogTimeForm(memento: vscode.Memento, form: TimeForm): Promise<void> {
  await memento.update(KEY, form);
}
