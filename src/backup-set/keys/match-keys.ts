import { findingOf } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { hasExpired, type OpenedCertificate } from '../../crypto/certificate/certificate-file.js';
import { unwrapCompactKey } from '../../crypto/wrapped-key.js';
import type { KeyMatch } from '../../schema/results.js';
import type { BackupSet } from '../catalog.js';
import type { CertificateSource, KeySources, CertificateOfSet } from './given-keys.js';

type Shown = Pick<KeyMatch, 'source' | 'thumbprint' | 'expired'>;

/**
 * Matches each of the given keys with a set, from metadata alone: every wrapped key is unwrapped, no data file is read.
 * A legacy key proves itself on data only, so it is `untested` where it could fit.
 *
 * @throws CONFIRMATION_REQUIRED when a password is needed and nobody can be asked.
 */
export async function matchKeys(
  set: BackupSet,
  { certificates, legacy }: KeySources,
  now: Date,
): Promise<readonly KeyMatch[]> {
  const matches: KeyMatch[] = [];
  for (const source of certificates) matches.push(await matchCertificate(set, source, now));
  if (legacy !== undefined) {
    const state = set.encryption.mode === 'key' ? 'untested' : 'does-not-open';
    matches.push({ source: legacy.name, thumbprint: null, state, expired: false, oaepHash: null });
  }
  return matches;
}

async function matchCertificate(set: BackupSet, source: CertificateSource, now: Date): Promise<KeyMatch> {
  const wanted = set.encryption.thumbprint;
  const { path, visible } = source;
  // The wanted certificate, or else the first that can be seen without a password.
  const seen = visible?.find(({ thumbprint }) => thumbprint === wanted) ?? visible?.[0];
  const match = { ...describeShown(path, seen, now), oaepHash: null };
  if (wanted === null) return { ...match, state: 'does-not-open' };
  if (visible !== null && match.thumbprint !== wanted) return { ...match, state: 'does-not-open' };
  const opened = await openUnlessWrong(source, { thumbprint: wanted, backupId: set.backupId });
  if (opened === undefined) return { ...match, state: 'wrong-password' };
  const certificate = opened.find(({ thumbprint }) => thumbprint === wanted);
  return {
    ...describeShown(path, certificate ?? opened[0], now),
    ...(await tryCertificate(set, certificate)),
  };
}

async function tryCertificate(
  set: BackupSet,
  certificate: OpenedCertificate | undefined,
): Promise<Pick<KeyMatch, 'state' | 'oaepHash'>> {
  if (certificate === undefined) return { state: 'does-not-open', oaepHash: null };
  if (certificate.privateKey === null) return { state: 'public-part', oaepHash: null };
  const oaepHash = await unwrapAllKeys(set, certificate);
  return { state: oaepHash === null ? 'does-not-open' : 'opens', oaepHash };
}

/** Opens a source; undefined when no password does. */
async function openUnlessWrong(
  source: CertificateSource,
  wanted: CertificateOfSet,
): Promise<readonly OpenedCertificate[] | undefined> {
  try {
    return await source.open(wanted);
  } catch (error) {
    if (error instanceof RestackError && error.code === 'WRONG_PASSWORD') return undefined;
    throw error;
  }
}

function describeShown(
  source: string,
  shown: Pick<OpenedCertificate, 'thumbprint' | 'notAfter'> | undefined,
  now: Date,
): Shown {
  if (shown === undefined) return { source, thumbprint: null, expired: false };
  return { source, thumbprint: shown.thumbprint, expired: hasExpired(shown, now) };
}

/**
 * Unwraps every wrapped key of a set. @returns the hash of the padding (`sha1` when any of them uses it); null when one
 * does not unwrap.
 */
export async function unwrapAllKeys(
  set: BackupSet,
  { privateKey }: Pick<OpenedCertificate, 'privateKey'>,
): Promise<'sha256' | 'sha1' | null> {
  if (privateKey === null) return null;
  let hash: 'sha256' | 'sha1' = 'sha256';
  for (const { encryption } of set.chains.flatMap((chain) => chain.snapshots)) {
    if (encryption.mode !== 'certificate') return null;
    try {
      const { oaepHash } = await unwrapCompactKey({ privateKey, wrappedKey: encryption.wrappedKey });
      if (oaepHash === 'sha1') hash = 'sha1';
    } catch (error) {
      if (findingOf(error) === undefined) throw error;
      return null;
    }
  }
  return hash;
}
