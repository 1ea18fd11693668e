/** The details page as HTML: the same bytes whatever session it will show, because data only ever comes as messages. */

/**
 * The page's frame. It loads one script and one stylesheet and may reach nothing else.
 *
 * @example panelHtml({ cspSource: webview.cspSource, scriptUri: '…/panel.js', styleUri: '…/panel.css', nonce: '9f…', lang: 'en' })
 */
export function panelHtml(page: {
  /** Where the editor serves a page's files from, e.g. `https://*.vscode-cdn.net`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** At least 128 random bits, new for each page. */
  readonly nonce: string;
  /** The language of the editor's own words, e.g. `en`. */
  readonly lang: string;
}): string {
  const source = attribute(page.cspSource);
  const nonce = attribute(page.nonce);
  return `<!DOCTYPE html>
<html lang="${attribute(page.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; img-src ${source}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Session</title>
<link rel="stylesheet" href="${attribute(page.styleUri)}">
</head>
<body>
<div id="panel"></div>
<script nonce="${nonce}" src="${attribute(page.scriptUri)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
