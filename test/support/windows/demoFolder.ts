import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { createSampleFarm, type FarmExample } from '../../../src/sampleFarm';

/**
 * Makes a folder to look around in: a worker's log that names sessions of the sample farm, and a note of what to try.
 *
 * The farm's sessions have the same ids wherever it is opened, so the extension's own sample farm knows them all.
 */
export async function writeDemoFolder(dir: string): Promise<void> {
  const farm = createSampleFarm({ now: Date.now, startedAtMs: Date.now() });
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'worker-agent.log'), farm.demoWorkerLog());
  await writeFile(path.join(dir, 'sessions.md'), sessionsNote(farm.examples));
}

function sessionsNote(examples: readonly FarmExample[]): string {
  const rows = examples.map(({ title, key }) => `- ${title}\n  \`${key.queueId}/${key.jobId}/${key.sessionId}\``);
  return `# Sessions of the sample farm

Point at an id to see what it is. Copy a line and run **Deadline: Look Up Session…** to look into it.

${rows.join('\n')}
`;
}
