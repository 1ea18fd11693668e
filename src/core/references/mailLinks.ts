/** Links that a mail gateway rewrote so that they lead through it. */

const PROOFPOINT_V2 = /\bhttps:\/\/urldefense\.proofpoint\.com\/v2\/url\?u=([\w.-]{1,4096})/g;

/**
 * The text with links of Proofpoint's URL Defense v2 as they were before: there `-2D` is `-`, other characters that are neither a
 * letter, a digit nor a dot are written likewise, and `_` is `/`. Linear; newer gateways leave the link readable.
 * @example
 * plainMailLinks('https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_farm-2D1') // 'https://a.example/farm-1'
 */
export function plainMailLinks(text: string): string {
  return text.replace(PROOFPOINT_V2, (_, link: string) =>
    link
      .replaceAll('_', '/')
      .replace(/-([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}
