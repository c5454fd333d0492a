import { normalizeArmId, selectLastSegment } from '../../../../cloud/arm-id.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import type { Disposition, KindContext, Replay } from '../resource-kind.js';
import {
  formatOperatorAddress,
  isSystemGroup,
  selectResourceGroup,
  SUBSCRIPTIONS_ADMIN,
  SUBSCRIPTIONS_ADMIN_VERSION,
} from '../../../../cloud/operator-address.js';

/** The list of all plans or offers, over all resource groups. */
export function listGroupedAddresses(type: string, { target }: KindContext): readonly ResourceAddress[] {
  const segments = ['providers', SUBSCRIPTIONS_ADMIN, type];
  return [formatOperatorAddress(target, segments, SUBSCRIPTIONS_ADMIN_VERSION)];
}

/** A plan or an offer: it needs its resource group, and one in a system group belongs to the deployment. */
export function describeGrouped(
  resource: { readonly type: 'plans' | 'offers'; readonly id: string },
  { target }: KindContext,
  replay: () => Pick<Replay, 'steps' | 'references'>,
): Disposition {
  const group = selectResourceGroup(resource.id);
  if (group === undefined)
    return { action: 'manual', reason: `its id names no resource group: ${resource.id}` };
  if (isSystemGroup(group)) return { action: 'skip', reason: 'made by the deployment of the cloud' };
  const name = selectLastSegment(resource.id);
  const segments = ['resourceGroups', group, 'providers', SUBSCRIPTIONS_ADMIN, resource.type, name];
  const { steps, references } = replay();
  const groupId = `/subscriptions/${target.providerSubscriptionId}/resourceGroups/${group}`;
  return {
    action: 'replay',
    replay: {
      address: formatOperatorAddress(target, segments, SUBSCRIPTIONS_ADMIN_VERSION),
      steps,
      references: [normalizeArmId(groupId), ...references],
    },
  };
}
