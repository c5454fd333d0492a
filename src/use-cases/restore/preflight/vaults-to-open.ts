import { grantsAccess, listPolicies, selectOwnPolicy } from '../kinds/vaults/own-policy.js';
import type { PlanEntry } from '../plan/restore-plan.js';

/**
 * The vaults to which a run gives itself access for a while: those of secrets that it has to write, or has to look at
 * first, unless the captured policies name the signed-in principal.
 *
 * @returns lower-case ids
 */
export function listVaultsToOpen(
  entries: readonly PlanEntry[],
  principalId: string | undefined,
): readonly string[] {
  if (principalId === undefined) return [];
  const written = entries.filter(({ kind, action }) => kind === 'secret' && action === 'create');
  const wanted = new Set(written.map(({ replay }) => replay?.inside ?? ''));
  const open = entries.filter(({ kind, replay }) => {
    const body = kind === 'vault' ? replay?.steps.at(-1)?.body : undefined;
    const own = body === undefined ? undefined : selectOwnPolicy(listPolicies(body), principalId);
    return own !== undefined && grantsAccess(own);
  });
  for (const { id } of open) wanted.delete(id);
  return [...wanted];
}
