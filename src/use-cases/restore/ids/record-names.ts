import type { SetRecords } from '../../../backup-set/content/records.js';
import { selectLastSegment, selectResourceGroup, selectSubscription } from '../../../cloud/arm-id.js';
import { isJsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import { nameSecret } from '../../../cloud/secret-name.js';
import { nameBuiltInRole } from '../../../cloud/shipped-resources.js';
import type { PayloadKind } from '../../../schema/payloads.js';

/** The names by which people know the records of a set; the last part of an id where nothing else is known. */
export interface RecordNames {
  nameRecord(kind: PayloadKind, recordIndex: number): string;
  /** The display name of a subscription; its id where no record names it. */
  nameSubscription(subscriptionId: string): string;
  /** A scope in words, such as `subscription Finance` or `vault kv-1 in Finance`. */
  nameScope(scope: string): string;
  nameRole(roleDefinitionId: string): string;
}

/**
 * Names the records of a set. The indexes are made at the first question.
 *
 * @param providerSubscriptionId of the cloud whose ids the records have
 */
export function createRecordNames(records: SetRecords, providerSubscriptionId?: string): RecordNames {
  let known: Indexes | undefined;
  const indexes = () => (known ??= indexNames(records, providerSubscriptionId));
  const nameSubscription = (id: string) => indexes().subscriptions.get(id.toLowerCase()) ?? id;
  const nameRole = (id: string) => {
    const guid = selectLastSegment(id).toLowerCase();
    return indexes().roles.get(guid) ?? nameBuiltInRole(guid) ?? guid;
  };
  const nameScope = (scope: string) => describeScope(scope, nameSubscription);
  const namePlan = (id: string) => {
    const name = selectLastSegment(id);
    return indexes().plans.get(name.toLowerCase()) ?? name;
  };
  const inSubscription = (id: string) => nameSubscription(selectSubscription(id) ?? '');
  const namers: Namers = {
    resourceGroup: ({ id }) => `${selectLastSegment(id)} in ${inSubscription(id)}`,
    plan: ({ id, properties }) => withName(properties.displayName, selectLastSegment(id)),
    offer: ({ id, properties }) => withName(properties.displayName, selectLastSegment(id)),
    subscription: ({ displayName, owner, subscriptionId }) =>
      `${displayName === '' ? subscriptionId : displayName} of ${owner}`,
    offerDelegation: ({ id, properties }) =>
      `${selectLastSegment(id)} to ${nameSubscription(properties.subscriptionId)}`,
    acquiredPlan: ({ id, planId }) =>
      `${namePlan(planId)} for ${nameSubscription(/\/subscriptions\/([^/]+)\/acquiredPlans\//i.exec(id)?.[1] ?? '')}`,
    roleDefinition: ({ properties }) => properties.roleName,
    roleAssignment: ({ properties }) =>
      `${nameRole(properties.roleDefinitionId)} on ${nameScope(properties.scope)} for ${properties.principalId}`,
    vault: ({ id }) => `${selectLastSegment(id)} in ${inSubscription(id)}`,
    secret: ({ id }) => nameSecret(id),
  };
  return {
    nameSubscription,
    nameScope,
    nameRole,
    nameRecord(kind, recordIndex) {
      const name = applyNamer({ kind, namers, records }, recordIndex);
      return name === '' ? selectLastSegment(readId(records[kind][recordIndex])) : name;
    },
  };
}

type Namers = { readonly [K in PayloadKind]?: (record: SetRecords[K][number]) => string };

interface Naming<K extends PayloadKind> {
  readonly kind: K;
  readonly namers: Pick<Namers, K>;
  readonly records: Pick<SetRecords, K>;
}

function applyNamer<K extends PayloadKind>({ kind, namers, records }: Naming<K>, index: number): string {
  const record = records[kind][index];
  return record === undefined ? '' : (namers[kind]?.(record) ?? '');
}

interface Indexes {
  readonly subscriptions: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly plans: ReadonlyMap<string, string>;
}

function indexNames(
  { subscription, roleDefinition, plan }: SetRecords,
  providerSubscriptionId: string | undefined,
): Indexes {
  const last = (id: string) => selectLastSegment(id).toLowerCase();
  const subscriptions = subscription.map(
    ({ subscriptionId, displayName }) =>
      [subscriptionId.toLowerCase(), displayName === '' ? subscriptionId : displayName] as const,
  );
  return {
    subscriptions: new Map([
      [providerSubscriptionId?.toLowerCase() ?? '', 'Default Provider Subscription'],
      ...subscriptions,
    ]),
    roles: new Map(roleDefinition.map(({ id, properties }) => [last(id), properties.roleName])),
    plans: new Map(
      plan.map(({ id, properties }) => [last(id), properties.displayName || selectLastSegment(id)]),
    ),
  };
}

function withName(displayName: string, name: string): string {
  const isSame = displayName === '' || displayName.toLowerCase() === name.toLowerCase();
  return isSame ? name : `${displayName} (${name})`;
}

/** A secret by vault and name; a version adds nothing that a person would know it by. */
function describeScope(scope: string, nameSubscription: (id: string) => string): string {
  const subscription = selectSubscription(scope);
  if (subscription === undefined) return scope === '/' || scope === '' ? 'the whole cloud' : scope;
  const owner = nameSubscription(subscription);
  const group = selectResourceGroup(scope);
  if (group === undefined) return `subscription ${owner}`;
  const isGroup = selectLastSegment(scope).toLowerCase() === group.toLowerCase();
  return isGroup
    ? `resource group ${group} in ${owner}`
    : `${selectLastSegment(scope)} in ${group} in ${owner}`;
}

function readId(record: unknown): string {
  return isJsonObject(record) ? readTextOrEmpty(record, 'id') : '';
}
