import { expect, it } from 'vitest';
import { computeDeploymentId } from '../../../../src/use-cases/capture/stamp-identity.js';

const cloud = {
  providerSubscriptionId: '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10',
  homeTenantId: 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22',
};

it('is the same for one cloud in any case, and another for another', () => {
  const id = computeDeploymentId(cloud);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const upper = cloud.providerSubscriptionId.toUpperCase();
  expect(computeDeploymentId({ ...cloud, providerSubscriptionId: upper })).toBe(id);
  expect(computeDeploymentId({ ...cloud, homeTenantId: cloud.providerSubscriptionId })).not.toBe(id);
});
