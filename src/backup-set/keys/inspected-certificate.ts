import { formatCount } from '../../core/sizes.js';
import {
  type CertificateFacts,
  type CertificateFileFacts,
  hasExpired,
  type OpenedCertificate,
} from '../../crypto/certificate/certificate-file.js';
import type { CertificateInspectResult, InspectedCertificate } from '../../schema/results.js';
import type { BackupSet } from '../catalog.js';
import { MIN_KEY_BITS } from './public-certificate.js';
import { unwrapAllKeys } from './match-keys.js';

type ServiceProblem = CertificateInspectResult['service']['problems'][number];
type MatchedSet = NonNullable<CertificateInspectResult['sets']>[number];

/** A certificate file, opened as far as it could be. */
export interface LookedIntoFile {
  readonly facts: CertificateFileFacts;
  /** Undefined when it was not opened. */
  readonly opened: readonly OpenedCertificate[] | undefined;
}

/** Describes the content of a certificate file, and whether the backup service takes it. */
export function inspectCertificates(
  { facts, opened }: LookedIntoFile,
  now: Date,
): Pick<CertificateInspectResult, 'format' | 'hasPrivateKey' | 'certificates' | 'service'> {
  const certificates = (opened ?? facts.certificates ?? []).map((certificate) =>
    describeCertificate(certificate, facts.hasPrivateKey, now),
  );
  const hasPrivateKey = opened?.some(({ privateKey }) => privateKey !== null) ?? facts.hasPrivateKey;
  const { format } = facts;
  const problems = [...listServiceProblems({ format, hasPrivateKey, certificates }, now)];
  return { format, hasPrivateKey, certificates, service: { accepted: problems.length === 0, problems } };
}

function describeCertificate(
  certificate: CertificateFacts | OpenedCertificate,
  fileHasPrivateKey: boolean | null,
  now: Date,
): InspectedCertificate {
  const { subject, thumbprint, thumbprintSha256, keyType, keySizeBits, notBefore, notAfter } = certificate;
  return {
    subject,
    thumbprint,
    thumbprintSha256,
    keyType,
    keySizeBits,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    hasPrivateKey: 'privateKey' in certificate ? certificate.privateKey !== null : fileHasPrivateKey,
    expired: hasExpired(certificate, now),
  };
}

/** Lists the reasons why the backup service refuses a file. Source: format specification, section 6. */
function* listServiceProblems(
  file: Pick<CertificateInspectResult, 'format' | 'hasPrivateKey' | 'certificates'>,
  now: Date,
): Generator<ServiceProblem> {
  const { format, hasPrivateKey, certificates } = file;
  if (format === 'pfx') {
    yield { code: 'NOT_A_CER', message: 'it is a .pfx; the service takes a .cer with the public part only' };
  }
  if (hasPrivateKey === true) {
    const message = 'it holds a private key, which must never be given to the cloud';
    yield { code: 'PRIVATE_KEY_INSIDE', message };
  }
  const [certificate] = certificates;
  if (certificate === undefined || certificates.length > 1) {
    const message = `it holds ${formatCount(certificates.length, 'certificate')}, expected one`;
    yield { code: 'NOT_ONE_CERTIFICATE', message };
  }
  if (certificate !== undefined) yield* listCertificateProblems(certificate, now);
}

function* listCertificateProblems(certificate: InspectedCertificate, now: Date): Generator<ServiceProblem> {
  const { keyType, keySizeBits, notBefore, notAfter, expired } = certificate;
  if (keyType !== 'rsa') yield { code: 'NOT_RSA', message: `its key is ${keyType}, expected RSA` };
  else if (keySizeBits !== null && keySizeBits < MIN_KEY_BITS) {
    const message = `its key has ${formatCount(keySizeBits, 'bit')}, expected at least ${MIN_KEY_BITS}`;
    yield { code: 'KEY_TOO_SHORT', message };
  }
  if (expired) yield { code: 'EXPIRED', message: `it was valid until ${notAfter}` };
  if (Date.parse(notBefore) > now.getTime()) {
    yield { code: 'NOT_YET_VALID', message: `it is valid from ${notBefore} on` };
  }
}

/** Matches sets with the certificates of a file: those that name one of them, and whether it opens them. */
export async function matchSets(
  sets: readonly BackupSet[],
  { facts, opened }: LookedIntoFile,
): Promise<readonly MatchedSet[]> {
  const held = new Set((opened ?? facts.certificates ?? []).map(({ thumbprint }) => thumbprint));
  const matched: MatchedSet[] = [];
  for (const set of sets) {
    const { backupId, createdAt, encryption } = set;
    const { thumbprint } = encryption;
    if (thumbprint === null || !held.has(thumbprint)) continue;
    const certificate = opened?.find((candidate) => candidate.thumbprint === thumbprint);
    const state = await matchSet(set, certificate);
    matched.push({ backupId, createdAt: createdAt.toISOString(), thumbprint, state });
  }
  return matched;
}

async function matchSet(
  set: BackupSet,
  certificate: OpenedCertificate | undefined,
): Promise<MatchedSet['state']> {
  if (certificate === undefined || certificate.privateKey === null) return 'named';
  return (await unwrapAllKeys(set, certificate)) === null ? 'does-not-open' : 'opens';
}
