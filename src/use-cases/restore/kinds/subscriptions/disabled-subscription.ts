import type { KindAccess } from '../resource-kind.js';
import {
  formatOperatorAddress,
  selectSubscription,
  SUBSCRIPTIONS_ADMIN,
  SUBSCRIPTIONS_ADMIN_VERSION,
} from '../../../../cloud/operator-address.js';

/** True when the target holds the subscription of a resource disabled: it takes no writes then. */
export async function isInDisabledSubscription(id: string, access: KindAccess): Promise<boolean> {
  const subscription = selectSubscription(id) ?? '';
  const { target } = access;
  const path = ['providers', SUBSCRIPTIONS_ADMIN, 'subscriptions', subscription];
  const address = formatOperatorAddress(target.identity, path, SUBSCRIPTIONS_ADMIN_VERSION);
  const found = await access.once(`state of ${subscription}`, () => target.read(address));
  return found?.['state'] === 'Disabled';
}
