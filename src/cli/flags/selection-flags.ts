import * as Flags from '@oclif/core/flags';

import type { SelectionOptions } from '../../app/app.js';
import { deploymentFlags } from './backup-flags.js';
import { parseDurationFlag } from './flag-values.js';
import { createUsageError } from '../outcome/usage-errors.js';

/** The levels of a proof, shallow to deep. */
export const LEVELS = ['structure', 'keys', 'integrity', 'content'] as const;

/** The flag that names the depth of a proof. */
export const levelFlag = {
  level: Flags.string({
    helpValue: 'LEVEL',
    summary: 'Depth of the proof: structure, keys, integrity or content.',
  }),
};

/** The flag that names the greatest age of the newest good set. */
export const ageFlags = {
  'max-age': Flags.string({
    helpValue: 'DURATION',
    summary: 'Fail (exit 26) when the newest good set is older, such as 26h.',
  }),
};

/** The flags that say how a set is chosen. */
export const selectionFlags = {
  ...deploymentFlags,
  'strict-latest': Flags.boolean({ summary: 'Fail (exit 26) when latest would pass over a newer set.' }),
  ...ageFlags,
};

/** The flag that binds a set from outside of the share. */
export const digestFlags = {
  'expect-digest': Flags.string({
    helpValue: 'DIGEST',
    summary: 'Refuse another set than the one that restack digest printed this for.',
  }),
};

/**
 * Selects the options of {@link selectionFlags} and {@link digestFlags} from what the parser makes of them.
 *
 * @throws USAGE when an age is no duration, or a digest none.
 */
export function selectSelectionOptions(flags: {
  readonly deployment?: string | undefined;
  readonly 'strict-latest'?: boolean | undefined;
  readonly 'max-age'?: string | undefined;
  readonly 'expect-digest'?: string | undefined;
}): SelectionOptions {
  return {
    deployment: flags.deployment,
    strictLatest: flags['strict-latest'],
    maxAgeMs: parseDurationFlag('--max-age', flags['max-age']),
    expectDigest: parseDigestFlag(flags['expect-digest']),
  };
}

function parseDigestFlag(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const digest = text.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw createUsageError('--expect-digest expects 64 hexadecimal digits, as restack digest prints them', []);
}
