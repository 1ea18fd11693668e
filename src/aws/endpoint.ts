/** Which address is asked instead of AWS, when somebody wants that. Requests carry a session token, so not every address will do. */
import { UserError } from '../core/errors';

import type { Endpoints } from './clients';

/**
 * The setting for both services; else what the AWS tools' variables say of each. Undefined means AWS itself.
 *
 * @throws {UserError} `invalid` for an address that is neither https nor loopback
 */
export function readEndpoints(
  setting: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Endpoints {
  if (setting !== undefined && setting !== '') {
    const checked = checkEndpoint(setting);
    return { deadline: checked, logs: checked };
  }
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') {
    return { deadline: undefined, logs: undefined };
  }
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DEADLINE, AWS_ENDPOINT_URL_CLOUDWATCH_LOGS } = environment;
  const [deadline, logs] = [
    AWS_ENDPOINT_URL_DEADLINE ?? AWS_ENDPOINT_URL,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS ?? AWS_ENDPOINT_URL,
  ].map((url) => (url === undefined || url === '' ? undefined : checkEndpoint(url)));
  return { deadline, logs };
}

function checkEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.username === '' && url.password === '';
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !isPlain || !isSafe) {
    throw new UserError({
      kind: 'invalid',
      message:
        'The endpoint must be an https address, or http on this computer, such as http://127.0.0.1:4566. Correct the setting.',
      remedies: ['chooseConnection', 'showOutput'],
    });
  }
  return url.href.replace(/\/$/, '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
