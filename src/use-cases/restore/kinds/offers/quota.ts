import { selectLastSegment } from '../../../../cloud/arm-id.js';
import { type ComparisonRules, selectOwnMembers } from '../../comparison.js';
import type { Disposition, KindContext } from '../resource-kind.js';
import type { StageName } from '../../stage-order.js';
import { formatOperatorAddress } from '../../../../cloud/operator-address.js';

/** What the three quota providers differ in. */
export interface QuotaProvider {
  readonly namespace: string;
  readonly apiVersion: string;
  readonly stage: StageName;
  readonly rules: ComparisonRules;
}

const SHIPPED_NAME = 'default quota';

/** Where the provider lists its quotas. */
export function listQuotaAddresses(provider: QuotaProvider, { target }: KindContext) {
  const segments = ['providers', provider.namespace, 'locations', target.region, 'quotas'];
  return [formatOperatorAddress(target, segments, provider.apiVersion)];
}

/**
 * A quota is addressed by the last segment of its id: the `name` comes with or without the location.
 * The path decides the location. `Default Quota` stands on every cloud and can be changed.
 *
 * Source: REST reference, section 3.
 */
export function describeQuota(
  provider: QuotaProvider,
  record: { readonly id: string },
  { target }: KindContext,
): Disposition {
  const name = selectLastSegment(record.id);
  const segments = ['providers', provider.namespace, 'locations', target.region, 'quotas', name];
  return {
    action: 'replay',
    replay: {
      address: formatOperatorAddress(target, segments, provider.apiVersion),
      steps: [{ stage: provider.stage, body: selectOwnMembers(record, provider.rules) }],
      references: [],
      shipped: name.toLowerCase() === SHIPPED_NAME,
    },
  };
}
