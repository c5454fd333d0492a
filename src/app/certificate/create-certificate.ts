import { join, resolve } from 'node:path';
import { assertNamesFree, writeNewFiles } from '../../adapters/disk/new/new-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/clock.js';
import { renderKeeping } from '../../report/certificate/render-keeping.js';
import type { CertificateCreateResult } from '../../schema/results.js';
import type { AppContext, CreateCertificate } from '../app.js';
import { readGivenPasswords } from '../keys/keyring.js';

const NAMES = { certificate: 'backup.cer', privateKey: 'backup.pfx', instructions: 'backup.txt' };

/**
 * Makes a self-signed certificate for the backups of a cloud: `backup.cer` with its public part, `backup.pfx` with the
 * private key under a password, and `backup.txt`, which says where to keep them. All three or none.
 *
 * @throws USAGE when a name is taken or an option is wrong; CONFIRMATION_REQUIRED when no password was given and nobody
 * can be asked.
 */
export const createCertificate: CreateCertificate = async (options, context) => {
  const [{ assertNewPassword, assertValidityDays, makeBackupCertificate }, { parseSubject }] =
    await Promise.all([
      import('../../crypto/certificate/make/backup-certificate.js'),
      import('../../crypto/certificate/make/backup-certificate.js'),
    ]);
  const subject = parseSubject(options.subject);
  assertValidityDays(options.days);
  const folder = resolve(options.out);
  const { certificate, privateKey, instructions } = NAMES;
  await assertNamesFree(folder, Object.values(NAMES));
  const password = await readNewPassword(options.certPasswordFiles, join(folder, privateKey), context);
  const warning = assertNewPassword(password);
  if (warning !== undefined) context.warn(warning);
  const { days, keySizeBits } = options;
  const made = await makeBackupCertificate({ subject, days, keySizeBits, password, now: systemClock.now() });
  const { thumbprint, thumbprintSha256, notBefore, notAfter } = made.facts;
  const result: CertificateCreateResult = {
    subject: made.facts.subject,
    thumbprint,
    thumbprintSha256,
    keySizeBits,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    files: {
      certificate: join(folder, certificate),
      privateKey: join(folder, privateKey),
      instructions: join(folder, instructions),
    },
  };
  context.signal.throwIfAborted();
  await writeNewFiles(folder, [
    { name: privateKey, bytes: made.pfx, mode: 0o600 },
    { name: instructions, bytes: Buffer.from(renderKeeping(result, NAMES)), mode: 0o644 },
    { name: certificate, bytes: made.der, mode: 0o644 },
  ]);
  return result;
};

/** Reads the new password, or asks for it twice. @throws USAGE when it is typed differently the second time. */
async function readNewPassword(files: readonly string[], file: string, context: AppContext): Promise<string> {
  const [given] = await readGivenPasswords(files, context);
  if (given !== undefined) return given;
  const { prompts } = context;
  const password = await prompts.askPassword({ file });
  if (password === (await prompts.askPassword({ file: `${file}, once more` }))) return password;
  throw new RestackError('USAGE', 'the two passwords differ: nothing was written');
}
