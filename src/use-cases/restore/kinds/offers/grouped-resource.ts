import { normalizeArmId, selectLastSegment, selectResourceGroup } from '../../../../cloud/arm-id.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import { formatSubscriptionsAdminAddress, formatGroupedAddress } from '../../../../cloud/operator-address.js';
import { isSystemGroup } from '../../../../cloud/shipped-resources.js';
import type { Disposition, KindContext, Replay } from '../resource-kind.js';

/** The address of the list of all plans or offers, over all resource groups. */
export function listGroupedAddresses(type: string, { target }: KindContext): readonly ResourceAddress[] {
  return [formatSubscriptionsAdminAddress(target, [type])];
}

/** Describes a plan or an offer. It needs its resource group; one in a system group belongs to the deployment. */
export function describeGrouped(
  resource: { readonly type: 'plans' | 'offers'; readonly id: string },
  { target }: KindContext,
  replay: () => Pick<Replay, 'steps' | 'references' | 'isClosed' | 'followUp'>,
): Disposition {
  const group = selectResourceGroup(resource.id);
  if (group === undefined)
    return { action: 'manual', reason: `its id names no resource group: ${resource.id}` };
  if (isSystemGroup(group)) return { action: 'skip', reason: 'made by the deployment of the cloud' };
  const name = selectLastSegment(resource.id);
  const own = replay();
  const groupId = `/subscriptions/${target.providerSubscriptionId}/resourceGroups/${group}`;
  return {
    action: 'replay',
    replay: {
      address: formatGroupedAddress(target, group, [resource.type, name]),
      ...own,
      references: [normalizeArmId(groupId), ...own.references],
    },
  };
}
