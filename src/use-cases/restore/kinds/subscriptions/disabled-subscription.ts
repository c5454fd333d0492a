import { selectSubscription } from '../../../../cloud/arm-id.js';
import { formatSubscriptionsAdminAddress } from '../../../../cloud/operator-address.js';
import type { KindAccess } from '../resource-kind.js';

/** True when a resource lies in a subscription that the target holds disabled: it takes no writes then. */
export async function isInDisabledSubscription(id: string, access: KindAccess): Promise<boolean> {
  const subscription = selectSubscription(id) ?? '';
  const { target } = access;
  const address = formatSubscriptionsAdminAddress(target.identity, ['subscriptions', subscription]);
  const found = await access.once(`state of ${subscription}`, () => target.read(address));
  return found?.['state'] === 'Disabled';
}
