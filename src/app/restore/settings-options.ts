import {
  parseExistingPolicies,
  parseRecordSelector,
  type RestorePolicy,
} from '../../use-cases/restore/plan/restore-policy.js';
import type { RestoreSettings } from '../../use-cases/restore/prepare/restore-settings.js';
import { readMappingFile } from './plan-file.js';

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
