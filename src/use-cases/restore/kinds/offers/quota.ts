import { selectLastSegment } from '../../../../cloud/arm-id.js';
import { formatQuotaAddress, type QuotaNamespace } from '../../../../cloud/operator-address.js';
import { type ComparisonRules, selectOwnMembers } from '../../comparison.js';
import type { Disposition, KindContext } from '../resource-kind.js';
import type { StageName } from '../../stage-order.js';

/** The differences between the three quota providers. */
export interface QuotaProvider {
  readonly namespace: QuotaNamespace;
  readonly stage: StageName;
  readonly rules: ComparisonRules;
}

const SHIPPED_NAME = 'default quota';

/** The address of the provider's list of quotas. */
export function listQuotaAddresses(provider: QuotaProvider, { target }: KindContext) {
  return [formatQuotaAddress(target, provider.namespace)];
}

/**
 * Describes a quota, addressed by the last segment of its id: the `name` comes with or without the location. The path
 * decides the location. `Default Quota` stands on every cloud and can be changed.
 *
 * Source: REST reference, section 3.
 */
export function describeQuota(
  provider: QuotaProvider,
  record: { readonly id: string },
  { target }: KindContext,
): Disposition {
  const name = selectLastSegment(record.id);
  return {
    action: 'replay',
    replay: {
      address: formatQuotaAddress(target, provider.namespace, name),
      steps: [{ stage: provider.stage, body: selectOwnMembers(record, provider.rules) }],
      references: [],
      shipped: name.toLowerCase() === SHIPPED_NAME,
    },
  };
}
