/** A page as HTML: the same bytes whatever it will show, because data only ever comes as messages. */
import { type Language, t } from '../../core/text/localize';

/** The pages, each with a script of its own; they share one stylesheet. */
export type PageName = 'session' | 'job' | 'comparison';

const TITLES: Readonly<Record<PageName, string>> = {
  session: t('Session'),
  job: t('Failures of a job'),
  comparison: t('Comparison'),
};

/** The files of scripts that a page loads, in their order. What draws time is one of its own. */
export const PAGE_SCRIPTS: Readonly<Record<PageName, readonly string[]>> = {
  session: ['timelinePicture.js', 'sessionPage.js'],
  job: ['timelinePicture.js', 'jobPage.js'],
  comparison: ['comparisonPage.js'],
};

/**
 * A page's frame. It loads its scripts and one stylesheet and may reach nothing else.
 *
 * @example panelHtml({ page: 'session', cspSource: webview.cspSource, scriptUris: ['…/sessionPage.js'], styleUri: '…/panel.css', nonce: '9f…', language: undefined })
 */
export function panelHtml(frame: {
  readonly page: PageName;
  /** Where the editor serves a page's files from, e.g. `https://*.vscode-cdn.net`. */
  readonly cspSource: string;
  /** Of `PAGE_SCRIPTS`. */
  readonly scriptUris: readonly string[];
  readonly styleUri: string;
  /** At least 128 random bits, new for each page. */
  readonly nonce: string;
  /** The translations of texts; undefined for English. */
  readonly language: Language | undefined;
}): string {
  const source = attribute(frame.cspSource);
  const nonce = attribute(frame.nonce);
  const scripts = frame.scriptUris.map((uri) => `<script nonce="${nonce}" src="${attribute(uri)}"></script>`);
  if (frame.language) {
    // `core/text/localize.ts` in the scripts reads it when they are loaded.
    scripts.unshift(
      `<script nonce="${nonce}">globalThis.deadlineSessionsLanguage = ${script(frame.language)};</script>`,
    );
  }
  return `<!DOCTYPE html>
<html lang="${attribute(frame.language?.language ?? 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; img-src ${source}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(TITLES[frame.page])}</title>
<link rel="stylesheet" href="${attribute(frame.styleUri)}">
</head>
<body>
<div id="panel"></div>
${scripts.join('\n')}
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** A value as a script's text that cannot end the script. */
function script(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
