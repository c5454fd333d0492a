import { X509Certificate } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { type GivenFileContext, readGiven, warnOfReaders } from './given-file.js';
import { nameFileLater } from './name-file.js';

/**
 * Reads the certificate file that an application signs in with, in every form that certificates come in.
 *
 * @returns PEM of one certificate and of its private key, which is not encrypted any more: a secret, for memory alone.
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED as the file's fault is; WRONG_PASSWORD when the password does not
 * open it; CONFIG when it holds no certificate with its private key, RSA.
 */
export async function readSignInCertificate(
  path: string,
  password: string | undefined,
  context: GivenFileContext,
): Promise<string> {
  const file = await readGiven(path, 'signInCertificate', context);
  warnOfReaders(file, 'the certificate file of the sign-in,', context);
  const { openCertificateFile } = await import('../../crypto/certificate/certificate-file.js');
  const certificates = await nameFileLater(path, () => openCertificateFile(file.bytes, password)).catch(
    (error: unknown) => {
      if (!(error instanceof RestackError && error.code === 'WRONG_PASSWORD')) throw error;
      throw new RestackError(error.code, error.message, {
        hints: ['set AZURE_CLIENT_CERTIFICATE_PASSWORD to the password of that file'],
        details: error.details,
      });
    },
  );
  // The library signs with RSA alone.
  const usable = certificates.find(({ privateKey }) => privateKey?.asymmetricKeyType === 'rsa');
  const key = usable?.privateKey?.export({ type: 'pkcs8', format: 'pem' });
  if (usable === undefined || key === undefined) {
    throw new RestackError('CONFIG', `${path} holds no certificate that has its private key beside it, RSA`, {
      hints: ['AZURE_CLIENT_CERTIFICATE_PATH takes a .pfx, or PEM with certificate and private key'],
    });
  }
  processRedactor.keep(key.toString().replaceAll(/-----[^-]+-----/g, ''));
  return `${new X509Certificate(usable.der).toString()}${key.toString()}`;
}
