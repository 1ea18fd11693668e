import * as vscode from 'vscode';
import { subjectId } from '../../core/news';
import { jobKeyId, keyId } from '../../core/session/sessionKey';
import type { App } from '../app';
import type { JobPages } from '../jobs/jobPages';
import type { Logs } from '../logs/logs';
import type { DetailsPanels } from '../sessions/detailsPanel';

interface Front {
  readonly watching: { readonly news: Pick<App['watching']['news'], 'see'> };
  readonly panels: Pick<DetailsPanels, 'activeKey' | 'onDidChangeVisibility'>;
  readonly logs: Pick<Logs, 'active'>;
  readonly jobs: Pick<JobPages, 'activeKey'>;
}

/** Who opens the page or log of a session, or the page of a job, has seen the news of it. */
export function seeNewsInFront({ watching, panels, logs, jobs }: Front): vscode.Disposable {
  const look = (): void => {
    const session = panels.activeKey ?? logs.active?.log.logKey.key;
    const job = jobs.activeKey;
    const ids = [...(session ? [keyId(session)] : []), ...(job ? [jobKeyId(job)] : [])];
    if (ids.length > 0 && vscode.window.state.focused) {
      watching.news.see(({ news }) => ids.includes(subjectId(news.about)));
    }
  };
  return vscode.Disposable.from(
    panels.onDidChangeVisibility(look),
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.tabGroups.onDidChangeTabs(look),
  );
}
