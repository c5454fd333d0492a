import type { BackupSet } from '../../backup-set/catalog.js';
import type {
  CertificateFacts,
  CertificateFileFacts,
  OpenedCertificate,
} from '../../crypto/certificate/certificate-file.js';
import { systemClock } from '../../core/clock.js';
import type { CertificateInspectResult, InspectedCertificate } from '../../schema/results.js';
import type { AppContext, InspectCertificate, InspectOptions } from '../app.js';
import { type CertificateSource, readCertificateSource } from '../keys/certificate-source.js';
import { selectShare } from '../share/select-share.js';
import { unwrapAllKeys } from './check-keys.js';
import { readGivenPasswords } from '../keys/keyring.js';
import { nameFile } from '../keys/name-file.js';
import { readGivenFile } from '../../adapters/disk/read-given-file.js';
import { withShare } from '../share/share.js';

type ServiceProblem = CertificateInspectResult['service']['problems'][number];
type MatchedSet = NonNullable<CertificateInspectResult['sets']>[number];

const LIMIT_BYTES = 1_048_576;
const MIN_KEY_BITS = 2048;

/**
 * Inspects a certificate file: its content, whether the backup service takes it, and which sets of a share it opens.
 * Its password is used when it was given, and asked for only when the file shows nothing without it.
 *
 * @throws NOT_FOUND, UNSUPPORTED or WRONG_PASSWORD as the file's fault is; errors of the share.
 */
export const inspectCertificate: InspectCertificate = async (options, context) => {
  const { file } = options;
  const share = selectShare(options);
  const bytes = await readGivenFile(file, { what: 'certificate file', limitBytes: LIMIT_BYTES });
  const { inspectCertificateFile } = await import('../../crypto/certificate/certificate-file.js');
  const facts = nameFile(file, () => inspectCertificateFile(bytes));
  const given = await readGivenPasswords(options.certPasswordFiles);
  const source = await readCertificateSource(file, { given, prompts: context.prompts });
  const opened = await openWhereNeeded(source, { facts, isGiven: given.length > 0 });
  const certificates = (opened ?? facts.certificates ?? []).map((certificate) =>
    describeCertificate(certificate, facts.hasPrivateKey),
  );
  const hasPrivateKey = opened?.some(({ privateKey }) => privateKey !== null) ?? facts.hasPrivateKey;
  const problems = [...listServiceProblems({ format: facts.format, hasPrivateKey, certificates })];
  return {
    file,
    format: facts.format,
    hasPrivateKey,
    certificates,
    service: { accepted: problems.length === 0, problems },
    sets: share === undefined ? null : await matchSets(options, { certificates, opened }, context),
  };
};

async function openWhereNeeded(
  source: CertificateSource,
  { facts, isGiven }: { readonly facts: CertificateFileFacts; readonly isGiven: boolean },
): Promise<readonly OpenedCertificate[] | undefined> {
  return !facts.needsPassword || isGiven || facts.certificates === null ? source.open() : undefined;
}

function describeCertificate(
  certificate: CertificateFacts | OpenedCertificate,
  fileHasPrivateKey: boolean | null,
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
    expired: notAfter.getTime() < systemClock.now().getTime(),
  };
}

/** Lists the reasons why the backup service refuses a file. Source: format specification, section 6. */
function* listServiceProblems(
  file: Pick<CertificateInspectResult, 'format' | 'hasPrivateKey' | 'certificates'>,
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
    const message = `it holds ${certificates.length} certificates, expected one`;
    yield { code: 'NOT_ONE_CERTIFICATE', message };
  }
  if (certificate !== undefined) yield* listCertificateProblems(certificate);
}

function* listCertificateProblems(certificate: InspectedCertificate): Generator<ServiceProblem> {
  const { keyType, keySizeBits, notBefore, notAfter, expired } = certificate;
  if (keyType !== 'rsa') yield { code: 'NOT_RSA', message: `its key is ${keyType}, expected RSA` };
  else if (keySizeBits !== null && keySizeBits < MIN_KEY_BITS) {
    const message = `its key has ${keySizeBits} bits, expected at least ${MIN_KEY_BITS}`;
    yield { code: 'KEY_TOO_SHORT', message };
  }
  if (expired) yield { code: 'EXPIRED', message: `it was valid until ${notAfter}` };
  if (Date.parse(notBefore) > systemClock.now().getTime()) {
    yield { code: 'NOT_YET_VALID', message: `it is valid from ${notBefore} on` };
  }
}

interface Inspected {
  readonly certificates: readonly InspectedCertificate[];
  readonly opened: readonly OpenedCertificate[] | undefined;
}

function matchSets(options: InspectOptions, inspected: Inspected, context: AppContext) {
  return withShare(options, context, async ({ catalog }) => {
    const matched: MatchedSet[] = [];
    for (const set of catalog.sets) {
      const { thumbprint } = set.encryption;
      if (!inspected.certificates.some((certificate) => certificate.thumbprint === thumbprint)) continue;
      if (thumbprint === null) continue;
      const { backupId, createdAt } = set;
      const state = await matchSet(set, inspected);
      matched.push({ backupId, createdAt: createdAt.toISOString(), thumbprint, state });
    }
    return matched;
  });
}

async function matchSet(set: BackupSet, { opened }: Inspected): Promise<MatchedSet['state']> {
  const certificate = opened?.find(({ thumbprint }) => thumbprint === set.encryption.thumbprint);
  if (certificate === undefined || certificate.privateKey === null) return 'named';
  return (await unwrapAllKeys(set, certificate)) === null ? 'does-not-open' : 'opens';
}
