import { computeQuota, networkQuota, storageQuota } from '../records/quotas.js';
import { dated } from '../timeline.js';
import { CONTOSO, TIMES } from './cloud.js';

export const computeQuotas = [
  ...dated(TIMES.founded, [
    computeQuota(CONTOSO, 'Default Quota', { machines: 20, cores: 50, diskGb: 2048 }),
    computeQuota(CONTOSO, 'cq-bronze', { machines: 10, cores: 40, diskGb: 1024 }),
  ]),
  ...dated(
    TIMES.founded,
    [computeQuota(CONTOSO, 'cq-gold', { machines: 60, cores: 240, diskGb: 8192 })],
    TIMES.mondayNoon,
  ),
  ...dated(TIMES.mondayNoon, [computeQuota(CONTOSO, 'cq-gold', { machines: 80, cores: 320, diskGb: 8192 })]),
  ...dated(TIMES.resellers, [
    computeQuota(CONTOSO, 'cq-gpu', { machines: 8, cores: 96, diskGb: 2048, gpus: 8 }),
  ]),
];

export const networkQuotas = [
  ...dated(TIMES.founded, [
    networkQuota(CONTOSO, 'Default Quota', 50),
    networkQuota(CONTOSO, 'nq-gold', 120),
    networkQuota(CONTOSO, 'nq-bronze', 16),
  ]),
];

export const storageQuotas = [
  ...dated(TIMES.founded, [
    storageQuota(CONTOSO, 'Default Quota', { accounts: 20, capacityGb: 2048 }),
    storageQuota(CONTOSO, 'sq-gold', { accounts: 40, capacityGb: 6144 }),
  ]),
  ...dated(TIMES.guests, [storageQuota(CONTOSO, 'sq-archive', { accounts: 4, capacityGb: 51_200 })]),
];
