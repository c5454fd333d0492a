import { resolve } from 'node:path';
import { examineBundle } from '../../adapters/evidence/examine-bundle.js';
import type { EvidenceVerifyResult } from '../../schema/results.js';
import type { AppContext } from '../app.js';

/** The bundle, and the public key that must have signed it. */
export interface VerifyEvidenceOptions {
  readonly file: string;
  readonly verifyKeyFile?: string | undefined;
}

/**
 * Proves that every byte of a bundle is as it was written.
 *
 * @throws NOT_FOUND or UNSUPPORTED when there is no such bundle; INTEGRITY with the first entry that was changed,
 * dropped, added or moved, or when it is not signed by the key that is given; the errors of reading that key.
 */
export async function verifyEvidence(
  { file, verifyKeyFile }: VerifyEvidenceOptions,
  context: AppContext,
): Promise<EvidenceVerifyResult> {
  const { readVerifyingKey } = await import('../keys/signing-files.js');
  const verifyingKey =
    verifyKeyFile === undefined ? undefined : await readVerifyingKey(verifyKeyFile, context);
  const { signal } = context;
  const { runId, bundleBytes, digest, signature, files } = await examineBundle(resolve(file), {
    verifyingKey,
    signal,
  });
  return { runId, bundle: resolve(file), bundleBytes, digest, signature, files };
}
