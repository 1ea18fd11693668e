import path from 'node:path';

/** An environment in which this machine's own AWS and Deadline Cloud configuration cannot be found: `home` has none, unless a test writes it. */
export function nobodysAccount(home: string): Record<string, string> {
  return {
    HOME: home,
    USERPROFILE: home,
    AWS_CONFIG_FILE: path.join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, '.aws', 'credentials'),
    DEADLINE_CONFIG_FILE_PATH: path.join(home, '.deadline', 'config'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_REGION: '',
    AWS_DEFAULT_REGION: '',
  };
}
