import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { PAGE_SCRIPTS, type PageName, panelHtml } from '../../render/panel/panelHtml';
import type { App } from '../app';
import { editorLanguage } from './editorLanguage';

/**
 * Makes an editor's panel one of our pages: it may load our scripts and stylesheet and nothing else. It asks for what it shows with
 * a message.
 */
export function fillPage({ context }: Pick<App, 'context'>, panel: vscode.WebviewPanel, page: PageName): void {
  const { webview } = panel;
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const uriOf = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
  panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  webview.html = panelHtml({
    page,
    cspSource: webview.cspSource,
    scriptUris: PAGE_SCRIPTS[page].map(uriOf),
    styleUri: uriOf('panel.css'),
    nonce: randomBytes(16).toString('base64'),
    language: editorLanguage(),
  });
}
