import { RestackError } from '../../core/errors/restack-error.js';
import type { Mapping } from '../../use-cases/restore/ids/mapping.js';
import type { PreflightPolicy } from '../../use-cases/restore/preflight/preflight.js';
import {
  parseExistingPolicies,
  parseRecordSelector,
  type RestorePolicy,
} from '../../use-cases/restore/plan/restore-policy.js';
import { restoreSettings } from '../../schema/generated/restore-files.js';
import { validateAgainst } from '../../schema/schema-violations.js';
import { readMappingFile } from './mapping-file.js';

/** The decisions of a person about a restore. Plain data without secrets. Source: schemas/restore-settings.json. */
export interface RestoreSettings {
  readonly mapping: Mapping;
  readonly policy: RestorePolicy;
  readonly preflight: PreflightPolicy;
}

/** The decisions in the form of flags. */
export interface SettingsOptions {
  /** Mapping file. */
  readonly map?: string | undefined;
  /** `POLICY` or `KIND=POLICY`. */
  readonly existing: readonly string[];
  /** `KIND` or `KIND/NAME`. */
  readonly only: readonly string[];
  readonly except: readonly string[];
  readonly unmapped?: RestorePolicy['unmapped'] | undefined;
  readonly allowNotFresh: boolean;
  readonly allowVersionDistance: boolean;
  readonly targetVersion?: string | undefined;
}

/**
 * Reads the decisions from the flags of a command.
 *
 * @throws USAGE or CONFIG when one of them is wrong.
 */
export async function readRestoreSettings(options: SettingsOptions): Promise<RestoreSettings> {
  return {
    mapping: await readMappingFile(options.map),
    policy: {
      ...parseExistingPolicies(options.existing),
      only: options.only.map(parseRecordSelector),
      except: options.except.map(parseRecordSelector),
      unmapped: options.unmapped ?? 'block',
    },
    preflight: {
      allowNotFresh: options.allowNotFresh,
      allowVersionDistance: options.allowVersionDistance,
      targetVersion: options.targetVersion ?? null,
    },
  };
}

/**
 * Parses decisions from a file that restack wrote.
 *
 * @throws UNSUPPORTED when they are not as this version writes them.
 */
export function parseRestoreSettings(value: unknown, path: string): RestoreSettings {
  const validation = validateAgainst(restoreSettings, value);
  if (validation.valid) return validation.value;
  const [first] = validation.violations;
  throw new RestackError(
    'UNSUPPORTED',
    `the settings in ${path} are not as this version of restack writes them: ${first?.pointer ?? ''} ${first?.message ?? ''}`,
    { details: { path } },
  );
}
