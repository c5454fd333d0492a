import { RestackError } from '../core/errors/restack-error.js';
import { isPlainWord } from '../core/errors/plain-word.js';
import type { PayloadKind } from '../schema/payloads.js';

/** The name of one object of a kind, for people. */
export const KIND_NAMES: Readonly<Record<PayloadKind, string>> = {
  directoryTenant: 'directory tenant',
  resourceGroup: 'resource group',
  computeQuota: 'compute quota',
  networkQuota: 'network quota',
  storageQuota: 'storage quota',
  plan: 'plan',
  offer: 'offer',
  subscription: 'subscription',
  offerDelegation: 'offer delegation',
  acquiredPlan: 'acquired plan',
  roleDefinition: 'role definition',
  roleAssignment: 'role assignment',
  vault: 'vault',
  secret: 'secret',
};

/** All kinds, in the order of a set. */
export const ALL_KINDS = Object.keys(KIND_NAMES).filter((key): key is PayloadKind =>
  Object.hasOwn(KIND_NAMES, key),
);

/**
 * Parses the name of a kind as a person types it: `computeQuota` or `compute-quota`, in any case.
 *
 * @throws USAGE when there is no such kind; names those that there are.
 */
export function parseKind(text: string): PayloadKind {
  const typed = text.replaceAll('-', '').toLowerCase();
  const kind = ALL_KINDS.find((candidate) => candidate.toLowerCase() === typed);
  if (kind !== undefined) return kind;
  const known = ALL_KINDS.map((name) => KIND_NAMES[name].replaceAll(' ', '-'));
  const named = isPlainWord(text)
    ? `there is no kind of record "${text}"`
    : 'there is no such kind of record';
  throw new RestackError('USAGE', `${named}; there are ${known.join(', ')}`);
}
