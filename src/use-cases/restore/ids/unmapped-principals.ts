import type { SetRecords } from '../../../backup-set/content/records.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { TargetIdentity } from '../../../cloud/cloud-port.js';
import type { IdMap } from './rewrite-ids.js';

/** A principal that the target cannot know, with everything that depends on it. */
export interface UnmappedPrincipal {
  /** The principal's id in the set. */
  readonly principal: string;
  /** The reason why it cannot be the same on the target. */
  readonly reason: string;
  readonly uses: readonly { readonly kind: PayloadKind; readonly recordIndex: number }[];
}

interface PrincipalUse {
  readonly principal: string;
  /** The directory in which it is looked up, by its id in the set. */
  readonly tenantId: string | undefined;
  readonly kind: PayloadKind;
  readonly recordIndex: number;
}

/**
 * Lists the principals that no mapping names and that cannot be the same on the target. SIDs belong to one deployment
 * of AD FS; object ids belong to a directory, which may be another one now. All others pass through unchanged.
 *
 * @param records with the names of the source.
 * Source: REST reference, sections 1.3 and 7.4.
 */
export function listUnmappedPrincipals(
  records: SetRecords,
  { map, target }: { readonly map: IdMap; readonly target: TargetIdentity },
): readonly UnmappedPrincipal[] {
  const found = new Map<string, UnmappedPrincipal & { uses: { kind: PayloadKind; recordIndex: number }[] }>();
  for (const { principal, tenantId, kind, recordIndex } of listUses(records)) {
    const key = principal.toLowerCase();
    if (map.principals.has(key)) continue;
    const reason = explainLoss(principal, tenantId, { map, target });
    if (reason === undefined) continue;
    const known = found.get(key) ?? { principal, reason, uses: [] };
    const isCounted = known.uses.some((use) => use.kind === kind && use.recordIndex === recordIndex);
    if (!isCounted) known.uses.push({ kind, recordIndex });
    found.set(key, known);
  }
  return [...found.values()];
}

function listUses(records: SetRecords): readonly PrincipalUse[] {
  const directoryOf = new Map(
    records.subscription.map(({ subscriptionId, tenantId }) => [subscriptionId.toLowerCase(), tenantId]),
  );
  const assignments = records.roleAssignment.map(({ properties }, recordIndex): PrincipalUse => {
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(properties.scope)?.[1]?.toLowerCase() ?? '';
    const tenantId = directoryOf.get(subscription);
    return { principal: properties.principalId, tenantId, kind: 'roleAssignment', recordIndex };
  });
  const policies = records.vault.flatMap(({ properties }, recordIndex) =>
    (properties.accessPolicies ?? []).map(({ objectId, tenantId }): PrincipalUse => ({
      principal: objectId,
      tenantId,
      kind: 'vault',
      recordIndex,
    })),
  );
  return [...assignments, ...policies];
}

function explainLoss(
  principal: string,
  tenantId: string | undefined,
  { map, target }: { readonly map: IdMap; readonly target: TargetIdentity },
): string | undefined {
  if (/^s-1-/i.test(principal)) return 'a SID of AD FS does not outlive the deployment that gave it';
  if (target.identitySystem === 'adfs') return 'an object id of Azure AD means nothing to AD FS';
  const isReplaced = (from: string) => {
    const to = map.directories.get(from.toLowerCase());
    return to !== undefined && to.toLowerCase() !== from.toLowerCase();
  };
  // Without a subscription of the set, the scope is the operator's, and so is the directory.
  const replaced =
    tenantId === undefined ? [...map.directories.keys()].some(isReplaced) : isReplaced(tenantId);
  return replaced ? 'its directory is another one on the target' : undefined;
}

/** The records without the access policies of the given principals. */
export function dropPolicies(records: SetRecords, principals: ReadonlySet<string>): SetRecords {
  if (principals.size === 0) return records;
  return {
    ...records,
    vault: records.vault.map((vault) => ({
      ...vault,
      properties: {
        ...vault.properties,
        accessPolicies: (vault.properties.accessPolicies ?? []).filter(
          ({ objectId }) => !principals.has(objectId.toLowerCase()),
        ),
      },
    })),
  };
}
