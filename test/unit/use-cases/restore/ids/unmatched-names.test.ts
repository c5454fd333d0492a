import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../../src/use-cases/restore/ids/mapping.js';
import { listUnmatchedNames } from '../../../../../src/use-cases/restore/ids/unmatched-names.js';
import { FINANCE, PROVIDER, soundRecords, TENANT } from '../../../../fixtures/reference-records.js';

/** A name of each section that the records bear, and one that they do not. */
const NAMES: Readonly<Record<keyof Mapping, readonly [there: string, not: string]>> = {
  region: ['Seattle', 'seatle'],
  providerSubscription: [PROVIDER.toUpperCase(), TENANT],
  externalDomain: ['AZS.contoso.example', 'contoso.example'],
  directoryTenants: [TENANT.toUpperCase(), PROVIDER],
  principals: ['s-1-5-21-1', 'S-1-5-21-2'],
  owners: ['Owner@adatum.example', 'owner@adatum.exampl'],
  vaultNames: ['kv-Finance', 'kv-finanze'],
  resourceGroups: ['rg-FINANCE', 'rg-finanze'],
};

describe.each(Object.entries(NAMES))('a mapping of %s', (section, [there, not]) => {
  it('names what the set has, in any case', () => {
    expect(listUnmatchedNames(soundRecords(), { [section]: { [there]: 'x' } })).toEqual([]);
  });

  it('is told where it names what the set has not', () => {
    const mapping = { [section]: { [there]: 'x', [not]: 'y' } };
    expect(listUnmatchedNames(soundRecords(), mapping)).toEqual([{ section, name: not }]);
  });
});

describe('listUnmatchedNames', () => {
  it('tells a group in one subscription from the same name in another', () => {
    const resourceGroups = { [`${FINANCE}/rg-finance`]: 'x', [`${PROVIDER}/rg-finance`]: 'y' };
    expect(listUnmatchedNames(soundRecords(), { resourceGroups })).toEqual([
      { section: 'resourceGroups', name: `${PROVIDER}/rg-finance` },
    ]);
  });

  it('changes no record', () => {
    const records = soundRecords();
    listUnmatchedNames(records, { region: { seattle: 'oslo' }, vaultNames: { 'kv-finance': 'kv-2' } });
    expect(records).toEqual(soundRecords());
  });

  it('looks at nothing for a mapping that names nothing', () => {
    const records = new Proxy(soundRecords(), {
      ownKeys() {
        throw new Error('nothing is to be read');
      },
    });
    expect(listUnmatchedNames(records, {})).toEqual([]);
  });
});
