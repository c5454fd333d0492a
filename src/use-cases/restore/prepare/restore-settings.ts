import { RestackError } from '../../../core/errors/restack-error.js';
import { restoreSettings } from '../../../schema/generated/restore-files.js';
import { describeFault, validateAgainst } from '../../../schema/schema-violations.js';
import type { Mapping } from '../ids/mapping.js';
import type { RestorePolicy } from '../plan/restore-policy.js';
import type { PreflightPolicy } from '../preflight/preflight.js';

/** The decisions of a person about a restore. Plain data without secrets. Source: schemas/restore-settings.json. */
export interface RestoreSettings {
  readonly mapping: Mapping;
  readonly policy: RestorePolicy;
  readonly preflight: PreflightPolicy;
}

/**
 * Parses decisions from a file that restack wrote.
 *
 * @throws UNSUPPORTED when they are not as this version writes them.
 */
export function parseRestoreSettings(value: unknown, path: string): RestoreSettings {
  const validation = validateAgainst(restoreSettings, value, 'size-only');
  if (validation.valid) return validation.value;
  throw new RestackError(
    'UNSUPPORTED',
    `the settings in ${path} are not as this version of restack writes them: ${describeFault(value, validation.violations)}`,
    { details: { path } },
  );
}
