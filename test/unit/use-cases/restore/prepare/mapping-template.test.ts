import { describe, expect, it } from 'vitest';
import { TIMES } from '../../../../../samples/generator/contoso/cloud.js';
import { contosoRecordsAt } from '../../../../../samples/generator/contoso/company.js';
import type { Mapping } from '../../../../../src/use-cases/restore/ids/mapping.js';
import { parseMapping } from '../../../../../src/use-cases/restore/ids/parse-mapping.js';
import { listUnmatchedNames } from '../../../../../src/use-cases/restore/ids/unmatched-names.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import { renderMappingTemplate } from '../../../../../src/use-cases/restore/prepare/mapping-template.js';
import { StrictTarget } from '../../../../doubles/strict-target.js';

const records = contosoRecordsAt(new Date(TIMES.wednesdayNoon));
const SYSTEMS = ['aad', 'adfs'] as const;

async function planWith(system: (typeof SYSTEMS)[number], mapping: Mapping | object = {}) {
  const target = new StrictTarget(system);
  const policy = { unmapped: 'block' } as const;
  return planRestore({ records, target, closed: true, policy, mapping: { ...NOTHING, ...mapping } });
}

const NOTHING: Mapping = {
  region: undefined,
  providerSubscription: undefined,
  externalDomain: undefined,
  directoryTenants: undefined,
  principals: undefined,
  owners: undefined,
  vaultNames: undefined,
  resourceGroups: undefined,
};

describe('the template of a mapping', () => {
  it.each(SYSTEMS)('is read back, and changes nothing as it stands: %s', async (system) => {
    const plan = await planWith(system);
    const text = renderMappingTemplate({ records, plan, mapping: NOTHING });
    const { mapping } = parseMapping(text, 'template');
    expect(mapping.principals).toBeUndefined();
    expect(listUnmatchedNames(records, mapping)).toEqual([]);
    const again = await planWith(system, mapping);
    expect(again.entries.map(({ id, action, reason }) => [id, action, reason])).toEqual(
      plan.entries.map(({ id, action, reason }) => [id, action, reason]),
    );
    expect(again.blockers).toEqual(plan.blockers);
  });

  it('has every name that may differ, and decides principals once their lines count', async () => {
    const plan = await planWith('adfs');
    expect(plan.blockers.some(({ code }) => code === 'principal')).toBe(true);
    const text = renderMappingTemplate({ records, plan, mapping: NOTHING });
    const counting = text
      .replace('# principals:', 'principals:')
      .replaceAll(/^# ( {2}")/gm, '$1')
      .replaceAll('NEW-ID', 'S-1-5-21-1-2-3-1104');
    const { mapping } = parseMapping(counting, 'template');
    const held = records.roleAssignment.map(({ properties }) => properties.principalId);
    const allowed = records.vault.flatMap(({ properties }) => properties.accessPolicies ?? []);
    expect(Object.keys(mapping.principals ?? {}).toSorted()).toEqual(
      [...new Set([...held, ...allowed.map(({ objectId }) => objectId)])].toSorted(),
    );
    expect(Object.keys(mapping.owners ?? {})).toHaveLength(
      new Set(records.subscription.map(({ owner }) => owner)).size,
    );
    expect(Object.keys(mapping.vaultNames ?? {})).toHaveLength(records.vault.length);
    const again = await planWith('adfs', mapping);
    expect(again.blockers.filter(({ code }) => code === 'principal')).toEqual([]);
    const given = parseMapping(renderMappingTemplate({ records, plan: again, mapping }), 'template');
    expect(given.mapping).toEqual(mapping);
  });
});
