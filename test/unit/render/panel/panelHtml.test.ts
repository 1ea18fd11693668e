import assert from 'node:assert/strict';
import { panelHtml } from '../../../../src/render/panel/panelHtml';

const PAGE = {
  page: 'session',
  cspSource: 'https://*.vscode-cdn.net',
  scriptUris: [
    'https://file.vscode-cdn.net/dist/timelinePicture.js',
    'https://file.vscode-cdn.net/dist/sessionPage.js',
  ],
  styleUri: 'https://file.vscode-cdn.net/dist/panel.css',
  nonce: '5f2d1c0b9a8e7f6d5c4b3a2918070f0e',
  language: undefined,
} as const;

describe('panelHtml', () => {
  it('allows its own scripts, one origin of styles, and nothing else', () => {
    assert.equal(
      panelHtml(PAGE),
      `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-5f2d1c0b9a8e7f6d5c4b3a2918070f0e'; style-src https://*.vscode-cdn.net; img-src https://*.vscode-cdn.net">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Session</title>
<link rel="stylesheet" href="https://file.vscode-cdn.net/dist/panel.css">
</head>
<body>
<div id="panel"></div>
<script nonce="5f2d1c0b9a8e7f6d5c4b3a2918070f0e" src="https://file.vscode-cdn.net/dist/timelinePicture.js"></script>
<script nonce="5f2d1c0b9a8e7f6d5c4b3a2918070f0e" src="https://file.vscode-cdn.net/dist/sessionPage.js"></script>
</body>
</html>
`,
    );
  });

  it('keeps what it is given inside its attributes', () => {
    const html = panelHtml({
      ...PAGE,
      language: { language: '"><script>alert(1)</script>', messages: {} },
      scriptUris: ['https://x/?a=1&b="2"'],
    });
    assert.ok(html.includes('<html lang="&quot;>&lt;script>alert(1)&lt;/script>">'));
    assert.ok(html.includes('src="https://x/?a=1&amp;b=&quot;2&quot;"'));
  });

  it('sets the translations of its texts before it loads its scripts, and lets none of them end the script', () => {
    const messages = { Open: 'Öffnen', Close: '</script><script>alert(1)</script>' };
    const html = panelHtml({ ...PAGE, language: { language: 'de', messages } });
    const [, nonce = '', value = ''] =
      /<script nonce="(\w+)">globalThis\.deadlineSessionsLanguage = (.*);<\/script>\n<script nonce="\w+" src=/.exec(
        html,
      ) ?? [];
    assert.equal(nonce, PAGE.nonce);
    assert.deepEqual(JSON.parse(value), { language: 'de', messages });
    assert.ok(html.includes('<html lang="de">'));
    assert.equal(html.split('<script').length, 4);
  });
});
