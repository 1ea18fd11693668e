/** Looks through a file in a process of its own, which tells how much memory that takes: `node scan.js <file>`. */
import { scanFile } from '../../../src/ui/lookUp/scanFile';

const { signal } = new AbortController();
const start = performance.now();
void scanFile(process.argv[2] ?? '', () => undefined, signal).then(({ sessions }) => {
  const ms = performance.now() - start;
  const mentions = sessions.reduce((sum, { count }) => sum + count, 0);
  console.log(
    JSON.stringify({ ms, sessions: sessions.length, mentions, mostResidentKiB: process.resourceUsage().maxRSS }),
  );
});
