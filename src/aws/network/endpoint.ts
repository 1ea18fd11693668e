/** Which address is asked instead of AWS, when somebody wants that. Requests carry a session token, so not every address will do. */
import { UserError } from '../../core/errors';

import type { Endpoints } from './clients';
import { type Environment, type Sections, some } from '../credentials/profiles';
import { t } from '../../core/text/localize';

/**
 * The setting for both services; else what the AWS tools' variables say of each, else what the profile does. Undefined means AWS
 * itself.
 *
 * @throws {UserError} `invalid` for an address that is neither https nor loopback
 */
export function readEndpoints(
  setting: string | undefined,
  environment: Environment,
  sections: Sections,
  profile: string | undefined,
): Endpoints {
  const section = sections[profile ?? environment.AWS_PROFILE ?? 'default'] ?? {};
  const services = sections[`services.${section.services ?? ''}`] ?? {};
  const isIgnored = [environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS, section.ignore_configured_endpoint_urls].includes(
    'true',
  );
  const read = (variable: string, key: string): string | undefined => {
    const configured = [
      environment[`AWS_ENDPOINT_URL_${variable}`],
      environment.AWS_ENDPOINT_URL,
      services[`${key}.endpoint_url`],
      section.endpoint_url,
    ];
    const url = [setting, ...(isIgnored ? [] : configured)].map(some).find((one) => one !== undefined);
    return url === undefined ? undefined : checkEndpoint(url);
  };
  return { deadline: read('DEADLINE', 'deadline'), logs: read('CLOUDWATCH_LOGS', 'cloudwatch_logs') };
}

/** Whether AWS's own hosts of another kind are asked: those with FIPS cryptography, those with IPv6. */
export function readVariants(
  environment: Environment,
  sections: Sections,
  profile: string | undefined,
): { readonly useFipsEndpoint: boolean; readonly useDualstackEndpoint: boolean } {
  const section = sections[profile ?? environment.AWS_PROFILE ?? 'default'] ?? {};
  const isOn = (variable: string, key: string): boolean => (some(environment[variable]) ?? section[key]) === 'true';
  return {
    useFipsEndpoint: isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualstackEndpoint: isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}

function checkEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.username === '' && url.password === '';
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !isPlain || !isSafe) {
    throw new UserError({
      kind: 'invalid',
      message: t(
        'The endpoint must be an https address, or http on this computer, such as http://127.0.0.1:4566. Correct the setting.',
      ),
      remedies: ['chooseConnection', 'showOutput'],
    });
  }
  return url.href.replace(/\/$/, '');
}

/** Whether a host is this computer. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
