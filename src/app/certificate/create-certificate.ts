import { join, resolve } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import { systemClock } from '../../core/clock.js';
import { renderKeeping } from '../../report/certificate/render-keeping.js';
import type { CertificateCreateResult } from '../../schema/results.js';
import type { AppContext, CreateCertificate } from '../app.js';
import { readGivenPasswords } from '../keys/keyring.js';
import { assertNamesFree, writeNewFiles } from '../../adapters/disk/new/new-file.js';
import { parseSubject } from './parse-subject.js';

const DAY_MS = 86_400_000;
/** The time by which a certificate is valid earlier than now, for clouds whose clock is behind. */
const HEADSTART_MS = 3_600_000;
const MAX_DAYS = 7300;
const SHORT_PASSWORD = 12;

/** The uses of a certificate that encrypts keys, and no others. */
const EXTENSIONS = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', keyEncipherment: true, dataEncipherment: true, critical: true },
  { name: 'subjectKeyIdentifier' },
];

/**
 * Makes a self-signed certificate for the backups of a cloud: `backup.cer` with its public part, `backup.pfx` with the
 * private key under a password, and `backup.txt`, which says where to keep them. All three or none.
 *
 * @throws USAGE when a name is taken or an option is wrong; CONFIRMATION_REQUIRED when no password was given and nobody
 * can be asked.
 */
export const createCertificate: CreateCertificate = async (options, context) => {
  const subject = parseSubject(options.subject);
  if (options.days < 1 || options.days > MAX_DAYS) {
    throw new RestackError('USAGE', `--days expects a number from 1 to ${MAX_DAYS}`);
  }
  const folder = resolve(options.out);
  const names = { certificate: 'backup.cer', privateKey: 'backup.pfx', instructions: 'backup.txt' };
  await assertNamesFree(folder, Object.values(names));
  const password = await readNewPassword(options.certPasswordFiles, {
    context,
    file: join(folder, names.privateKey),
  });
  const [{ createRsaKeyPair, issueCertificate }, { writePfx }, { inspectCertificateFile }] =
    await Promise.all([
      import('../../crypto/certificate/make/issue-certificate.js'),
      import('../../crypto/certificate/make/write-pfx.js'),
      import('../../crypto/certificate/certificate-file.js'),
    ]);
  const { privateKey, publicKey } = await createRsaKeyPair(options.keySizeBits);
  const now = systemClock.now().getTime();
  const der = await issueCertificate({
    subject,
    issuer: subject,
    key: publicKey,
    issuerKey: privateKey,
    notBefore: new Date(now - HEADSTART_MS),
    notAfter: new Date(now + options.days * DAY_MS),
    extensions: EXTENSIONS,
  });
  const [facts] = inspectCertificateFile(der).certificates ?? [];
  if (facts === undefined) throw new RestackError('INTERNAL', 'the new certificate cannot be read');
  const friendlyName = 'Azure Stack Hub backup';
  const pfx = await writePfx(der, { privateKey, password, friendlyName });
  const result: CertificateCreateResult = {
    subject: facts.subject,
    thumbprint: facts.thumbprint,
    thumbprintSha256: facts.thumbprintSha256,
    keySizeBits: options.keySizeBits,
    notBefore: facts.notBefore.toISOString(),
    notAfter: facts.notAfter.toISOString(),
    files: {
      certificate: join(folder, names.certificate),
      privateKey: join(folder, names.privateKey),
      instructions: join(folder, names.instructions),
    },
  };
  context.signal.throwIfAborted();
  await writeNewFiles(folder, [
    { name: names.privateKey, bytes: pfx, mode: 0o600 },
    { name: names.instructions, bytes: Buffer.from(renderKeeping(result, names)), mode: 0o644 },
    { name: names.certificate, bytes: der, mode: 0o644 },
  ]);
  return result;
};

/** Reads the new password. @throws USAGE when it is empty, not ASCII, or typed differently the second time. */
async function readNewPassword(
  files: readonly string[],
  { context, file }: { readonly context: AppContext; readonly file: string },
): Promise<string> {
  const [given] = await readGivenPasswords(files);
  const password = given ?? (await askTwice(context, file));
  if (password === '') throw new RestackError('USAGE', 'the password of the private key is empty');
  if (!/^[\u0020-\u007e]+$/.test(password)) {
    const why =
      'programs differ in how they read other characters, and the file must open on the day it is needed';
    throw new RestackError('USAGE', `the password must be of ASCII characters: ${why}`);
  }
  if (password.length < SHORT_PASSWORD) {
    context.warn(
      `the password has less than ${SHORT_PASSWORD} characters; who has the .pfx can try all of them`,
    );
  }
  return password;
}

async function askTwice({ prompts }: AppContext, file: string): Promise<string> {
  const password = await prompts.askPassword({ file });
  if (password === (await prompts.askPassword({ file: `${file}, once more` }))) return password;
  throw new RestackError('USAGE', 'the two passwords differ: nothing was written');
}
