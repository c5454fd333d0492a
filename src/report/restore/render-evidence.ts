import { formatBytes, formatCount } from '../../core/sizes.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import type { EvidencePackResult, EvidenceVerifyResult } from '../../schema/results.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';

/** Renders a packed bundle, and the command that verifies it. */
export function renderPackedEvidence(result: EvidencePackResult): string {
  const { runId, out, bundleBytes, digest, signature, files } = result;
  const lines = [
    `${formatCount(files.length, 'file')} of run ${runId} in ${escapeForTerminal(out)} (${formatBytes(bundleBytes)}).`,
    `Digest: ${digest}. Note it away from the bundle.`,
    signature === null
      ? 'Not signed: whoever can write the file could make it anew (--sign-key FILE).'
      : `Signed (${signature.algorithm}) by the key ${signature.keyDigest}.`,
    renderNext(formatTypedCommand(['evidence', 'verify', out])),
  ];
  return `${lines.join('\n')}\n`;
}

/** Renders a bundle that is as it was written. */
export function renderVerifiedEvidence(result: EvidenceVerifyResult): string {
  const { runId, bundle, bundleBytes, digest, signature, files } = result;
  const lines = [
    ...files.map(({ path, sha256 }) => `${sha256}  ${path}`),
    `Every byte of ${escapeForTerminal(bundle)} (${formatBytes(bundleBytes)}) is as it was written: run ${runId}.`,
    `Digest: ${digest}. It must be the one that was noted when the bundle was packed.`,
    describeSignature(signature),
  ];
  return `${lines.join('\n')}\n`;
}

function describeSignature(signature: EvidenceVerifyResult['signature']): string {
  if (signature === null) return 'It is not signed: whoever can write the file could have made it anew.';
  return signature.verified
    ? `The signature is that of your key, ${signature.keyDigest}.`
    : `It is signed by the key ${signature.keyDigest}; whether that is yours was not asked (--verify-key FILE).`;
}
