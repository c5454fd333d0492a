import { RestackError } from '../../../core/errors/restack-error.js';
import type { Mapping as GeneratedMapping } from '../../../schema/generated/types.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';

/** A mapping file: old names, and the new ones they become. Source: schemas/mapping.json. */
export type Mapping = {
  readonly [Section in keyof GeneratedMapping]: Readonly<Record<string, string>> | undefined;
};

/** The sections that name the cloud itself. The target has one of each, and it is known. */
const CLOUD_SECTIONS = [
  ['region', 'region'],
  ['providerSubscription', 'providerSubscriptionId'],
  ['externalDomain', 'domain'],
] as const satisfies readonly (readonly [keyof Mapping, keyof TargetIdentity])[];

/**
 * Asserts that a mapping is meant for this target: it may map region, provider subscription and external domain only to
 * the target's own.
 *
 * @throws CONFIG when it is not.
 */
export function assertMappingFits(mapping: Mapping, target: TargetIdentity): void {
  for (const [section, member] of CLOUD_SECTIONS) {
    for (const [from, to] of Object.entries(mapping[section] ?? {})) {
      if (to.toLowerCase() === target[member].toLowerCase()) continue;
      throw new RestackError(
        'CONFIG',
        `the mapping takes ${section} ${from} to ${to}, but the target at ${target.adminEndpoint} has ${target[member]}`,
        { details: { section, from, to, target: target[member] } },
      );
    }
  }
}

/** The old names of a section, lower case. */
export function listOldNames(mapping: Mapping, section: keyof Mapping): readonly string[] {
  return Object.keys(mapping[section] ?? {}).map((name) => name.toLowerCase());
}

/** A mapping, and where it says what. */
export interface GivenMapping {
  readonly mapping: Mapping;
  /** The place of an old name, as `map.yaml:12`. */
  readonly placeOf: (section: keyof Mapping, name: string) => string;
}
