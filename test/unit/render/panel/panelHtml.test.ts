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
  lang: 'en',
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
    const html = panelHtml({ ...PAGE, lang: '"><script>alert(1)</script>', scriptUris: ['https://x/?a=1&b="2"'] });
    assert.ok(html.includes('<html lang="&quot;>&lt;script>alert(1)&lt;/script>">'));
    assert.ok(html.includes('src="https://x/?a=1&amp;b=&quot;2&quot;"'));
  });
});
