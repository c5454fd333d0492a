import type { DigestResult } from '../../schema/results.js';

/** The digest alone: what another command takes. */
export function renderDigest({ digest }: DigestResult): string {
  return `${digest}\n`;
}
