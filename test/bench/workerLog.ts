/** A worker agent's log of any size, the same wherever it is written. */
import { closeSync, openSync, writeSync } from 'node:fs';

import { hexDigits } from '../../src/sampleFarm/random';

const LINES_A_SESSION = 400;

/**
 * Writes a log of at least that many bytes. One line in ten names the session as the agent does, with queue and job; one in ten a
 * file in its working directory; the others are a renderer's. There are three ids in a kilobyte, as in real ones.
 */
export function writeWorkerLog(file: string, bytes: number): void {
  const log = openSync(file, 'w');
  for (let written = 0, number = 0; written < bytes; number++) {
    written += writeSync(log, sessionText(number));
  }
  closeSync(log);
}

/** A log of about that many characters. */
export function workerLogText(length: number): string {
  let text = '';
  for (let number = 0; text.length < length; number++) {
    text += sessionText(number);
  }
  return text;
}

function sessionText(number: number): string {
  const digits = hexDigits(32, 'session', number);
  const queue = `queue-${hexDigits(32, 'queue', number % 3)}`;
  const job = `job-${hexDigits(32, 'job', number >> 2)}`;
  const chance = hexDigits(LINES_A_SESSION + 16, number);
  const lines = [
    `[2026-11-23 02:48:16,505][INFO    ] 🔷 Session.Logs 🔷 [session-${digits}] Logs streamed to: AWS CloudWatch Logs. (LogDestination: /aws/deadline/farm-${hexDigits(32, 'farm')}/${queue}/session-${digits}) [${queue}/${job}]`,
  ];
  for (let line = 1; line < LINES_A_SESSION; line++) {
    const head = `[2026-11-23 02:${10 + (line % 50)}:${10 + (line % 47)},${100 + line}][INFO    ]`;
    const noise = chance.slice(line, line + 16);
    if (line % 10 === 0) {
      const action = `sessionaction-${digits}-${Math.floor(line / 40)}`;
      lines.push(
        `${head} 🟢 Action.Start 🟢 [session-${digits}](${action}) Action started. (Kind: TaskRun) [${queue}/${job}]`,
      );
    } else if (line % 10 === 5) {
      lines.push(
        `${head} ALF Parse: wrote tile ${line} to /sessions/session-${digits}ev_zckqq/assetroot-${noise}/beauty.exr`,
      );
    } else if (line % 10 === 7) {
      lines.push(
        `${head} Render of layer beauty took ${line * 7} ms at 0x${noise}, memory 1.${line} GB, in /mnt/proj/shot_0${line}`,
      );
    } else {
      lines.push(
        `${head} Progress: ${line % 100} % of frame, tiles ${line % 48} of 48, texture cache hit ratio 0.${line}, elapsed ${line} s, sampler pass ${line % 13} of 13, no warnings`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
