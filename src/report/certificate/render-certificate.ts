import { createIdShortener } from '../../core/guid.js';
import { formatDay, formatMinute } from '../../core/clock.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import type {
  CertificateCreateResult,
  CertificateInspectResult,
  InspectedCertificate,
} from '../../schema/results.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';

/** Renders the files of a new certificate, and where each of them belongs. */
export function renderCreatedCertificate(result: CertificateCreateResult): string {
  const { thumbprint, keySizeBits, notAfter, files } = result;
  const lines = [
    `certificate ${thumbprint}, RSA ${keySizeBits}, valid until ${formatDay(notAfter)}`,
    `  for the cloud   ${escapeForTerminal(files.certificate)}`,
    `  for the safe    ${escapeForTerminal(files.privateKey)}`,
    `  what to do      ${escapeForTerminal(files.instructions)}`,
    'Without the .pfx and its password no backup under this certificate can be read.',
    renderNext(formatTypedCommand(['certificate', 'inspect', files.certificate])),
  ];
  return `${lines.join('\n')}\n`;
}

/** Renders the content of a certificate file, whether the service takes it, and which sets it opens. */
export function renderInspectedCertificate(result: CertificateInspectResult): string {
  const { file, certificates, service, sets } = result;
  const shown = certificates.length === 0 ? ['no certificate can be seen in it'] : [];
  const lines = [
    `${escapeForTerminal(file)}: ${describeFile(result)}`,
    ...certificates.flatMap(describeCertificate),
    ...shown,
    '',
    service.accepted ? 'the backup service takes this file' : 'the backup service does not take this file:',
    ...service.problems.map(({ code, message }) => `  ${code}: ${message}`),
    ...(sets === null ? [] : describeSets(sets)),
  ];
  return `${lines.join('\n')}\n`;
}

function describeFile({ format, hasPrivateKey }: CertificateInspectResult): string {
  const name = { pfx: 'PKCS#12 (.pfx)', pem: 'PEM', cer: 'one certificate (.cer)' }[format];
  if (hasPrivateKey === null) return `${name}; whether it holds a private key needs its password`;
  return hasPrivateKey ? `${name}, with a private key` : `${name}, public part only`;
}

function describeCertificate(certificate: InspectedCertificate): readonly string[] {
  const { subject, thumbprint, thumbprintSha256, keyType, keySizeBits, notBefore, notAfter } = certificate;
  const key = keySizeBits === null ? keyType : `${keyType.toUpperCase()}, ${formatCount(keySizeBits, 'bit')}`;
  return [
    `  subject     ${escapeForTerminal(subject)}`,
    `  thumbprint  ${thumbprint}`,
    `  SHA-256     ${thumbprintSha256}`,
    `  key         ${key}`,
    `  valid       ${formatMinute(notBefore)} to ${formatMinute(notAfter)}${certificate.expired ? ' (expired; it decrypts all the same)' : ''}`,
  ];
}

const STATES = {
  opens: 'opens',
  named: 'needs this certificate',
  'does-not-open': 'DOES NOT OPEN, though it names this certificate',
} as const;

function describeSets(sets: NonNullable<CertificateInspectResult['sets']>): readonly string[] {
  const shorten = createIdShortener(sets.map(({ backupId }) => backupId));
  return [
    '',
    `${formatCount(sets.length, 'backup set')} of the share under this certificate${sets.length === 0 ? '' : ':'}`,
    ...sets.map(
      ({ backupId, createdAt, state }) =>
        `  ${shorten(backupId)}  ${formatMinute(createdAt)}  ${STATES[state]}`,
    ),
  ];
}
