import { formatMinute } from '../../core/clock.js';
import { formatCount } from '../../core/sizes.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import type { CertificateCreateResult } from '../../schema/results.js';

/** Renders the page that goes with a new certificate and says which file to keep where. It holds no secret. */
export function renderKeeping(
  result: CertificateCreateResult,
  names: { readonly certificate: string; readonly privateKey: string },
): string {
  const { subject, thumbprint, thumbprintSha256, keySizeBits, notBefore, notAfter } = result;
  return `Backup certificate of an Azure Stack Hub

Subject      ${escapeForTerminal(subject)}
Thumbprint   ${thumbprint}
SHA-256      ${thumbprintSha256}
Key          RSA, ${formatCount(keySizeBits, 'bit')}
Valid        ${formatMinute(notBefore)} to ${formatMinute(notAfter)}

1. ${names.certificate}, the public part, goes to the cloud: administrator portal, Infrastructure
   backup, Configuration, Certificate. It is no secret. The cloud encrypts with it and
   cannot decrypt; it never needs the other file before a recovery.

2. ${names.privateKey}, the private key, goes to the safe, in two places that do not burn down
   together, and never on the backup share or on the cloud itself. Without it no backup
   under this certificate can ever be read again: nobody can make it anew.

3. The password of ${names.privateKey} goes to another place than the file, where the people who will
   recover the cloud get at it without the cloud.

4. Keep all three for as long as any backup under this certificate is kept, archives
   included. Replacing the certificate leaves older backups encrypted with this one. That
   it has expired does not matter for reading.

5. Try it now and then, on a machine that is not the cloud:
   restack keys check --share PATH --cert ${names.privateKey}
`;
}
