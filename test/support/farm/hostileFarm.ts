/** A farm whose people write nothing but an attack into every field that is free text. */
import type { HttpResponse } from '../../../src/core/service/http';
import type { SampleFarm } from '../../../src/sampleFarm/index';

/** A link that runs a command, an icon, an element with a script, and a reference definition. */
export const HOSTILE_TEXT =
  '[click me](command:workbench.action.quit) $(zap) <img src=x onerror=boom()> [x]: command:workbench.action.quit';

/** The members of answers that hold free text. */
const FREE_TEXT = new Set([
  'blockedReason',
  'createdBy',
  'description',
  'displayName',
  'hostName',
  'lifecycleStatusMessage',
  'message',
  'name',
  'outputManifestPath',
  'progressMessage',
  'statusMessage',
  'string',
  'updatedBy',
]);

/** Answers as the farm does, with the attack in place of each free text, and at the end of each line of a log. */
export function withHostileText({ handle }: Pick<SampleFarm, 'handle'>): Pick<SampleFarm, 'handle'> {
  return {
    handle: async (request, signal) => poisoned(await handle(request, signal), isLog(request.headers)),
  };
}

function isLog(headers: Readonly<Record<string, string>>): boolean {
  return (headers['x-amz-target'] ?? '').startsWith('Logs');
}

function poisoned(response: HttpResponse, ofLog: boolean): HttpResponse {
  if (response.body === '' || !/^[[{]/.test(response.body)) {
    return response;
  }
  const answer = JSON.parse(response.body, (member: string, value: unknown) => {
    if (typeof value !== 'string') {
      return value;
    }
    if (member === 'environmentId') {
      return value.replace(/[^:]*$/, HOSTILE_TEXT);
    }
    // The words of a log keep their meaning, so that actions and failures are found.
    return FREE_TEXT.has(member) ? (ofLog ? `${value} ${HOSTILE_TEXT}` : HOSTILE_TEXT) : value;
  }) as unknown;
  return { ...response, body: JSON.stringify(answer) };
}
