import type { BackupSet } from '../../backup-set/catalog.js';
import type { OpenedCertificate } from '../../crypto/certificate/certificate-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { findingOf } from '../../core/errors/finding-error.js';
import { systemClock } from '../../core/clock.js';
import type { KeyMatch, KeysResult } from '../../schema/results.js';
import type { CheckKeys } from '../app.js';
import type { CertificateSource } from '../keys/certificate-source.js';
import type { GivenKeys } from '../keys/keyring.js';
import { withOpenSets } from '../share/open-sets.js';

/**
 * Finds which of the given keys opens which set, from metadata alone: every wrapped key of a set is unwrapped, no data
 * file is read. A legacy key proves itself on data only, so it is `untested` where it could fit.
 *
 * @throws NO_KEY when no key was given; NOTHING_CHECKED when the share holds no set.
 */
export const checkKeys: CheckKeys = (options, context) =>
  withOpenSets(options, context, async ({ catalog, keys }): Promise<KeysResult> => {
    if (!keys.any) {
      throw new RestackError('NO_KEY', 'no certificate and no legacy key was given', {
        hints: ['give at least one: --cert FILE.pfx or --key-file FILE'],
      });
    }
    if (catalog.sets.length === 0) throw new RestackError('NOTHING_CHECKED', 'the share holds no backup set');
    const backups = [];
    for (const set of catalog.sets) {
      backups.push({
        backupId: set.backupId,
        wantedThumbprint: set.encryption.thumbprint,
        mode: set.encryption.mode,
        keys: await matchKeys(set, keys),
      });
    }
    return { backups };
  });

async function matchKeys(set: BackupSet, keys: GivenKeys): Promise<readonly KeyMatch[]> {
  const matches: KeyMatch[] = [];
  for (const source of keys.certificates) matches.push(await matchCertificate(set, source));
  if (keys.legacy !== undefined) {
    const state = set.encryption.mode === 'key' ? 'untested' : 'does-not-open';
    matches.push({ source: keys.legacy.name, thumbprint: null, state, expired: false, oaepHash: null });
  }
  return matches;
}

async function matchCertificate(set: BackupSet, source: CertificateSource): Promise<KeyMatch> {
  const wanted = set.encryption.thumbprint;
  const match = { ...describeVisible(source, wanted), oaepHash: null };
  if (wanted === null) return { ...match, state: 'does-not-open' };
  if (source.visible !== null && match.thumbprint !== wanted) return { ...match, state: 'does-not-open' };
  try {
    return await tryOpened(set, { wanted, source, opened: await source.open(wanted) });
  } catch (error) {
    if (error instanceof RestackError && error.code === 'WRONG_PASSWORD')
      return { ...match, state: 'wrong-password' };
    throw error;
  }
}

/** Describes the wanted certificate of a file, or else the first that can be seen without a password. */
function describeVisible(
  { path, visible }: CertificateSource,
  wanted: string | null,
): Pick<KeyMatch, 'source' | 'thumbprint' | 'expired'> {
  const shown = visible?.find(({ thumbprint }) => thumbprint === wanted) ?? visible?.[0];
  return describeShown(path, shown);
}

function describeShown(
  source: string,
  shown: Pick<OpenedCertificate, 'thumbprint' | 'notAfter'> | undefined,
): Pick<KeyMatch, 'source' | 'thumbprint' | 'expired'> {
  if (shown === undefined) return { source, thumbprint: null, expired: false };
  return { source, thumbprint: shown.thumbprint, expired: hasExpired(shown.notAfter) };
}

async function tryOpened(
  set: BackupSet,
  found: {
    readonly wanted: string;
    readonly source: CertificateSource;
    readonly opened: readonly OpenedCertificate[];
  },
): Promise<KeyMatch> {
  const { wanted, source, opened } = found;
  const certificate = opened.find(({ thumbprint }) => thumbprint === wanted);
  const match = describeShown(source.path, certificate ?? opened[0]);
  const oaepHash = certificate === undefined ? null : await unwrapAllKeys(set, certificate);
  return { ...match, state: oaepHash === null ? 'does-not-open' : 'opens', oaepHash };
}

/**
 * Unwraps every wrapped key of a set. @returns the hash of the padding (`sha1` when any of them uses it); null when one
 * does not unwrap.
 */
export async function unwrapAllKeys(
  set: BackupSet,
  certificate: OpenedCertificate,
): Promise<'sha256' | 'sha1' | null> {
  const { privateKey } = certificate;
  if (privateKey === null) return null;
  const { unwrapCompactKey } = await import('../../crypto/wrapped-key.js');
  let hash: 'sha256' | 'sha1' = 'sha256';
  for (const { encryption } of set.chains.flatMap((chain) => chain.snapshots)) {
    if (encryption.mode !== 'certificate') return null;
    try {
      const { oaepHash } = unwrapCompactKey({ privateKey, wrappedKey: encryption.wrappedKey });
      if (oaepHash === 'sha1') hash = 'sha1';
    } catch (error) {
      if (findingOf(error) === undefined) throw error;
      return null;
    }
  }
  return hash;
}

function hasExpired(notAfter: Date): boolean {
  return notAfter.getTime() < systemClock.now().getTime();
}
