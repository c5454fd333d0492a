import { describe, expect, it } from 'vitest';
import { contosoRecordsAt } from '../../../../samples/generator/contoso/company.js';
import { CONTOSO, TIMES } from '../../../../samples/generator/contoso/cloud.js';
import { PORTABLE_REPOSITORIES } from '../../../../src/backup-set/names/portable-repositories.js';
import { exportRecords } from '../../../../src/controller/backup/export-records.js';
import type { ExportedRecords } from '../../../../src/controller/cloud/backups/backup-share.js';
import { seedRecords } from '../../../../src/controller/control/seed/seed-records.js';
import { stringAt } from '../../../../src/controller/wire/request-fields.js';
import { loadRecordValidator } from '../../../../src/schema/validation.js';
import { SimulatedCloud } from '../../../doubles/simulated-cloud.js';

const company = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const deployment = {
  providerSubscriptionId: CONTOSO.providerSubscriptionId,
  tenantId: CONTOSO.homeTenantId,
};

function start(): SimulatedCloud {
  return new SimulatedCloud({ region: 'seattle', domain: 'azs.contoso.example', deployment });
}

/** As it stands in a set; entity tags are made anew with every object. */
function write(records: ExportedRecords): unknown {
  return JSON.parse(JSON.stringify(records, (name, value: unknown) => (name === 'etag' ? undefined : value)));
}

describe('what the controller exports of itself', () => {
  it('seeds the same cloud again, every kind of it', () => {
    const { cloud: first } = start();
    const { cloud: second } = start();
    seedRecords(first, company);
    const records = exportRecords(first);
    seedRecords(second, records);
    expect(write(exportRecords(second))).toEqual(write(records));
    const empty = Object.entries(records).filter(([, list]) => list.length === 0);
    expect(empty).toEqual([]);
  });

  it('satisfies the schema of every kind', async () => {
    const { cloud } = start();
    seedRecords(cloud, company);
    const violations: unknown[] = [];
    let checked = 0;
    for (const [kind, records] of Object.entries(exportRecords(cloud))) {
      const known = PORTABLE_REPOSITORIES.find((repository) => repository.kind === kind);
      if (known === undefined) throw new Error(`no repository holds ${kind}`);
      const validate = await loadRecordValidator(known.kind);
      for (const record of records) {
        const result = validate(JSON.parse(JSON.stringify(record)));
        if (!result.valid) violations.push({ kind, violations: result.violations });
        checked += 1;
      }
    }
    expect(violations).toEqual([]);
    expect(checked).toBeGreaterThan(60);
  });

  it('leaves out what every deployment makes, and groups that are the users own', () => {
    const { cloud } = start();
    seedRecords(cloud, company);
    const [user] = company.subscription;
    const { subscriptionId = '' } = user ?? {};
    const group = { subscriptionId, name: 'rg-of-a-user', location: 'seattle' };
    cloud.state.resourceGroups.set(`${subscriptionId}/rg-of-a-user`, group);
    const records = exportRecords(cloud);
    const ids = [...records.resourceGroup, ...records.subscription].map(
      (record) => stringAt(record, 'id') ?? '',
    );
    expect(ids.filter((id) => /\/resourceGroups\/(?:system\.|rg-of-a-user)/i.test(id))).toEqual([]);
    expect(records.subscription).toHaveLength(company.subscription.length);
    expect(cloud.state.subscriptions.size).toBe(company.subscription.length + 3);
  });

  it('leaves out a subscription on its way out, with all that lies in it', () => {
    const { cloud } = start();
    seedRecords(cloud, company);
    const [vault] = cloud.state.vaults.list();
    if (vault === undefined) throw new Error('the company has a vault');
    const leaving = cloud.state.subscriptions.get(vault.subscriptionId);
    if (leaving === undefined) throw new Error('the vault lies in a subscription');
    cloud.state.subscriptions.set(vault.subscriptionId, { ...leaving, state: 'Deleting' });
    const text = JSON.stringify([
      exportRecords(cloud).vault,
      exportRecords(cloud).secret,
      exportRecords(cloud).roleAssignment,
    ]);
    expect(text).not.toContain(vault.subscriptionId);
    expect(text).not.toContain(`//${vault.name}.vault.`);
  });
});
