import { t } from '../../core/text/localize';
import type { BundleFile } from './bundleFiles';

/** How much of each file is shown. */
const MOST_LINES = 40;
const LONGEST_LINE = 300;

/** How each file begins, below its name, but for pages. */
export async function previewText(files: AsyncIterable<BundleFile>): Promise<string> {
  const shown = [
    ...t(
      'How each file of the support bundle begins. For this preview only the first lines of each log are read: names that\nonly later lines show to be names are still here, and are hidden in the bundle.',
    ).split('\n'),
    '',
  ];
  for await (const { name, pieces } of files) {
    if (name.endsWith('.html')) {
      // The same as a page that says nothing as text.
      continue;
    }
    const lines = await firstLines(pieces);
    const isCut = lines.length > MOST_LINES;
    const head = lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
    shown.push(`──── ${name} ${'─'.repeat(Math.max(4, 60 - name.length))}`, '', ...head, ...(isCut ? ['…'] : []), '');
  }
  return shown.join('\n');
}

async function firstLines(pieces: BundleFile['pieces']): Promise<readonly string[]> {
  let text = '';
  for await (const piece of pieces) {
    text += new TextDecoder().decode(piece);
    if (text.split('\n').length > MOST_LINES + 1) {
      break;
    }
  }
  return text.trimEnd().split('\n');
}
