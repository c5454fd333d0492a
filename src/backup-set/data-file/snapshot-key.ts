import { formatMinute } from '../../core/clock.js';
import { formatCount } from '../../core/sizes.js';
import { splitCompactKey } from '../../crypto/compact-key.js';
import { unwrapCompactKey } from '../../crypto/wrapped-key.js';
import type { Clock } from '../../core/clock.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { createFinding, type Finding } from '../../core/errors/finding.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import type { Snapshot } from '../catalog.js';
import { placeOfDataFile, withPlace } from '../finding-place.js';
import type { KeyObject } from 'node:crypto';

/** The keys of one snapshot's data file. */
export interface SnapshotKey {
  /** 32 bytes. */
  readonly aesKey: Uint8Array;
  readonly macKey: Uint8Array;
  /** Findings that do not stop the unwrapping. */
  readonly findings: readonly Finding[];
}

/**
 * Finds the key that a snapshot names, and unwraps its compact key. Reads no data file; the level `keys` needs no more.
 * A legacy key is only found, and cannot be proved without the data file.
 *
 * @throws NO_KEY (finding KEY_MISSING) when the keyring lacks it.
 * @throws INTEGRITY (finding WRAPPED_KEY_DAMAGED) when the certificate is the right one, but does not unwrap it.
 * @throws WRONG_PASSWORD when the matching certificate file does not open.
 * Source: format specification, section 3.
 */
export async function unwrapSnapshotKey(
  snapshot: Snapshot,
  context: { readonly keyring: Keyring; readonly clock: Clock },
): Promise<SnapshotKey> {
  const place = placeOfDataFile(snapshot);
  return withPlace({ ...place, file: snapshot.metadataFile }, async () => {
    const findings: Finding[] = [];
    const note = (...[code, message]: Parameters<typeof createFinding>): void => {
      findings.push(createFinding(code, message, place));
    };
    const compactKey = await findCompactKey(snapshot, { ...context, note });
    processRedactor.keepBytes(compactKey);
    const { aesKey, macKey, unusualLength } = splitCompactKey(compactKey);
    if (unusualLength) {
      note(
        'COMPACT_KEY_LENGTH',
        `the compact key is ${formatCount(compactKey.length, 'byte')} long, expected 64`,
      );
    }
    return { aesKey, macKey, findings };
  });
}

interface KeySearch {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly note: (...args: Parameters<typeof createFinding>) => void;
}

async function findCompactKey(snapshot: Snapshot, search: KeySearch): Promise<Uint8Array> {
  const { encryption } = snapshot;
  if (encryption.mode === 'key') {
    const key = await search.keyring.findLegacyKey();
    if (key !== undefined) return key.compactKey;
    throw createFindingError(
      'KEY_MISSING',
      'the set is encrypted with a legacy key, which no certificate opens; none was given',
      { hints: [`restack verify ${snapshot.backupId} --key-file FILE`] },
    );
  }
  const { thumbprint, wrappedKey } = encryption;
  const certificate = await search.keyring.findCertificateKey(thumbprint, snapshot.backupId);
  if (certificate === undefined) throw await describeMissing(snapshot, thumbprint, search.keyring);
  noteExpiry(certificate, search);
  const { compactKey, oaepHash } = await unwrapCompactKey({ privateKey: certificate.privateKey, wrappedKey });
  if (oaepHash === 'sha1') {
    search.note('WRAPPED_KEY_SHA1', 'the key is wrapped with OAEP and SHA-1, as before 2023');
  }
  return compactKey;
}

async function describeMissing(snapshot: Snapshot, thumbprint: string, keyring: Keyring): Promise<Error> {
  const legacyKey = await keyring.findLegacyKey();
  const aside =
    legacyKey === undefined ? '' : '; the legacy key that was given opens no set made with a certificate';
  return createFindingError(
    'KEY_MISSING',
    `the set is encrypted with the certificate ${thumbprint}, which was not given${aside}`,
    { hints: [`restack verify ${snapshot.backupId} --cert FILE`] },
  );
}

function noteExpiry(certificate: CertificateKey, search: KeySearch): void {
  if (certificate.notAfter >= search.clock.now()) return;
  search.note(
    'CERTIFICATE_EXPIRED',
    `the certificate ${certificate.thumbprint} expired at ${formatMinute(certificate.notAfter)}`,
  );
}

/** A certificate's private key, ready to unwrap. */
export interface CertificateKey {
  readonly kind: 'certificate';
  /** SHA-1 of the certificate, 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  readonly privateKey: KeyObject;
  readonly notAfter: Date;
}

/** The operator's legacy key: the 64 bytes of the compact key itself. */
export interface LegacyKey {
  readonly kind: 'legacy';
  readonly compactKey: Uint8Array;
}

/**
 * The keys that a command was given. Opening may ask for a password, so it happens on demand and once per certificate.
 */
export interface Keyring {
  /**
   * The key for a thumbprint; undefined when no given certificate has it. A person who is asked for a password is told of
   * the set that wants it.
   *
   * @throws WRONG_PASSWORD when the matching file does not open.
   */
  findCertificateKey(thumbprint: string, backupId?: string): Promise<CertificateKey | undefined>;
  /** The legacy key; undefined when none was given. */
  findLegacyKey(): Promise<LegacyKey | undefined>;
}
