import * as vscode from 'vscode';
import { formatNumber, plural, t } from '../../../core/text/localize';
import { DisposableStore } from '../../../core/async/disposableStore';
import { timeFormName } from '../../../render/logs/logTime';
import type { LogFollowing } from '../logFollowing';
import type { Logs } from '../logs';
import { COMMANDS, LOG_SCHEME } from '../../names';
import { labelText, messageText } from '../../window/safeText';

/** What the language status of a log's editor says: whether it is followed, how much is loaded, which times it has. */
export class LogStatus implements vscode.Disposable {
  readonly #logs: Logs;
  readonly #following: LogFollowing;
  readonly #follow = item('follow', t('Follow'));
  readonly #loaded = item('loaded', t('Loaded'));
  readonly #times = item('times', t('Times'));
  readonly #owned = new DisposableStore();

  constructor(logs: Logs, following: LogFollowing) {
    this.#logs = logs;
    this.#following = following;
    const draw = (): void => {
      this.#draw();
    };
    this.#owned.add(
      this.#follow,
      this.#loaded,
      this.#times,
      logs.onDidChange(draw),
      following.onDidChange(draw),
      vscode.window.onDidChangeActiveTextEditor(draw),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #draw(): void {
    const { active } = this.#logs;
    if (!active) {
      return;
    }
    const { log, segment } = active;
    const state = this.#following.stateOf(log);
    const [text, fault] =
      state?.kind === 'failing'
        ? [t('Following: the last reading failed, it is tried again'), state.fault]
        : [
            state
              ? state.kind === 'paused'
                ? t('Following, paused')
                : t('Following')
              : log.isActive
                ? t('Not followed')
                : t('Ended'),
            undefined,
          ];
    this.#follow.text = labelText(text);
    this.#follow.detail = messageText(fault?.message ?? '');
    this.#follow.severity = fault ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    this.#follow.busy = state?.kind === 'following';
    const follow = log.isActive ? (state ? COMMANDS.unfollowLog : COMMANDS.followLog) : undefined;
    this.#follow.command = follow && { command: follow, title: state ? t('Stop') : t('Follow') };

    const { segments = [], lineCount = 0, before } = log.store ?? {};
    const at = segments.findIndex(({ id }) => id === segment);
    this.#loaded.text = labelText(plural(lineCount, { one: '{0} line', other: '{0} lines' }));
    const loaded = [
      segments.length > 1 ? t('part {0} of {1}', at + 1, segments.length) : '',
      before?.kind === 'more'
        ? before.aboutLines === undefined
          ? t('about some earlier ones are not loaded')
          : t('about {0} earlier ones are not loaded', formatNumber(before.aboutLines))
        : '',
    ];
    this.#loaded.detail = messageText(loaded.filter((part) => part !== '').join(', '));
    this.#loaded.command = before?.kind === 'more' ? { command: COMMANDS.loadAllLog, title: t('Load All') } : undefined;

    const times =
      timeFormName(log.form, segments[0]?.chunks[0]?.fromMs ?? 0) ??
      t({ message: 'off', comment: 'times before the lines of a log' });
    this.#times.text = labelText(t('Times: {0}', times));
    this.#times.command = { command: COMMANDS.chooseLogTimes, title: t('Change') };
  }
}

function item(id: string, name: string): vscode.LanguageStatusItem {
  const made = vscode.languages.createLanguageStatusItem(`deadlineSessions.log.${id}`, { scheme: LOG_SCHEME });
  made.name = t('Log: {0}', name);
  return made;
}
