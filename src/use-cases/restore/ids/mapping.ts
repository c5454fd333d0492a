import { RestackError } from '../../../core/errors/restack-error.js';
import type { Mapping as GeneratedMapping } from '../../../schema/generated/types.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';

/** Old names to new ones, as a mapping file says them. Source: schemas/mapping.json. */
export type Mapping = {
  readonly [Section in keyof GeneratedMapping]: Readonly<Record<string, string>> | undefined;
};

/** The sections that name the cloud itself. There is one of each in the target, and it is known. */
const CLOUD_SECTIONS = [
  ['region', 'region'],
  ['providerSubscription', 'providerSubscriptionId'],
  ['externalDomain', 'domain'],
] as const satisfies readonly (readonly [keyof Mapping, keyof TargetIdentity])[];

/**
 * Makes sure that a mapping is meant for this target: whatever it maps region, provider subscription and external
 * domain to must be the target's own.
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

/** Lower-case old names of a section. */
export function listOldNames(mapping: Mapping, section: keyof Mapping): readonly string[] {
  return Object.keys(mapping[section] ?? {}).map((name) => name.toLowerCase());
}
