import { selectSubscription } from '../../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText } from '../../../../cloud/json-value.js';
import type { DescribedRecord } from '../describe-records.js';
import type { KindContext } from '../../kinds/resource-kind.js';

/** The directory of the subscription that a role of the set lies in, lower case. */
export function selectRoleDirectory({ id }: DescribedRecord, { records, target }: KindContext): string {
  const scope = selectSubscription(id) ?? '';
  const owner = records.subscription.find(({ subscriptionId }) => subscriptionId.toLowerCase() === scope);
  return (owner?.tenantId ?? target.homeTenantId).toLowerCase();
}

/**
 * The key under which a role must be unique: the directory, and the name that people see. Source: REST reference,
 * section 7.2.
 */
export function formatRoleKey(record: DescribedRecord, context: KindContext): string {
  const { disposition } = record;
  const body = disposition.action === 'replay' ? disposition.replay.steps.at(-1)?.body : undefined;
  return `${selectRoleDirectory(record, context)}/${readRoleName(body ?? {})}`;
}

/** The name of a role, lower case; empty for an object that is no role. */
export function readRoleName({ properties }: JsonObject): string {
  const name = isJsonObject(properties) ? readText(properties, 'roleName') : undefined;
  return (name ?? '').toLowerCase();
}
