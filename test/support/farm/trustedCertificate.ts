import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { makeCertificate } from './secureServer';

/** An environment in which Node trusts a certificate made for this run, as it would trust a studio's own. */
export async function trustedCertificate(dir: string): Promise<Record<string, string>> {
  const { key, cert } = await makeCertificate();
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'key.pem'), key, { mode: 0o600 });
  await writeFile(path.join(dir, 'certificate.pem'), cert);
  return { NODE_EXTRA_CA_CERTS: path.join(dir, 'certificate.pem'), TEST_CERTIFICATE_DIR: dir };
}

/** That certificate, in the window under test. */
export function readTrustedCertificate(): { readonly key: string; readonly cert: string } {
  const read = (name: string): string => readFileSync(path.join(process.env.TEST_CERTIFICATE_DIR ?? '', name), 'utf8');
  return { key: read('key.pem'), cert: read('certificate.pem') };
}
