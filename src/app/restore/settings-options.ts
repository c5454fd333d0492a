import {
  parseExistingPolicies,
  parseRecordSelector,
  type RestorePolicy,
} from '../../use-cases/restore/plan/restore-policy.js';
import type { RestoreSettings } from '../../use-cases/restore/prepare/restore-settings.js';
import type { GivenFileContext } from '../../adapters/keys/given-file.js';
import type { GivenMapping } from '../../use-cases/restore/ids/mapping.js';
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
  readonly unmet?: RestorePolicy['unmet'] | undefined;
  readonly allowNotFresh: boolean;
  readonly allowVersionDistance: boolean;
  readonly targetVersion?: string | undefined;
}

/** The decisions, and where a mapping says what. */
export interface DecidedSettings {
  readonly settings: RestoreSettings;
  readonly placeOf: GivenMapping['placeOf'];
}

/**
 * Reads the decisions from the flags of a command.
 *
 * @throws USAGE or CONFIG when one of them is wrong.
 */
export async function readRestoreSettings(
  options: SettingsOptions,
  context: GivenFileContext,
): Promise<DecidedSettings> {
  const { mapping, placeOf } = await readMappingFile(options.map, context);
  const settings = {
    mapping,
    policy: {
      ...parseExistingPolicies(options.existing),
      only: options.only.map(parseRecordSelector),
      except: options.except.map(parseRecordSelector),
      unmapped: options.unmapped ?? 'block',
      unmet: options.unmet ?? 'block',
    },
    preflight: {
      allowNotFresh: options.allowNotFresh,
      allowVersionDistance: options.allowVersionDistance,
      targetVersion: options.targetVersion ?? null,
    },
  };
  return { settings, placeOf };
}
