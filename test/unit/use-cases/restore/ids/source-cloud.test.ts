import { describe, expect, it } from 'vitest';
import { CONTOSO, TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { detectSourceCloud } from '../../../../../src/use-cases/restore/ids/source-cloud.js';
import { emptyRecords } from '../../../../fixtures/valid-records.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));

describe('detectSourceCloud', () => {
  it('finds the cloud in its records', () => {
    expect(detectSourceCloud(records)).toMatchObject({
      providerSubscriptionId: CONTOSO.providerSubscriptionId,
      region: 'seattle',
      domain: 'azs.contoso.example',
      homeTenantId: CONTOSO.homeTenantId,
    });
  });

  it('knows nothing of an empty set', () => {
    expect(detectSourceCloud(emptyRecords())).toEqual({
      providerSubscriptionId: undefined,
      region: undefined,
      domain: undefined,
      directories: [],
      homeTenantId: undefined,
    });
  });

  it('refuses records of two clouds', () => {
    const stray = {
      id: '/subscriptions/0f0f0f0f-0000-4000-8000-000000000000/providers/Microsoft.Compute.Admin/locations/seattle/quotas/x',
      properties: {},
    };
    const mixed = { ...records, computeQuota: [...records.computeQuota, stray] };
    expect(() => detectSourceCloud(mixed)).toThrow(RestackError);
    expect(() => detectSourceCloud(mixed)).toThrow(expect.objectContaining({ code: 'PLAN_BLOCKED' }));
  });
});
