import type { KindContext, Replay } from '../resource-kind.js';
import { findPresence, formatDirectoryReference } from '../target-resources.js';

/**
 * Leaves a subscription to a person while the target lacks its directory, where the set does not tell directories:
 * registering one takes its domain, which nobody but a person knows then.
 */
export function awaitDirectory(
  replay: Replay,
  tenantId: string,
  { untold = [], target }: KindContext,
): Replay {
  const reference = formatDirectoryReference(tenantId);
  const isUntold = untold.some(({ kind }) => kind === 'directoryTenant');
  if (!isUntold || !replay.references.includes(reference)) return replay;
  return {
    ...replay,
    references: replay.references.filter((id) => id !== reference),
    async find(access) {
      const value = await access.target.read(replay.address);
      if (value !== undefined) return { value };
      if ((await findPresence(reference, access)) !== 'absent') return replay.find?.(access);
      const notYet =
        target.identitySystem === 'adfs'
          ? `a cloud with AD FS has one directory: map ${tenantId} to it, and restore again`
          : `the target does not have its directory ${tenantId}, and the set does not tell the domain of it: register it, and restore again`;
      return { notYet, directory: tenantId };
    },
  };
}
